"""A difference as a whole: between what, how many figures it moves, what each cause comes to, and which guardrails it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ...problems import CATALOGUE
from ...problems.entries import Words
from ...problems.terms import TERMS
from ...questions.diff.attribution import MOST_PLAYERS
from ...questions.diff.difference import Change, Difference
from ...questions.diff.lookalikes import Lookalike
from ...questions.guardrails import Breach, Held, Loose
from ...questions.volumes import Budget
from ...units import DIMENSIONLESS
from ..checks.frames import SEVERITIES
from ..numbers import show_day, show_number
from ..terminal import folded
from .words import FigureWords, counts, ratio_of

MAX_BREACHES = 5
"""Of more figures that go against one guardrail the rest is counted."""

SHAPLEY = Words(
    "Een oorzaak krijgt het gemiddelde van wat zij toevoegt, over alle volgordes waarin gewijzigd kon worden (Shapley); met de afronding telt dat precies op.",
    "A cause gets the mean of what it adds, over all orders in which the changes could have been made (Shapley); with the rounding that adds up exactly.",
)
_NOTHING = Words("{sides}: geen verschil ({n} tarieven vergeleken)", "{sides}: no difference ({n} tariffs compared)")
_SIDES = Words("van {base} naar {head}", "from {base} to {head}")
_DAYS = (Words("peildatum {new}", "as of {new}"), Words("peildatum {old} -> {new}", "as of {old} -> {new}"))
_NONE = Words("geen van de {of} tarieven wijzigt", "none of the {of} tariffs changes")
_SOME = (Words("1 van de {of} tarieven wijzigt", "1 of the {of} tariffs changes"), Words("{n} van de {of} tarieven wijzigen", "{n} of the {of} tariffs change"))
_ALL_NEW = Words("in {base} staat deze regelset niet: alle {n} tarieven zijn nieuw", "{base} does not have this rule set: all {n} tariffs are new")
_COUNTS = {
    "higher": Words("{n} hoger", "{n} higher"),
    "lower": Words("{n} lager", "{n} lower"),
    "new": Words("{n} nieuw", "{n} new"),
    "gone": Words("{n} vervallen", "{n} gone"),
    "other": Words("{n} van of naar nmb", "{n} to or from undecided"),
}
_EXTREMES = (Words("van {least} tot {most}", "from {least} to {most}"), Words("{most}", "{most}"))
_GROUPED = Words("Meer dan {most} oorzaken raken een tarief; daar zijn zij {how}.", "More than {most} causes reach a tariff; there they are {how}.")
_HOW = {
    "element": Words("per kostenelement samengenomen", "taken together by cost element"),
    "file": Words("per bestand samengenomen", "taken together by file"),
    "all": Words("alle samengenomen", "all taken together"),
}
_TOO_MUCH = {
    "H713": Words("stijgt meer dan {limit}: {n}", "rises more than {limit}: {n}"),
    "H714": Words("daalt meer dan {limit}: {n}", "falls more than {limit}: {n}"),
}
_MORE = Words("en nog {n}", "and {n} more")
_APPROVAL = Words("daarover gaat: {approval}", "to approve: {approval}")
_LOOSE = Words("nergens tegen te houden: {rule} {why}", "nothing to hold against it: {rule} {why}")
_UNDECIDED = Words("een waarde van {rule} heeft geen besluit als bron", "a value of {rule} has no decision as its source")
_APART = (
    Words("Van 1 cijfer zijn er geen twee getallen (nieuw, vervallen of nmb): geen grens zegt daar iets van.",
          "Of 1 figure there are no two numbers (new, gone or undecided): no guardrail says anything of it."),
    Words("Van {n} cijfers zijn er geen twee getallen (nieuw, vervallen of nmb): geen grens zegt daar iets van.",
          "Of {n} figures there are no two numbers (new, gone or undecided): no guardrail says anything of them."),
)  # fmt: skip
_SAME = {
    "label": Words("hetzelfde label, {label}", "the same label, {label}"),
    "content": Words("dezelfde inhoud, {label}", "the same content, {label}"),
}
_JOINED = Words(
    "met `formerly: {old}` bij `{new}` worden zij als één vergeleken  {place}",
    "with `formerly: {old}` at `{new}` they are compared as one  {place}",
)
_TOGETHER = Words(
    "Oorzaken die samen een bedrag hebben zijn niet te scheiden: met de een zonder de ander is er geen uitkomst.",
    "Causes that share an amount cannot be told apart: with the one and without the other there is no outcome.",
)


@dataclass(frozen=True, slots=True)
class End:
    """One side of a difference: its name to people, its name to programs, and its commit where it is a revision."""

    words: Words
    name: str
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A difference with its two ends, and what was asked beside it; `absent` says that the first did not have the rule set."""

    difference: Difference
    base: End
    head: End
    absent: bool = False
    budget: Budget | None = None
    held: Held = field(default_factory=Held)


@dataclass(frozen=True, slots=True)
class Worth:
    """What one cause comes to over all figures: on how many it acts, and its least and most amount."""

    name: str
    count: int
    least: str
    most: str


