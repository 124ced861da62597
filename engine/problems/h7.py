"""Problems of stage H7: checks, guardrails, sources and quotes."""

from __future__ import annotations

from .entries import Problem
from .h7_checks import PROBLEMS as CHECKS
from .h7_guardrails import PROBLEMS as GUARDRAILS
from .h7_law import PROBLEMS as LAW
from .h7_quotes import PROBLEMS as QUOTES
from .h7_standing import PROBLEMS as STANDING

PROBLEMS: tuple[Problem, ...] = (*CHECKS, *GUARDRAILS, *LAW, *QUOTES, *STANDING)
