"""Findings for the widget and the report of GitLab's code quality."""

from __future__ import annotations

import json

from ...diagnostics import Severity
from ...problems import say
from ..terminal import folded
from .checked import Checked
from .findings import sort
from .identities import fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def show_gitlab(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show the findings as the list that GitLab reads."""
    found = sort(checked.found)
    marks = fingerprints(found, checked.texts)
    listed = []
    for each, mark in zip(found, marks, strict=True):
        message = say(each, checked.language)
        listed.append(
            {
                "description": folded("; ".join(filter(None, [f"{message.code}: {message.text}", message.help]))),
                "check_name": message.code,
                "fingerprint": mark,
                "severity": _SEVERITIES[message.severity],
                "location": {"path": each.span.file, "lines": {"begin": each.span.line}},
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
