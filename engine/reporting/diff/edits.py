"""The edits of a difference in words: what each subject is called, and what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Parameter, Rule, Source
from ...problems.entries import Words
from ...questions.diff.edits import MOVING, CellChange, Edit
from ..figures import Figures
from ..numbers import show_day
from ..provenance import BASES, STATUSES
from ..terminal import folded
from .sides import Sides, shortened

MAX_CELLS = 5
"""Of more cells of one edit the rest is counted."""

ARROW = " -> "
WIDEST = 100
"""An old and a new text that together are longer stand on lines of their own."""

NOTHING = "-"
"""What stands where a field says nothing."""

AROUND = 4
"""So many words that are the same are shown before and after what is not, in a long text."""

MAX_TEXT = 300
"""A longer formula or quote is cut."""

_KINDS = {
    "value": Words("waarde", "value"),
    "formula": Words("formule", "formula"),
    "added": Words("nieuwe regel", "new rule"),
    "removed": Words("vervallen regel", "removed rule"),
    "member_added": Words("nieuw lid", "new member"),
    "member_removed": Words("vervallen lid", "removed member"),
    "attribute": Words("kenmerk", "attribute"),
    "order": Words("volgorde", "order"),
    "unit": Words("eenheid", "unit"),
    "round": Words("afronding", "rounding"),
    "default": Words("standaardwaarde", "default"),
    "per": Words("dimensies", "dimensions"),
    "day": Words("peildatum", "day of calculation"),
    "renamed": Words("nieuwe naam", "new name"),
    "member_renamed": Words("nieuwe code", "new code"),
    "dimension_added": Words("nieuwe dimensie", "new dimension"),
    "dimension_removed": Words("vervallen dimensie", "removed dimension"),
    "result": Words("resultaat", "result"),
    "basis": Words("grondslag", "basis"),
    "status": Words("status", "status"),
    "source": Words("bron", "source"),
    "property": Words("eigenschap", "property"),
    "published": Words("publicatie", "publication"),
    "check": Words("controle", "check"),
    "guardrail": Words("grens", "guardrail"),
    "ruleset": Words("regelset", "rule set"),
    "unit_name": Words("eenheid", "unit"),
    "element": Words("kostenelement", "cost element"),
    "report": Words("onderwerp", "topic"),
    "law": Words("wet", "law"),
    "law_exception": Words("uitzondering op de wet", "exception to the law"),
    "planning": Words("planning", "planning"),
    "reaction": Words("reactie", "reaction"),
}
_WORDS = {"basis": BASES, "status": STATUSES}
_RULE_SET = Words("de regelset", "the rule set")
_CELLS = (Words("1 cel", "1 cell"), Words("{n} cellen", "{n} cells"))
_MORE = (Words("en nog 1 cel", "and 1 more cell"), Words("en nog {n} cellen", "and {n} more cells"))
_NEW = Words("nieuw", "new")
_GONE = Words("vervallen", "gone")
_FROM = Words("vanaf {day}", "from {day}")
_UNTIL = Words("tot en met {day}", "until {day}")
_OPEN = Words("zonder einde", "without end")


@dataclass(frozen=True, slots=True)
class Told:
    """Edits of one subject: its title, a line for each thing that changed, its place and its source."""

    title: str
    lines: tuple[str, ...]
    place: str
    source: str | None


class EditWords:
    """Puts the edits of a difference into words."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._figures = Figures(sides.head, sides.language)

    def subjects(self) -> list[Told]:
        """Return all edits by subject, those that can move a figure first."""
        groups: dict[tuple[bool, str, str], list[Edit]] = {}
        moving = {each.subject for each in self._sides.difference.edits if each.kind in MOVING}
        for each in self._sides.difference.edits:
            # What stands in a section of its own may be called like a rule.
            groups.setdefault((bool(each.section) or each.subject not in moving, each.subject, each.section or ""), []).append(each)
        return [self._told(several) for _, several in sorted(groups.items())]

    def _told(self, edits: Sequence[Edit]) -> Told:
        first = edits[0]
        lines = tuple(line for each in edits for line in self._placed(each, first))
        citation = next((each.citation for each in edits if each.citation), None)
        return Told(self._title(first), lines, self._sides.place(first.span), self._sides.source(citation))

    def _placed(self, edit: Edit, first: Edit) -> Iterator[str]:
        # A rule is where its place says; what else was edited may stand all over the files.
        lines = list(self._lines(edit))
        elsewhere = edit.span.line != first.span.line or edit.span.file != first.span.file
        if elsewhere and (edit.section or edit.member or edit.kind == "published"):
            lines[-1] += f"  {self._sides.place(edit.span)}"
        yield from lines

    def _title(self, edit: Edit) -> str:
        if edit.subject == "ruleset" and edit.kind in ("day", "result", "ruleset"):
            return self._sides.say(_RULE_SET)
        label = self._label(edit)
        return f"{edit.subject} ({label})" if label and label != edit.subject else edit.subject

    def _label(self, edit: Edit) -> str:
        for side in (self._sides.head, self._sides.base):
            nouns = getattr(side, edit.section) if edit.section else {**side.dimensions, **side.rules}
            if edit.subject in nouns:
                noun = nouns[edit.subject]
                return folded(noun.title if isinstance(noun, Source) else noun.label)
        return ""

    def _lines(self, edit: Edit) -> Iterator[str]:
        kind = self._sides.say(_KINDS[edit.kind])
        member = f" {edit.member}" if edit.member else ""
        if edit.kind == "value" or (edit.kind == "published" and edit.cells):
            yield from self._cells(edit, "" if edit.kind == "value" else f"{kind}: ")
        elif edit.kind in ("added", "removed"):
            rule = (self._sides.head if edit.kind == "added" else self._sides.base).rules[edit.subject]
            yield f"{kind}{self._written_out(rule)}"
        elif edit.old is None and edit.new is None:
            label = self._sides.cell([edit.subject], (edit.member,)) if edit.member else ""
            yield f"{kind}{member}{f' ({label})' if label != (edit.member or '') else ''}"
        elif edit.section and (edit.old is None or edit.new is None):
            text = shortened(edit.new or edit.old or "", MAX_TEXT)
            yield f"{kind}, {self._sides.say(_NEW if edit.old is None else _GONE)}{text and f': {text}'}"
        else:
            counted = f" ({self._count(_CELLS, len(edit.cells))})" if edit.cells and edit.kind != "per" else ""
            yield from _lines_of(f"{kind}{member}: ", _from_to(edit, self._sides), counted)
            if edit.kind == "per":
                yield from self._cells(edit, "")

    def _written_out(self, rule: Rule) -> str:
        if isinstance(rule, Parameter):
            cells = [datum.value for entry in rule.entries for datum in entry.cells.values()]
            return f": {self._figures.written(cells[0], self._sides.unit(rule.name, ()))}" if len(cells) == 1 and not rule.per else ""
        return f": {shortened('; '.join(each.text for each in rule.variants), MAX_TEXT)}"

    def _cells(self, edit: Edit, lead: str) -> Iterator[str]:
        rule = self._sides.rule(edit.subject)
        if rule is None:
            return
        dated = isinstance(rule, Parameter) and edit.kind == "value" and len({each.valid_from for each in rule.entries}) > 1
        for each in edit.cells[:MAX_CELLS]:
            name = self._sides.cell(rule.per, each.cell)
            when = [self._sides.say(_FROM, day=show_day(each.day, self._sides.language))] if dated else []
            before = ", ".join([*filter(None, [name]), *when])
            yield f"{lead}{before}: {self._change(rule, each)}" if before else f"{lead}{self._change(rule, each)}"
        if len(edit.cells) > MAX_CELLS:
            yield f"{lead}{self._count(_MORE, len(edit.cells) - MAX_CELLS)}"

    def _change(self, rule: Rule, change: CellChange) -> str:
        unit = self._sides.unit(rule.name, change.cell)
        after = f" {self._figures.unit(unit)}"
        old, new = (None if each is None else self._figures.written(each, unit) for each in (change.old, change.new))
        if old is None:
            return f"{new} ({self._sides.say(_NEW)})"
        if new is None:
            return f"{old} ({self._sides.say(_GONE)})"
        until = self._until(change)
        if old == new and until:
            return f"{new}, {until}"
        return f"{old.removesuffix(after) if new.endswith(after) else old} -> {new}{f', {until}' if until else ''}"

    def _until(self, change: CellChange) -> str:
        if change.until[0] == change.until[1]:
            return ""
        return self._sides.say(_UNTIL, day=show_day(change.until[1], self._sides.language)) if change.until[1] else self._sides.say(_OPEN)

    def _count(self, forms: tuple[Words, Words], n: int) -> str:
        return self._sides.say(forms[n != 1], n=n)


