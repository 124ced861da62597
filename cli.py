"""The command `herleid`, also as `python cli.py`."""

from __future__ import annotations

from engine.commands import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
