"""
Every command in every format, in one process: what each writes, as data.

Run with the arguments of the commands as JSON on the input (a list of lists), it writes a list of
[exit code, output, problems] on the output.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

TOP = Path(__file__).parents[1]

CASE = ["product=basis_ggz", "prijspeil=2025"]

COMMANDS = [
    ["--version"],
    *(["calc", "--format", each] for each in ("text", "json", "csv")),
    ["calc", "overhead", "cao=GGZ", "--lang", "en"],
    *(["test", "--format", each] for each in ("text", "json")),
    ["test", "--facts", "--lang", "en"],
    *(["check", "--format", each] for each in ("text", "json")),
    *(["trace", *CASE, "--format", each] for each in ("text", "json", "dot", "mermaid")),
    ["trace", "overhead", "domein=jeugd", "cao=GGZ", "--up", "--format", "json"],
    *(["graph", "--format", each] for each in ("text", "json", "dot", "mermaid")),
    *(["find", "overhead", "--format", each] for each in ("text", "json")),
    ["explain", "H203"],
    ["calc", "tarif"],
    ["calc", "product=basis"],
]
"""What is asked of the rules of the Achterhoek."""

CODES = [0] * (len(COMMANDS) - 2) + [2, 2]


def outcomes(
    commands: Sequence[Sequence[str]], cwd: Path, environment: Mapping[str, str] | None = None, before: Sequence[str] = (), options: Sequence[str] = ()
) -> list[tuple[int, str, str]]:
    """Run commands one after another in a process of their own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "TZ", "NO_COLOR", "COLUMNS", "HERLEID"))}
    whole = {**clean, **(environment or {})}
    process = [*before, sys.executable, __file__, *options]
    done = subprocess.run(process, input=json.dumps(commands), cwd=cwd, env=whole, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(each) for each in json.loads(done.stdout)]


def run_one(arguments: list[str]) -> tuple[int, str, str]:
    """Run one command in this process."""
    from engine.commands import COMMANDS as TABLE
    from engine.commands.group import Group
    from engine.commands.running import run

    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO()) for _ in kept)
    try:
        code = run(Group("engine.commands", TABLE), arguments)
        written = [stream.buffer.getvalue() for stream in (sys.stdout, sys.stderr)]
    finally:
        sys.stdout, sys.stderr = kept
    return (code, *(each.decode() for each in written))


def _forbid_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise RuntimeError(f"{event}{arguments}")


if __name__ == "__main__":
    sys.path.insert(0, str(TOP))
    if "--without-network" in sys.argv:
        sys.addaudithook(_forbid_network)
    found = [run_one(each) for each in json.load(sys.stdin)]
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    json.dump(found, sys.stdout)
