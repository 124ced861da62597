"""Binding of what rules refer to: units, cost elements, sources and dimensions."""

from __future__ import annotations

from datetime import date

from ..diagnostics import Label, Span
from ..model import Attribute, Citation, Dimension, Element, Member, Source, UnitName
from ..units import Unit, UnitError, parse_unit
from .documents import Node, Scalar
from .names import RESERVED, Declaration, Names, child, is_true, items, pairs, required, scalar, text
from .unit_slips import meant_base, meant_unit, strange_quote

LAW = "law"
"""An attribute that points here names the decree that a member answers to."""


def bind_unit_name(declaration: Declaration, names: Names) -> None:
    """Take in a declared unit."""
    label = text(declaration.node, "label") or declaration.name
    names.units[declaration.name] = label
    names.unit_names[declaration.name] = UnitName(declaration.name, label, declaration.key, text(declaration.node, "note"))


def bind_element(declaration: Declaration, names: Names) -> None:
    """Take in a cost element."""
    node = declaration.node
    names.elements[declaration.name] = Element(
        declaration.name,
        required(node, "label"),
        int(required(node, "order")),
        declaration.key,
        text(node, "note"),
        {key.text: tuple(each.text for each in items(value) if isinstance(each, Scalar)) for key, value in pairs(child(node, "covers"))},
    )


def bind_source(declaration: Declaration, names: Names) -> None:
    """Take in a source."""
    node = declaration.node
    names.sources[declaration.name] = Source(
        declaration.name,
        required(node, "title"),
        required(node, "publisher"),
        day_at(node, "date"),
        required(node, "type"),
        declaration.key,
        text(node, "sha256"),
        text(node, "url"),
        day_at(node, "retrieved"),
        text(node, "note"),
    )


def bind_dimension(declaration: Declaration, names: Names) -> None:
    """Take in a dimension with its members; attributes are checked when all dimensions are there."""
    node = declaration.node
    check_free(declaration, names)
    attributes = {key.text: _attribute(key, value, names) for key, value in pairs(child(node, "attributes"))}
    members = {key.text: _member(key, value, attributes) for key, value in pairs(child(node, "members"))}
    names.dimensions[declaration.name] = Dimension(
        declaration.name,
        text(node, "label") or declaration.name,
        is_true(node, "ordered"),
        attributes,
        members,
        declaration.key,
        text(node, "note"),
        text(node, "group_by"),
    )


def _attribute(key: Scalar, node: Node, names: Names) -> Attribute:
    to = child(node, "to") or node
    if isinstance(to, Scalar) and to.text == LAW:
        return Attribute(key.text, None, tuple(names.law), text(node, "default"), to.span, law=True)
    if isinstance(to, Scalar):
        return Attribute(key.text, to.text, (), text(node, "default"), to.span)
    choices = tuple(each.text for each in items(to) if isinstance(each, Scalar))
    return Attribute(key.text, None, choices, text(node, "default"), key.span)


_OWN_KEYS = ("label", "aliases", "note", "formerly")


def _member(key: Scalar, node: Node, attributes: dict[str, Attribute]) -> Member:
    given = {each.text: value.text for each, value in pairs(node) if each.text not in _OWN_KEYS and isinstance(value, Scalar)}
    defaults = {name: each.default for name, each in attributes.items() if each.default is not None}
    aliases = tuple(each.text for each in items(child(node, "aliases")) if isinstance(each, Scalar))
    return Member(key.text, text(node, "label") or key.text, {**defaults, **given}, key.span, aliases, text(node, "note"), text(node, "formerly"))


def check_free(declaration: Declaration, names: Names) -> None:
    """Report a name that is a word of the language, of what formulas can name."""
    if declaration.name in RESERVED:
        names.report("H215", declaration.key, rule=declaration.name, name=declaration.name)


def check_attributes(declaration: Declaration, names: Names) -> None:
    """Report attributes that point nowhere, that a member lacks, or that a member says without being asked."""
    dimension = names.dimensions[declaration.name]
    for attribute in dimension.attributes.values():
        if attribute.target and attribute.target not in names.dimensions:
            names.unknown("H208", attribute.span, attribute.target, names.dimensions, ("dimensions",))
    group_by = scalar(declaration.node, "group_by")
    if group_by and group_by.text not in dimension.attributes:
        names.unknown("H213", group_by.span, group_by.text, dimension.attributes, (), dimension=dimension.name)
    for key, node in pairs(child(declaration.node, "members")):
        _check_member(dimension, key, node, names)


