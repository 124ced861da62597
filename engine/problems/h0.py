"""Problems of stage H0."""

from __future__ import annotations

from .entries import Problem

PROBLEMS: tuple[Problem, ...] = ()