def _lines_of(lead: str, text: str, after: str) -> Iterator[str]:
    # What would not fit on a line goes on below, the new under the old.
    old, arrow, new = text.partition(ARROW)
    if not arrow or len(lead) + len(text) <= WIDEST:
        yield f"{lead}{text}{after}"
    else:
        yield f"{lead}{old}"
        yield f"{arrow.strip():>{len(lead) - 1}} {new}{after}"


def _apart(old: str, new: str) -> tuple[str, str]:
    """Return two long texts from where they begin to differ to where they do no more, with some words around that."""
    if len(old) + len(new) <= WIDEST:
        return old, new
    words = old.split(), new.split()
    start = _alike(*words)
    end = _alike(*(each[:start - 1 if start else None:-1] for each in words))
    first = start - AROUND if start > AROUND + 1 else 0
    last = end - AROUND if end > AROUND + 1 else 0
    shown = [" ".join(["…"] * bool(first) + each[first : len(each) - last] + ["…"] * bool(last)) for each in words]
    return shown[0], shown[1]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))


def _from_to(edit: Edit, sides: Sides) -> str:
    if edit.field:
        texts = [folded(each or "").removeprefix(f"{edit.field}: ") for each in (edit.old, edit.new)]
        if NOTHING in texts and sum(map(len, texts)) > WIDEST // 2:
            words = _NEW if texts[0] == NOTHING else _GONE
            return f"{edit.field}, {sides.say(words)}: {shortened(texts[texts[0] == NOTHING], MAX_TEXT)}"
        return f"{edit.field}: {ARROW.join(shortened(each, MAX_TEXT) for each in _apart(*texts))}"
    if terms := _WORDS.get(edit.kind):
        return ARROW.join(sides.say(terms[each]) if each in terms else each for each in (edit.old or "", edit.new or ""))
    texts = [shortened(each, MAX_TEXT) for each in (edit.old, edit.new) if each is not None]
    names = {each.partition(": ")[0] for each in texts if ": " in each and ", " not in each}
    if len(texts) == 2 and len(names) == 1 and all(each.startswith(f"{name}: ") for name in names for each in texts):
        texts[1] = texts[1].partition(": ")[2]
    return ARROW.join(texts)
