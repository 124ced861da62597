"""The command `herleid`, also as `python cli.py`."""

from __future__ import annotations

import signal

__all__ = ["main"]


def main() -> None:
    """Run the command that the arguments name; Ctrl-C ends it without a traceback, also while it is still being read."""
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from engine.commands import main as run

    signal.signal(signal.SIGINT, handler)
    run()


if __name__ == "__main__":
    main()
