"""The order of the tokens of a formula: operands, operators, brackets, commas, conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .functions import FORMS, suggestion
from .tokens import Fields, Finding, Token

_DUTCH = {"en": "and", "of": "or", "als": "if", "anders": "else", "niet": "not"}
_TIMES = ("x", "X", "maal", "keer")
_BEFORE_NOT = frozenset({"open", "comma", "assign", "and", "or", "if", "else", "not", "foreign", "start"})
_BEFORE_NAMED = frozenset({"open", "comma"})
_START = Token("start", "", 0, 0)


@dataclass(slots=True)
class _Level:
    """What is open: the whole formula, a bracket, or the brackets of a call."""

    opening: Token | None = None
    function: str | None = None
    several: bool = False
    conditions: list[Token] = field(default_factory=list)
    first: Token | None = None
    named: bool = False
    named_before: bool = False


def check_order(tokens: list[Token]) -> list[Finding]:
    """Return what is wrong in the order of tokens, so that what passes is an expression."""
    reader = _Reader(tokens)
    for token in tokens:
        if token.kind == "stop":
            return reader.findings
        reader.read(token)
    reader.finish()
    return reader.findings


class _Reader:
    """Goes through the tokens once; `wanted` is `operand`, `operator`, or `either` after something foreign."""

    def __init__(self, tokens: list[Token]) -> None:
        self.following = iter((*tokens[1:], None))
        self.next: Token | None = None
        self.findings: list[Finding] = []
        self.levels = [_Level()]
        self.wanted = "operand"
        self.before = self.previous = _START

    def read(self, token: Token) -> None:
        self.next = next(self.following)
        level = self.levels[-1]
        if level.first is None:
            level.first = token
        _READERS[token.kind](self, token)
        self.before, self.previous = self.previous, token

    def finish(self) -> None:
        if self.wanted == "operand":
            self.missing(None)
        self.end_argument(self.levels[0], self.previous)
        for level in self.levels[1:]:
            if level.opening is not None:
                self.tell(level.opening, "unclosed")

    def tell(self, token: Token, reason: str, **fields: str) -> None:
        if not self.findings or self.findings[-1].start != token.start:
            self.findings.append(Finding("H201", token.start, token.end, {"found": token.text, "reason": f"@formula_{reason}", **fields}))

    def operand(self, token: Token) -> None:
        if self.wanted == "operator":
            self.two_operands(token)
        self.wanted = "operator"

    def two_operands(self, token: Token) -> None:
        if token.kind == self.previous.kind == "text":
            self.tell(token, "two_texts")
        else:
            self.tell(token, "no_operator", hint="@formula_hint_operator")

    def word(self, token: Token) -> None:
        if self.wanted == "operator" and token.text in _DUTCH:
            self.tell(token, "operator", instead=_DUTCH[token.text])
            self.wanted = "operand"
            return
        if self.wanted == "operator" and token.text in _TIMES:
            self.tell(token, "operator", instead="*")
            self.wanted = "operand"
            return
        called = self.next is not None and self.next.kind == "open"
        if self.previous.kind != "dot":
            self.check_word(token, called=called)
        self.operand(token)

    def check_word(self, token: Token, *, called: bool) -> None:
        if called and token.text not in FORMS:
            fields: Fields = {"function": token.text, "functions": tuple(FORMS), **suggestion(token.text)}
            self.findings.append(Finding("H204", token.start, token.end, fields, stand_in=token.text))
        elif not called and token.text in FORMS:
            fields = {"function": token.text, "form": FORMS[token.text], "reason": "@formula_arguments_none"}
            self.findings.append(Finding("H205", token.start, token.end, fields, stand_in="_" * len(token.text)))
        elif token.text == "nmb":
            fields = {"found": "nmb", "reason": "@formula_nmb"}
            self.findings.append(Finding("H206", token.start, token.end, fields, stand_in="___"))

    def operator(self, token: Token) -> None:
        if self.wanted == "operand":
            self.missing(token)
        elif token.text == "==" and self.names_argument() and (self.previous.text in ("over", "along") or self.levels[-1].function == "at"):
            self.tell(token, "named", instead="=")
        self.wanted = "operand"

    def names_argument(self) -> bool:
        """Say whether the word before this is the first of an argument, so that an equals sign makes it its name."""
        level = self.levels[-1]
        return level.function is not None and self.previous.kind == "word" and level.first is self.previous and self.before.kind in _BEFORE_NAMED

    def sign(self, _token: Token) -> None:
        self.wanted = "operand"

    def negation(self, token: Token) -> None:
        if self.wanted == "operator":
            if self.next is not None and self.next.text == "in":
                return
            self.two_operands(token)
        elif self.previous.kind not in _BEFORE_NOT and self.previous.text != "is":
            self.tell(token, "not_place")
        self.wanted = "operand"

    def condition(self, token: Token) -> None:
        level = self.levels[-1]
        if self.wanted == "operand" and self.next is not None and self.next.kind == "open":
            self.tell(token, "condition", hint="@formula_hint_if")
            self.wanted = "operator"
            return
        self.operator(token)
        if level.conditions:
            self.tell(token, "inner_condition")
        level.conditions.append(token)

    def otherwise(self, token: Token) -> None:
        level = self.levels[-1]
        self.operator(token)
        if level.conditions:
            level.conditions.pop()
        else:
            self.tell(token, "else_without_if", hint="@formula_hint_if")

    def dot(self, token: Token) -> None:
        if self.wanted == "either" or (self.previous.kind == "word" and self.next is not None and self.next.kind in ("word", "foreign")):
            self.wanted = "either" if self.wanted == "either" else "operand"
            return
        self.tell(token, "dot")
        self.wanted = "either"

    def assign(self, token: Token) -> None:
        if self.names_argument():
            self.levels[-1].named = True
        elif self.previous is _START:
            self.tell(token, "starts_with_assign", hint="@formula_hint_no_equals")
        else:
            fields = {"found": "=", "reason": "@formula_assign", "instead": "=="}
            self.findings.append(Finding("H201", token.start, token.end, fields, stand_in="<"))
        self.wanted = "operand"

    def open(self, token: Token) -> None:
        call = self.wanted == "operator" and (self.previous.kind == "word" or self.previous.text == "if")
        if self.wanted == "operator" and not call:
            self.two_operands(token)
        several = self.levels[-1].named and self.previous.kind == "assign" and self.before.text == "over"
        function = self.previous.text if call or self.wanted == "either" else None
        self.levels.append(_Level(token, function, several))
        self.wanted = "operand"

    def close(self, token: Token) -> None:
        level = self.levels[-1]
        if level.opening is None:
            self.end_operand(token)
            self.tell(token, "unopened")
            self.wanted = "either"
            return
        if not (self.previous is level.opening and level.function is not None):
            self.end_operand(token)
        self.end_argument(level, self.previous)
        self.levels.pop()
        self.wanted = "operator"

    def comma(self, token: Token) -> None:
        level = self.levels[-1]
        self.end_operand(token)
        self.end_argument(level, self.previous)
        if level.function is None and not level.several:
            self.tell(token, "comma", hint="@formula_hint_comma")
        level.first = None
        level.conditions.clear()
        level.named_before, level.named = level.named_before or level.named, False
        self.wanted = "operand"

    def foreign(self, _token: Token) -> None:
        self.wanted = "either"

    def end_operand(self, token: Token) -> None:
        if self.wanted == "operand":
            self.missing(token)

    def end_argument(self, level: _Level, last: Token) -> None:
        for condition in level.conditions:
            self.tell(condition, "if_without_else", hint="@formula_hint_if")
        if level.named_before and not level.named and level.first is not None and last.kind != "comma":
            function = level.function or ""
            fields = {"function": function, "form": FORMS.get(function, ""), "reason": "@formula_arguments_order"}
            self.findings.append(Finding("H205", level.first.start, last.end, fields))

    def missing(self, token: Token | None) -> None:
        """Tell the one place where a number or name is missing: after the sign before, else before this."""
        if self.previous.kind == "open" and token is not None and token.kind == "close":
            self.tell(self.previous, "empty_brackets")
        elif self.previous.kind in ("open", "start") and token is not None:
            self.tell(token, "no_operand_before")
        elif self.previous.kind not in ("open", "start", "foreign"):
            self.tell(self.previous, "no_operand_after")


_READERS: dict[str, Callable[[_Reader, Token], None]] = {
    "number": _Reader.operand,
    "text": _Reader.operand,
    "word": _Reader.word,
    "operator": _Reader.operator,
    "and": _Reader.operator,
    "or": _Reader.operator,
    "sign": _Reader.sign,
    "not": _Reader.negation,
    "if": _Reader.condition,
    "else": _Reader.otherwise,
    "dot": _Reader.dot,
    "assign": _Reader.assign,
    "open": _Reader.open,
    "close": _Reader.close,
    "comma": _Reader.comma,
    "foreign": _Reader.foreign,
}
