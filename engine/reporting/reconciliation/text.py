"""The comparison with what was published, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

from ...decimals import ZERO
from ...model import Published, RuleSet, State, Value
from ...problems.entries import Words
from ...questions.reconcile import CLASSES, Comparison, Reconciliation
from ..cells import show_cell
from ..numbers import show_day, show_number
from ..tables import show_rows
from ..terminal import Paint, folded

COLUMNS = 100

HEADS = {
    "exact": Words("gelijk", "equal"),
    "display_rounding": Words("na afronding", "when rounded"),
    "calibrated": Words("gekalibreerd", "calibrated"),
    "given": Words("gegeven", "given"),
    "deviates": Words("wijkt af, vastgelegd", "differs, recorded"),
    "nmb": Words("nmb", "nmb"),
    "unexplained": Words("onverklaard", "unexplained"),
}
_WITHOUT = Words("mist kalibratie", "misses calibration")
_TITLE = Words("Vergelijking met wat gepubliceerd is, peildatum {day}", "Comparison with what was published, as of {day}")
_FACTS = Words(
    "Gerekend met feiten alleen: waar een waarde is teruggerekend uit gepubliceerde tarieven, staat hier wat feiten alleen geven.",
    "Computed with facts alone: where a value was worked back from published tariffs, this uses what facts alone give.",
)
_PUBLISHED = Words("gepubliceerd", "published")
_COMPUTED = Words("berekend", "computed")
_WITH_FACTS = Words("met feiten", "with facts")
_DIFFERENCE = Words("verschil", "difference")
_MISSES = Words("mist", "misses")
_FIGURES = Words("cijfers", "figures")
_TOTAL = Words("Totaal", "Total")
_CHANGED = Words(
    "er is een verschil van {expected} aangegeven; nu is het {difference}",
    "a difference of {expected} was declared; now it is {difference}",
)
_GROUNDS_OF = Words("Waarop de {n} uitkomsten van `{rule}` rusten:", "What the {n} results of `{rule}` rest on:")
_GROUNDS = {
    "facts": Words("alleen documenten en openbare gegevens", "documents and public facts alone"),
    "assumed": Words("ook op aannames", "on assumptions too"),
    "calibrated": Words("ook op waarden die uit gepubliceerde tarieven zijn teruggerekend", "on values worked back from published tariffs too"),
    "given": Words("niet berekend maar gegeven: het bedrag is als geheel overgenomen", "not computed but given: the amount was taken over as a whole"),
    "nmb": Words("nader te bepalen", "still to be decided"),
}
_FINE = Words("verklaard: {total} van {total} gepubliceerde cijfers", "explained: {total} of {total} published figures")
_RECORDED = Words(
    "verklaard: {n} van {total} gepubliceerde cijfers; van de andere {recorded} is de afwijking vastgelegd",
    "explained: {n} of {total} published figures; for the other {recorded} the difference is recorded",
)
_WRONG = Words("niet verklaard: {n} van {total} gepubliceerde cijfers", "not explained: {n} of {total} published figures")
_STILL = Words("met feiten alleen niet gehaald: {n} van {total} gepubliceerde cijfers", "not met by facts alone: {n} of {total} published figures")
_LARGEST = Words("; het grootste verschil bij `{rule}` is {difference} ({cell})", "; the largest difference of `{rule}` is {difference} ({cell})")
_NOTHING = Words("er is niets gepubliceerd om mee te vergelijken", "nothing was published to compare with")


def show_reconciliation(rules: RuleSet, day: date, found: Reconciliation, language: str, *, verbose: bool = False, colour: bool = False) -> str:
    """Show how many figures agree, in full those that do not (`verbose`: all), and what the results rest on."""
    return "\n".join(_Shown(rules, found, language, verbose=verbose, paint=Paint(colour)).lines(day)) + "\n"


class _Shown:
    """Puts a reconciliation into words."""

    def __init__(self, rules: RuleSet, found: Reconciliation, language: str, *, verbose: bool, paint: Paint) -> None:
        self._rules = rules
        self._found = found
        self._language = language
        self._verbose = verbose
        self._paint = paint
        groups = [list(each) for _, each in groupby(found.comparisons, key=lambda one: id(one.published))]
        self._items = [(each[0].published, each) for each in groups]

    def lines(self, day: date) -> Iterator[str]:
        """Go through the lines."""
        yield folded(self._rules.label)
        yield self._say(_TITLE, day=show_day(day, self._language))
        if self._found.facts:
            yield self._say(_FACTS)
        if self._items:
            yield from ["", *self._overview()]
        for item, comparisons in self._items:
            if chosen := [each for each in comparisons if self._is_shown(each)]:
                yield from ["", self._paint(self._name(item), "bold"), *self._in_full(item, chosen)]
        if not self._found.facts:
            yield from self._grounds()
        yield from ["", self._verdict()]

    def _say(self, words: Words, **fields: object) -> str:
        return words.of(self._language).format(**fields)

    def _name(self, item: Published) -> str:
        return folded(f"{item.label} ({item.citation.ref}, {item.citation.at})")

    def _overview(self) -> list[str]:
        kinds = [kind for kind in CLASSES if self._found.count(kind)]
        rows = [["", self._say(_FIGURES), *(self._say(self._head(kind)) for kind in kinds)]]
        rows += [[folded(item.label), *_counts(comparisons, kinds)] for item, comparisons in self._items]
        if len(self._items) > 1:
            rows.append([self._say(_TOTAL), *_counts(self._found.comparisons, kinds)])
        return show_rows(rows, frozenset(range(1, len(kinds) + 2)))

    def _head(self, kind: str) -> Words:
        return _WITHOUT if self._found.facts and kind == "calibrated" else HEADS[kind]

    def _is_shown(self, comparison: Comparison) -> bool:
        if self._verbose or comparison.kind in ("deviates", "unexplained"):
            return True
        return self._found.facts and (comparison.printed != comparison.computed or comparison.published.of == self._rules.result)

    def _in_full(self, item: Published, comparisons: Sequence[Comparison]) -> Iterator[str]:
        last = _MISSES if self._found.facts else Words("", "")
        heads = [_PUBLISHED, _WITH_FACTS if self._found.facts else _COMPUTED, _DIFFERENCE, last]
        rows = [["", *map(self._say, heads)], *(self._row(each) for each in comparisons)]
        yield from show_rows(rows, frozenset({1, 2, 3}))
        if item.deviation is not None and any(each.kind != "deviates" for each in comparisons) and not self._found.facts:
            difference = next(each.difference for each in comparisons if each.kind != "deviates")
            fields = {"expected": self._signed(item, item.deviation), "difference": self._signed(item, difference)}
            yield f"  {self._say(_CHANGED, **fields)}"
        if item.note:
            yield from (f"  {each}" for each in wrap(folded(item.note), COLUMNS))

    def _row(self, comparison: Comparison) -> list[str]:
        item = comparison.published
        name = show_cell(self._rules, item.of, comparison.cell) or folded(self._rules.rules[item.of].label)
        figures = [self._number(item, comparison.printed), self._number(item, comparison.computed)]
        different = comparison.printed != comparison.computed
        missed = comparison.calibrated_by if self._found.facts and different else ()
        last = ", ".join(missed) if self._found.facts else self._say(HEADS[comparison.kind])
        return [f"  {name}", *figures, self._signed(item, comparison.difference), last]

    def _number(self, item: Published, value: Value) -> str:
        rule = self._rules.rules[item.of]
        return show_number(value, rule.unit, self._language, step=item.printed_to, currency=self._rules.currency)

    def _signed(self, item: Published, value: Value | None) -> str:
        if value is None or isinstance(value, State):
            return ""
        rule = self._rules.rules[item.of]
        return show_number(value, rule.unit, self._language, step=item.printed_to, currency=self._rules.currency, signed=True)

    def _grounds(self) -> Iterator[str]:
        grounds = self._found.grounds
        total = sum(grounds.values())
        if total:
            yield from ["", self._say(_GROUNDS_OF, n=total, rule=self._rules.result)]
            rows = [["", str(count), self._say(_GROUNDS[name])] for name, count in grounds.items()]
            yield from show_rows(rows, frozenset({1}))

    def _verdict(self) -> str:
        total, wrong = len(self._found.comparisons), self._found.count("unexplained")
        if not total:
            return self._say(_NOTHING)
        if self._found.facts:
            return self._say(_STILL, n=wrong + self._found.count("calibrated"), total=total) + self._largest()
        if wrong:
            return self._paint(self._say(_WRONG, n=wrong, total=total), "red")
        if recorded := self._found.count("deviates"):
            return self._say(_RECORDED, n=total - recorded, total=total, recorded=recorded)
        return self._say(_FINE, total=total)

    def _largest(self) -> str:
        different = [each for each in self._found.comparisons if each.published.of == self._rules.result and each.difference]
        if not different:
            return ""
        most = max(different, key=lambda each: abs(each.difference or ZERO))
        cell = show_cell(self._rules, most.published.of, most.cell)
        return self._say(_LARGEST, rule=most.published.of, difference=self._signed(most.published, most.difference), cell=cell)


def _counts(comparisons: Sequence[Comparison], kinds: Sequence[str]) -> list[str]:
    counts = [sum(each.kind == kind for each in comparisons) for kind in kinds]
    return [str(len(comparisons)), *(str(each) if each else "" for each in counts)]
