"""Binding of the law: decrees with the cost elements that they ask for, what covers those, and what is excepted."""

from __future__ import annotations

from datetime import date

from ..model import Condition, Decree, LawException
from .documents import Node, Scalar
from .names import Declaration, Names, child, items, pairs, required, text
from .nouns import bind_citation


def bind_decree(declaration: Declaration, names: Names) -> None:
    """Take in a decree."""
    node = declaration.node
    elements = {key.text: value.text for key, value in pairs(child(node, "elements")) if isinstance(value, Scalar)}
    names.law[declaration.name] = Decree(
        declaration.name,
        required(node, "label"),
        required(node, "jci"),
        date.fromisoformat(required(node, "valid_from")),
        elements,
        declaration.key,
        bind_citation(child(node, "source"), names, None),
        text(node, "note"),
    )


def check_covers(declaration: Declaration, names: Names) -> None:
    """Report what a cost element covers of decrees that do not exist, or of elements that they do not have."""
    for key, value in pairs(child(declaration.node, "covers")):
        _known_elements(key, value, names)


def _known_elements(name: Scalar, letters: Node | None, names: Names) -> None:
    decree = names.law.get(name.text)
    if decree is None:
        names.unknown("H207", name.span, name.text, names.law, ("law",), dimension="law")
        return
    for each in items(letters):
        if isinstance(each, Scalar) and each.text not in decree.elements:
            names.unknown("H207", each.span, each.text, decree.elements, (), dimension=decree.name)


def bind_exception(declaration: Declaration, names: Names) -> LawException:
    """Return an exception; reports what it names and does not exist."""
    node = declaration.node
    decree, letters = child(node, "decree"), child(node, "elements")
    if isinstance(decree, Scalar):
        _known_elements(decree, letters, names)
    conditions = [_condition(key, value, names) for key, value in pairs(child(node, "for"))]
    return LawException(
        declaration.name,
        required(node, "label"),
        required(node, "decree"),
        tuple(each.text for each in items(letters) if isinstance(each, Scalar)),
        tuple(each for each in conditions if each),
        declaration.key,
        required(node, "note"),
        bind_citation(child(node, "source"), names, None),
    )


def _condition(key: Scalar, node: Node, names: Names) -> Condition | None:
    name, _, attribute = key.text.partition(".")
    dimension = names.dimensions.get(name)
    if dimension is None:
        names.unknown("H208", key.span, name, names.dimensions, ("dimensions",))
        return None
    if attribute and attribute not in dimension.attributes:
        names.unknown("H213", key.span, attribute, dimension.attributes, (), dimension=name)
        return None
    target = dimension.attributes[attribute].target if attribute else name
    known = names.dimensions[target].members if target in names.dimensions else dimension.attributes[attribute].choices
    values = [each for each in items(node) if isinstance(each, Scalar)]
    for each in values:
        if each.text not in known:
            names.unknown("H207", each.span, each.text, known, (), dimension=key.text)
    return Condition(name, attribute or None, tuple(each.text for each in values), key.span)
