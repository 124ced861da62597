"""The law: a tariff that is built up has every cost element that its decree asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ..calculating.derivation import Derivation
from ..calculating.law import Coverage, coverage
from ..diagnostics import Diagnostic, Label


def check_law(derivation: Derivation) -> Iterator[Diagnostic]:
    """Report the elements of a decree that tariffs lack, each element once."""
    rules = derivation.calculation.rules
    lacking: dict[tuple[str, str], list[Coverage]] = {}
    for each in coverage(derivation):
        for letter in each.missing:
            lacking.setdefault((each.decree.name, letter), []).append(each)
    for (name, letter), found in lacking.items():
        decree, result = rules.law[name], rules.rules[rules.result or ""]
        fields: dict[str, str | tuple[str, ...]] = {
            "letter": letter,
            "element": decree.elements[letter],
            "decree": decree.label,
            "members": tuple(each.member.name for each in found),
        }
        yield Diagnostic("H709", result.span, fields, (Label(decree.span, "decree"),), rule=result.name)
