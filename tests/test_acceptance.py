"""The quick verdict on the shape of a file is the verdict of jsonschema."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.acceptance import Unknown, acceptance
from engine.reading.documents import read_document
from engine.reading.shape import _accepts, _judge, _judged, _schema
from tests.test_shape import FORMULAS, NOUNS, OVERLAY, PARAMETER, RULESET, damaged

TOP = Path(__file__).parents[1]
KINDS = {PARAMETER: "rules", FORMULAS: "rules", NOUNS: "rules", RULESET: "rules", OVERLAY: "overlay"}


def same(kind, data):
    assert _accepts(kind)(data) == _judge(kind).is_valid(data), data


@pytest.mark.parametrize("kind", ["rules", "overlay"])
def test_all_that_the_schemas_ask_for_is_known(kind):
    acceptance(_schema(kind))


@pytest.mark.parametrize("schema", [{"uniqueItems": True}, {"type": "null"}, {"enum": [1]}, {"format": "uri"}, {"dependencies": {"a": {"type": "object"}}}])
def test_what_is_not_known_is_not_guessed(schema):
    with pytest.raises(Unknown):
        acceptance({"properties": {"a": schema}})


def test_a_schema_may_contain_itself():
    schema = {"type": "object", "additionalProperties": {}}
    schema["additionalProperties"] = schema
    assert acceptance(schema)({"a": {"b": {}}})
    assert not acceptance(schema)({"a": {"b": "c"}})


@pytest.mark.parametrize("text", KINDS, ids=["parameters", "formulas", "nouns", "ruleset", "overlay"])
def test_both_agree_on_files_with_something_taken_out_or_misspelt(text):
    for each in [text, *damaged(text)]:
        document, _ = read_document("regels.yaml", each.encode())
        if document is not None:
            same(KINDS[text], _judged(document.root))


def test_both_agree_on_the_rules_that_come_along():
    for path in [*TOP.glob("rules/**/*.yaml"), *TOP.glob("tests/regions/**/*.yaml"), *TOP.glob("tests/problems/*/*.yaml")]:
        document, _ = read_document(path.name, path.read_bytes())
        if document is not None:
            same("rules", _judged(document.root))


SCALARS = st.sampled_from(["", "x", "-", "nmb", "2024-01-01", "2024-02-30", "%", Decimal(1), Decimal("0.5"), Decimal(-1), True, None])
KEYS = st.sampled_from(["a", "A", "value", "per"])
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)


def paths(data, path=()):
    yield path
    for key, each in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from paths(each, (*path, key))


def replaced(data, path, value):
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = replaced(data[path[0]], path[1:], value)
    return copy


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(KINDS)), st.data())
def test_both_agree_whatever_stands_anywhere(text, data):
    document, _ = read_document("regels.yaml", text.encode())
    whole = _judged(document.root)
    same(KINDS[text], replaced(whole, data.draw(st.sampled_from(list(paths(whole)))), data.draw(ANYTHING)))
