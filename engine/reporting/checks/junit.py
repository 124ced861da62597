"""Findings as a report of tests: JUnit XML, a suite for each file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from ...diagnostics import Diagnostic, Severity
from ...problems import Words, say, severity
from .checked import Checked
from .findings import sort
from .frames import SEVERITIES, show_problem
from .identities import identities

_SOUND = Words("geen problemen", "no problems")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def show_junit(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show each finding as a test that failed, a warning or a note as one that was skipped, and a sound file as one that passed."""
    found = sort(checked.found)
    files: dict[str, list[tuple[Diagnostic, str]]] = {file: [] for file in sorted({*checked.texts, *(each.span.file for each in found)})}
    for each, name in zip(found, identities(found, checked.texts), strict=True):
        files[each.span.file].append((each, name))
    total = sum(len(listed) or 1 for listed in files.values())
    top = ET.Element("testsuites", {"name": "herleid check", **_counts(found, total)})
    for file, listed in files.items():
        suite = ET.SubElement(top, "testsuite", {"name": _clean(file), **_counts([each for each, _ in listed], len(listed) or 1)})
        for each, name in listed:
            _failed(suite, each, name, checked)
        if not listed:
            _test(suite, file, _SOUND.of(checked.language))
    ET.indent(top)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, "unicode")}\n'


def _counts(found: Sequence[Diagnostic], tests: int) -> dict[str, str]:
    errors = sum(severity(each.code) is Severity.ERROR for each in found)
    return {"tests": str(tests), "failures": str(errors), "skipped": str(len(found) - errors), "errors": "0", "time": "0"}


def _test(suite: ET.Element, file: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=_clean(file), name=_clean(name), file=_clean(file), time="0")


def _failed(suite: ET.Element, diagnostic: Diagnostic, name: str, checked: Checked) -> None:
    """Add a finding, with its lines as they are shown on a screen."""
    message, test = say(diagnostic, checked.language), _test(suite, diagnostic.span.file, name)
    words = _clean(f"{SEVERITIES[message.severity].of(checked.language)}[{message.code}]: {message.text}")
    if message.severity is not Severity.ERROR:
        # A warning makes nothing fail, and a test that passed would hide it.
        ET.SubElement(test, "skipped", message=words)
        return
    failure = ET.SubElement(test, "failure", type=message.code, message=words)
    failure.text = _clean(show_problem(diagnostic, checked.texts, checked.language))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
