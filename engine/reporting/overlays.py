"""With which overlays figures were computed, for people and for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..model import Overlay, RuleSet
from ..problems.entries import Words
from ..questions.overlays import Idle
from .numbers import show_day
from .terminal import folded, visible

_WITH = Words("met scenario {names}", "with scenario {names}")
_IDLE = (
    Words("de waarde uit {name} geldt niet op {day}{starts}", "the value in {name} does not hold on {day}{starts}"),
    Words("geen van de {of} waarden uit {name} geldt op {day}{starts}", "none of the {of} values in {name} holds on {day}{starts}"),
    Words("1 van de {of} waarden uit {name} geldt niet op {day}{starts}", "1 of the {of} values in {name} does not hold on {day}{starts}"),
    Words("{n} van de {of} waarden uit {name} gelden niet op {day}{starts}", "{n} of the {of} values in {name} do not hold on {day}{starts}"),
)
_STARTS = Words(", wel vanaf {day} (`--day`)", ", but from {day} (`--day`)")
_OVER = Words(", daaroverheen ", ", and over that ")


def laid_over(rules: RuleSet, language: str) -> str:
    """Return the words that say which overlays lie over rules, in the order in which they were laid; nothing where none does."""
    names = _OVER.of(language).join(named(each) for each in rules.overlays)
    return _WITH.of(language).format(names=names) if names else ""


def named(overlay: Overlay) -> str:
    """Return what an overlay is called, and its file."""
    return f"‹{folded(overlay.label)}› ({visible(overlay.file)})"


def show_idle(overlay: Overlay, idle: Idle, day: date, language: str) -> str:
    """Say how many of the values of an overlay do not hold on a day."""
    starts = _STARTS.of(language).format(day=show_day(idle.starts, language)) if idle.starts else ""
    words = _IDLE[0 if idle.of == 1 else 1 if idle.count == idle.of else 2 if idle.count == 1 else 3]
    return words.of(language).format(n=idle.count, of=idle.of, name=named(overlay), day=show_day(day, language), starts=starts)


def overlays_data(rules: RuleSet) -> dict[str, list[dict[str, Any]]]:
    """Give the overlays as data, for the beginning of a JSON document; nothing where there are none."""
    found = [{"name": each.name, "label": each.label, "file": each.file} for each in rules.overlays]
    return {"overlays": found} if found else {}
