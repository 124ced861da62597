"""Binding of formulas: every name becomes a rule with the way to its cells, or a finding."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NoReturn, cast

from ..diagnostics import Span
from ..expression import Along, Expression, Fixed, Is, Number, Operation, Own, Read, Reduction, Selector, Through
from .documents import Document, Scalar
from .formulas import node_span, parse_formula
from .names import Names

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
CONDITIONS = frozenset([*_COMPARE.values(), "and", "or", "not"])


class Unbound(Exception):
    """A part of a formula could not be bound; what is wrong has been reported."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The dimensions at hand in a part of a formula, and how the member of each is chosen."""

    selectors: Mapping[str, Selector]

    def adding(self, chosen: Mapping[str, Selector]) -> Scope:
        """Return the scope inside a sum or `at`, where these hide those outside."""
        return Scope({**self.selectors, **chosen})


def bind_formula(document: Document, scalar: Scalar, per: tuple[str, ...], names: Names, rule: str, condition: bool = False) -> Expression | None:
    """Return the bound expression of a formula over dimensions, or None where something in it was reported."""
    source = document.formula(scalar)
    if source is None:
        return None
    tree, findings = parse_formula(source)
    names.findings.extend(replace(each, rule=rule) for each in findings)
    if tree is None or findings:
        return None
    try:
        expression = _Binder(names, rule, lambda node: node_span(source, node)).bind(tree, Scope({each: Own(each) for each in per}))
    except Unbound:
        return None
    if is_condition(expression) is not condition:
        kinds = ("@number", "@condition") if condition else ("@condition", "@number")
        names.report("H217", expression.span, rule=rule, found=kinds[0], wanted=kinds[1])
        return None
    return expression


def literal(node: ast.Constant) -> Decimal:
    """Return the number that `parse_formula` has put in the place of a literal."""
    return cast(Decimal, cast(object, node.value))


def is_condition(expression: Expression) -> bool:
    """Say whether an expression holds or does not hold, rather than being a number."""
    match expression:
        case Is():
            return True
        case Operation("if", (_, then, _)):
            return is_condition(then)
        case Operation(name):
            return name in CONDITIONS
    return False


