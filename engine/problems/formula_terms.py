"""Words for what can be wrong in the text of a formula, and for what to do about it."""

from __future__ import annotations

from .entries import Words

TERMS: dict[str, Words] = {
    # Why a piece of a formula is not understood.
    "formula_empty": Words("er staat niets", "there is nothing"),
    "formula_character": Words("dit teken heeft in een formule geen betekenis", "this character means nothing in a formula"),
    "formula_letter": Words("dit teken is niet het gewone", "this is not the ordinary character"),
    "formula_invisible": Words("dit teken is niet te zien", "this character cannot be seen"),
    "formula_operator": Words("zo wordt een bewerking niet geschreven", "an operator is not written like this"),
    "formula_assign": Words("een formule legt niets vast, ze rekent uit", "a formula sets nothing, it computes"),
    "formula_starts_with_assign": Words("een formule begint niet met een is-teken", "a formula does not start with an equals sign"),
    "formula_comment": Words("in een formule staat geen opmerking", "there are no comments in a formula"),
    "formula_number": Words("zo wordt een getal niet geschreven", "a number is not written like this"),
    "formula_decimal_comma": Words("een getal heeft een decimale punt en geen duizendtekens", "a number has a decimal point and no thousands separators"),
    "formula_digits": Words("een getal heeft hoogstens 40 cijfers", "a number has at most 40 digits"),
    "formula_percent": Words("in een formule is een percentage een verhouding", "in a formula a percentage is a ratio"),
    "formula_no_operator": Words("er staat geen bewerking voor", "there is no operator before it"),
    "formula_no_operand_before": Words("er staat niets voor om mee te rekenen", "there is nothing before it to compute with"),
    "formula_no_operand_after": Words("er staat niets achter om mee te rekenen", "there is nothing after it to compute with"),
    "formula_named": Words("een argument krijgt zijn naam met een enkel is-teken", "an argument is named with a single equals sign"),
    "formula_empty_brackets": Words("er staat niets tussen de haakjes", "there is nothing between the brackets"),
    "formula_unclosed": Words("dit haakje wordt niet gesloten", "this bracket is never closed"),
    "formula_unopened": Words("dit haakje is niet geopend", "this bracket was never opened"),
    "formula_bracket": Words("een formule heeft alleen ronde haakjes", "a formula has round brackets only"),
    "formula_condition": Words("een voorwaarde is geen functie", "a condition is not a function"),
    "formula_if_without_else": Words("er staat niet bij wat het anders is", "it does not say what it is otherwise"),
    "formula_else_without_if": Words("er staat geen `if` voor", "there is no `if` before it"),
    "formula_inner_condition": Words("een `if` in een voorwaarde heeft haakjes nodig", "an `if` inside a condition needs brackets"),
    "formula_not_place": Words("een `not` op deze plaats heeft haakjes nodig", "a `not` in this place needs brackets"),
    "formula_comma": Words("een komma scheidt alleen de argumenten van een functie", "a comma only separates the arguments of a function"),
    "formula_dot": Words("een punt staat alleen tussen een dimensie en haar attribuut", "a dot only stands between a dimension and its attribute"),
    "formula_open_text": Words("de aanhalingstekens worden op deze regel niet gesloten", "the quotes are not closed on this line"),
    "formula_quotes": Words("een code staat tussen gewone aanhalingstekens", "a code stands between ordinary quotes"),
    "formula_two_texts": Words("twee codes na elkaar betekenen niets", "two codes in a row mean nothing"),
    "formula_member": Words("dit kan geen code van een lid zijn", "this cannot be the code of a member"),
    "formula_name": Words(
        "een naam bestaat uit kleine letters, cijfers en `_` en begint met een letter",
        "a name is made of lower case letters, digits and `_` and starts with a letter",
    ),
    "formula_expression": Words("dit is geen uitdrukking", "this is not an expression"),
    # What is understood, and not allowed.
    "formula_word": Words("dit woord hoort niet bij de taal", "this word is not part of the language"),
    "formula_nmb": Words("nader te bepalen is een waarde, geen naam", "yet to be determined is a value, not a name"),
    "formula_text_value": Words(
        "een code staat alleen in `at` of naast `==` of `!=`",
        "a code only stands in `at` or beside `==` or `!=`",
    ),
    "formula_attribute": Words(
        "een attribuut staat alleen in `at` of naast `==` of `!=` met een code",
        "an attribute only stands in `at` or beside `==` or `!=` with a code",
    ),
    "formula_member_order": Words("een code is gelijk of niet, meer of minder is ze nooit", "a code is equal or not, it is never more or less"),
    "formula_member_chain": Words("codes worden twee aan twee vergeleken", "codes are compared two by two"),
    "formula_member_other": Words(
        "een code wordt vergeleken met een dimensie of een attribuut ervan",
        "a code is compared with a dimension or an attribute of it",
    ),
    "formula_exponent": Words("een macht is een geheel getal van -99 tot 99", "a power is a whole number from -99 to 99"),
    "formula_call": Words("alleen een functie heeft argumenten", "only a function has arguments"),
    # What is wrong with the arguments of a function.
    "formula_arguments_none": Words("er staan geen argumenten achter", "there are no arguments after it"),
    "formula_arguments_few": Words("er ontbreekt een argument", "an argument is missing"),
    "formula_arguments_many": Words("dit argument is er te veel", "this is one argument too many"),
    "formula_arguments_order": Words("argumenten met een naam komen achteraan", "arguments with a name come last"),
    "formula_arguments_double": Words("dit staat er twee keer", "this stands there twice"),
    "formula_arguments_unknown": Words("een argument met deze naam is er niet", "there is no argument of this name"),
    "formula_arguments_over": Words("na `over=` staat de naam van een dimensie", "`over=` is followed by the name of a dimension"),
    "formula_arguments_along": Words("na `along=` staat de naam van een dimensie", "`along=` is followed by the name of a dimension"),
    "formula_arguments_no_over": Words("`over=` ontbreekt", "`over=` is missing"),
    "formula_arguments_no_along": Words("`along=` ontbreekt", "`along=` is missing"),
    "formula_arguments_no_member": Words("er staat niet welk lid van welke dimensie", "it does not say which member of which dimension"),
    "formula_arguments_member": Words(
        "na het is-teken staat een code tussen aanhalingstekens of `dimensie.attribuut`",
        "after the equals sign stands a code in quotes or `dimension.attribute`",
    ),
    # Of what there is too much.
    "formula_characters": Words("tekens in een formule", "characters in a formula"),
    "formula_tokens": Words("woorden, getallen en tekens in een formule", "words, numbers and signs in a formula"),
    "formula_brackets": Words("haakjes in elkaar", "brackets inside each other"),
    "formula_signs": Words("voortekens achter elkaar", "signs in a row"),
    "formula_levels": Words("bewerkingen in elkaar", "operators inside each other"),
    "formula_letters": Words("letters in een naam", "letters in a name"),
    # What to do.
    "formula_hint_whole": Words(
        "hele delen geeft `floor(x / y)`",
        "`floor(x / y)` gives whole parts",
    ),
    "formula_hint_percent": Words(
        "een parameter met eenheid `%` is in een formule al een verhouding; 5% is `0.05`",
        "a parameter with unit `%` already is a ratio in a formula; 5% is `0.05`",
    ),
    "formula_hint_condition": Words("schrijf een vergelijking, zoals `x > 0`", "write a comparison, such as `x > 0`"),
    "formula_hint_if": Words("een voorwaarde is `x if a > b else y`", "a condition is `x if a > b else y`"),
    "formula_hint_number": Words("een getal bij een voorwaarde is `x if a > b else y`", "a number by a condition is `x if a > b else y`"),
    "formula_hint_words": Words("schrijf `a and b`, `a or b` of `not a`", "write `a and b`, `a or b` or `not a`"),
    "formula_hint_amount": Words("een bedrag staat zonder valutateken", "an amount has no currency sign"),
    "formula_hint_lines": Words("een formule loopt vanzelf door op de volgende regel", "a formula goes on in the next line by itself"),
    "formula_hint_one_expression": Words(
        "een formule is één uitdrukking; maak er anders twee formules van", "a formula is one expression; otherwise make two formulas"
    ),
    "formula_hint_one_of": Words('schrijf `d == "A" or d == "B"`', 'write `d == "A" or d == "B"`'),
    "formula_hint_truth": Words("schrijf de voorwaarde zelf, zoals `a > b`", "write the condition itself, such as `a > b`"),
    "formula_hint_nothing": Words(
        "een cel zonder waarde staat in de tabel, niet in de formule", "a cell without a value stands in the table, not in the formula"
    ),
    "formula_hint_comment": Words("een opmerking hoort in `note:`", "a remark belongs in `note:`"),
    "formula_hint_bracket": Words(
        'een lid kiezen is `at(x, dimensie="M")`, rekenen tussen haakjes is `(a + b)`',
        'to choose a member is `at(x, dimension="M")`, to compute in brackets is `(a + b)`',
    ),
    "formula_hint_no_equals": Words("haal het is-teken aan het begin weg", "take out the equals sign at the start"),
    "formula_hint_space": Words("schrijf een gewone spatie", "write an ordinary space"),
    "formula_hint_invisible": Words("haal het weg", "take it out"),
    "formula_hint_decimal_comma": Words(
        "tussen twee argumenten staat een spatie na de komma",
        "between two arguments there is a space after the comma",
    ),
    "formula_hint_member": Words("een code staat tussen aanhalingstekens", "a code stands in quotes"),
    "formula_hint_operator": Words("schrijf er een bewerking tussen, zoals `*`", "write an operator between them, such as `*`"),
    "formula_hint_comma": Words("een getal heeft een decimale punt", "a number has a decimal point"),
    "formula_hint_power": Words("een macht is `x ** 2`", "a power is `x ** 2`"),
    "formula_hint_multiply": Words("vermenigvuldigen is `x * (...)`", "to multiply is `x * (...)`"),
}  # fmt: skip
