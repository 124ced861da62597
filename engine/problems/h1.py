"""Problems of stage H1."""

from __future__ import annotations

from .entries import Problem

PROBLEMS: tuple[Problem, ...] = ()
