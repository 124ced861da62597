"""What a schema cannot say: each check is a function from rules to findings, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from ..calculating.calculation import Calculation
from ..calculating.derivation import Derivation, Place
from ..diagnostics import Diagnostic, Severity
from ..model import RuleSet
from ..problems import CATALOGUE
from ..reading.loading import Loaded
from .cycles import check_cycles
from .figures import asked, check_figures
from .guardrails import check_decided
from .holds import check_holds
from .ignores import heed
from .law import check_law
from .omitted import check_omitted
from .plannings import check_plannings
from .provenance import check_calibrated, check_given
from .quoted import check_quoted
from .reactions import check_reactions
from .sizes import check_sizes
from .standing import check_settled, check_standing
from .steps import check_steps
from .times import check_times
from .units import check_units
from .usage import check_usage
from .validity import check_validity

STATIC: tuple[Callable[[RuleSet], Iterable[Diagnostic]], ...] = (check_validity, check_units, check_sizes, check_cycles)
"""Checks that need no figures; what they find stops a calculation."""

ADVISORY: tuple[Callable[[RuleSet], Iterable[Diagnostic]], ...] = (
    check_usage,
    check_calibrated,
    check_quoted,
    check_omitted,
    check_decided,
    check_standing,
    check_steps,
    check_plannings,
    check_reactions,
)
"""Checks that need no figures and stop nothing."""

SOURCES_AND_CHECKS = "H7"
"""The stage of problems that leave the figures as they are."""


def is_error(diagnostic: Diagnostic) -> bool:
    """Say whether a problem is an error, by the catalogue."""
    return CATALOGUE[diagnostic.code].severity is Severity.ERROR


def stops(diagnostic: Diagnostic) -> bool:
    """Say whether a problem stops a calculation: an error of any stage but the last, which is about sources and checks."""
    return diagnostic.code < SOURCES_AND_CHECKS and is_error(diagnostic)


def in_order(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place."""
    return tuple(sorted(findings, key=lambda each: each.place))


def check(loaded: Loaded, day: date | None = None) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a rule set on a day: what was found while reading, and what its meaning shows."""
    findings = list(loaded.diagnostics)
    if loaded.ruleset is None:
        return in_order(findings)
    for each in STATIC:
        findings.extend(each(loaded.ruleset))
    if not any(map(stops, findings)):
        derivation = Derivation(Calculation(loaded.ruleset, day))
        for each in ADVISORY:
            findings.extend(each(loaded.ruleset))
        findings.extend(check_figures(derivation, asked(derivation.calculation)))
        if not any(map(stops, findings)):
            findings.extend(check_holds(derivation.calculation))
            findings.extend(check_given(derivation))
            findings.extend(check_law(derivation))
            findings.extend(check_settled(derivation))
            findings.extend(check_times(derivation))
            # On another day other figures are in force than those that a value was solved with; and an error moves intervals, not the other way round.
            if derivation.calculation.day == loaded.ruleset.day and not any(map(is_error, findings)):
                from .intervals import check_intervals  # all that solving needs, which no other command does

                findings.extend(check_intervals(derivation.calculation))
    return in_order(findings)


def obstacles(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Return what stops every calculation: the errors of reading, shape, names, values, units and cycles."""
    findings = list(loaded.diagnostics)
    if loaded.ruleset is not None:
        for each in STATIC:
            findings.extend(each(loaded.ruleset))
    return in_order(filter(stops, findings))


def remarks(read: Iterable[Diagnostic], derivation: Derivation) -> tuple[Diagnostic, ...]:
    """Return what is wrong with sources and checks in rules that can be computed; `read` is what was found while reading."""
    rules = derivation.calculation.rules
    findings = [*read, *(each for look in ADVISORY for each in look(rules))]
    findings += [*check_holds(derivation.calculation), *check_given(derivation), *check_law(derivation), *check_settled(derivation)]
    return in_order(each for each in heed(findings, rules.texts).found if each.code >= SOURCES_AND_CHECKS)


__all__ = [
    "ADVISORY",
    "STATIC",
    "Derivation",
    "Place",
    "asked",
    "check",
    "check_figures",
    "check_holds",
    "in_order",
    "is_error",
    "obstacles",
    "remarks",
    "stops",
]
