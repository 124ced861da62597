"""The schemas are draft-07 that any editor and validator understands: closed, described in Dutch, and with the same verdict as ours."""

from __future__ import annotations

import json
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from engine.problems.terms import TERMS
from engine.reading.documents import plain, read_document
from engine.reading.shape import check_shape
from tests.test_shape import FORMULAS, NOUNS, OVERLAY, PARAMETER, RULESET, damaged

FOLDER = Path(__file__).parents[1] / "schemas"
FILES = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.schema.json"))}
EACH = pytest.mark.parametrize("name", FILES)

VALUE_LIMITS = {"pattern", "minimum", "exclusiveMinimum", "format"}


def schemas(node, path=()):
    """Go through a schema and the schemas in it, each with the way to it."""
    yield path, node
    for keyword, value in node.items():
        if keyword in ("properties", "definitions"):
            for name, each in value.items():
                yield from schemas(each, (*path, keyword, name))
        elif keyword in ("additionalProperties", "propertyNames", "items", "if", "then", "else") and isinstance(value, dict):
            yield from schemas(value, (*path, keyword))
        elif keyword in ("allOf", "oneOf", "anyOf"):
            for at, each in enumerate(value):
                yield from schemas(each, (*path, keyword, at))


def conditional(path):
    return {"if", "then", "else", "oneOf", "anyOf", "allOf", "propertyNames"} & set(path)


def pointed_at(reference, name):
    file, _, pointer = reference.partition("#")
    target = FILES[file or name]
    for part in pointer.split("/")[1:]:
        target = target[part]
    return target


def numbers(data):
    """Data as every other reader of YAML has it: whole numbers and floats."""
    match data:
        case dict():
            return {key: numbers(value) for key, value in data.items()}
        case list():
            return list(map(numbers, data))
        case Decimal():
            return int(data) if data == data.to_integral_value() else float(data)
    return data


@EACH
def test_every_file_is_a_schema_of_draft_07(name):
    assert FILES[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(FILES[name])


@EACH
def test_files_are_written_one_way(name):
    text = (FOLDER / name).read_text("utf-8")
    assert text == json.dumps(FILES[name], ensure_ascii=False, indent=2) + "\n"


@EACH
def test_every_reference_stays_in_the_folder_and_leads_somewhere(name):
    for _, schema in schemas(FILES[name]):
        if "$ref" in schema:
            assert isinstance(pointed_at(schema["$ref"], name), dict)
            assert not {"type", "properties", "pattern"} & schema.keys(), "beside a reference these mean nothing"


@EACH
def test_every_block_is_closed(name):
    for path, schema in schemas(FILES[name]):
        if "properties" in schema and not conditional(path):
            assert "additionalProperties" in schema, path
        if "object" in schema.get("type", ()) and not conditional(path):
            closed = schema["additionalProperties"]
            assert closed is False or (isinstance(closed, dict) and "propertyNames" in schema), path


@EACH
def test_every_key_has_a_title_and_a_description_in_dutch(name):
    for path, schema in schemas(FILES[name]):
        if path[-2:-1] in (("properties",), ("definitions",)) and not conditional(path):
            known = pointed_at(schema["$ref"], name) | schema if "$ref" in schema else schema
            assert known["title"], path
            assert known["description"].endswith("."), path
            assert not re.search(r"\b(the|is a|of the|must|should)\b", known["description"].lower()), known["description"]


@EACH
def test_examples_are_what_their_schema_asks_for(name):
    registry = Registry().with_resources((each, Resource.from_contents(schema)) for each, schema in FILES.items())
    for path, schema in schemas(FILES[name]):
        for example in schema.get("examples", ()):
            inner = {key: value for key, value in schema.items() if key != "examples"}
            whole = {"$schema": FILES[name]["$schema"], "$id": name, "definitions": FILES[name].get("definitions", {}), "allOf": [inner]}
            assert list(Draft7Validator(whole, registry=registry).iter_errors(example)) == [], path


@EACH
def test_a_choice_between_schemas_is_only_between_keys(name):
    for path, schema in schemas(FILES[name]):
        for branch in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
            assert list(branch) == ["required"], path
            assert len(branch["required"]) == 1, path


@EACH
def test_what_limits_a_value_says_what_it_is_called(name):
    for path, schema in schemas(FILES[name]):
        if VALUE_LIMITS & schema.keys():
            assert schema["$comment"] in TERMS, path
        if "$comment" in schema:
            assert schema["$comment"] in TERMS, path


@EACH
def test_patterns_hold_for_the_whole_text_and_are_quick(name):
    for path, schema in schemas(FILES[name]):
        pattern = schema.get("pattern", "^$")
        assert pattern == "\\S" or (pattern.startswith("^") and pattern.endswith("$")), path
        assert not re.search(r"\\[dw]", pattern), "these mean other characters to other validators"
        start = time.process_time()
        for piece in ["a", "/a", "0", ".", "a/", "../", "https://a"]:
            re.search(pattern, piece * 10_000 + "!")
        assert time.process_time() - start < 1


def test_every_way_of_writing_is_told():
    """A value that is badly written gets `@written_...` as help."""
    names = {schema.get("$comment") for name in FILES for _, schema in schemas(FILES[name]) if "pattern" in schema}
    explained = {name for name in names if f"written_{name}" in TERMS}
    assert names - explained == {"text", "day", "value", "bound", "table", "formula", "condition"}


@pytest.fixture(scope="module")
def validators():
    """A validator as anyone would make it: the files as they are, references looked up among them, nothing fetched."""
    registry = Registry().with_resources((name, Resource.from_contents(schema)) for name, schema in FILES.items())
    return {
        kind: Draft7Validator({"$ref": f"{kind}.schema.json"}, registry=registry, format_checker=Draft7Validator.FORMAT_CHECKER)
        for kind in ("rules", "overlay")
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [(PARAMETER, "rules"), (FORMULAS, "rules"), (NOUNS, "rules"), (RULESET, "rules"), (OVERLAY, "overlay")],
    ids=["parameters", "formulas", "nouns", "ruleset", "overlay"],
)
def test_any_validator_gives_the_same_verdict(validators, text, kind):
    texts = [text, *damaged(text)]
    judged = 0
    for each in texts:
        document, problems = read_document("regels.yaml", each.encode())
        if document is None or problems:
            continue
        judged += 1
        own = [problem for problem in check_shape(document, top=True, kind=kind) if problem.code != "H015" and problem.fields.get("key") != "ruleset"]
        assert bool(own) == (not validators[kind].is_valid(numbers(plain(document.root)))), each
    assert judged > len(texts) // 2


def test_the_verdict_on_a_table_does_not_depend_on_what_is_judged_only_once():
    """Numbers in tables are judged once: whatever stands between them is still found."""
    for bad in ["x", "true", "[x]", "{}", "~", "{a: {b: x}}"]:
        for row in [f"{{a: 1, b: {bad}, c: 3}}", f"{{a: {bad}, b: 2}}", f"{{a: 1, b: 2, c: {{d: 1, e: {bad}}}}}", f"{{a: [1, 2], b: [1, {bad}]}}"]:
            text = PARAMETER.replace("{GGZ: 34.2, JZ: nmb}", row)
            document, _ = read_document("regels.yaml", text.encode())
            assert len(check_shape(document, False)) == 1, row
    for name in ["a b", "'-'", "é", '""', '"a\\n"']:
        text = PARAMETER.replace("{GGZ: 34.2, JZ: nmb}", f"{{a: 1, {name}: 2, c: 3}}")
        document, _ = read_document("regels.yaml", text.encode())
        assert [each.code for each in check_shape(document, False)] == ["H104"], name
