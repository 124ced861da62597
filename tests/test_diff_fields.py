"""Whatever field of the rule language is changed, `herleid diff` tells it: every field that the schemas declare, in a region that has them all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.questions.consultation import answered
from engine.questions.diff.difference import compare
from engine.reading.loading import load
from engine.reporting.diff.edits import _apart
from engine.reporting.diff.markdown import show_diff_markdown
from engine.reporting.diff.text import show_diff
from tests.golden import REGIONS
from tests.support import FOLDER, Texts
from tests.test_diff_json import data, named

SCHEMAS = Path(__file__).parents[1] / "schemas"

MORE = """\
law:
  zorgbesluit:
    label: Zorgbesluit
    jci: "jci1.3:c:BWBR0000001&artikel=1"
    valid_from: 2024-01-01
    elements: {a: de kosten van personeel, b: overhead}
    source: {ref: besluit, at: artikel 20}
    note: Verzonnen.
law_exceptions:
  pont_vrij:
    label: De pont hoeft niet
    decree: zorgbesluit
    elements: [a]
    for: {product.opbouw: bedrag}
    note: Daar werkt geen personeel.
    source: {ref: besluit, at: artikel 21}
guardrails:
  grens:
    label: Hooguit tien procent
    approval: Raad
    rule: tarief
    max_rise: 10
    max_fall: 10
    needs_decision: [overhead]
    forbidden_statuses: [concept]
    source: {ref: besluit, at: artikel 22}
    note: Sinds 2024.
parameters:
  postkosten:
    label: Post
    unit: EUR
    range: [0, 10]
    freedom: open
    total_only: true
    note: Zegels en enveloppen.
    values:
      - {valid_from: 2024-01-01, valid_to: 2029-12-31, basis: document, status: final, source: {ref: besluit, at: artikel 30, quote: vier euro}, value: 4}
  zegel: {label: Zegel, unit: EUR, range: [0, 10], freedom: open, values: [{valid_from: 2024-01-01, basis: definition, status: final, value: 1}], per: []}
formulas:
  porto:
    label: Porto
    unit: EUR
    element: overhead
    round: {to: 0.01, mode: floor}
    formula: postkosten * 2
    source: {ref: besluit, at: artikel 31}
    note: Heen en terug.
  briefloon:
    label: Loon van een brief
    unit: EUR
    per: [product]
    formula: porto
    source: {ref: besluit, at: artikel 32}
published:
  - {label: Porto, of: porto, source: {ref: besluit, at: artikel 33}, printed_to: 0.01, status: final, value: 8, deviation: 0.5, note: Nagerekend.}
checks:
  post_is_goedkoop:
    {label: Post is goedkoop, that: postkosten < 100, severity: warning, source: {ref: besluit, at: artikel 34}, note: Altijd al., per: [product]}
