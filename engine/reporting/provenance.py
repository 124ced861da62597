"""What a figure rests on, in words: basis and status, source with place and quote, how a value was calibrated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..calculating.derivation import Step
from ..model import BASES as ORDER
from ..model import STATUSES as SETTLED
from ..model import Citation, Entry, Parameter, RuleSet, cell_id
from ..problems.entries import Words
from .figures import Figures
from .terminal import folded

BASES = {
    "definition": Words("definitie", "definition"),
    "law": Words("wet", "law"),
    "cao": Words("cao", "collective agreement"),
    "document": Words("document", "document"),
    "benchmark": Words("benchmark", "benchmark"),
    "derived": Words("afgeleid", "derived"),
    "assumption": Words("aanname", "assumption"),
    "calibrated": Words("gekalibreerd", "calibrated"),
}
STATUSES = {"final": Words("definitief", "final"), "advice": Words("advies", "advice"), "concept": Words("concept", "draft")}
TYPES = {
    "law": Words("wet", "law"),
    "cao": Words("cao", "collective agreement"),
    "benchmark": Words("benchmark", "benchmark"),
    "regulator": Words("toezichthouder", "regulator"),
    "consultation": Words("consultatie", "consultation"),
    "decision": Words("besluit", "decision"),
    "assumption": Words("aanname", "assumption"),
}

QUOTES = 2
"""Of a longer quote only the first lines are shown, where none of them is about the figure."""

ORIGINS = 6
"""Of more figures that a value was worked back from the rest is counted."""

QUOTED = 220
"""A longer line of a quote is cut off."""

_COUNTED = {
    "definition": Words("{n} bij definitie", "{n} by definition"),
    "law": Words("{n} uit de wet", "{n} from the law"),
    "cao": Words("{n} uit een cao", "{n} from a collective agreement"),
    "document": Words("{n} uit een document", "{n} from a document"),
    "benchmark": Words("{n} uit een benchmark", "{n} from a benchmark"),
    "derived": Words("{n} afgeleid", "{n} derived"),
    "assumption": Words("{n} aangenomen", "{n} assumed"),
    "calibrated": Words("{n} gekalibreerd op gepubliceerde tarieven", "{n} calibrated to published tariffs"),
}
_MORE_CELLS = Words("nog {n} cijfers", "{n} more figures")
_MORE_QUOTES = (Words("(en nog 1 regel)", "(and 1 more line)"), Words("(en nog {n} regels)", "(and {n} more lines)"))
_COMPUTED = Words("Berekend ({basis}, {status}): {source}", "Computed ({basis}, {status}): {source}")
_REASON = Words("Reden: {note}", "Reason: {note}")
_DEFAULT = Words("De tabel noemt deze cel niet; dan geldt de standaardwaarde.", "The table does not name this cell; the default holds.")
_GIVEN = Words("Gegeven: de opbouw van dit bedrag is niet gepubliceerd.", "Given: how this amount is made up was not published.")
_BAND = Words("Spreiding tussen aanbieders: {low} tot {high}.", "Spread between providers: {low} to {high}.")
_PRINTED = Words("In de bron afgerond op {step}.", "Rounded to {step} in the source.")
_SOLVED = Words(
    "Teruggerekend uit {origin}; elke waarde van {low} tot {high} geeft dezelfde gepubliceerde cijfers.",
    "Worked back from {origin}; every value from {low} to {high} gives the same published figures.",
)
_HELD = Words("Vastgehouden: {names}.", "Held: {names}.")
_FACTS = Words("Op feiten alleen: {value}.", "By facts alone: {value}.")
_AND = Words(" en ", " and ")


def counted(rests_on: Mapping[str, int], language: str) -> str:
    """Return how many values of each basis there are, as a list."""
    return listed([_COUNTED[basis].of(language).format(n=n) for basis, n in rests_on.items()], language)


def listed(items: Sequence[str], language: str) -> str:
    """Return a list as part of a sentence."""
    return _AND.of(language).join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def basis_of(entry: Entry, language: str) -> str:
    """Return the basis and the status of values."""
    return f"{BASES[entry.basis].of(language)}, {STATUSES[entry.status].of(language)}"


def source_of(rules: RuleSet, citation: Citation) -> str:
    """Return the title of a source and the place in it."""
    return f"{folded(rules.sources[citation.ref].title)}, {folded(citation.at)}"


class Provenance:
    """Tells what the steps of a trace rest on; the reason for an assumption and the note of a member once."""

    def __init__(self, rules: RuleSet, filled: Figures, language: str) -> None:
        self._rules = rules
        self._filled = filled
        self._language = language
        self._told: set[tuple[str, str]] = set()

    def of_formula(self, citation: Citation, steps: Sequence[Step]) -> Iterator[str]:
        """Go through the lines about figures that one formula gives."""
        basis = max((each.footing.basis for each in steps), key=ORDER.index)
        status = max((each.footing.status for each in steps), key=SETTLED.index)
        weakest, settled = BASES[basis].of(self._language), STATUSES[status].of(self._language)
        yield _COMPUTED.of(self._language).format(basis=weakest, status=settled, source=source_of(self._rules, citation))
        yield from self.quotes(citation, steps)

    def of_values(self, entry: Entry | None, steps: Sequence[Step]) -> Iterator[str]:
        """Go through the lines about values that share an entry; without one their default holds."""
        if entry is None:
            yield _DEFAULT.of(self._language)
            return
        basis = basis_of(entry, self._language)
        basis = basis[:1].upper() + basis[1:]
        if entry.citation:
            yield f"{basis}: {source_of(self._rules, entry.citation)}"
            yield from self.quotes(entry.citation, steps)
            yield from self._reason(entry.citation)
        else:
            yield basis
        yield from self._calibrated(entry, steps)
        yield from self._about(entry, steps)

    def quotes(self, citation: Citation, steps: Sequence[Step]) -> Iterator[str]:
        """Go through the lines of a quote that are about these figures, else its first few."""
        texts = [folded(text) for text, _ in citation.quotes]
        chosen = [each for each in texts if any(name in each.casefold() for name in self._names(steps))]
        if not chosen or len(texts) <= QUOTES:
            chosen = texts[:QUOTES]
        for each in chosen:
            yield f"“{each if len(each) <= QUOTED else each[:QUOTED] + '…'}”"
        if len(chosen) < len(texts):
            more = len(texts) - len(chosen)
            yield _MORE_QUOTES[more > 1].of(self._language).format(n=more)

    def notes(self, steps: Sequence[Step]) -> Iterator[str]:
        """Go through what a rule set has to say about members that have not been met before."""
        for step in steps:
            for name, code in zip(step.rule.per, step.cell, strict=True):
                member = self._rules.dimensions[name].members[code]
                if member.note and self._first(name, code):
                    yield f"{folded(member.label)}: {folded(member.note)}"

    def _names(self, steps: Iterable[Step]) -> set[str]:
        members = (self._rules.dimensions[name].members[code] for step in steps for name, code in zip(step.rule.per, step.cell, strict=True))
        return {name.casefold() for each in members for name in (each.label, *each.aliases, each.name) if len(name) > 1}

    def _reason(self, citation: Citation) -> Iterator[str]:
        source = self._rules.sources[citation.ref]
        if source.type == "assumption" and source.note and self._first("source", source.name):
            yield _REASON.of(self._language).format(note=folded(source.note))

    def _calibrated(self, entry: Entry, steps: Sequence[Step]) -> Iterator[str]:
        if entry.solved is None:
            return
        per = {name: self._rules.rules[name].per for name, _ in entry.solved.origin}
        origin = [cell_id(name, per[name], cell) for name, cell in entry.solved.origin]
        low, high = (self._filled.written(each, steps[0].unit) for each in entry.solved.interval)
        if len(origin) > ORIGINS:
            origin[ORIGINS - 1 :] = [_MORE_CELLS.of(self._language).format(n=len(origin) - ORIGINS + 1)]
        yield _SOLVED.of(self._language).format(origin=listed(origin, self._language), low=low, high=high)
        if entry.solved.given:
            yield _HELD.of(self._language).format(names=listed(entry.solved.given, self._language))
        for step in steps:
            fact = (entry.facts or {}).get(step.cell)
            if fact is not None:
                yield _FACTS.of(self._language).format(value=self._filled.written(fact.value, step.unit))

    def _about(self, entry: Entry, steps: Sequence[Step]) -> Iterator[str]:
        rule = steps[0].rule
        if isinstance(rule, Parameter) and rule.given:
            yield _GIVEN.of(self._language)
        if entry.band:
            low, high = (self._filled.written(each, steps[0].unit) for each in entry.band)
            yield _BAND.of(self._language).format(low=low, high=high)
        if entry.printed_to:
            yield _PRINTED.of(self._language).format(step=self._filled.figure(entry.printed_to, steps[0].unit))
        if entry.note:
            yield folded(entry.note)

    def _first(self, kind: str, name: str) -> bool:
        told = (kind, name) in self._told
        self._told.add((kind, name))
        return not told
