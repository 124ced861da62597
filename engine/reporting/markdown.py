"""Text from rules inside Markdown: shown as it is, whatever signs it holds."""

from __future__ import annotations

import re

from .terminal import folded

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!$]")
_ENTITIES = {"&": "&amp;", "@": "&#64;"}

_JOINER = "\u2060"
"""Without width or break: it keeps a host from making a mention, a reference, a link or an emoji of what rules say."""

_REFERENCE = re.compile(r"(&#64;|\\[#!~$]|%|(?<![a-zA-Z])GH-)(?=\\?\w)|&amp;(?=\d)|:(?=[a-z_+-][\w+-]+:)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)", re.IGNORECASE)
_ECLI = re.compile(r"(\bECLI:[A-Z]{2}:[A-Z0-9]{1,7}:[0-9]{4}:[A-Z0-9.]{1,25})")
"""The name of a judgment: nothing a host knows, and often copied."""

_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=])(?=\s|$|\3)")
"""What begins a list, a line or a heading where a paragraph may begin."""


def plain_text(text: str) -> str:
    """Return a text on one line without any sign that Markdown, HTML, or a mention or reference of a host is made of."""
    return _escaped(folded(text))


def paragraph(text: str) -> str:
    """Return a plain text that stands at the start of a paragraph or an item of a list."""
    return _START.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", plain_text(text))


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


def code_in_table(text: str) -> str:
    """Return a text as code that may stand in a table."""
    return code(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    return "".join(each if at % 2 else _joined(each) for at, each in enumerate(_ECLI.split(text)))


def _joined(text: str) -> str:
    escaped = "".join(_ENTITIES.get(each, each) for each in _SIGNS.sub(r"\\\g<0>", text))
    return _ADDRESS.sub(_JOINER, _REFERENCE.sub(rf"\g<0>{_JOINER}", escaped))
