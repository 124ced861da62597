"""Problems of stage H2: what names refer to."""

from __future__ import annotations

from . import h2_dimensions, h2_names, h2_tables
from .entries import Problem

PROBLEMS: tuple[Problem, ...] = (*h2_names.PROBLEMS, *h2_dimensions.PROBLEMS, *h2_tables.PROBLEMS)
