"""
How long people wait: whole processes on the Achterhoek, and the chain of a cost price at growing sizes.

    python benchmarks/speed/run.py [--runs 15] [--largest 30000] [--write]

`--write` puts the outcome in results.json and RESULTS.md beside this file.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.speed.generate import write_region, write_rules  # noqa: E402

COMMANDS = {
    "python -c pass": (None, None),
    "herleid --version": (["--version"], None),
    "herleid calc": (["calc"], 0.4),
    "herleid check": (["check"], 1.0),
    "herleid test": (["test"], 1.0),
    "herleid trace product=basis_ggz prijspeil=2025": (["trace", "product=basis_ggz", "prijspeil=2025"], None),
}
"""What is timed, and how many seconds it may take."""

MANY = ("check of 5,000 parameters and 1,000 formulas", 3.0)
"""A rule set of many rules, and how many seconds it may take."""

SIZES = (30, 300, 3000, 30000)


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds on the clock, and of both processor kinds together; the largest memory in megabytes."""

    least: float
    median: float
    most: float
    cpu_least: float
    cpu_median: float
    cpu_most: float
    megabytes: float


def timed(command: list[str], runs: int, cwd: Path) -> Timing:
    """Run a whole process a number of times, after one that does not count."""
    found = [_once(command, cwd) for _ in range(runs + 1)][1:]
    wall, cpu, memory = zip(*found, strict=True)
    numbers = (min(wall), statistics.median(wall), max(wall), min(cpu), statistics.median(cpu), max(cpu))
    return Timing(*(round(each, 3) for each in numbers), round(max(memory), 1))


def _once(command: list[str], cwd: Path) -> tuple[float, float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(runs: int, largest: int) -> dict:
    # An installed program is compiled beforehand.
    compileall.compile_dir(str(ROOT / "engine"), quiet=2)
    python = [sys.executable, str(ROOT / "cli.py")]
    commands = {
        name: asdict(timed([*python, *arguments] if arguments else [sys.executable, "-c", "pass"], runs, ROOT)) for name, (arguments, _) in COMMANDS.items()
    }
    sizes = {}
    with tempfile.TemporaryDirectory() as folder:
        many = write_rules(Path(folder) / "veel", 5000, 1000)
        commands[MANY[0]] = asdict(timed([*python, "check", "--rules", str(many)], max(1, runs // 3), ROOT))
        for size in SIZES:
            if size <= largest:
                region = write_region(Path(folder) / f"regio{size}", size)
                few = max(1, min(runs, 3000 // size))
                sizes[str(size)] = {name: asdict(timed([*python, *arguments, "--rules", str(region)], few, ROOT)) for name, arguments in _ASKED.items()}
    return {"machine": _machine(), "runs": runs, "commands": commands, "sizes": sizes}


_ASKED = {"calc": ["calc", "--format", "csv"], "check": ["check"]}


def _machine() -> str:
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.processor())
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def report(result: dict) -> str:
    lines = [
        "# Speed",
        "",
        "Written by `run.py --write`; what is done and how is in README.md.",
        "",
        f"{result['machine']}. {result['runs']} runs after one that does not count; seconds: least / **median** / most.",
        "",
        "| whole process; rules of the Achterhoek where nothing else is said | clock | processor | MB | at most |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, each in result["commands"].items():
        wanted = _wanted(name)
        lines.append(f"| `{name}` | {_row(each)} | {_row(each, 'cpu_')} | {each['megabytes']} | {wanted or ''} |")
    lines += ["", "| products (made up) | command | clock | processor | MB |", "|--:|---|--:|--:|--:|"]
    for size, asked in result["sizes"].items():
        lines += [f"| {size} | `{name}` | {_row(each)} | {_row(each, 'cpu_')} | {each['megabytes']} |" for name, each in asked.items()]
    return "\n".join(lines) + "\n"


def _wanted(name: str) -> float | None:
    return MANY[1] if name == MANY[0] else COMMANDS[name][1]


def _row(timing: dict, kind: str = "") -> str:
    return f"{timing[f'{kind}least']:.2f} / **{timing[f'{kind}median']:.2f}** / {timing[f'{kind}most']:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    result = measure(options.runs, options.largest)
    if options.write:
        (HERE / "results.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
        (HERE / "RESULTS.md").write_text(report(result), "utf-8")
    print(report(result))
    late = [name for name, each in result["commands"].items() if (wanted := _wanted(name)) and each["median"] > wanted]
    print("too slow:", ", ".join(late) or "none")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
