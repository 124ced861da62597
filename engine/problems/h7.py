"""Problems of stage H7."""

from __future__ import annotations

from .entries import Problem

PROBLEMS: tuple[Problem, ...] = ()