class _Binder:
    def __init__(self, names: Names, rule: str, span: Callable[[ast.expr | ast.keyword], Span]) -> None:
        self._names = names
        self._rule = rule
        self._span = span

    def bind(self, node: ast.expr, scope: Scope) -> Expression:
        span = self._span(node)
        match node:
            case ast.Constant():
                return Number(literal(node), span)
            case ast.Name(id=name):
                return self._read(name, scope, span)
            case ast.BinOp(left, op, right):
                return Operation(_BINARY[type(op)], self._all((left, right), scope), span)
            case ast.UnaryOp(op, operand):
                return self._unary(op, operand, scope, span)
            case ast.BoolOp(op, values):
                return Operation("and" if isinstance(op, ast.And) else "or", self._all(values, scope), span)
            case ast.IfExp(test, body, orelse):
                return Operation("if", self._all((test, body, orelse), scope), span)
            case ast.Compare():
                return self._compare(node, scope, span)
            case ast.Call():
                return self._call(node, scope, span)
        raise Unbound

    def _all(self, nodes: list[ast.expr] | tuple[ast.expr, ...], scope: Scope) -> tuple[Expression, ...]:
        bound, failed = [], False
        for node in nodes:
            try:
                bound.append(self.bind(node, scope))
            except Unbound:
                failed = True
        if failed:
            raise Unbound
        return tuple(bound)

    def _unary(self, op: ast.unaryop, operand: ast.expr, scope: Scope, span: Span) -> Expression:
        bound = self.bind(operand, scope)
        if isinstance(op, ast.UAdd):
            return bound
        return Operation("not" if isinstance(op, ast.Not) else "neg", (bound,), span)

    def _compare(self, node: ast.Compare, scope: Scope, span: Span) -> Expression:
        sides = [node.left, *node.comparators]
        if any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in sides):
            return self._membership(node, scope, span)
        operands = self._all(tuple(sides), scope)
        steps = [Operation(_COMPARE[type(op)], operands[i : i + 2], span) for i, op in enumerate(node.ops)]
        return steps[0] if len(steps) == 1 else Operation("and", tuple(steps), span)

    def _membership(self, node: ast.Compare, scope: Scope, span: Span) -> Expression:
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Constant):
            left, right = right, left
        member = str(right.value) if isinstance(right, ast.Constant) else ""
        selector, allowed, shown = self._subject(left, scope)
        if member not in allowed:
            self._fail("H207", self._span(right), member, allowed, dimension=shown)
        return Is(selector, shown, member, isinstance(node.ops[0], ast.NotEq), span)

    def _subject(self, node: ast.expr, scope: Scope) -> tuple[Selector, tuple[str, ...], str]:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            selector = self._through(node.value.id, node.attr, scope, node)
            attribute = self._names.dimensions[node.value.id].attributes[node.attr]
            target = self._names.dimensions.get(attribute.target or "")
            if not attribute.choices and target is None:
                raise Unbound
            return selector, attribute.choices or tuple(target.members if target else ()), f"{node.value.id}.{node.attr}"
        name = node.id if isinstance(node, ast.Name) else ""
        if name not in self._names.dimensions:
            self._fail("H208", self._span(node), name, self._names.dimensions)
        selector = self._select(name, scope, self._span(node), name)
        return selector, tuple(self._names.dimensions[name].members), name

    def _call(self, node: ast.Call, scope: Scope, span: Span) -> Expression:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        keywords = {each.arg: each for each in node.keywords if each.arg}
        if name == "at":
            return self.bind(node.args[0], scope.adding({each.arg or "": self._choice(each, scope) for each in node.keywords}))
        if "over" in keywords:
            return self._reduction(name, node.args[0], keywords["over"].value, scope, span)
        if "along" in keywords:
            return self._along(name, node.args[0], keywords["along"].value, scope, span)
        operands = self._all(node.args, scope)
        if name in ("floor", "ceil") and len(operands) == 1:
            operands = (*operands, Number(Decimal(1), span))
        return Operation(name, operands, span)

    def _choice(self, keyword: ast.keyword, scope: Scope) -> Selector:
        name = keyword.arg or ""
        if name not in self._names.dimensions:
            self._fail("H208", self._span(keyword), name, self._names.dimensions)
        dimension = self._names.dimensions[name]
        value = keyword.value
        if isinstance(value, ast.Constant):
            if value.value not in dimension.members:
                self._fail("H207", self._span(value), str(value.value), dimension.members, dimension=name)
            return Fixed(str(value.value))
        if not isinstance(value, ast.Attribute) or not isinstance(value.value, ast.Name):
            raise Unbound
        selector = self._through(value.value.id, value.attr, scope, value)
        target = self._names.dimensions[value.value.id].attributes[value.attr].target
        if target != name:
            self._names.report("H230", self._span(value), rule=self._rule, attribute=f"{value.value.id}.{value.attr}", dimension=name, target=target or "")
            raise Unbound
        return selector

    def _through(self, dimension: str, attribute: str, scope: Scope, node: ast.expr) -> Selector:
        span = self._span(node)
        if dimension not in self._names.dimensions:
            self._fail("H208", span, dimension, self._names.dimensions)
        attributes = self._names.dimensions[dimension].attributes
        if attribute not in attributes:
            self._fail("H213", span, attribute, attributes, dimension=dimension)
        return self._follow(self._select(dimension, scope, span, dimension), dimension, attribute, span)

    def _follow(self, selector: Selector, dimension: str, attribute: str, span: Span) -> Selector:
        match selector:
            case Own(own):
                return Through(own, attribute)
            case Fixed(member):
                pointed = self._names.dimensions[dimension].members[member].attributes.get(attribute)
                if pointed is None:
                    raise Unbound
                return Fixed(pointed)
        self._names.report("H211", span, rule=self._rule, name=f"{dimension}.{attribute}", dimension=dimension)
        raise Unbound

    def _reduction(self, name: str, operand: ast.expr, over: ast.expr, scope: Scope, span: Span) -> Expression:
        nodes = over.elts if isinstance(over, ast.Tuple) else [over]
        dimensions = []
        for node in nodes:
            dimension = node.id if isinstance(node, ast.Name) else ""
            if dimension not in self._names.dimensions:
                self._fail("H208", self._span(node), dimension, self._names.dimensions)
            dimensions.append(dimension)
            self._not_looked_through(dimension, scope, self._span(node))
        bound = self.bind(operand, scope.adding({each: Own(each) for each in dimensions}))
        for node, dimension in zip(nodes, dimensions, strict=True):
            if dimension not in varies_over(bound):
                self._names.report("H220", self._span(node), rule=self._rule, dimension=dimension)
                raise Unbound
        return Reduction(name, bound, tuple(dimensions), span)

    def _not_looked_through(self, dimension: str, scope: Scope, span: Span) -> None:
        if any(isinstance(each, Through) and each.dimension == dimension for each in scope.selectors.values()):
            self._names.report("H221", span, rule=self._rule, dimension=dimension)
            raise Unbound

    def _along(self, name: str, operand: ast.expr, along: ast.expr, scope: Scope, span: Span) -> Expression:
        dimension = along.id if isinstance(along, ast.Name) else ""
        if dimension not in self._names.dimensions:
            self._fail("H208", self._span(along), dimension, self._names.dimensions)
        if not self._names.dimensions[dimension].ordered:
            self._names.report("H216", self._span(along), rule=self._rule, dimension=dimension)
            raise Unbound
        if scope.selectors.get(dimension) != Own(dimension):
            self._names.report("H211", self._span(along), rule=self._rule, name=name, dimension=dimension)
            raise Unbound
        return Along(name, self.bind(operand, scope), dimension, span)

    def _read(self, name: str, scope: Scope, span: Span) -> Expression:
        header = self._names.headers.get(name)
        if header is None:
            code = "H231" if name in self._names.dimensions else "H203"
            self._fail(code, span, name, self._names.headers)
        if header.per is None:
            raise Unbound
        return Read(name, tuple(self._select(each, scope, span, name) for each in header.per), span)

    def _select(self, dimension: str, scope: Scope, span: Span, name: str) -> Selector:
        if dimension in scope.selectors:
            return scope.selectors[dimension]
        known = self._names.dimensions
        found = [
            (each, attribute.name)
            for each, selector in scope.selectors.items()
            if each in known and not isinstance(selector, Through)
            for attribute in known[each].attributes.values()
            if attribute.target == dimension
        ]
        if len(found) == 1:
            return self._follow(scope.selectors[found[0][0]], *found[0], span)
        if not found and self._leads_nowhere(scope):
            raise Unbound
        if found:
            self._names.report("H212", span, rule=self._rule, name=name, dimension=dimension, attributes=tuple(".".join(each) for each in found))
        else:
            self._names.report("H211", span, rule=self._rule, name=name, dimension=dimension)
        raise Unbound

    def _leads_nowhere(self, scope: Scope) -> bool:
        # An attribute that points to an unknown dimension has been reported, and could be the way.
        known = self._names.dimensions
        return any(each.target not in (None, *known) for name in scope.selectors if name in known for each in known[name].attributes.values())

    def _fail(self, code: str, span: Span, name: str, known: Iterable[str], **fields: str) -> NoReturn:
        sections = {"H203": ("parameters", "formulas"), "H208": ("dimensions",)}.get(code, ())
        self._names.unknown(code, span, name, known, sections, self._rule, **fields)
        raise Unbound


def varies_over(expression: Expression) -> set[str]:
    """Return the dimensions over which the values of an expression may differ."""
    match expression:
        case Read(_, selectors):
            return {each.dimension for each in selectors if not isinstance(each, Fixed)}
        case Is(selector):
            return set() if isinstance(selector, Fixed) else {selector.dimension}
        case Operation(_, operands):
            return {name for each in operands for name in varies_over(each)}
        case Reduction(_, operand, over):
            return varies_over(operand) - set(over)
        case Along(_, operand, along):
            return varies_over(operand) | {along}
    return set()

