"""Text from rules inside Markdown: shown as it is, whatever signs it holds."""

from __future__ import annotations

import re

from .terminal import folded

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!$]")
_ENTITIES = {"&": "&amp;", "@": "&#64;"}


def plain_text(text: str) -> str:
    """Return a text on one line without any sign that Markdown, HTML or a mention of a person is made of."""
    return _escaped(folded(text))


def sentence(text: str) -> str:
    """Return a sentence on one line in which the names within backticks are code."""
    parts = folded(text).split("`")
    if len(parts) % 2 == 0:
        return plain_text(text)
    return "".join(f"`{each}`" if at % 2 and each else _escaped(each) for at, each in enumerate(parts))


def code(text: str) -> str:
    """Return a text on one line as code, with as many backticks around it as it takes."""
    inside = folded(text)
    marks = "`" * (max(map(len, re.findall("`+", inside)), default=0) + 1)
    space = " " if len(marks) > 1 else ""
    return f"{marks}{space}{inside}{space}{marks}"


def _escaped(text: str) -> str:
    return "".join(_ENTITIES.get(each, each) for each in _SIGNS.sub(r"\\\g<0>", text))
