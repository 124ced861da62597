"""Units of formulas: every operation must make sense, and the outcome must be what the rule says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, Label, Span
from ..expression import Along, Expression, Fixed, Number, Operation, Own, Read, Reduction, Selector, Through
from ..model import Formula, Rule, RuleSet
from ..units import DIMENSIONLESS, Unit, parse_unit

# A look-up is written out with the dimension it hangs on, `{eenheid}@product`, so that it cancels
# against itself only where the same member is meant.


UNKNOWN = Unit.of({"?": 1})
"""That of what could not be read, and of all that is computed from it: what is wrong there has been told."""


class Mismatch(Exception):
    """Units that do not fit; carries the finding."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def check_units(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report formulas and checks in which units do not add up, or that give another unit than they say."""
    for name, rule in rules.rules.items():
        if isinstance(rule, Formula):
            wanted = _own_unit(rule, rules)
            for variant in rule.variants:
                yield from _check(name, variant.expression, wanted, rule, rules)
    for name, check in rules.checks.items():
        yield from _check(name, check.expression, None, None, rules)


def _check(name: str, expression: Expression, wanted: Unit | None, rule: Rule | None, rules: RuleSet) -> Iterator[Diagnostic]:
    try:
        found = _Inference(name, rules).unit(expression)
    except Mismatch as error:
        yield error.diagnostic
        return
    if rule is not None and wanted is not None and found not in (None, UNKNOWN) and not found.fits(wanted):
        fields = {"name": name, "found": shown(found), "wanted": str(rule.unit)}
        yield Diagnostic("H402", expression.span, fields, (Label(rule.span, "rule"),), rule=name)


def shown(unit: Unit) -> str:
    """Return a unit as people write it, without the dimension that a look-up hangs on."""
    text = str(Unit(unit.factors))
    return "".join(part if i == 0 else part.lstrip("abcdefghijklmnopqrstuvwxyz0123456789_") for i, part in enumerate(text.split("@")))


def _own_unit(rule: Rule, rules: RuleSet) -> Unit | None:
    return _tied(rule, {each: Own(each) for each in rule.per}, rules)


def _tied(rule: Rule, selectors: Mapping[str, Selector], rules: RuleSet) -> Unit | None:
    unit = Unit(rule.unit.factors)
    for dimension in unit.lookups:
        base, attribute = _base(dimension, rule.per, rules)
        found = _looked_up(dimension, base, attribute, selectors[base], rules)
        if found is None:
            return None
        unit = unit.replace(f"{{{dimension}}}", found)
    return unit


def _base(dimension: str, per: tuple[str, ...], rules: RuleSet) -> tuple[str, str | None]:
    if dimension in per:
        return dimension, None
    for name in per:
        for attribute in rules.dimensions[name].attributes.values():
            if attribute.target == dimension:
                return name, attribute.name
    return per[0], None


def _looked_up(dimension: str, base: str, attribute: str | None, selector: Selector, rules: RuleSet) -> Unit | None:
    match selector:
        case Fixed(member):
            # A member that lacks the attribute has its own finding, and no unit to check against.
            name = rules.dimensions[base].members[member].attributes.get(attribute) if attribute else member
            return parse_unit(name) if name else None
        case Own(own):
            return Unit.of({f"{{{dimension}}}@{own}": 1})
        case Through(own, through):
            # A dimension's member found through an attribute hangs on the dimension that has the attribute.
            tail = f"_{through}" if attribute else ""
            return Unit.of({f"{{{dimension}}}@{own}{tail}": 1})


class _Inference:
    def __init__(self, rule: str, rules: RuleSet) -> None:
        self._rule = rule
        self._rules = rules

    def unit(self, expression: Expression) -> Unit | None:
        """Return the unit of an expression; None is that of a zero, which fits any."""
        match expression:
            case Number(value):
                return DIMENSIONLESS if value else None
            case Read():
                return self._read(expression)
            case Operation():
                return self._operation(expression)
            case Reduction():
                return self._reduction(expression)
            case Along(name, operand, _):
                found = self.unit(operand)
                if name == "cumprod" and found not in (None, UNKNOWN) and found.factors:
                    raise self._wrong(expression.span, "@dimensionless_factors", found)
                return found
        return DIMENSIONLESS

    def _read(self, read: Read) -> Unit | None:
        rule = self._rules.rules.get(read.rule)
        if rule is None:
            return UNKNOWN
        return _tied(rule, dict(zip(rule.per, read.selectors, strict=True)), self._rules) or UNKNOWN

    def _operation(self, operation: Operation) -> Unit | None:
        name, operands = operation.name, operation.operands
        units = [self.unit(each) for each in operands]
        if name in ("*", "/"):
            left, right = (each or DIMENSIONLESS for each in units)
            if units[0] is None:
                return None
            if UNKNOWN in units:
                return UNKNOWN
            return left.times(right) if name == "*" else left.per(right)
        if name == "**":
            exponent = operands[1]
            if UNKNOWN in units:
                return UNKNOWN
            return (units[0] or DIMENSIONLESS).power(int(exponent.value)) if isinstance(exponent, Number) else units[0]
        if name in ("round", "floor", "ceil"):
            return units[0] if isinstance(operands[1], Number) else self._same(operation, units)
        if name in ("and", "or", "not"):
            return DIMENSIONLESS
        if name == "if":
            return self._same(operation, units[1:], operands[1:])
        found = self._same(operation, units)
        return DIMENSIONLESS if name in ("<", "<=", ">", ">=", "==", "!=") else found

    def _same(self, operation: Operation, units: list[Unit | None], operands: tuple[Expression, ...] | None = None) -> Unit | None:
        known = [(unit, each) for unit, each in zip(units, operands or operation.operands, strict=True) if unit not in (None, UNKNOWN)]
        for unit, each in known[1:]:
            first, place = known[0]
            if not unit.fits(first):
                fields = {"operation": operation.name, "left": shown(first), "right": shown(unit)}
                raise Mismatch(Diagnostic("H401", each.span, fields, (Label(place.span, "left"),), rule=self._rule))
        return UNKNOWN if UNKNOWN in units else known[0][0] if known else None

    def _reduction(self, reduction: Reduction) -> Unit | None:
        found = self.unit(reduction.operand)
        if found in (None, UNKNOWN):
            return found
        if reduction.name == "prod" and found.factors:
            raise self._wrong(reduction.span, "@dimensionless_factors", found)
        hanging = [name for name in found.names if "@" in name and name.split("@")[1].startswith(reduction.over)]
        if hanging:
            raise self._wrong(reduction.span, "@one_unit", found)
        return found

    def _wrong(self, span: Span, what: str, found: Unit) -> Mismatch:
        return Mismatch(Diagnostic("H406", span, {"what": what, "found": shown(found)}, rule=self._rule))
