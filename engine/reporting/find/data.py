"""What was found in the rules, as data."""

from __future__ import annotations

from typing import Any

from ...model import Citation, Parameter, Published
from ...questions.search import Found, Hit, Use
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain
from ..trace.data import state


def show_found_json(found: Found) -> str:
    """Show what was found as a JSON document."""
    hits = [_as_data(found, each) for each in found.hits]
    return show_document(found.rules.name, found.day, {**head_data(found.rules), "words": list(found.words), "hits": hits})


def _as_data(found: Found, hit: Hit) -> dict[str, Any]:
    use = found.uses.get(hit.name) if hit.kind in ("parameter", "formula") else None
    return {
        "kind": hit.kind,
        "name": hit.name,
        "text": hit.text,
        "also": list(hit.also),
        "exact": hit.rank == 0,
        "file": hit.span.file,
        "line": hit.span.line,
        "rule": _rule(found, use) if use else None,
        "used_by": list(found.users[hit]),
        "cited": [_citation(*each) for each in found.cited.get(hit.name, ())] if hit.kind == "source" else [],
    }


def _rule(found: Found, use: Use) -> dict[str, Any]:
    rule = use.rule
    return {
        "unit": str(rule.unit),
        "per": list(rule.per),
        "values": [{"value": plain(each, None, rule.unit), "state": state(each)} for each in use.values] if isinstance(rule, Parameter) else [],
        "basis": list(dict.fromkeys(each.basis for each in use.entries)),
        "status": list(dict.fromkeys(each.status for each in use.entries)),
        "reads": list(use.reads),
        "read_by": list(use.read_by),
        "checked_by": list(use.checked_by),
        "published": [_published(found, each) for each in use.published],
    }


def _published(found: Found, published: Published) -> dict[str, Any]:
    title = found.rules.sources[published.citation.ref].title
    place = {"file": published.span.file, "line": published.span.line}
    return {"label": published.label, "ref": published.citation.ref, "title": title, "at": published.citation.at, **place}


def _citation(name: str, citation: Citation) -> dict[str, Any]:
    return {"by": name, "at": citation.at, "file": citation.span.file, "line": citation.span.line}
