"""Problems of reading a file: stage H0."""

from __future__ import annotations

from . import h0_blocks, h0_copies, h0_files, h0_ignores, h0_words
from .entries import Problem

PROBLEMS: tuple[Problem, ...] = (*h0_files.PROBLEMS, *h0_words.PROBLEMS, *h0_blocks.PROBLEMS, *h0_ignores.PROBLEMS, *h0_copies.PROBLEMS)