def _check_member(dimension: Dimension, key: Scalar, node: Node, names: Names) -> None:
    given = {each.text: (each, value) for each, value in pairs(node) if each.text not in _OWN_KEYS}
    misspelt = [each for each in given if each not in dimension.attributes]
    for name in misspelt:
        names.unknown("H213", given[name][0].span, name, [*dimension.attributes, *_OWN_KEYS], (), dimension=dimension.name)
    for name, attribute in dimension.attributes.items():
        if name in given:
            _check_choice(attribute, given[name][1], names)
        elif attribute.default is None and not misspelt:
            names.report("H218", key.span, attribute=name, member=key.text, dimension=dimension.name)


def _check_choice(attribute: Attribute, node: Node, names: Names) -> None:
    if attribute.target and attribute.target not in names.dimensions:
        return
    allowed = names.dimensions[attribute.target].members if attribute.target else attribute.choices
    if isinstance(node, Scalar) and node.text not in allowed:
        names.unknown("H207", node.span, node.text, allowed, (LAW,) if attribute.law else (), dimension=attribute.target or attribute.name)


def check_default(declaration: Declaration, attribute: Attribute, names: Names) -> None:
    """Report a default that is no member of what the attribute points to."""
    allowed = attribute.choices
    if attribute.target:
        if attribute.target not in names.dimensions:
            return
        allowed = tuple(names.dimensions[attribute.target].members)
    if attribute.default is not None and attribute.default not in allowed:
        written = scalar(child(child(declaration.node, "attributes"), attribute.name), "default")
        names.unknown("H207", written.span if written else attribute.span, attribute.default, allowed, (), dimension=attribute.target or attribute.name)


def day_at(node: Node | None, name: str) -> date | None:
    """Return the day at a key, or None."""
    found = text(node, name)
    return date.fromisoformat(found) if found else None


def bind_unit(node: Node | None, name: str, per: tuple[str, ...] | None, names: Names, rule: str) -> Unit | None:
    """Return the unit of a rule; reports what is not declared and a look-up that cannot be made, and is None then."""
    written = scalar(node, name)
    if written is None:
        return None
    try:
        unit = parse_unit(written.text)
    except UnitError as error:
        place, meant, quote = _inside(written, error.column, 1), meant_unit(written.text, names), strange_quote(written.text)
        names.report("H405", place, rule=rule, unit=written.text, suggestion=meant, quote=quote)
        return None
    sound = [_known_base(each, written, names, rule) for each in unit.names if not each.startswith("{")]
    sound += [_known_lookup(each, written, per, names, rule) for each in unit.lookups]
    return unit if all(sound) else None


def _known_base(base: str, written: Scalar, names: Names, rule: str) -> bool:
    if base in names.units or base == names.currency:
        return True
    span = _inside(written, written.text.find(base), len(base))
    names.unknown("H403", span, base, (), ("units",), rule, suggestion=meant_base(base, written.text, names))
    return False


def _known_lookup(dimension: str, written: Scalar, per: tuple[str, ...] | None, names: Names, rule: str) -> bool:
    span = _inside(written, written.text.find(dimension), len(dimension))
    if per is None:
        return False
    if dimension not in names.dimensions:
        names.unknown("H208", span, dimension, names.dimensions, ("dimensions",), rule)
        return False
    if len(lookup_bases(dimension, per, names)) != 1:
        names.report("H404", span, rule=rule, dimension=dimension, per=per)
        return False
    strange = [each for each in names.dimensions[dimension].members.values() if each.name not in names.units]
    for member in strange:
        names.unknown("H403", member.span, member.name, names.units, ("units",), rule)
    return not strange


def lookup_bases(dimension: str, per: tuple[str, ...], names: Names) -> list[str]:
    """Return the dimensions from which a member of another is found: itself, else those with an attribute that points to it."""
    if dimension in per:
        return [dimension]
    known = [each for each in per if each in names.dimensions]
    return [each for each in known for attribute in names.dimensions[each].attributes.values() if attribute.target == dimension]


def _inside(written: Scalar, column: int, width: int) -> Span:
    span = written.span
    start = span.column + max(column, 0) + (0 if written.plain else 1)
    return Span(span.file, span.line, start, span.line, start + max(width, 1)) if span.line == span.end_line else span


def bind_citation(node: Node | None, names: Names, rule: str | None) -> Citation | None:
    """Return a citation; reports a source that is not declared, and a missing quote where the text was at hand."""
    ref = scalar(node, "ref")
    if ref is None:
        return None
    quotes = tuple((each.text, each.span) for each in items(child(node, "quote")) if isinstance(each, Scalar))
    source = names.sources.get(ref.text)
    if source is None:
        names.unknown("H209", ref.span, ref.text, names.sources, ("sources",), rule)
    elif source.sha256 and not quotes:
        names.report("H705", ref.span, [Label(source.span, "source")], rule=rule, name=source.name)
    return Citation(ref.text, required(node, "at"), ref.span, quotes)
