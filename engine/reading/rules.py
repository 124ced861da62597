"""Binding of rules: headers first, then formulas, checks and published figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..diagnostics import Label
from ..expression import Expression
from ..model import Check, Condition, Formula, Published, Rounding, Variant
from ..units import Unit
from .documents import Node, Scalar
from .expressions import bind_formula
from .names import Declaration, Header, Names, child, items, pairs, required, scalar, text
from .nouns import bind_citation, bind_unit, check_free
from .tables import Table, read_number, stored


def bind_header(declaration: Declaration, names: Names) -> None:
    """Take in the dimensions and the unit of a parameter or formula."""
    check_free(declaration, names)
    per = bind_per(declaration, names)
    unit = bind_unit(declaration.node, "unit", per, names, declaration.name)
    names.headers[declaration.name] = Header(declaration.section, per, unit, declaration.key)


def bind_per(declaration: Declaration, names: Names) -> tuple[str, ...] | None:
    """Return the dimensions of a rule or check, or None where one of them is not known or is named twice."""
    found: list[str] = []
    sound = True
    for each in items(child(declaration.node, "per")):
        if not isinstance(each, Scalar) or each.text not in names.dimensions:
            sound = False
            if isinstance(each, Scalar):
                names.unknown("H208", each.span, each.text, names.dimensions, ("dimensions",), declaration.name)
        elif each.text in found:
            sound = False
            names.report("H202", each.span, [Label(declaration.key, "rule")], rule=declaration.name, name=each.text)
        else:
            found.append(each.text)
    return tuple(found) if sound else None


def bind_rule_formula(declaration: Declaration, unit: Unit, per: tuple[str, ...], names: Names) -> Formula | None:
    """Return a formula, or None where something in it was reported."""
    node, name = declaration.node, declaration.name
    citation = bind_citation(child(node, "source"), names, name)
    element = scalar(node, "element")
    if element and element.text not in names.elements:
        names.unknown("H210", element.span, element.text, names.elements, ("elements",), name)
    variants = list(_variants(declaration, per, names))
    if citation is None or any(each is None for each in variants):
        return None
    sound = tuple(each for each in variants if each is not None)
    _check_fit(declaration, sound, names)
    return Formula(
        name,
        required(node, "label"),
        unit,
        per,
        sound,
        citation,
        declaration.key,
        _rounding(child(node, "round"), unit.percent),
        element.text if element else None,
        text(node, "formerly"),
        text(node, "note"),
        declaration.library,
    )


def _rounding(node: Node | None, percent: bool) -> Rounding | None:
    step = child(node, "to")
    to = read_number(step, percent)
    return None if step is None or to is None else Rounding(to, text(node, "mode") or "half_up", step.span)


def _variants(declaration: Declaration, per: tuple[str, ...], names: Names) -> Iterator[Variant | None]:
    whole = scalar(declaration.node, "formula")
    if whole is not None:
        yield _variant(declaration, whole, (), per, names)
        return
    for each in items(child(declaration.node, "variants")):
        conditions = [_condition(key, value, per, names, declaration.name) for key, value in pairs(child(each, "for"))]
        formula = scalar(each, "formula")
        if formula is None or any(one is None for one in conditions):
            yield None
        else:
            yield _variant(declaration, formula, tuple(one for one in conditions if one), per, names)


def _variant(declaration: Declaration, formula: Scalar, conditions: tuple[Condition, ...], per: tuple[str, ...], names: Names) -> Variant | None:
    expression = bind_formula(declaration.document, formula, per, names, declaration.name)
    return None if expression is None else Variant(conditions, " ".join(formula.text.split()), expression, formula.span)


def _condition(key: Scalar, node: Node, per: tuple[str, ...], names: Names, rule: str) -> Condition | None:
    dimension, _, attribute = key.text.partition(".")
    if dimension not in per or dimension not in names.dimensions:
        names.unknown("H208", key.span, dimension, per, (), rule)
        return None
    members = tuple(names.dimensions[dimension].members)
    if attribute:
        attributes = names.dimensions[dimension].attributes
        if attribute not in attributes:
            names.unknown("H213", key.span, attribute, attributes, (), rule, dimension=dimension)
            return None
        found = attributes[attribute]
        members = found.choices or tuple(names.dimensions[found.target].members if found.target in names.dimensions else ())
    values = [each for each in items(node) if isinstance(each, Scalar)]
    strange = [each for each in values if each.text not in members]
    for each in strange:
        names.unknown("H207", each.span, each.text, members, (), rule, dimension=key.text)
    return None if strange else Condition(dimension, attribute or None, tuple(each.text for each in values), key.span)


def _check_fit(declaration: Declaration, variants: tuple[Variant, ...], names: Names) -> None:
    involved = tuple(dict.fromkeys(each.dimension for variant in variants for each in variant.conditions))
    if not involved and len(variants) == 1:
        return
    for cell in product(*(names.dimensions[each].members for each in involved)):
        members = dict(zip(involved, cell, strict=True))
        fits = [each for each in variants if all(_meets(one, members, names) for one in each.conditions)]
        if len(fits) != 1:
            others = [Label(each.span, "fits") for each in fits]
            shown = ", ".join(f"{name}={member}" for name, member in members.items())
            count = "@none" if not fits else "@several"
            names.report("H214", declaration.key, others, rule=declaration.name, name=declaration.name, cell=shown, count=count)
            return


def _meets(condition: Condition, members: dict[str, str], names: Names) -> bool:
    member = members[condition.dimension]
    if condition.attribute:
        member = names.dimensions[condition.dimension].members[member].attributes.get(condition.attribute, "")
    return member in condition.values


def bind_check(declaration: Declaration, names: Names) -> Check | None:
    """Return a check, or None where something in it was reported."""
    node, name = declaration.node, declaration.name
    citation = bind_citation(child(node, "source"), names, name)
    per = bind_per(declaration, names)
    that = scalar(node, "that")
    if per is None or that is None:
        return None
    expression: Expression | None = bind_formula(declaration.document, that, per, names, name, condition=True)
    if expression is None:
        return None
    severity = text(node, "severity") or "error"
    return Check(name, required(node, "label"), per, " ".join(that.text.split()), expression, citation, declaration.key, severity, text(node, "note"))


def bind_published(node: Node, names: Names) -> Published | None:
    """Return printed figures, or None where something in them was reported."""
    of = scalar(node, "of")
    if of is None:
        return None
    citation = bind_citation(child(node, "source"), names, of.text)
    header = names.headers.get(of.text)
    if header is None:
        names.unknown("H203", of.span, of.text, names.headers, ("parameters", "formulas"))
    if header is None or header.per is None or header.unit is None or citation is None:
        return None
    percent = header.unit.percent
    values = child(node, "table") or child(node, "value")
    cells = Table(of.text, header.per, percent, names).read(values, child(node, "columns")) if values is not None else {}
    printed_to, deviation = read_number(child(node, "printed_to"), percent), read_number(child(node, "deviation"))
    if printed_to is None:
        return None
    return Published(
        required(node, "label"),
        of.text,
        citation,
        printed_to,
        cells,
        of.span,
        required(node, "status"),
        None if deviation is None else stored(deviation, percent),
        text(node, "note"),
        status.span if (status := scalar(node, "status")) else None,
    )
