"""The outcome of a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What was found in rule sets, in which files was looked, and what a comment on its line took away.

    `ruleset` and `day` are those of the one rule set that was checked, None where there were several.
    """

    found: Sequence[Diagnostic]
    texts: Mapping[str, str]
    language: str
    ruleset: str | None = None
    day: date | None = None
    ignored: Sequence[Diagnostic] = ()