class SummaryWords:
    """Puts a difference as a whole into words."""

    def __init__(self, named: Named, words: FigureWords) -> None:
        self._named = named
        self._difference = named.difference
        self._words = words

    def is_nothing(self) -> bool:
        """Say whether there is no difference at all."""
        return not (self._difference.edits or self._difference.changes or self._difference.others)

    def title(self) -> str:
        """Return what the rule set is called."""
        return folded(self._words.head.label)

    def nothing(self) -> str:
        """Say in one line that there is no difference."""
        return self._words.say(_NOTHING, sides=_capital(self._between()), n=self._difference.compared)

    def sides(self) -> str:
        """Say between what this is the difference, and on which day."""
        old, new = (show_day(each.day, self._words.language) for each in (self._difference.base, self._difference.head))
        return f"{_capital(self._between())}, {self._words.say(_DAYS[old != new and not self._named.absent], old=old, new=new)}"

    def _between(self) -> str:
        return self._words.say(_SIDES, base=self._name(self._named.base), head=self._name(self._named.head))

    def _name(self, end: End) -> str:
        return end.words.of(self._words.language)

    def headline(self) -> str:
        """Count the figures that changed, and say how much."""
        changes, of = self._difference.changes, self._difference.compared
        if self._named.absent:
            return _capital(self._words.say(_ALL_NEW, base=self._name(self._named.base), n=of))
        if not changes:
            return _capital(self._words.say(_NONE, of=of))
        counted = [self._words.say(_COUNTS[name], n=n) for name, n in counts(self._difference).items() if n and name in _COUNTS]
        return _capital(f"{self._words.say(_SOME[len(changes) != 1], n=len(changes), of=of)}: {', '.join(counted)}{self._extremes()}")

    def _extremes(self) -> str:
        ratios = [each for each in map(ratio_of, self._difference.changes) if each is not None]
        if not ratios:
            return ""
        least, most = self._words.ratio(min(ratios)), self._words.ratio(max(ratios))
        return f" ({self._words.say(_EXTREMES[least == most], least=least, most=most)})"

    def causes(self) -> list[Worth]:
        """Return what each cause comes to, those that act on most figures first."""
        found: dict[str, list[tuple[Decimal, str]]] = {}
        for change in self._difference.changes:
            for name, amount, shown in self._amounts(change):
                found.setdefault(name, []).append((amount, shown))
        worth = [Worth(name, len(each), min(each)[1], max(each)[1]) for name, each in found.items()]
        return sorted(worth, key=lambda each: (-each.count, each.name))

    def _amounts(self, change: Change) -> Iterator[tuple[str, Decimal, str]]:
        shown = self._words.amounts(change) if change.causes else []
        for each, text in zip(change.causes, shown, strict=False):
            yield self._words.cause(each), each.amount, text

    def grouping(self) -> list[str]:
        """Say where causes were taken together, and why."""
        how = self._difference.grouping
        lines = [self._words.say(_GROUPED, most=MOST_PLAYERS, how=self._words.say(_HOW[how]))] if how else []
        if any(len(cause.players) > 1 for change in self._difference.changes for cause in change.causes):
            lines.append(self._words.say(_TOGETHER))
        return lines

    def guardrails(self) -> list[tuple[str, list[str]]]:
        """Say which guardrails are broken, by which figures, and who may approve: a title and lines for each."""
        groups: dict[tuple[str, str], list[Breach]] = {}
        for each in self._named.held.breaches:
            groups.setdefault((each.guardrail.name, each.code), []).append(each)
        broken = [(self._broken(each[0]), list(self._about(each))) for each in groups.values()]
        return [*broken, *((self._broken(each), self._about_loose(each)) for each in self._named.held.loose)]

    def apart(self) -> list[str]:
        """Say of how many figures no guardrail can say anything."""
        n = self._named.held.apart
        return [self._words.say(_APART[n != 1], n=n)] if n else []

    def lookalikes(self) -> list[tuple[str, list[str]]]:
        """Say what looks renamed, and which line would say that it is: a title and lines for each."""
        found = self._difference.lookalikes
        return [(self._looks(each), [self._words.say(_JOINED, old=each.old, new=each.new, place=self._words.place(each.span))]) for each in found]

    def _looks(self, found: Lookalike) -> str:
        nouns = self._words.head.rules if found.dimension is None else self._words.head.dimensions[found.dimension].members
        of = f" ({folded(self._words.head.dimensions[found.dimension].label)})" if found.dimension else ""
        return f"{found.old} -> {found.new}{of}: {self._words.say(_SAME[found.same], label=folded(nouns[found.new].label))}"

    def _about_loose(self, loose: Loose) -> list[str]:
        approval = self._words.say(_APPROVAL, approval=folded(loose.guardrail.approval))
        if loose.finding:
            return [self._words.say(_UNDECIDED, rule=loose.rule), approval, self._words.place(loose.span)]
        why = TERMS[f"guarded_{loose.why}"].of(self._words.language)
        return [self._words.say(_LOOSE, rule=loose.rule, why=why), approval, self._words.place(loose.span)]

    def _broken(self, breach: Breach | Loose) -> str:
        severity = SEVERITIES[CATALOGUE[breach.code].severity].of(self._words.language)
        return folded(f"{severity}[{breach.code}] {breach.guardrail.name}: {breach.guardrail.label}")

    def _about(self, several: list[Breach]) -> Iterator[str]:
        first = several[0]
        limit = f"{show_number(first.limit, DIMENSIONLESS, self._words.language)}%"
        yield self._words.say(_TOO_MUCH[first.code], n=len(several), limit=limit)
        for each in several[:MAX_BREACHES]:
            rule = self._words.rule(each.rule)
            name = (self._words.cell(rule.per, each.cell) or folded(rule.label)) if rule else each.rule
            percent = "" if each.shown is None else f" ({show_number(each.shown, DIMENSIONLESS, self._words.language, signed=True)}%)"
            change = Change(each.rule, rule.per if rule else (), each.cell, each.old, each.new)
            yield f"  {name}: {self._words.figure(each.old, change)} -> {self._words.figure(each.new, change)}{percent}"
        if len(several) > MAX_BREACHES:
            yield f"  {self._words.say(_MORE, n=len(several) - MAX_BREACHES)}"
        yield self._words.say(_APPROVAL, approval=folded(first.guardrail.approval))
        yield self._words.place(first.guardrail.span)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
