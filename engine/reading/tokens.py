"""The words, numbers and signs of a formula, and everything in its text that is none of these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..decimals import read_decimal
from .lookalikes import QUOTES, SIGNS, is_invisible, is_space, latin, shown
from .numerals import explain
from .strangers import KEYWORDS, READ_AS, STRANGE_SIGNS, STRANGE_WORDS, Strange

MAX_NAME = 100
MAX_TOKENS = 2_000

Fields = Mapping[str, str | tuple[str, ...]]


class Token(NamedTuple):
    """
    A word, number or sign of a formula, by its place in the text.

    `kind` is `number`, `word`, `text`, `open`, `close`, `comma`, `dot`, `assign`, `sign` (plus and minus), `operator`, a
    keyword, `foreign` for what is no part of the language, or `stop` after which nothing can be understood.
    """

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A problem by its place in the text of the formula.

    `others` are further places with their role. `stand_in` is as long as the place and can be read instead of it, so
    that the rest of the formula is looked at too; None where nothing can.
    """

    code: str
    start: int
    end: int
    fields: Fields = field(default_factory=dict)
    others: tuple[tuple[int, int, str], ...] = ()
    stand_in: str | None = None


_PATTERN = re.compile(
    rf"""[ \t\r\n]*(?:
      (?P<word>(?![rRbBuUfFtT]{{1,2}}["'])[^\W\d²³][^\W²³]*)
    | (?P<number>\.?[0-9](?:(?<=[0-9])[eE][+-]?[0-9]+|[^\W²³]|\.|,(?=[0-9])|[ \xa0\u2009\u202f](?=[0-9]{{3}}(?!\w)))*(?:%(?![ \t\r\n]*[\w.(]))?)
    | (?P<tripled>[A-Za-z]{{0,2}}(?:\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)))
    | (?P<prefixed>[A-Za-z]{{1,2}}(?:"[^"\r\n]*"?|'[^'\r\n]*'?))
    | (?P<text>"[^"\r\n]*"|'[^'\r\n]*')
    | (?P<curly>[{QUOTES}][^{QUOTES}"'\r\n]*[{QUOTES}"'])
    | (?P<broken>["'][^\r\n]*)
    | (?P<comment>\#[^\r\n]*)
    | (?P<strange>//|<>|&&|\|\||:=|->|=>|=<|===|!==|<<|>>|[+\-*/]=|\*{{3,}}|\.\.+)
    | (?P<operator>\*\*|<=|>=|==|!=|[*/<>])
    | (?P<sign>[+-])
    | (?P<open>[(])
    | (?P<close>[)])
    | (?P<comma>,)
    | (?P<assign>=)
    | (?P<dot>\.)
    | (?P<bracket>[\[{{])
    | (?P<digits>\d+)
    | (?P<other>.)
    | \Z)""",
    re.VERBOSE | re.DOTALL,
)
_CALLED = re.compile(r"[ \t\r\n]*\(")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MEMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]{0,99}")


def scan(text: str) -> tuple[list[Token], list[Finding]]:
    """Return the tokens of a formula, one more than there may be at most, and what is no part of the language; never raises."""
    tokens: list[Token] = []
    findings: list[Finding] = []
    end = 0
    while (match := _PATTERN.match(text, end)) is not None and match.lastgroup is not None:
        kind = match.lastgroup
        start, end = match.span(kind)
        if kind in _TOLD:
            kind, end, finding = _TOLD[kind](text, start, end)
            if finding is not None:
                findings.append(finding)
        if kind:
            tokens.append(Token(kind, text[start:end], start, end))
        if kind == "stop" or len(tokens) > MAX_TOKENS:
            break
    return tokens, findings


Told = tuple[str, int, Finding | None]


def _word(text: str, start: int, end: int) -> Told:
    word = text[start:end]
    if word in KEYWORDS:
        return word, end, None
    if word in STRANGE_WORDS:
        strange = STRANGE_WORDS[word]
        return strange.kind, end, _refused(text, start, end, strange.reason, _advice(strange), strange.stand_in)
    if not word.isascii():
        return "word", end, _foreign_letters(text, start, end)
    if end - start > MAX_NAME:
        return "word", end, too_much(start, end, "letters", end - start, MAX_NAME)
    if _NAME.fullmatch(word) or _CALLED.match(text, end):
        return "word", end, None
    return "foreign" if word.lower() in KEYWORDS else "word", end, _misnamed(text, start, end)


def _misnamed(text: str, start: int, end: int) -> Finding:
    word = text[start:end]
    lower = word.strip("_").lower()
    if lower in KEYWORDS:
        return _not_understood(text, start, end, "operator", {"instead": lower}, None)
    if word.isupper() or not _NAME.fullmatch(lower) or lower in STRANGE_WORDS:
        return _not_understood(text, start, end, "name", {"hint": "@formula_hint_member"} if word.isupper() else {}, "_" * (end - start))
    return _not_understood(text, start, end, "name", {"instead": lower}, "_" * (end - start))


def _foreign_letters(text: str, start: int, end: int) -> Finding:
    places = [at for at in range(start, end) if not text[at].isascii()]
    first, last = places[0], places[-1] + 1
    meant = latin(text[first:last])
    return _not_understood(text, first, last, "letter", {"instead": meant} if meant else {}, "_" * (last - first))


