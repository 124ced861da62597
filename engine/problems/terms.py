"""Words for what a field of a problem can be about: a value `@number` is shown as `een getal`, `a number`."""

from __future__ import annotations

from .entries import Words
from .formula_terms import TERMS as FORMULA_TERMS
from .reading_terms import TERMS as READING_TERMS

TERMS: dict[str, Words] = {
    # Kinds of values, with their article so that they fit anywhere in a sentence.
    "number": Words("een getal", "a number"),
    "text": Words("een tekst", "a text"),
    "mapping": Words("een blok met sleutels", "a block with keys"),
    "list": Words("een lijst", "a list"),
    "day": Words("een dag (jjjj-mm-dd)", "a day (yyyy-mm-dd)"),
    "true_or_false": Words("`true` of `false`", "`true` or `false`"),
    "nothing": Words("niets", "nothing"),
    "name": Words("een naam", "a name"),
    "code": Words("een code", "a code"),
    "unit": Words("een eenheid", "a unit"),
    "formula": Words("een formule", "a formula"),
    "condition": Words("een voorwaarde", "a condition"),
    "value": Words("een waarde", "a value"),
    "table": Words("een tabel", "a table"),
    # What a name can stand for.
    "parameter": Words("een parameter", "a parameter"),
    "dimension": Words("een dimensie", "a dimension"),
    "member": Words("een lid", "a member"),
    "attribute": Words("een attribuut", "an attribute"),
    "source": Words("een bron", "a source"),
    "element": Words("een kostenelement", "a cost element"),
    "check": Words("een controle", "a check"),
    "function": Words("een functie", "a function"),
    # How many variants fit a cell.
    "none": Words("geen variant", "no variant"),
    "several": Words("meer dan één variant", "more than one variant"),
    # What came out where a check does not hold.
    "no_value": Words("geen waarde", "no value"),
    # What is left of an interval.
    "no_value_fits": Words("geen enkele waarde past", "no value fits"),
    # Why a unit does not fit.
    "dimensionless_factors": Words("een product over leden kan alleen zonder eenheid", "a product over members is possible without a unit only"),
    "one_unit": Words("leden met elk een eigen eenheid zijn niet op te tellen", "members that each have a unit of their own cannot be added up"),
    # Why a file cannot be read.
    "missing": Words("het bestaat niet", "it does not exist"),
    "not_a_file": Words("het is geen gewoon bestand", "it is not an ordinary file"),
    "outside": Words("het ligt buiten de map met regels", "it lies outside the folder of rules"),
    "too_large": Words("het is te groot", "it is too large"),
    "too_many": Words("er staan te veel bestanden in", "it holds too many files"),
    "permission": Words("er is geen leesrecht", "it may not be read"),
    "link": Words("het is een verwijzing naar een ander bestand", "it is a link to another file"),
    "submodule": Words("het staat in een andere repository (een submodule)", "it is in another repository (a submodule)"),
    "not_fetched": Words("git heeft het niet opgehaald", "git has not fetched it"),
    # Why a guardrail holds nothing.
    "guarded_gone": Words("is er niet meer", "is no longer there"),
    "guarded_dimensions": Words("heeft andere dimensies", "has other dimensions"),
    "guarded_result": Words("is niet langer het resultaat", "is no longer the result"),
    # What is wrong in the text of a formula.
    **FORMULA_TERMS,
    # What can stand in a rule file.
    **READING_TERMS,
}
