"""What the catalogue says about a problem, in Dutch and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    nl: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in a language, `nl` or `en`."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One kind of problem: its sentences, its page and its examples.

    `message`, `label`, `helps` and `roles` are templates over `Diagnostic.fields`. A template puts
    backticks around the name it shows (`{name}`); a field that is a tuple is joined to a list of which
    each item gets its own backticks, so a template has none around it.

    `message` is lower case without a full stop and makes sense alone. `label` stands under the caret,
    `roles` holds the words under the other places, by `Label.role`. Of `helps` only the first is shown
    whose fields are all there and not empty.

    `wrong` and `right` are rule files; several files of one example each start with a line
    `--- file: NAME`, without such a line the file is `regels.yaml`.
    """

    code: str
    severity: Severity
    title: Words
    message: Words
    label: Words | None
    helps: tuple[Words, ...]
    roles: Mapping[str, Words]
    explanation: Words
    wrong: str
    right: str
