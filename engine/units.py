"""Units as exponents over the declared base units, and the algebra of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .diagnostics import Span

_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*|\{[a-z][a-z0-9_]*\}|1|%)|(?P<sign>[*/()])|\^(?P<power>-?[1-9]))")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit that the rules declare, such as an hour or a client."""

    name: str
    label: str
    span: Span
    note: str | None = None


class UnitError(ValueError):
    """The text is not a unit; `column` counts from 0 in that text."""

    def __init__(self, column: int) -> None:
        super().__init__(f"not a unit at {column}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Unit:
    """
    Exponents by base unit, sorted by name and never zero.

    A name in braces, `{eenheid}`, stands for the unit that the member of that dimension is. `percent`
    says that the figure is written and shown in percents; in the algebra a percentage is dimensionless.
    """

    factors: tuple[tuple[str, int], ...] = ()
    percent: bool = False

    @classmethod
    def of(cls, exponents: Mapping[str, int]) -> Unit:
        """Make a unit of exponents, leaving out those that are zero."""
        return cls(tuple(sorted((name, power) for name, power in exponents.items() if power)))

    def times(self, other: Unit) -> Unit:
        """Return the unit of a product."""
        return self._combine(other, 1)

    def per(self, other: Unit) -> Unit:
        """Return the unit of a quotient."""
        return self._combine(other, -1)

    def power(self, exponent: int) -> Unit:
        """Return the unit of an integer power."""
        return Unit.of({name: power * exponent for name, power in self.factors})

    def fits(self, other: Unit) -> bool:
        """Say whether figures in both units may be added and compared."""
        return self.factors == other.factors

    def replace(self, name: str, unit: Unit) -> Unit:
        """Return the unit with one of its factors written out."""
        exponents = dict(self.factors)
        power = exponents.pop(name, 0)
        return Unit.of(exponents).times(unit.power(power)) if power else self

    @property
    def names(self) -> tuple[str, ...]:
        """Return the base units, names in braces included."""
        return tuple(name for name, _ in self.factors)

    @property
    def lookups(self) -> tuple[str, ...]:
        """Return the dimensions whose member says the unit, without their braces."""
        return tuple(name[1:-1] for name in self.names if name.startswith("{"))

    def _combine(self, other: Unit, sign: int) -> Unit:
        exponents = dict(self.factors)
        for name, power in other.factors:
            exponents[name] = exponents.get(name, 0) + sign * power
        return Unit.of(exponents)

    def __str__(self) -> str:
        if self.percent:
            return "%"
        above = [_show(name, power) for name, power in self.factors if power > 0]
        below = [_show(name, -power) for name, power in self.factors if power < 0]
        return "/".join(["*".join(above) or "1", *below])


DIMENSIONLESS = Unit()
PERCENT = Unit(percent=True)


def parse_unit(text: str) -> Unit:
    """
    Read a unit such as `EUR/fte/jaar`, `EUR/{eenheid}`, `%` or `1`; `a/b/c` is `a/(b*c)`.

    Raises `UnitError` with the column of what is not understood.
    """
    if text.strip() == "%":
        return PERCENT
    tokens = list(_tokens(text))
    unit, rest = _product(tokens)
    if rest:
        raise UnitError(rest[0][2])
    return unit


_Token = tuple[str, str, int]


def _tokens(text: str) -> Iterable[_Token]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found or found["name"] == "%":
            raise UnitError(at)
        kind = str(found.lastgroup)
        yield kind, found[kind], found.start(kind)
        at = found.end()
    yield "end", "", len(text)


def _product(tokens: list[_Token]) -> tuple[Unit, list[_Token]]:
    unit, tokens = _factor(tokens)
    while tokens[0][1] in ("*", "/"):
        sign, (other, tokens) = tokens[0][1], _factor(tokens[1:])
        unit = unit.times(other) if sign == "*" else unit.per(other)
    return unit, [] if tokens[0][0] == "end" else tokens


def _factor(tokens: list[_Token]) -> tuple[Unit, list[_Token]]:
    kind, text, at = tokens[0]
    if text == "(":
        unit, tokens = _product(tokens[1:])
        if not tokens or tokens[0][1] != ")":
            raise UnitError(tokens[0][2] if tokens else at)
    elif kind == "name":
        unit = DIMENSIONLESS if text == "1" else Unit.of({text: 1})
    else:
        raise UnitError(at)
    tokens = tokens[1:]
    if tokens[0][0] == "power":
        return unit.power(int(tokens[0][1])), tokens[1:]
    return unit, tokens


def _show(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
