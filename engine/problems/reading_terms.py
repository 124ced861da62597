"""Words for what can stand in a rule file, and for how it is written."""

from __future__ import annotations

from .entries import Words

TERMS: dict[str, Words] = {
    # Kinds of values, beside those that more stages speak of.
    "step": Words("een getal groter dan 0", "a number above 0"),
    "percentage": Words("een percentage vanaf 0", "a percentage from 0"),
    "whole_number": Words("een heel getal", "a whole number"),
    "bound": Words("een getal of `unlimited`", "a number or `unlimited`"),
    "selector": Words("een dimensie of een attribuut ervan", "a dimension or one of its attributes"),
    "currency": Words("een munt", "a currency"),
    "fingerprint": Words("een SHA-256", "a SHA-256"),
    "address": Words("een internetadres", "a web address"),
    "juriconnect": Words("een Juriconnect-verwijzing", "a Juriconnect reference"),
    "provider": Words("een code die niet zegt wie het is", "a code that does not say who it is"),
    "letter": Words("een letter", "a letter"),
    "folder": Words("een map", "a folder"),
    "csv_file": Words("een CSV-bestand", "a CSV file"),
    # How those are written.
    "written_name": Words(
        "begin met een kleine letter en gebruik verder kleine letters, cijfers en `_`, hoogstens 100 tekens",
        "start with a small letter and go on with small letters, digits and `_`, at most 100 characters",
    ),
    "written_code": Words(
        "begin met een letter of cijfer en gebruik verder letters, cijfers en `_ . / + -`, hoogstens 100 tekens",
        "start with a letter or digit and go on with letters, digits and `_ . / + -`, at most 100 characters",
    ),
    "written_selector": Words("schrijf `dimensie` of `dimensie.attribuut`", "write `dimension` or `dimension.attribute`"),
    "written_currency": Words("schrijf drie hoofdletters, zoals `EUR`", "write three capitals, such as `EUR`"),
    "written_fingerprint": Words("schrijf de 64 tekens 0-9 en a-f van de tekst", "write the 64 characters 0-9 and a-f of the text"),
    "written_address": Words("begin met `https://` en gebruik geen spaties", "start with `https://` and use no spaces"),
    "written_juriconnect": Words(
        "schrijf de verwijzing als `jci1.3:c:BWBR0035701&artikel=5.4`", "write the reference as `jci1.3:c:BWBR0035701&artikel=5.4`"
    ),
    "written_provider": Words(
        "schrijf een tot drie hoofdletters en een nummer, zoals `A07`, en geen naam", "write one to three capitals and a number, such as `A07`, and no name"
    ),
    "written_letter": Words("schrijf een kleine letter, zoals die van het onderdeel", "write a small letter, as that of the element"),
    "written_folder": Words("schrijf een map vanaf deze regelset, zoals `../nederland`", "write a folder as seen from this rule set, such as `../nederland`"),
    "written_csv_file": Words(
        "schrijf de naam van een bestand in dezelfde map, zoals `functiemix.csv`", "write the name of a file in the same folder, such as `mix.csv`"
    ),
    "written_unit": Words("schrijf een eenheid zoals `EUR/uur`, `%` of `1`", "write a unit such as `EUR/uur`, `%` or `1`"),
    # What is wrong in a table of values in CSV.
    "empty": Words("er staat niets in", "there is nothing in it"),
    "quoting": Words("de aanhalingstekens kloppen niet", "the quotes do not add up"),
    "fields": Words("het aantal velden klopt niet", "the number of fields is not right"),
    "too_many_rows": Words("er staan te veel regels in", "there are too many lines in it"),
    # Why a comment ignores nothing.
    "ignore_word": Words("het woord ervoor is `ignore`", "the word for it is `ignore`"),
    "ignore_code": Words("de code van de waarschuwing ontbreekt", "the code of the warning is missing"),
    "ignore_reason": Words("de reden ontbreekt", "the reason is missing"),
    "ignore_unknown": Words("deze code bestaat niet", "there is no such code"),
}
