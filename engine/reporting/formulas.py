"""Formulas with their numbers filled in, as people write them: infix, percents as percents, sums as their terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..calculating.cellwise import Working, counted
from ..calculating.derivation import Step, unit_at
from ..calculating.scalars import Scalar
from ..expression import Along, Is, Number, Operation, Read, Reduction
from ..model import RuleSet, State
from ..problems.entries import Words
from ..questions.results import step_of
from ..units import DIMENSIONLESS, PERCENT, Unit
from .figures import Figures
from .numbers import show_number

_ATOM = 9
_RANKS = {"if": 0, "or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "neg": 7, "**": 8}
_COMPARED = 4
_SIGNS = {"*": "×", "<=": "≤", ">=": "≥", "!=": "≠", "==": "="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
SUMS = ("sum", "cumsum")
_JOINED = {"sum": "+", "cumsum": "+", "prod": "*", "cumprod": "*"}

INLINE = 6
"""A sum or product of more terms than these does not stand on one line."""

_BECAUSE = Words("want", "as")
_NOT = Words("niet", "not")
_AND = Words("en", "and")
_OR = Words("of", "or")
_IS = (Words("is", "is"), Words("is niet", "is not"))
_TOTALS = {
    "sum": Words("som van {n} termen", "sum of {n} terms"),
    "cumsum": Words("som van {n} termen", "sum of {n} terms"),
    "prod": Words("product van {n} factoren", "product of {n} factors"),
    "cumprod": Words("product van {n} factoren", "product of {n} factors"),
    "min": Words("kleinste van {n}", "smallest of {n}"),
    "max": Words("grootste van {n}", "largest of {n}"),
}
_ROUNDED = Words("afgerond op", "rounded to")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a sum: the members it stands for, with their labels, its formula filled in, and its value."""

    members: Mapping[str, str]
    label: str
    text: str
    value: Scalar
    shown: str


@dataclass(frozen=True, slots=True)
class Total:
    """A sum inside a formula: what it comes to and its terms, of which those that are zero are only counted."""

    function: str
    over: tuple[str, ...]
    value: Scalar
    unit: Unit
    shown: str
    terms: tuple[Term, ...]
    folded: int


