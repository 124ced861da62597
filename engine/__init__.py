"""The engine: reads rules, computes tariffs and traces every figure back to its sources."""

from __future__ import annotations

__version__ = "0.1.0"