"""

TOP = {
    "  uses: [../kust]\n": "  uses: [../kust]\n  disclaimer: {text: Nog niet besloten, source: {ref: besluit, at: voorblad}}\n",
    "{label: cliënt}": "{label: cliënt, note: Wie zorg krijgt.}",
    "salaris: {label: Salaris, order: 1}": "salaris: {label: Salaris, order: 1, covers: {zorgbesluit: [a]}}",
}


def region():
    """Return the files of the made-up region, with a topic, a consultation and all that these do not have."""
    files = {f"../kust/{each.name}": each.read_text("utf-8") for each in (REGIONS / "kust").iterdir()}
    files |= {each.name: each.read_text("utf-8") for each in (REGIONS / "duinrand").iterdir()}
    for name in ("consultatie/duinrand.yaml", "vuurtoren/taakbudget.yaml"):
        files[name.replace("/", "_")] = (REGIONS / name).read_text("utf-8")
    for old, new in TOP.items():
        assert files["ruleset.yaml"].count(old) == 1, old
        files["ruleset.yaml"] = files["ruleset.yaml"].replace(old, new)
    return {**files, "meer.yaml": MORE}


REGION = region()
RULES = load(Texts(REGION), FOLDER)

LAYOUT = {
    "entry.table": "another form of a value",
    "entry.columns": "another form of a table",
    "entry.csv": "another form of a table",
    "published.table": "another form of a value",
    "published.columns": "another form of a table",
    "parameters.formerly": "told as the name that changed",
    "formulas.formerly": "told as the name that changed",
    "dimensions.members.formerly": "told as the name that changed",
}
"""Fields that are not told by themselves, and why."""

FIELDS = {
    "ruleset.name": ("name: duinrand", "name: duinstrand"),
    "ruleset.label": ("label: Tarieven zorg aan zee", "label: Prijzen zorg aan zee"),
    "ruleset.language": ("language: nl\n  currency: EUR\n  day: 2024-07-04\n  result", "language: en\n  currency: EUR\n  day: 2024-07-04\n  result"),
    "ruleset.currency": ("currency: EUR\n  day: 2024-07-04\n  result", "currency: USD\n  day: 2024-07-04\n  result"),
    "ruleset.day": ("day: 2024-07-04\n  result", "day: 2024-07-05\n  result"),
    "ruleset.result": ("result: tarief", "result: onafgerond"),
    "ruleset.uses": ("uses: [../kust]", "uses: [../kust, ../leeg]"),
    "ruleset.note": ("bestaat niet", "bestaat nog niet"),
    "ruleset.disclaimer.text": ("Nog niet besloten", "Nog lang niet besloten"),
    "ruleset.disclaimer.source": ("at: voorblad", "at: achterblad"),
    "units.label": ("label: cliënt", "label: bewoner"),
    "units.note": ("Wie zorg krijgt", "Wie hulp krijgt"),
    "elements.label": ("label: Locatie en toezicht", "label: Locatie en wacht"),
    "elements.order": ("order: 5", "order: 6"),
    "elements.note": ("Alleen bij groepen", "Vooral bij groepen"),
    "elements.covers": ("covers: {zorgbesluit: [a]}", "covers: {zorgbesluit: [a, b]}"),
    "sources.title": ("Besluit tarieven zorg aan zee 2024", "Besluit tarieven zorg aan het strand"),
    "sources.publisher": ("publisher: College van Duinrand", "publisher: Raad van Duinrand"),
    "sources.date": ("date: 2024-06-18\n    type", "date: 2024-06-19\n    type"),
    "sources.type": ("type: decision", "type: regulator"),
    "sources.sha256": ("93d46c2eaaa7a984ab15acfee6ddb2cef19291a3f405fd38f178d76168806536", "0" * 64),
    "sources.url": ("https://example.org/duinrand-besluit", "https://example.org/duinrand-raadsbesluit"),
    "sources.retrieved": ("retrieved: 2024-06-20", "retrieved: 2024-06-21"),
    "sources.note": ("ligt het meest voor de hand", "ligt voor de hand"),
    "dimensions.label": ("  product:\n    label: Product", "  product:\n    label: Voorziening"),
    "dimensions.ordered": ("label: Jaar\n    ordered: true", "label: Jaar\n    ordered: false"),
    "dimensions.group_by": ("group_by: domein", "group_by: familie"),
    "dimensions.attributes.to": ("opbouw: [uren, bedrag]", "opbouw: [uren, bedrag, beide]"),
    "dimensions.attributes.default": ("{to: toezicht, default: geen}", "{to: toezicht, default: slaapwacht}"),
    "dimensions.members.label": ("wandelcoaching: {label: Wandelcoaching", "wandelcoaching: {label: Strandwandelen"),
    "dimensions.members.aliases": ("aliases: [PNIL]", "aliases: [PNIL, Uitzend]"),
    "dimensions.members.note": ("Heette tot 2023", "Heette tot 2022"),
    "dimensions.members": ("label: Zeilkamp, domein: jeugd", "label: Zeilkamp, domein: wmo"),
    "dimensions.note": ("    group_by: domein\n", "    group_by: domein\n    note: Wat wordt ingekocht.\n"),
    "parameters.label": ("label: Post\n", "label: Brieven\n"),
    "parameters.unit": ("  postkosten:\n    label: Post\n    unit: EUR", "  postkosten:\n    label: Post\n    unit: EUR/uur"),
    "parameters.range": ("range: [0, 10]\n    freedom: open\n    total", "range: [0, unlimited]\n    freedom: open\n    total"),
    "parameters.freedom": ("freedom: open\n    total", "freedom: vaststaand\n    total"),
    "parameters.per": ("status: final, value: 1}], per: []", "status: final, table: {jeugd: 1, wmo: 2}}], per: [domein]"),
    "parameters.element": ("strandpaviljoen\n    element: locatie", "strandpaviljoen\n    element: uren"),
    "parameters.neutral": ("neutral: 100", "neutral: 99"),
    "parameters.default": ("default: 1\n", "default: 2\n"),
    "parameters.given": ("    given: true\n", ""),
    "parameters.total_only": ("    total_only: true\n", ""),
    "parameters.note": ("Zegels en enveloppen", "Zegels en papier"),
    "entry.valid_from": ("valid_from: 2024-01-01, valid_to: 2029", "valid_from: 2024-01-02, valid_to: 2029"),
    "entry.valid_to": ("valid_to: 2029-12-31", "valid_to: 2029-12-30"),
    "entry.basis": ("2029-12-31, basis: document", "2029-12-31, basis: cao"),
    "entry.status": ("status: final, source: {ref: besluit, at: artikel 30", "status: advice, source: {ref: besluit, at: artikel 30"),
    "entry.source": ("at: artikel 30, quote: vier euro", "at: artikel 30, quote: 4 euro"),
    "entry.value": ("value: 4}", "value: 5}"),
    "entry.facts": ("facts: {strandgroep: 0}", "facts: {strandgroep: 1}"),
    "entry.solved.from": ("{product: strandgroep, prijspeil: 2024}, ", ""),
    "entry.solved.interval": ("[3.4891, 3.5030]", "[3.4890, 3.5030]"),
    "entry.solved.given": ("given: [caomix]", "given: [caomix, functiemix]"),
    "entry.printed_to": ("printed_to: 1\n        source", "printed_to: 2\n        source"),
    "entry.band.min": ("band: {min: 22", "band: {min: 23"),
    "entry.band.max": ("max: 38}", "max: 39}"),
    "entry.note": ("noemen een ander percentage", "noemen een eigen percentage"),
    "formulas.label": ("label: Porto\n", "label: Portokosten\n"),
    "formulas.unit": ("label: Porto\n    unit: EUR", "label: Porto\n    unit: EUR/uur"),
    "formulas.per": ("    per: [product]\n    formula: porto", "    per: [domein]\n    formula: porto"),
    "formulas.formula": ("postkosten * 2", "postkosten * 3"),
    "formulas.variants.for": ("for: {prijspeil: 2024}\n        formula: kostprijs", "for: {prijspeil: [2024, 2025]}\n        formula: kostprijs"),
    "formulas.variants.formula": ("formula: initieel_budget", "formula: initieel_budget * 1"),
    "formulas.round.to": ("{to: 0.01, mode: floor}", "{to: 0.02, mode: floor}"),
    "formulas.round.mode": ("{to: 0.01, mode: floor}", "{to: 0.01, mode: up}"),
    "formulas.element": ("element: overhead\n    round", "element: risico\n    round"),
    "formulas.source": ("at: artikel 31", "at: artikel 131"),
    "formulas.note": ("Heen en terug", "Heen en weer"),
    "published.label": ("{label: Porto, of", "{label: Portokosten, of"),
    "published.of": ("of: porto", "of: postkosten"),
    "published.source": ("at: artikel 33", "at: artikel 133"),
    "published.printed_to": ("printed_to: 0.01, status: final, value", "printed_to: 0.1, status: final, value"),
    "published.status": ("status: final, value: 8", "status: advice, value: 8"),
    "published.value": ("value: 8, dev", "value: 9, dev"),
    "published.deviation": ("deviation: 0.5", "deviation: 0.6"),
    "published.note": ("note: Nagerekend", "note: Uitgerekend"),
    "checks.label": ("Post is goedkoop", "Post is voordelig"),
    "checks.that": ("postkosten < 100", "postkosten < 101"),
    "checks.severity": ("severity: warning, source", "severity: error, source"),
    "checks.source": ("at: artikel 34", "at: artikel 134"),
    "checks.note": ("Altijd al.", "Altijd al zo."),
    "checks.per": ("Altijd al., per: [product]", "Altijd al., per: [domein]"),
    "reports.label": ("label: Het taakbudget", "label: Het budget"),
    "reports.show": ("show: [volumes, uitgaven]", "show: [uitgaven, volumes]"),
    "reports.source": ("taakbudget]\n    source: {ref: besluit, at: artikel 12}", "taakbudget]\n    source: {ref: besluit, at: artikel 14}"),
    "reports.note": ("    show: [volumes, uitgaven]\n", "    show: [volumes, uitgaven]\n    note: Per jaar.\n"),
    "law.label": ("label: Zorgbesluit", "label: Besluit zorg"),
    "law.jci": ("artikel=1", "artikel=2"),
    "law.valid_from": ("valid_from: 2024-01-01\n    elements", "valid_from: 2025-01-01\n    elements"),
    "law.elements": ("a: de kosten van personeel", "a: de kosten van mensen"),
    "law.source": ("at: artikel 20", "at: artikel 120"),
    "law.note": ("note: Verzonnen", "note: Bedacht"),
    "law_exceptions.label": ("De pont hoeft niet", "De pont mag niet"),
    "law_exceptions.decree": ("decree: zorgbesluit", "decree: anderbesluit"),
    "law_exceptions.elements": ("elements: [a]", "elements: [b]"),
    "law_exceptions.for": ("for: {product.opbouw: bedrag}\n    note", "for: {product: [pont, zeilkamp]}\n    note"),
    "law_exceptions.source": ("at: artikel 21", "at: artikel 121"),
    "law_exceptions.note": ("Daar werkt geen personeel", "Daar werkt niemand"),
    "planning.label": ("label: Planning van juni", "label: Planning van de zomer"),
    "planning.date": ("date: 2024-06-03", "date: 2024-06-04"),
    "planning.source": ("at: bijlage 2}", "at: bijlage 4}"),
    "planning.replaces": ("    replaces: planning_mei\n", ""),
    "planning.note": ("Het strand was niet beschikbaar", "Het strand was bezet"),
    "planning.steps.label": ("{label: Start}", "{label: Begin}"),
    "planning.steps.when": ("when: begin juli", "when: half juli"),
    "planning.steps.from": ("from: 2024-07-01", "from: 2024-07-02"),
    "planning.steps.to": ("to: 2024-07-10", "to: 2024-07-11"),
    "planning.steps.who": ("who: raad", "who: gemeenteraad"),
    "planning.steps.decides": ("from: 2024-06-18, who: college, decides: de tarieven", "from: 2024-06-18, who: college, decides: de prijzen"),
    "planning.steps.note": ("{label: Start}", "{label: Start, note: Of later.}"),
    "reactions.label": ("label: Risico-opslag", "label: Risico-toeslag"),
    "reactions.about": ("about: {product: wandelcoaching}", "about: {product: zeilkamp}"),
    "reactions.parameter": ("    parameter: overhead\n", "    parameter: caomix\n"),
    "reactions.provider": ("provider: A01", "provider: A04"),
    "reactions.text": ("Prettig dat alles", "Prettig als alles"),
    "reactions.date": ("date: 2024-05-23", "date: 2024-05-22"),
    "reactions.source": ("bijlage 3, reactie 1", "bijlage 3, reactie 2"),
    "reactions.answer": ("De opslag wordt 2%, zoals", "De opslag wordt 2%, net zoals"),
    "reactions.decision": ("decision: partly", "decision: rejected"),
    "reactions.edits.rule": ("edits: [{rule: overhead", "edits: [{rule: caomix"),
    "reactions.edits.cell": ("cell: {opslag: risico}", "cell: {opslag: pnil}"),
    "reactions.note": ("    decision: noted\n", "    decision: noted\n    note: Dank.\n"),
    "guardrails.label": ("Hooguit tien procent", "Hooguit 10 procent"),
    "guardrails.approval": ("approval: Raad", "approval: College"),
    "guardrails.rule": ("rule: tarief\n    max", "rule: onafgerond\n    max"),
    "guardrails.max_rise": ("max_rise: 10", "max_rise: 11"),
    "guardrails.max_fall": ("max_fall: 10", "max_fall: 11"),
    "guardrails.needs_decision": ("[overhead]", "[caomix]"),
    "guardrails.forbidden_statuses": ("forbidden_statuses: [concept]", "forbidden_statuses: [concept, advice]"),
    "guardrails.source": ("at: artikel 22", "at: artikel 122"),
    "guardrails.note": ("Sinds 2024", "Sinds 2023"),
}  # fmt: skip
"""For every field of the schemas what it says in the region, and something else that it may say."""


def declared():
    """Go through the fields that the schemas declare, each by the section and the keys that lead to it."""
    sections = json.loads((SCHEMAS / "rules.schema.json").read_text("utf-8"))["properties"]
    for name, each in sections.items():
        yield from _fields(name, each["$ref"], f"{each['$ref']}", {})
    yield from _fields("entry", "entry.schema.json", "entry.schema.json", {})


def _fields(path, ref, file, node):
    if ref:
        file, _, inner = ref.partition("#/definitions/") if not ref.startswith("#") else (file, "", ref)
        if inner:  # a text, a number, a citation: what it is made of is told as one
            yield path
            return
        node = json.loads((SCHEMAS / file).read_text("utf-8"))
    if node.get("items") == {"$ref": "entry.schema.json"}:
        return
    inner = [node["additionalProperties"]] if isinstance(node.get("additionalProperties"), dict) else []
    inner += [node["items"]] if isinstance(node.get("items"), dict) else []
    blocks = [each for each in inner if "properties" in each or "additionalProperties" in each or "items" in each]
    if "." in path and not blocks and "properties" not in node:
        yield path
    if path == "dimensions.members":
        yield path  # attributes stand between the keys of a member
    for key, each in node.get("properties", {}).items():
        yield from _fields(f"{path}.{key}", each.get("$ref"), file, each)
    for each in blocks:
        yield from _fields(path, None, file, each)


def read(files):
    return load(Texts(files), FOLDER).ruleset


def changed(old, new):
    """Return the region with one text in another form, and in which file; the text stands in one file, once."""
    found = {name: text.replace(old, new) for name, text in REGION.items() if old in text}
    assert sum(REGION[name].count(old) for name in found) == 1, old
    empty = {"../leeg/ruleset.yaml": "ruleset: {name: leeg, label: Leeg, language: nl, currency: EUR, day: 2024-01-01}\n"}
    return read({**REGION, **found, **empty}), next(iter(found))


def test_the_region_is_sound():
    assert [(each.code, each.span, each.fields) for each in RULES.diagnostics] == []


def test_every_field_of_the_schemas_is_tried_or_has_a_reason():
    assert {*declared()} == {*FIELDS, *LAYOUT}


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_says_something_else_is_told_in_every_form(field):
    old, new = FIELDS[field]
    head, file = changed(old, new)
    words = [{*re.findall(r"\w+", each)} for each in (old, new)]
    for base, later in ((RULES.ruleset, head), (head, RULES.ruleset)):
        difference = named(base, later)
        edits = data(base, later)["edits"]
        told = " ".join(str(each[key]) for each in edits for key in ("subject", "member", "old", "new", "cells"))
        assert not words[0] ^ words[1] or (words[0] ^ words[1]) & {*re.findall(r"\w+", told)}, told
        assert file in {each["file"] for each in edits}
        for text in (show_diff(difference, "nl"), show_diff_markdown(difference, "nl").replace("\\", "").replace("\u2060", "")):
            assert all(each["subject"] in text or each["subject"] == "ruleset" for each in edits), text



@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("caomix", "mix_van_caos", ("renamed", "mix_van_caos")),
        ("volumes", "aantallen", ("renamed", "aantallen")),
        ("opslagpercentage", "opslag_op_loon", ("renamed", "opslag_op_loon")),
        ("wandelcoaching", "strandwandelen", ("member_renamed", "product")),
    ],
)
def test_a_name_that_changed_is_followed_wherever_it_stands(old, new, expected):
    files = {}
    for name, text in REGION.items():
        told = re.sub(rf"\b{old}\b", new, text).replace("    formerly: risico_opslag\n", "")
        told = told.replace(f"  {new}:\n    label:", f"  {new}:\n    formerly: {old}\n    label:")
        files[name] = told.replace(f"  {new}: {{label:", f"  {new}: {{formerly: {old}, label:")
    found = compare(RULES.ruleset, read(files))
    assert {(each.kind, each.subject) for each in found.edits if each.kind != "property"} == {expected}
    assert not found.changes


def told(old, new):
    """Return the lines about what was edited."""
    text = show_diff(named(RULES.ruleset, changed(old, new)[0]), "nl")
    return text.partition("Gewijzigd\n")[2].partition("\n\n")[0].splitlines()


def test_of_long_words_only_what_differs_is_shown():
    long = "Een opslag van 1% dekt *niet* wat stormvloed kost."
    more = f"{long} Wij schreven dat in de vorige ronde ook al, en kregen toen geen antwoord dat ons verder hielp."
    files = {name: text.replace(long, more) for name, text in REGION.items()}
    base, head = (read({name: text.replace("geen antwoord", word) for name, text in files.items()}) for word in ("een antwoord", "niets"))
    assert show_diff(named(base, head), "nl").splitlines()[5:8] == [
        "  risico_te_laag (Risico-opslag)",
        "      reactie: text: … al, en kregen toen een antwoord dat ons verder hielp.",
        "            -> … al, en kregen toen niets dat ons verder hielp.",
    ]


@given(*([st.lists(st.sampled_from(["een", "twee", "drie", "vier"]), max_size=60).map(" ".join)] * 2))
def test_what_is_left_of_long_words_still_differs_and_fits_in_the_whole(old, new):
    shown = _apart(old, new)
    assert (shown[0] == shown[1]) == (old == new)
    for whole, part in zip((old, new), shown, strict=True):
        inside = part.removeprefix("… ").removesuffix(" …").strip("…")
        assert inside in whole
        assert part.startswith("…") or whole.startswith(inside)
        assert part.endswith("…") or whole.endswith(inside)


def test_a_step_that_is_new_is_told_as_one_with_its_own_place():
    step = "      loting: {label: De loting, when: 2 juli 2024, from: 2024-07-02, who: notaris, decides: wie eerst mag}\n"
    lines = told("      start: {label: Start}\n", f"      start: {{label: Begin}}\n{step}")
    assert lines[:3] == [
        "  planning_juni (Planning van juni)",
        "      planning: steps.loting, nieuw: label: De loting, when: 2 juli 2024, from: 2024-07-02, who: notaris, decides: wie eerst mag",
        "      planning: steps.start.label: Start -> Begin  consultatie_duinrand.yaml:24",
    ]


def test_what_is_new_or_gone_is_told_as_a_whole():
    said = "decree: zorgbesluit, elements: a, for: product.opbouw: bedrag, note: Daar werkt geen personeel."
    text = show_diff(named(RULES.ruleset, read({name: text.replace("pont_vrij", "pont_zonder") for name, text in REGION.items()})), "nl")
    assert f"  pont_vrij (De pont hoeft niet)\n      uitzondering op de wet, vervallen: {said}\n" in text
    assert f"  pont_zonder (De pont hoeft niet)\n      uitzondering op de wet, nieuw: {said}\n" in text


def test_a_rule_that_looks_renamed_is_told():
    head = read({name: re.sub(r"\bporto\b", "frankering", text) for name, text in REGION.items()})
    lines = show_diff(named(RULES.ruleset, head), "nl").splitlines()
    assert "  porto -> frankering: hetzelfde label, Porto" in lines
    assert "      met `formerly: porto` bij `frankering` worden zij als één vergeleken  meer.yaml:40" in lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Overhead als opslag op de loonkosten", "Overhead als toeslag op de loonkosten"),
        ("noemen een ander percentage", "noemen een eigen percentage"),
        ("overhead: {label: Overhead, order: 2}", "overhead: {label: Overheadkosten, order: 2}"),
    ],
    ids=["label", "note", "cost element of the same name"],
)
def test_other_words_about_a_rule_do_not_carry_out_what_a_reaction_asked_for(old, new):
    found = answered(changed(old, new)[0], compare(RULES.ruleset, changed(old, new)[0]))
    assert next(each for each in found if each.reaction.name == "overhead_zeezorg").missing == ("overhead",)
