"""The parameters that a line rests on: their values in use, briefly or all of them, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..calculating.derivation import Step
from ..model import Citation, Entry, RuleSet
from ..problems.entries import Words
from ..questions.trace import Group
from .groups import Headings, Row, table
from .provenance import basis_of, source_of
from .terminal import visible
from .wrapping import wrapped

SOURCES = 3
"""Of more sources of one parameter the rest is counted."""

_DEFAULT = Words("standaardwaarde", "default")
_SELF_EVIDENT = (
    Words("en 1 waarde die bij definitie of als standaardwaarde geldt", "and 1 value that holds by definition or by default"),
    Words("en {n} waarden die bij definitie of als standaardwaarde gelden", "and {n} values that hold by definition or by default"),
)
_MORE = Words("en nog {n} bronnen", "and {n} more sources")


class Inputs:
    """Tells about the parameters of a figure."""

    def __init__(self, rules: RuleSet, language: str, *, verbose: bool = False) -> None:
        self._rules = rules
        self._language = language
        self._verbose = verbose
        self._headings = Headings(rules, language)

    def all(self, groups: Iterable[Group], room: int, *, folded: bool = False) -> Iterator[str]:
        """Go through the lines about parameters; those `folded` that nobody chose the values of are counted, where not all is asked for."""
        count = 0
        for group in groups:
            if folded and not self._verbose and all(_is_given_by_itself(each) for each in group.steps):
                count += len(group.steps)
            else:
                yield from self.lines(group, room)
        if count:
            yield _SELF_EVIDENT[count > 1].of(self._language).format(n=count)

    def lines(self, group: Group, room: int) -> Iterator[str]:
        """Go through the lines about one parameter."""
        value, name = self._headings.heading(group)
        yield from wrapped(f"{name}: {value}", room, 2)
        by_source = _by_source(group.steps)
        for at, (entry, steps) in enumerate(by_source):
            if at >= SOURCES and not self._verbose and len(by_source) > SOURCES + 1:
                yield f"  {_MORE.of(self._language).format(n=len(by_source) - SOURCES)}"
                break
            yield from (f"  {each}" for each in wrapped(footing_of(self._rules, entry, self._language), room - 2, 2))
            if self._verbose and len(group.steps) > 1:
                rows = [Row(self._headings.own(group, each), "", self._headings.filled.value(each)) for each in steps]
                yield from (f"    {each}" for each in table(rows, room - 4))
        if self._verbose:
            yield from (f"  {each}" for each in wrapped(visible(self._headings.footer(group)), room - 2))


def footing_of(rules: RuleSet, entry: Entry | None, language: str) -> str:
    """Return what values rest on: basis, status and source; without an entry their default holds."""
    if entry is None:
        return _DEFAULT.of(language)
    basis = basis_of(entry, language)
    return f"{basis}: {source_of(rules, entry.citation)}" if entry.citation else basis


def _is_given_by_itself(step: Step) -> bool:
    return step.standing is None or step.standing.entry.basis == "definition"


def _by_source(steps: Sequence[Step]) -> list[tuple[Entry | None, list[Step]]]:
    """Return steps by what is told of their source: the basis, the status and the place."""
    found: dict[tuple[str, ...], tuple[Entry | None, list[Step]]] = {}
    for each in steps:
        entry = each.standing.entry if each.standing else None
        found.setdefault(_key(entry), (entry, []))[1].append(each)
    return list(found.values())


def _key(entry: Entry | None) -> tuple[str, ...]:
    if entry is None:
        return ()
    citation: Citation | None = entry.citation
    return (entry.basis, entry.status, *((citation.ref, citation.at) if citation else ()))