class Filled(Figures):
    """
    Puts workings of one rule set into words, with the figures in them.

    Without `sums` a sum stands in a formula as what it comes to, where its terms are shown beside it.
    """

    def __init__(self, rules: RuleSet, language: str, *, sums: bool = True) -> None:
        super().__init__(rules, language)
        self._sums = sums

    def formula(self, step: Step) -> str:
        """Return the formula of a step with the numbers filled in, up to what it comes to; nothing where there is none."""
        if step.working is None:
            return ""
        return self.right(step) if isinstance(step.working.expression, Read | Number) else f"{self.left(step)} = {self.right(step)}"

    def left(self, step: Step) -> str:
        """Return the formula with the numbers filled in, without what it comes to."""
        return self._text(step.working, 0) if step.working else ""

    def is_plain(self, step: Step) -> bool:
        """Say whether a step is one figure, or a sum: filled in it says no more than its value, or its terms, do."""
        expression = step.working.expression if step.working else None
        return isinstance(expression, Read | Number) or (isinstance(expression, Reduction | Along) and expression.name in SUMS)

    def right(self, step: Step) -> str:
        """Return what a formula comes to, and what that is rounded to."""
        rounding = step_of(step.rule)
        if rounding is None or step.value == step.unrounded or isinstance(step.value, State):
            return self.number(step.value, step.unit, rounding)
        exact = show_number(_plain(step.unrounded), step.unit, self._language, currency=self._rules.currency)
        return f"{exact}, {_ROUNDED.of(self._language)} {self.number(step.value, step.unit, rounding)}"

    def totals(self, working: Working) -> Iterator[Total]:
        """Go through the sums that a value rests on, in the order of reading; those inside a term come after it."""
        expression = working.expression
        if isinstance(expression, Reduction) or (isinstance(expression, Along) and expression.name != "previous"):
            yield self._total(working, expression)
        for each in counted(working):
            yield from self.totals(each)

    def _total(self, working: Working, expression: Reduction | Along) -> Total:
        over = expression.over if isinstance(expression, Reduction) else (expression.along,)
        folds = expression.name in SUMS
        pairs = [(part, members) for part, members in zip(working.parts, working.terms, strict=True) if not folds or part.value]
        unit = self._unit(working)
        terms = [Term(members, self.label(members), self._term(part), part.value, self.number(part.value, unit)) for part, members in pairs]
        return Total(expression.name, over, working.value, unit, self.number(working.value, unit), tuple(terms), len(working.parts) - len(terms))

    def _term(self, part: Working) -> str:
        return "" if isinstance(part.expression, Read | Number) else self._text(part, 0)

    def _text(self, working: Working, rank: int) -> str:
        """Return a part of a formula, in brackets where what stands around it binds more strongly than `rank`."""
        text, own = self._ranked(working)
        return f"({text})" if own < rank else text

    def _ranked(self, working: Working) -> tuple[str, int]:
        expression = working.expression
        match expression:
            case Number() | Read():
                negative = isinstance(working.value, Decimal) and working.value < 0
                return self.number(working.value, self._unit(working)), _COMPARED if negative else _ATOM
            case Is():
                return self._membership(expression, negated=expression.negated), _COMPARED
            case Operation(name):
                return self._operation(name, working)
            case Along("previous"):
                return self.number(working.value, self._unit(working)), _ATOM
            case Reduction(name) | Along(name):
                return self._run(name, working)
        raise AssertionError(expression)

    def _operation(self, name: str, working: Working) -> tuple[str, int]:
        parts = working.parts
        if name == "if":
            return self._choice(working)
        if name in ("and", "or", "not", *_OPPOSITE):
            return self._condition(working, holds=True)
        if name == "neg":
            return f"-{self._text(parts[0], _RANKS['neg'] + 1)}", _RANKS["neg"]
        if name in _RANKS:
            rank = _RANKS[name]
            left = self._text(parts[0], rank + (name == "**"))
            right = self._text(parts[1], rank + (name in ("-", "/", "**")))
            sign = "^" if name == "**" else f" {_SIGNS.get(name, name)} "
            return f"{left}{sign}{right}", rank
        return self._call(name, [self._text(each, 0) for each in parts])

    def _call(self, name: str, parts: list[str]) -> tuple[str, int]:
        # A comma is part of a number in Dutch.
        return f"{name}({('; ' if self._language == 'nl' else ', ').join(parts)})", _ATOM

    def _run(self, name: str, working: Working) -> tuple[str, int]:
        parts = [each for each in working.parts if name not in SUMS or each.value]
        if name in SUMS and not self._sums:
            return self.number(working.value, self._unit(working)), _ATOM
        if len(parts) > INLINE:
            text = _TOTALS[name].of(self._language).format(n=len(parts))
            return f"[{text}: {self.number(working.value, self._unit(working))}]", _ATOM
        if not parts:
            return self.number(working.value, self._unit(working)), _ATOM
        if len(parts) == 1:
            return self._ranked(parts[0])
        if name in ("min", "max"):
            return self._call(name, [self._text(each, 0) for each in parts])
        sign = _JOINED[name]
        rank = _RANKS[sign]
        return f" {_SIGNS.get(sign, sign)} ".join(self._text(each, rank) for each in parts), rank

    def _choice(self, working: Working) -> tuple[str, int]:
        condition, then, otherwise = working.parts
        if not isinstance(condition.value, bool):
            return self.number(working.value, self._unit(working)), _ATOM
        reason, _ = self._condition(condition, holds=condition.value)
        chosen = self._text(then if condition.value else otherwise, 1)
        return f"{chosen} [{_BECAUSE.of(self._language)} {reason}]", 0

    def _condition(self, working: Working, *, holds: bool) -> tuple[str, int]:
        """Return a condition, or its opposite where it does not hold."""
        expression, parts = working.expression, working.parts
        if isinstance(expression, Is):
            return self._membership(expression, negated=expression.negated is holds), _COMPARED
        name = expression.name if isinstance(expression, Operation) else ""
        if name in _OPPOSITE:
            sign = name if holds else _OPPOSITE[name]
            return f"{self._text(parts[0], _COMPARED)} {_SIGNS.get(sign, sign)} {self._text(parts[1], _COMPARED)}", _COMPARED
        if name == "not":
            return self._condition(parts[0], holds=not holds)
        if name in ("and", "or"):
            rank = _RANKS[name]
            said = [self._condition(each, holds=True) for each in parts]
            text = f" {(_AND if name == 'and' else _OR).of(self._language)} ".join(f"({each})" if own <= rank else each for each, own in said)
            return (text, rank) if holds else (f"{_NOT.of(self._language)} ({text})", _COMPARED)
        return self._text(working, _COMPARED + 1), _COMPARED

    def _membership(self, expression: Is, *, negated: bool) -> str:
        dimension, _, attribute = expression.dimension.partition(".")
        member = self.members(dimension, attribute or None, (expression.member,))[0]
        return f"{expression.dimension} {_IS[negated].of(self._language)} {member}"

    def _unit(self, working: Working) -> Unit:
        """Return the unit to show a part of a formula in."""
        units = [self._unit(each) for each in working.parts[:2]]
        match working.expression:
            case Read(name):
                rule = self._rules.rules[name]
                return unit_at(self._rules, rule, working.read[1] if working.read else ())
            case Operation("*" | "/" as name):
                return _product(units[0], units[1], name == "/")
            case Operation("**", (_, Number(exponent))):
                return units[0] if units[0].percent else units[0].power(int(exponent))
            case Operation("if"):
                return self._unit(working.parts[1 if working.parts[0].value is True else 2])
            case Operation("+" | "-" | "min" | "max" | "round" | "floor" | "ceil") | Reduction("sum" | "min" | "max") | Along():
                return next((each for each in units if each.factors), PERCENT if units and all(each.percent for each in units) else DIMENSIONLESS)
            case Operation("neg" | "abs"):
                return units[0]
        return DIMENSIONLESS


def _product(left: Unit, right: Unit, divided: bool) -> Unit:
    if left.percent and (right.percent is not divided) and not right.factors:
        return PERCENT
    return left.per(right) if divided else left.times(right)


def _plain(value: Scalar) -> Decimal | State:
    return Decimal(value) if isinstance(value, bool) else value
