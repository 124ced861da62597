"""
Whether a value has the shape that a schema asks for: yes or no, at a fraction of the cost of saying why not.

Nearly every file has the right shape. Only for one that has not is jsonschema brought in, which knows
what is wrong; tests hold that both give the same verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]
Test: TypeAlias = Callable[[Any], bool]

_KINDS: dict[str, type] = {"string": str, "object": dict, "array": list, "boolean": bool, "number": Decimal}
_WORDS = frozenset({"title", "description", "examples", "default", "defaultSnippets", "$comment"})


class Unknown(Exception):
    """A schema asks for something that is not known here."""


def acceptance(schema: Schema) -> Test:
    """Return the test that a schema amounts to; a schema may contain itself. Raises `Unknown`."""
    return _Schemas().test(schema)


class _Schemas:
    """Makes a test of every schema once."""

    def __init__(self) -> None:
        self._known: dict[int, Test | None] = {}

    def test(self, schema: Schema | bool) -> Test:
        """Return the test of a schema."""
        if isinstance(schema, bool):
            return lambda _: schema
        key = id(schema)
        if key not in self._known:
            self._known[key] = None
            self._known[key] = _all([self._keyword(name, asked, schema) for name, asked in schema.items() if name not in _WORDS])
        return self._known[key] or (lambda value: self._later(key, value))

    def _later(self, key: int, value: Any) -> bool:  # noqa: ANN401 (whatever a file can say)
        test = self._known[key]
        return test is not None and test(value)

    def _keyword(self, name: str, asked: Any, schema: Schema) -> Test:  # noqa: ANN401 (whatever a schema can say)
        if name in _SIMPLE:
            return _SIMPLE[name](asked)
        match name:
            case "properties":
                return _properties({key: self.test(each) for key, each in asked.items()})
            case "additionalProperties":
                return _others(frozenset(schema.get("properties", ())), self.test(asked))
            case "propertyNames":
                return _if(dict, _each(self.test(asked)))
            case "items":
                return _if(list, _each(self.test(asked)))
            case "oneOf" | "anyOf" | "allOf":
                return _choice(name, [self.test(each) for each in asked])
            case "if":
                return _branch(self.test(asked), self.test(schema.get("then", {})), self.test(schema.get("else", {})))
            case "then" | "else":
                return _all([])
        raise Unknown(name)


def _all(tests: list[Test]) -> Test:
    def test(value: Any) -> bool:  # noqa: ANN401
        for each in tests:  # noqa: SIM110  this loop is where the time goes
            if not each(value):
                return False
        return True

    return tests[0] if len(tests) == 1 else test


def _if(kind: type, test: Test) -> Test:
    return lambda value: not isinstance(value, kind) or test(value)


def _each(test: Test) -> Test:
    return lambda values: all(map(test, values))


def _properties(tests: dict[str, Test]) -> Test:
    return _if(dict, lambda value: all(tests[key](each) for key, each in value.items() if key in tests))


def _others(known: frozenset[str], test: Test) -> Test:
    return _if(dict, lambda value: all(test(each) for key, each in value.items() if key not in known))


def _choice(name: str, tests: list[Test]) -> Test:
    wanted = {"oneOf": {1}, "anyOf": set(range(1, len(tests) + 1)), "allOf": {len(tests)}}[name]
    return lambda value: sum(test(value) for test in tests) in wanted


def _branch(condition: Test, then: Test, otherwise: Test) -> Test:
    return lambda value: then(value) if condition(value) else otherwise(value)


def _type(asked: str | list[str]) -> Test:
    names = [asked] if isinstance(asked, str) else asked
    kinds = tuple(_KINDS[each] for each in names if each in _KINDS)
    if any(each not in _KINDS and each != "integer" for each in names):
        raise Unknown(str(names))
    if "integer" in names:
        return lambda value: isinstance(value, kinds) or (isinstance(value, Decimal) and value == value.to_integral_value())
    return lambda value: isinstance(value, kinds)


def _one_of(asked: list[Any]) -> Test:
    if not all(isinstance(each, str) for each in asked):
        raise Unknown("enum")
    return lambda value: isinstance(value, str) and value in asked


def _pattern(asked: str) -> Test:
    found = re.compile(asked).search
    return _if(str, lambda value: found(value) is not None)


def _format(asked: str) -> Test:
    if asked != "date":
        raise Unknown(asked)
    return _if(str, _is_day)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _dependencies(asked: dict[str, list[str]]) -> Test:
    if not all(isinstance(each, list) for each in asked.values()):
        raise Unknown("dependencies")
    return _if(dict, lambda value: all(key not in value or all(each in value for each in needed) for key, needed in asked.items()))


_SIMPLE: dict[str, Callable[[Any], Test]] = {
    "type": _type,
    "enum": _one_of,
    "const": lambda asked: _one_of([asked]),
    "pattern": _pattern,
    "format": _format,
    "dependencies": _dependencies,
    "required": lambda asked: _if(dict, lambda value: all(key in value for key in asked)),
    "minItems": lambda asked: _if(list, lambda value: len(value) >= asked),
    "maxItems": lambda asked: _if(list, lambda value: len(value) <= asked),
    "minProperties": lambda asked: _if(dict, lambda value: len(value) >= asked),
    "maxProperties": lambda asked: _if(dict, lambda value: len(value) <= asked),
    "minimum": lambda asked: _if(Decimal, lambda value: value >= asked),
    "maximum": lambda asked: _if(Decimal, lambda value: value <= asked),
    "exclusiveMinimum": lambda asked: _if(Decimal, lambda value: value > asked),
}
"""Keywords that need nothing but what they ask for."""
