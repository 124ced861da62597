"""Problems of stage H4."""

from __future__ import annotations

from .entries import Problem

PROBLEMS: tuple[Problem, ...] = ()
