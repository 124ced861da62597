"""Problems of the shape of a rule file: stage H1."""

from __future__ import annotations

from . import h1_keys, h1_values
from .entries import Problem

PROBLEMS: tuple[Problem, ...] = (*h1_values.PROBLEMS, *h1_keys.PROBLEMS)
