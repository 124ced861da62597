"""Where the files that come with the engine are."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """
    Return the folder `rules` or `schemas` that belongs to this engine.

    An installed engine carries them inside; in a checkout they stand next to it.
    """
    bundled = _HERE / "_bundled" / name
    return bundled if bundled.is_dir() else _HERE.parent / name
