"""Problems of stage H6."""

from __future__ import annotations

from .entries import Problem

PROBLEMS: tuple[Problem, ...] = ()
