"""What does not have the shape that a schema asks for, in our own words: one cause, one problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..diagnostics import Diagnostic, Fix, Label
from .misvalues import Misfit, about_value, is_about_value, is_certain, nearest, rank
from .nodes import Document, MappingNode, Scalar
from .places import Fields, Path, Place, find

__all__ = ["Misfit", "tell"]


def tell(misfits: Iterable[Misfit], document: Document) -> Iterator[Diagnostic]:
    """Turn what does not fit into problems; what has a problem of its own already is left out."""
    together: dict[Path, list[Misfit]] = {}
    for each in misfits:
        together.setdefault(each.path, []).append(each)
    for path, several in together.items():
        place = find(document, path)
        if isinstance(place.node, Scalar) and place.node.refused:
            continue
        values = sorted(filter(is_about_value, several), key=rank)
        if values:
            yield about_value(place, values[0])
        elif isinstance(place.node, MappingNode):
            yield from _about_keys(place, place.node, several)


# Keys: unknown, missing, badly written, too many.


def _about_keys(place: Place, node: MappingNode, misfits: list[Misfit]) -> Iterator[Diagnostic]:
    suggested: set[str] = set()
    for each in misfits:
        if each.name is not None:
            yield _badly_written_key(place, node, each)
        elif each.keyword == "additionalProperties":
            for problem in _unknown_keys(place, node, each.schema["properties"]):
                suggested.add(str(problem.fields.get("suggestion", "")))
                yield problem
    if node.whole:
        yield from (each for each in _missing_keys(place, node, misfits) if not suggested & set(_keys_of(each)))
    yield from _excluding_keys(place, node, misfits)


def _keys_of(problem: Diagnostic) -> tuple[str, ...]:
    keys = problem.fields.get("keys", problem.fields.get("key", ()))
    return (keys,) if isinstance(keys, str) else keys


def _badly_written_key(place: Place, node: MappingNode, misfit: Misfit) -> Diagnostic:
    key = node.key(misfit.name or "")
    kind = misfit.schema.get("$comment", "name")
    fields: Fields = {"text": misfit.name or "", "expected": f"@{kind}", "how": f"@written_{kind}"}
    if len(place.path) == 1:
        fields |= {"section": str(place.path[0]), "name": misfit.name or ""}
    return place.problem("H104", key.span if key else place.span, fields)


def _unknown_keys(place: Place, node: MappingNode, properties: Mapping[str, Any]) -> Iterator[Diagnostic]:
    free = {name: str(each.get("title", "")).lower() for name, each in properties.items() if name not in node.places}
    for key, _ in node.entries:
        if key.text in properties:
            continue
        suggestion = nearest(key.text, free)
        fields: Fields = {"key": key.text, **({"suggestion": suggestion} if suggestion else {"known": tuple(free)})}
        sure = suggestion is not None and key.plain and is_certain(key.text, suggestion, free)
        yield place.problem("H103", key.span, fields, Fix(key.span, suggestion) if suggestion and sure else None)


def _missing_keys(place: Place, node: MappingNode, misfits: list[Misfit]) -> Iterator[Diagnostic]:
    for key, because, unless in dict.fromkeys(_missing(node, misfits)):
        if because or unless:
            yield place.problem("H109", place.heading, {"key": key, "because": because or "", "unless": unless or ""})
        else:
            yield place.problem("H102", place.heading, {"key": key})
    for each in misfits:
        keys = _alternatives(each)
        if keys and not any(key in node.places for key in keys):
            yield place.problem("H108", place.heading, {"keys": keys})


def _missing(node: MappingNode, misfits: list[Misfit]) -> Iterator[tuple[str, str | None, str | None]]:
    for each in misfits:
        if each.keyword == "required":
            yield from ((key, each.because, each.unless) for key in each.asked if key not in node.places)
        elif each.keyword == "dependencies":
            for because, keys in each.asked.items():
                if because in node.places:
                    yield from ((key, because, None) for key in keys if key not in node.places)


def _excluding_keys(place: Place, node: MappingNode, misfits: list[Misfit]) -> Iterator[Diagnostic]:
    for each in misfits:
        present = [node.entries[node.places[key]][0] for key in _alternatives(each) if key in node.places]
        if len(present) > 1:
            first, second = sorted(present, key=lambda key: key.start)[:2]
            fields: Fields = {"keys": _alternatives(each), "present": tuple(key.text for key in present)}
            yield place.problem("H108", second.span, fields, others=(Label(first.span, "first"),))


def _alternatives(misfit: Misfit) -> tuple[str, ...]:
    return tuple(each["required"][0] for each in misfit.asked) if misfit.keyword in ("oneOf", "anyOf") else ()
