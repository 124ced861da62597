"""Shape: whether a rule file has the keys and kinds of values that the schemas ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from ..diagnostics import Diagnostic, Span
from ..resources import shipped
from .acceptance import Test, Unknown, acceptance
from .misfits import Misfit, tell
from .nodes import Document, MappingNode, Node, Scalar, SequenceNode, plain

Schema: TypeAlias = dict[str, Any]
_Keyword: TypeAlias = Callable[..., Iterator[Any]]
BLOCK = "ruleset"
"""Stands in `ruleset.yaml` only."""

TABLES = frozenset({"table", "facts"})
"""Keys under which every number is judged by the same schema."""

_WORDS = frozenset({"title", "description", "examples"})
"""What a schema says to people; a title helps to find out which key was meant."""


def check_shape(document: Document, top: bool = False, kind: str = "rules") -> tuple[Diagnostic, ...]:
    """
    Say everything that is wrong with the shape of a rule file, or of a file of another `kind` that has a schema.

    `top` says that it is the `ruleset.yaml`, the only file with a block `ruleset`.
    """
    judged = _judged(document.root)
    misfits = [] if _accepts(kind)(judged) else [_misfit(each, _schema(kind)) for each in _judge(kind).iter_errors(judged)]
    if kind == "rules" and not top:
        misfits = [each for each in misfits if each.path[:1] != (BLOCK,)]
    found = [*tell(misfits, document), *_escaped_formulas(document), *(_misplaced_block(document, top) if kind == "rules" else ())]
    return tuple(sorted(found, key=lambda each: each.place))


def _misfit(error: Any, schema: Any) -> Misfit:  # noqa: ANN401 (an error of jsonschema, and any part of a schema)
    """Take from an error what it is about; the sentence that comes with it is not used."""
    path = tuple(error.absolute_schema_path)
    name = error.instance if "propertyNames" in path and isinstance(error.instance, str) else None
    conditions: dict[str, str | None] = {}
    for step in path:
        if step in ("then", "else"):
            conditions = {"because" if step == "then" else "unless": _condition(schema["if"])}
        schema = schema[step]
    return Misfit(tuple(error.absolute_path), error.validator, error.validator_value, error.schema, name, **conditions)


def _condition(schema: Schema) -> str:
    return ", ".join(f"{name}: {value['const']}" for name, value in schema["properties"].items())


def _misplaced_block(document: Document, top: bool) -> Iterator[Diagnostic]:
    key = document.root.key(BLOCK)
    if top and key is None:
        yield Diagnostic("H102", Span.of_file(document.file), {"path": BLOCK, "key": BLOCK})
    elif key and not top:
        yield Diagnostic("H103", key.span, {"path": BLOCK, "key": BLOCK, "file": f"{BLOCK}.yaml"})


def _escaped_formulas(document: Document) -> Iterator[Diagnostic]:
    """Refuse escapes in formulas: their places would no longer be those of the file."""
    for section in ("formulas", "checks"):
        for name, rule in _pairs(document.root.get(section)):
            variants = [node for _, node in _pairs(rule) if isinstance(node, SequenceNode)]
            for holder in (rule, *(item for node in variants for item in node.items)):
                for key, node in _pairs(holder):
                    if key.text in ("formula", "that") and isinstance(node, Scalar) and document.formula(node) is None:
                        yield Diagnostic("H015", node.span, {"path": f"{section}.{name.text}", "section": section, "name": name.text}, rule=name.text)


def _pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, MappingNode) else ()


# What the schemas are asked about.


def _judged(node: Node, table: bool = False, entry: bool = False) -> Any:  # noqa: ANN401 (whatever YAML can say)
    """
    Return what a node says, without the cells of tables that need no judging twice.

    All numbers of a table are judged by the same schema, and most of a rule set is numbers in tables. A table
    stands in an item of a list (an entry or a printed figure); elsewhere `table` may be the name of something.
    """
    if isinstance(node, MappingNode):
        kept = {key.text: _judged(value, table or (entry and key.text in TABLES)) for key, value in node.entries if not (table and _is_cell(key, value))}
        return kept or {key.text: value.value for key, value in node.entries[:1] if isinstance(value, Scalar)}
    if isinstance(node, SequenceNode):
        alike = table and all(isinstance(each, Scalar) and isinstance(each.value, Decimal) for each in node.items)
        return [_judged(each, table, entry=True) for each in (node.items[:1] if alike else node.items)]
    return plain(node)


def _is_cell(key: Scalar, value: Node) -> bool:
    return isinstance(value, Scalar) and isinstance(value.value, Decimal) and _member().search(key.text) is not None


@cache
def _member() -> re.Pattern[str]:
    return re.compile(_strict(_schemas()["common"]["definitions"]["memberKey"]["pattern"]))


# The schemas and the judge.


@cache
def _accepts(kind: str) -> Test:
    """Return the quick test that a file of a kind has the right shape; where it cannot be made, none has until judged."""
    try:
        return acceptance(_schema(kind))
    except Unknown:
        return lambda _: False


@cache
def _schema(kind: str) -> Schema:
    """Return the schema of a kind of file, with every reference filled in."""
    filled: Schema = _filled(_schemas()[kind], kind, {})
    return filled


@cache
def _judge(kind: str) -> Any:  # noqa: ANN401 (jsonschema is only imported inside)
    """Return the validator of a kind of file; it never fetches anything, since every reference is filled in before."""
    from jsonschema import Draft7Validator, validators
    from referencing import Registry

    checker = Draft7Validator.TYPE_CHECKER.redefine("integer", lambda _, each: isinstance(each, Decimal) and each == each.to_integral_value())
    keywords = _Parts(Draft7Validator.VALIDATORS["additionalProperties"]).keywords()
    validator: Any = validators.extend(Draft7Validator, keywords, type_checker=checker)  # type: ignore[no-untyped-call]
    return validator(_schema(kind), registry=Registry(), format_checker=Draft7Validator.FORMAT_CHECKER)


class _Parts:
    """
    The keywords that lead from a value to its parts; they judge as those of jsonschema do.

    Those prepare the schema of a part anew for every value. Here it is prepared once, which nearly halves the time.
    """

    def __init__(self, refuse_others: _Keyword) -> None:
        self._refuse_others = refuse_others
        self._prepared: dict[int, Any] = {}

    def keywords(self) -> dict[str, _Keyword]:
        return {"properties": self._properties, "additionalProperties": self._others, "items": self._items, "propertyNames": self._names}

    def _properties(self, validator: Any, schemas: Schema, value: Any, _: Schema) -> Iterator[Any]:  # noqa: ANN401
        for key, each in value.items() if isinstance(value, dict) else ():
            if key in schemas:
                for error in self._errors(validator, each, schemas[key], key):
                    error.schema_path.appendleft(key)
                    yield error

    def _others(self, validator: Any, schema: Schema | bool, value: Any, whole: Schema) -> Iterator[Any]:  # noqa: ANN401
        if isinstance(schema, bool):
            yield from self._refuse_others(validator, schema, value, whole)
            return
        known = whole.get("properties", ())
        for key, each in value.items() if isinstance(value, dict) else ():
            if key not in known:
                yield from self._errors(validator, each, schema, key)

    def _items(self, validator: Any, schema: Schema, value: Any, _: Schema) -> Iterator[Any]:  # noqa: ANN401
        for at, each in enumerate(value) if isinstance(value, list) else ():
            yield from self._errors(validator, each, schema, at)

    def _names(self, validator: Any, schema: Schema, value: Any, _: Schema) -> Iterator[Any]:  # noqa: ANN401
        for key in value if isinstance(value, dict) else ():
            yield from self._errors(validator, key, schema)

    def _errors(self, validator: Any, value: Any, schema: Schema, key: str | int | None = None) -> Iterator[Any]:  # noqa: ANN401
        prepared = self._prepared.get(id(schema))
        if prepared is None:
            prepared = self._prepared[id(schema)] = validator.evolve(schema=schema)
        for error in prepared.iter_errors(value):
            if key is not None:
                error.path.appendleft(key)
            yield error


@cache
def _schemas() -> dict[str, Schema]:
    suffix = ".schema.json"
    return {each.name.removesuffix(suffix): json.loads(each.read_text("utf-8")) for each in shipped("schemas").iterdir() if each.name.endswith(suffix)}


def _filled(node: Any, file: str, known: dict[tuple[str, str], Schema]) -> Any:  # noqa: ANN401 (whatever JSON can say)
    """Return a schema with each reference replaced by what it points to, which may be a schema that is being filled."""
    if isinstance(node, list):
        return [_filled(each, file, known) for each in node]
    if not isinstance(node, dict):
        return _strict(node) if isinstance(node, str) else node
    if "$ref" not in node:
        return {
            key: value if key in _WORDS and not isinstance(value, dict) else _filled(value, file, known)
            for key, value in node.items()
            if key not in ("$schema", "definitions")
        }
    name, _, pointer = node["$ref"].partition("#")
    file = name.removesuffix(".schema.json") or file
    if (file, pointer) not in known:
        target: Any = _schemas()[file]
        for part in pointer.split("/")[1:]:
            target = target[part]
        known[file, pointer] = {}
        known[file, pointer].update(_filled(target, file, known))
    return {**known[file, pointer], "title": node["title"]} if "title" in node else known[file, pointer]


def _strict(text: str) -> str:
    r"""Return a pattern in which `$` means the end, as in every other validator; in Python a line end may follow."""
    return text[:-1] + r"\Z" if text.startswith("^") and text.endswith("$") else text
