"""What was found in the rules, as people read it: by kind, with the place and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model import Parameter, Rule, State, Value
from ...problems.entries import Words
from ...questions.search import KINDS, Found, Hit, Use
from ..branches import View
from ..figures import Figures
from ..numbers import show_day
from ..provenance import TYPES, basis_of, listed, source_of
from ..terminal import Paint, folded, visible
from ..wrapping import wrapped

HITS = 20
"""Of more hits of one kind the rest is counted."""

NAMES = 8
"""Of a longer list of names the rest is counted."""

_TITLES = {
    "parameter": Words("Waarden", "Values"),
    "formula": Words("Formules", "Formulas"),
    "check": Words("Controles", "Checks"),
    "dimension": Words("Dimensies", "Dimensions"),
    "member": Words("Leden", "Members"),
    "element": Words("Kostenelementen", "Cost elements"),
    "decree": Words("Besluiten", "Decrees"),
    "unit": Words("Eenheden", "Units"),
    "source": Words("Bronnen", "Sources"),
    "published": Words("Gepubliceerd", "Published"),
    "report": Words("Overzichten", "Reports"),
    "planning": Words("Planningen", "Plannings"),
    "step": Words("Stappen", "Steps"),
    "reaction": Words("Reacties", "Reactions"),
    "note": Words("Toelichtingen", "Notes"),
    "quote": Words("Citaten", "Quotes"),
}
_ALSO = Words("ook: {names}", "also: {names}")
_MORE = Words("en nog {n}", "and {n} more")
_NOW = Words("nu {value}", "now {value}")
_NOTHING = Words("geen waarde in deze regels op deze dag", "no value in these rules on this day")
_PER = Words("per {dimensions}", "per {dimensions}")
_TO = Words("tot", "to")
_READS = Words("leest {names}", "reads {names}")
_READ_BY = Words("gelezen door {names}", "read by {names}")
_CHECKED = Words("gecontroleerd door {names}", "checked by {names}")
_PUBLISHED = Words("gepubliceerd: {label} ({source})", "published: {label} ({source})")
_USED = Words("gebruikt door {names}", "used by {names}")
_CONSULTED = Words("geraadpleegd op", "consulted on")
_CITED = Words("aangehaald door {names}", "cited by {names}")


def show_found(found: Found, view: View) -> str:
    """Show what was found."""
    told = _Told(found, view)
    blocks = []
    for kind in KINDS:
        hits = [each for each in found.hits if each.kind == kind]
        if hits:
            lines = [Paint(view.colour)(_TITLES[kind].of(view.language), "bold")]
            lines += [line for each in hits[:HITS] for line in told.lines(each)]
            lines += [f"  {_MORE.of(view.language).format(n=len(hits) - HITS)}"] if len(hits) > HITS else []
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


class _Told:
    def __init__(self, found: Found, view: View) -> None:
        self._found = found
        self._view = view
        self._language = view.language
        self._filled = Figures(found.rules, view.language)

    def lines(self, hit: Hit) -> Iterator[str]:
        """Go through the lines about a hit."""
        place = f"{visible(hit.span.file)}:{hit.span.line}"
        text = f"“{folded(hit.text)}”" if hit.kind == "quote" else folded(hit.text)
        yield from (f"  {line}" for line in wrapped(f"{hit.name}  {text}  {place}", self._view.columns - 2, 2))
        for each in self._about(hit):
            yield from (f"    {line}" for line in wrapped(each, self._view.columns - 4, 2))

    def _about(self, hit: Hit) -> Iterator[str]:
        if hit.also:
            yield _ALSO.of(self._language).format(names=", ".join(map(folded, hit.also)))
        if hit.kind in ("parameter", "formula"):
            yield from self._rule(self._found.uses[hit.name])
        elif users := self._found.users[hit]:
            yield _USED.of(self._language).format(names=self._names(users))
        if hit.kind == "source":
            yield from self._source(hit.name)

    def _rule(self, use: Use) -> Iterator[str]:
        rule = use.rule
        about = [str(rule.unit), *([_PER.of(self._language).format(dimensions=", ".join(rule.per))] if rule.per else [])]
        if isinstance(rule, Parameter):
            about.append(self._values(rule, use.values))
            about += dict.fromkeys(basis_of(each, self._language) for each in use.entries)
        yield "; ".join(about)
        for words, names in ((_READS, use.reads), (_READ_BY, use.read_by), (_CHECKED, use.checked_by)):
            if names:
                yield words.of(self._language).format(names=self._names(names))
        for each in use.published:
            yield _PUBLISHED.of(self._language).format(label=folded(each.label), source=source_of(self._found.rules, each.citation))

    def _values(self, rule: Rule, values: Sequence[Value]) -> str:
        numbers = sorted(each for each in values if isinstance(each, Decimal))
        states = dict.fromkeys(each for each in values if isinstance(each, State))
        ends = list(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else []
        range_ = f" {_TO.of(self._language)} ".join(self._filled.number(each, rule.unit) for each in ends)
        shown = ", ".join(filter(None, [range_, *(self._filled.number(each, rule.unit) for each in states)]))
        return _NOW.of(self._language).format(value=shown) if shown else _NOTHING.of(self._language)

    def _source(self, name: str) -> Iterator[str]:
        source = self._found.rules.sources[name]
        day = source.date or source.retrieved
        when = show_day(day, self._language) if day else ""
        read = "" if source.date else f"{_CONSULTED.of(self._language)} "
        yield f"{folded(source.publisher)}, {read}{when}; {TYPES[source.type].of(self._language)}"
        cited = tuple(dict.fromkeys(by for by, _ in self._found.cited.get(name, ())))
        if cited:
            yield _CITED.of(self._language).format(names=self._names(cited))

    def _names(self, names: Sequence[str]) -> str:
        shown = list(names[:NAMES])
        if len(names) > NAMES:
            shown.append(_MORE.of(self._language).format(n=len(names) - NAMES).partition(" ")[2])
        return listed(shown, self._language)
