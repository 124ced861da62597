"""The text of a formula, read once: to a Python expression of our own closed language, or to what is wrong with it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Protocol

from ..diagnostics import Diagnostic, Label, Span
from .arguments import offsets
from .syntax import check_order
from .tokens import MAX_TOKENS, Finding, Token, scan, too_much
from .whitelist import check_nodes, kind_of

__all__ = ["FormulaSource", "kind_of", "node_span", "parse_formula"]

MAX_CHARACTERS = 10_000
MAX_BRACKETS = 50
MAX_SIGNS = 64
MAX_DEPTH = 300
MAX_FINDINGS = 50


class FormulaSource(Protocol):
    """The text of a formula as it stands in a file."""

    @property
    def text(self) -> str:
        """The text, as written."""

    def span(self, start: int, end: int) -> Span:
        """Return the place in the file of a part of the text."""


def parse_formula(source: FormulaSource) -> tuple[ast.expr | None, tuple[Diagnostic, ...]]:
    """
    Return the expression that a formula is, or None and everything that is wrong with it; never raises.

    Numbers in it are decimals and texts are member codes. Names are not looked up.
    """
    tree, findings = _read(source.text)
    if not findings:
        return tree, ()
    ordered = sorted(findings, key=lambda each: (each.start, each.end, each.code))[:MAX_FINDINGS]
    return None, tuple(_diagnostic(source, finding) for finding in ordered)


def node_span(source: FormulaSource, node: ast.expr | ast.keyword) -> Span:
    """Return the place of a part of a formula that `parse_formula` has read."""
    start, end = offsets(node)
    return source.span(start, end)


def _read(text: str) -> tuple[ast.expr | None, list[Finding]]:
    if len(text) > MAX_CHARACTERS:
        return None, [too_much(0, len(text), "characters", len(text), MAX_CHARACTERS)]
    tokens, findings = scan(text)
    if not tokens:
        return None, findings or [_not_written(text)]
    if over := _over_limits(tokens):
        return None, [*findings, over]
    findings += _untold(text, check_order(tokens), findings)
    if any(finding.stand_in is None for finding in findings):
        return None, findings
    readable = _readable(text, findings)
    tree, problem = _parse(readable, measured=len(tokens) > MAX_DEPTH)
    if tree is None or problem is not None:
        return None, findings + ([] if findings or problem is None else [problem])
    return tree, findings + _untold(text, check_nodes(tree, readable), findings)


def _over_limits(tokens: list[Token]) -> Finding | None:
    if len(tokens) > MAX_TOKENS:
        return too_much(tokens[MAX_TOKENS].start, tokens[-1].end, "tokens", len(tokens), MAX_TOKENS)
    depth = signs = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        signs = signs + 1 if token.kind in ("sign", "not") else 0
        if depth > MAX_BRACKETS:
            return too_much(token.start, token.end, "brackets", depth, MAX_BRACKETS)
        if signs > MAX_SIGNS:
            return too_much(token.start, token.end, "signs", signs, MAX_SIGNS)
    return None


def _readable(text: str, findings: list[Finding]) -> str:
    """Return the text on one line, with what is told already replaced by what stands in for it."""
    parts, at = [], 0
    for finding in sorted(findings, key=lambda each: each.start):
        if finding.start >= at:
            parts += [text[at : finding.start], finding.stand_in or ""]
            at = finding.end
    return "".join([*parts, text[at:]]).translate(_ONE_LINE)


_ONE_LINE = str.maketrans("\r\n\t", "   ")


def _parse(text: str, *, measured: bool) -> tuple[ast.expr | None, Finding | None]:
    try:
        tree = ast.parse(f"({text})", mode="eval").body
    except (RecursionError, MemoryError):
        return None, too_much(0, len(text), "levels", MAX_DEPTH + 1, MAX_DEPTH)
    except Exception as problem:  # noqa: BLE001 - whatever the parser of Python finds is a problem of the formula
        return None, _unexpected(text, problem)
    return tree, _too_deep(tree) if measured else None


def _unexpected(text: str, problem: Exception) -> Finding:
    offset = getattr(problem, "offset", None)
    start = min(max((offset or 2) - 2, 0), max(len(text) - 1, 0))
    return Finding("H201", start, min(start + 1, len(text)), {"found": text[start : start + 1], "reason": "@formula_expression"})


def _too_deep(tree: ast.expr) -> Finding | None:
    """Measure level by level: a walk that calls itself could not."""
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            start, end = offsets(tree)
            return too_much(start, end, "levels", depth, MAX_DEPTH)
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr | ast.keyword)]
    return None


def _not_written(text: str) -> Finding:
    return Finding("H201", 0, len(text), {"found": '""', "reason": "@formula_empty"})


def _untold(text: str, findings: Iterable[Finding], earlier: list[Finding]) -> list[Finding]:
    """Return the findings that do not touch what has been told already, since they may follow from it."""
    told = bytearray(len(text))
    for each in earlier:
        told[each.start : each.end] = b"x" * (each.end - each.start)
    return [each for each in findings if not any(told[each.start : each.end])]


def _diagnostic(source: FormulaSource, finding: Finding) -> Diagnostic:
    others = tuple(Label(source.span(start, end), role) for start, end, role in finding.others)
    return Diagnostic(finding.code, source.span(finding.start, finding.end), finding.fields, others)
