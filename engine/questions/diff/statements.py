"""What nouns say, field by field and in words, and what is different between two of them, whatever nouns they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ...cells import State, cell_id
from ...decimals import show_plain
from ...diagnostics import Span
from ...model import Citation, Condition, Datum
from ...process import Target
from .shapes import bare

KEYS = {
    "citation": "source", "conditions": "for", "decided": "needs_decision", "entries": "values", "first": "from", "forbidden": "forbidden_statuses",
    "last": "to", "origin": "from", "rounding": "round",
}  # fmt: skip
"""What rules call a field that the nouns have another name for."""

UNTOLD = ("name", "span", "spans", "expression", "library", "formerly")
"""
Fields that say nothing by themselves: names and places, and what is told otherwise.

A `formerly` is told as the name that changed, an expression by its text, and a rule that moves to a library says what it said.
"""

_TITLES = ("label", "citation")
"""Fields of a noun that is new or gone which are told beside it."""

_IN_ORDER = ("show", "quotes")
"""Lists of which the order says something."""

Show = Callable[[Decimal], str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A field that says something else: its path, such as `steps.college.when`, and its words; None where it said, or says, nothing."""

    path: str
    old: str | None
    new: str | None
    span: Span


def differences(before: Any, after: Any, *, skip: Collection[str] = (), show: Show = show_plain) -> Iterator[Statement]:  # noqa: ANN401  (any noun)
    """Go through the fields in which two nouns of one sort differ."""
    untold = {*skip}
    if _same_expression(before, after):
        untold.add("text")
    for name in dict.fromkeys([*told_fields(after), *told_fields(before)]):
        if name not in untold and hasattr(before, name) and hasattr(after, name):
            yield from _compared(key_of(after, name), getattr(before, name), getattr(after, name), place_of(after, name), show)


def said(noun: Any, show: Show = show_plain) -> str:  # noqa: ANN401  (any noun)
    """Return all that a noun says, but for what it is called and cites."""
    parts = [(key_of(noun, each), getattr(noun, each)) for each in told_fields(noun) if each not in _TITLES]
    return ", ".join(f"{name}: {text}" for name, value in parts if (text := words_of(value, show)))


def told_fields(noun: Any) -> list[str]:  # noqa: ANN401  (any noun)
    """Return the fields of a noun that say something."""
    found = [each.name for each in fields(noun) if each.name not in UNTOLD and not isinstance(getattr(noun, each.name), Span)]
    # A step that ends on the day it begins has that day alone.
    return [each for each in found if each != "last" or noun.last != noun.first]


def key_of(noun: Any, field: str) -> str:  # noqa: ANN401  (any noun)
    """Return what rules call a field of a noun."""
    return "that" if field == "text" and hasattr(noun, "expression") else KEYS.get(field, field)


def place_of(noun: Any, field: str) -> Span:  # noqa: ANN401  (any noun)
    """Return the nearest place of a field that is known."""
    spans: Mapping[str, Span] = getattr(noun, "spans", {})
    inner = getattr(getattr(noun, field), "span", None)
    found = spans.get(KEYS.get(field, field)) or inner or noun.span
    assert isinstance(found, Span)  # noqa: S101  (nouns have one)
    return found


def words_of(value: Any, show: Show = show_plain, *, in_order: bool = False) -> str:  # noqa: ANN401  (any value)
    """Return a value of a field in words; nothing where it says nothing."""
    match value:
        case None | False:
            return ""
        case True:
            return "true"
        case Decimal():
            return show(value)
        case date():
            return value.isoformat()
        case State():
            return value.value
        case Mapping():
            held = [(str(name), "" if is_dataclass(each) and not isinstance(each, Datum) else words_of(each, show)) for name, each in value.items()]
            return ", ".join(f"{name}: {text}" if text else name for name, text in held)
        case tuple():
            return _listed(value, show, in_order)
    return _noun(value, show) if is_dataclass(value) else " ".join(str(value).split())


def _same_expression(before: Any, after: Any) -> bool:  # noqa: ANN401  (any noun)
    # What is computed in the same way was not edited, however it is written.
    return hasattr(after, "expression") and bare(before.expression) == bare(after.expression)


def _compared(path: str, before: Any, after: Any, span: Span, show: Show) -> Iterator[Statement]:  # noqa: ANN401  (any value)
    if isinstance(before, Citation) and isinstance(after, Citation) and _cited(before) == _cited(after):
        yield from _statement(f"{path}.quote", _quoted(before), _quoted(after), span)
    elif is_dataclass(after) and type(before) is type(after) and not isinstance(after, Citation | Datum):
        for each in differences(before, after, show=show):
            yield Statement(f"{path}.{each.path}", each.old, each.new, each.span)
    elif isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*after, *before]):
            place = getattr(after.get(key, before.get(key)), "span", None) or span
            yield from _compared(f"{path}.{key}", before.get(key), after.get(key), place, show)
    else:
        in_order = path.rpartition(".")[2] in _IN_ORDER
        old, new = (words_of(each, show, in_order=in_order) for each in (before, after))
        yield from _statement(path, old, new, span)


def _statement(path: str, old: str, new: str, span: Span) -> Iterator[Statement]:
    if old != new:
        yield Statement(path, old or None, new or None, span)


def _listed(items: tuple[Any, ...], show: Show, in_order: bool) -> str:
    parts = [_item(each, show) for each in items]
    if any(isinstance(each, Decimal) or each is None for each in items):
        return f"[{', '.join(parts)}]"
    return ", ".join(parts if in_order else sorted(parts))


def _item(item: Any, show: Show) -> str:  # noqa: ANN401  (any item of a tuple)
    match item:
        case (str(text), Span()):
            return text
        case (str(rule), tuple(cell)):
            return f"{rule}[{', '.join(cell)}]" if cell else rule
        case None:
            return State.UNLIMITED.value
    return words_of(item, show)


def _noun(noun: Any, show: Show) -> str:  # noqa: ANN401  (any noun)
    match noun:
        case Citation():
            return _cited(noun)
        case Datum():
            return words_of(noun.value, show)
        case Target():
            return cell_id(noun.rule, noun.cell, noun.cell.values())
        case Condition():
            return f"{'.'.join(filter(None, (noun.dimension, noun.attribute)))}: {'/'.join(noun.values)}"
    found = {key_of(noun, each): words_of(getattr(noun, each), show) for each in told_fields(noun)}
    return ", ".join(f"{name}: {text}" for name, text in found.items() if text)


def _cited(citation: Citation) -> str:
    return f"{citation.ref}, {' '.join(citation.at.split())}"


def _quoted(citation: Citation) -> str:
    return " / ".join(" ".join(text.split()) for text, _ in citation.quotes)