def _number(text: str, start: int, end: int) -> Told:
    number = text[start:end]
    if read_decimal(number) is not None:
        return "number", end, None
    reason, fields = explain(number)
    return "number", end, _not_understood(text, start, end, reason, fields, "1".ljust(end - start))


def _text(text: str, start: int, end: int) -> Told:
    inside = text[start + 1 : end - 1]
    if _MEMBER.fullmatch(inside):
        return "text", end, None
    if not inside.isascii():
        bad = next(at for at in range(start, end) if not text[at].isascii())
        return "text", end, _character(text, bad, bad + 1)[2]
    return "text", end, _not_understood(text, start, end, "member", {}, "_".ljust(end - start))


def _curly(text: str, start: int, end: int) -> Told:
    inside = text[start + 1 : end - 1]
    stand_in = f'"{inside}"' if _MEMBER.fullmatch(inside) else None
    return "text", end, _not_understood(text, start, end, "letter", {"instead": f'"{inside}"'}, stand_in)


def _tripled(text: str, start: int, end: int) -> Told:
    return "text", end, _not_understood(text, start, end, "quotes", {}, None)


def _broken(text: str, start: int, end: int) -> Told:
    return "text", end, _not_understood(text, start, end, "open_text", {}, None)


def _comment(text: str, start: int, end: int) -> Told:
    return "", end, _not_understood(text, start, end, "comment", {"hint": "@formula_hint_comment"}, " " * (end - start))


def _sign(text: str, start: int, end: int) -> Told:
    found = text[start:end]
    strange = STRANGE_SIGNS.get(found) or Strange("operator")
    return strange.kind, end, _not_understood(text, start, end, strange.reason, _advice(strange), strange.stand_in)


def _bracket(text: str, start: int, end: int) -> Told:
    """One finding for everything up to the bracket that closes it; what stands inside belongs to it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "[{") - (text[at] in "]}")
        if not depth:
            return "foreign", at + 1, _refused(text, start, at + 1, "bracket", {"hint": "@formula_hint_bracket"}, None)
    return "stop", end, _refused(text, start, end, "bracket", {"hint": "@formula_hint_bracket"}, None)


def _digits(text: str, start: int, end: int) -> Told:
    meant = "".join(str(int(each)) for each in text[start:end])
    return "number", end, _not_understood(text, start, end, "letter", {"instead": meant}, "1".ljust(end - start))


def _character(text: str, start: int, end: int) -> Told:
    character = text[start]
    if character == ";":
        return _semicolon(text, start, end)
    if character in STRANGE_SIGNS:
        return _sign(text, start, end)
    if character in SIGNS:
        return _lookalike(text, start, end)
    if is_space(character):
        end = next((at for at in range(end, len(text)) if not is_space(text[at])), len(text))
        return "", end, _not_understood(text, start, end, "invisible", {"hint": "@formula_hint_space"}, " " * (end - start))
    if is_invisible(character):
        return "foreign", end, _not_understood(text, start, end, "invisible", {"hint": "@formula_hint_invisible"}, None)
    meant = "" if character.isascii() else latin(character)
    return "foreign", end, _not_understood(text, start, end, "letter" if meant else "character", {"instead": meant} if meant else {}, None)


def _lookalike(text: str, start: int, end: int) -> Told:
    meant = SIGNS[text[start]]
    kind = READ_AS.get(meant, "foreign")
    stand_in = None if kind == "foreign" else ("<" if len(meant) > 1 else meant)
    return kind, end, _not_understood(text, start, end, "letter", {"instead": meant}, stand_in)


def _semicolon(text: str, start: int, end: int) -> Told:
    """Spreadsheets in Dutch put a semicolon between arguments."""
    if text.count("(", 0, start) > text.count(")", 0, start):
        return "comma", end, _not_understood(text, start, end, "character", {"instead": ","}, ",")
    return "foreign", end, _not_understood(text, start, end, "character", {"hint": "@formula_hint_one_expression"}, None)


def _advice(strange: Strange) -> dict[str, str]:
    instead = {"instead": strange.instead} if strange.instead else {}
    return {**instead, "hint": f"@formula_hint_{strange.hint}"} if strange.hint else instead


def too_much(start: int, end: int, what: str, found: int, limit: int) -> Finding:
    """Say that a formula, or something in it, is over a limit."""
    return Finding("H219", start, end, {"what": f"@formula_{what}", "found": str(found), "limit": str(limit)}, stand_in="_" * (end - start))


def _not_understood(text: str, start: int, end: int, reason: str, fields: dict[str, str], stand_in: str | None) -> Finding:
    return Finding("H201", start, end, {"found": shown(text[start:end]), "reason": f"@formula_{reason}", **fields}, stand_in=stand_in)


def _refused(text: str, start: int, end: int, reason: str, fields: dict[str, str], stand_in: str | None) -> Finding:
    return replace(_not_understood(text, start, end, reason, fields, stand_in), code="H206")


_TOLD = {
    "word": _word,
    "number": _number,
    "text": _text,
    "curly": _curly,
    "tripled": _tripled,
    "prefixed": _tripled,
    "broken": _broken,
    "comment": _comment,
    "strange": _sign,
    "bracket": _bracket,
    "digits": _digits,
    "other": _character,
}
