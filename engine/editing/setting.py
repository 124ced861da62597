"""Setting one value: from the text of a file to the text in which that value is another, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model import Entry, Parameter, RuleSet
from ..questions.selection import Unanswerable
from ..reading.documents import Document, read_document
from .csv_rows import in_row
from .entries import new_entry, node_of, other_grounds, values_of, without_cell
from .splices import Splice, replacing, spliced
from .wishes import Wish, entry_before, entry_from, parameter, wanted


@dataclass(frozen=True, slots=True)
class Setting:
    """
    What a wish comes to: the file that changes, its text by then, and what the parameter says by then.

    `entry` is that of the new value; `before` the one that held for its cell on that day, if one did.
    """

    file: str
    text: str
    entries: tuple[Entry, ...]
    entry: Entry
    before: Entry | None


def set_value(rules: RuleSet, wish: Wish) -> Setting:
    """
    Return what a wish comes to; raises `Unanswerable` where it cannot be done.

    Where an entry gives the cell from that very day, the cell changes, with what it rests on; one that comes to
    rest on something else than the rest of its table gets an entry of its own. Else an entry is added, and what was
    in force stays so until that day.
    """
    rule = parameter(rules, wish.rule)
    entry, same = wanted(rules, rule, wish), entry_from(rule, wish.cell, wish.day)
    if same is None:
        return _added(rules, rule, wish, entry)
    if same.cells[wish.cell].span.file != same.span.file:
        return _in_csv(rules, rule, wish, entry, same)
    return _in_yaml(rules, rule, wish, entry, same)


def _added(rules: RuleSet, rule: Parameter, wish: Wish, entry: Entry) -> Setting:
    before, document = entry_before(rule, wish.cell, wish.day), _document(rules, rule.span.file)
    splice = new_entry(document, rule, wish.cell, entry, _written(wish), before)
    return Setting(document.file, spliced(document.text, [splice]), (*rule.entries, entry), entry, before)


def _in_csv(rules: RuleSet, rule: Parameter, wish: Wish, entry: Entry, same: Entry) -> Setting:
    place = same.cells[wish.cell].span
    text = rules.texts[place.file]
    splices = in_row(place.file, text, place, wish.value, same, entry)
    return Setting(place.file, spliced(text, splices), (*_others(rule, same), _less(same, wish), entry), entry, same)


def _in_yaml(rules: RuleSet, rule: Parameter, wish: Wish, entry: Entry, same: Entry) -> Setting:
    document = _document(rules, same.span.file)
    node = node_of(values_of(document, rule), same)
    place = same.cells[wish.cell].span
    if entry.basis != same.basis:
        _refuse_solved(same)
    if len(same.cells) == 1:
        splices = [replacing(document.text, place, _written(wish)), *other_grounds(document, node, same, entry)]
        return _setting(document, splices, (*_others(rule, same), entry), entry, same)
    if table := _table_with(same, entry):
        splices = [replacing(document.text, place, _written(wish)), *other_grounds(document, node, same, table)]
        return _setting(document, splices, (*_others(rule, same), table), table, same)
    _refuse_solved(same)
    alone = replace(entry, note=wish.note)
    splices = [without_cell(document, node, wish.cell), new_entry(document, rule, wish.cell, alone, _written(wish), same)]
    return _setting(document, splices, (*_others(rule, same), _less(same, wish), alone), alone, same)


def _setting(document: Document, splices: Iterable[Splice], entries: tuple[Entry, ...], entry: Entry, before: Entry) -> Setting:
    return Setting(document.file, spliced(document.text, splices), entries, entry, before)


def _table_with(same: Entry, entry: Entry) -> Entry | None:
    """Return a table with another value in it and all words that it rests on, or None where that value rests on something else."""
    old, new = same.citation, entry.citation
    if (same.basis, same.status, same.note) != (entry.basis, entry.status, entry.note) or (old and old.ref) != (new and new.ref):
        return None
    cells = {**same.cells, **entry.cells}
    if old is None or new is None:
        return replace(same, cells=cells)
    if old.at != new.at:
        return None
    known = {text for text, _ in old.quotes}
    more = tuple(each for each in new.quotes if each[0] not in known)
    return replace(same, cells=cells, citation=replace(old, quotes=(*old.quotes, *more)))


def _refuse_solved(entry: Entry) -> None:
    if entry.solved:
        raise Unanswerable(
            "deze waarde is met andere teruggerekend uit wat gepubliceerd is; geef met `--from` een dag waarop een nieuwe waarde ingaat",
            "this value was worked back with others from what was published; give a day with `--from` on which a new value begins",
        )


def _others(rule: Parameter, entry: Entry) -> tuple[Entry, ...]:
    return tuple(each for each in rule.entries if each is not entry)


def _less(entry: Entry, wish: Wish) -> Entry:
    return replace(entry, cells={cell: datum for cell, datum in entry.cells.items() if cell != wish.cell})


def _written(wish: Wish) -> str:
    return f'"{wish.value}"' if wish.value == "-" else wish.value


def _document(rules: RuleSet, file: str) -> Document:
    document, _ = read_document(file, rules.texts[file].encode())
    assert document is not None  # noqa: S101  (it was read before)
    return document
