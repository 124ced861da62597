"""Problems of stage H2: what names refer to."""

from __future__ import annotations

from .entries import Problem
from .h2_dimensions import PROBLEMS as DIMENSIONS
from .h2_names import PROBLEMS as NAMES
from .h2_overlays import PROBLEMS as OVERLAYS
from .h2_tables import PROBLEMS as TABLES
from .h2_volumes import PROBLEMS as VOLUMES

PROBLEMS: tuple[Problem, ...] = (*NAMES, *DIMENSIONS, *TABLES, *OVERLAYS, *VOLUMES)
