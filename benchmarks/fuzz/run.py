"""
Whatever is in the rule files, the program answers: generated rule sets are loaded, checked, computed and compared.

    python benchmarks/fuzz/run.py [--count 100000] [--start 0] [--processes 2]

Writes results.json and RESULTS.md beside this file for a run of 100,000 or more.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fuzz.generate import FOLDER, LEVELS, generate  # noqa: E402
from engine.calculating.calculation import Calculation  # noqa: E402
from engine.calculating.derivation import Derivation  # noqa: E402
from engine.checking import asked, check, check_figures, obstacles, remarks  # noqa: E402
from engine.checking.ignores import heed  # noqa: E402
from engine.diagnostics import Diagnostic, Span  # noqa: E402
from engine.problems import CATALOGUE, say  # noqa: E402
from engine.questions.reconcile import reconcile  # noqa: E402
from engine.reading.loading import Loaded, load  # noqa: E402
from engine.reading.trees import Unreadable  # noqa: E402
from engine.reporting.checks.findings import show_findings  # noqa: E402

LIMIT = 2.0
"""Seconds that one rule set may take."""

WHOLE = 100_000


class Slow(BaseException):
    """It took too long."""


class Texts:
    """Rule files that are only in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = dict(files)

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        return sorted(path for path in self._files if path.startswith(f"{folder}/") and path.endswith(suffixes))

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise Unreadable(path, "missing")
        return self._files[path]

    def shown(self, path: str) -> str:
        return path


@dataclass(slots=True)
class Tally:
    """What was seen in a number of rule sets."""

    levels: Counter[str] = field(default_factory=Counter)
    sound: Counter[str] = field(default_factory=Counter)
    computed: int = 0
    figures: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, other: Tally) -> None:
        self.levels += other.levels
        self.sound += other.sound
        self.computed += other.computed
        self.figures += other.figures
        self.codes += other.codes
        self.failures += other.failures
        self.slowest = max(self.slowest, other.slowest)


def examine(files: Mapping[str, bytes], tally: Tally, level: str = "") -> None:
    """Put a rule set through everything; raises whatever goes wrong, which nothing may."""
    loaded = load(Texts(files), FOLDER)
    found = heed(check(loaded), loaded.texts).found
    tally.codes.update({each.code for each in found})
    _can_be_told(found, loaded)
    if loaded.ruleset is None or obstacles(loaded):
        return
    tally.computed += 1
    tally.sound[level] += 1
    derivation = Derivation(Calculation(loaded.ruleset))
    list(check_figures(derivation, asked(derivation.calculation)))
    reconcile(derivation)
    reconcile(derivation, Derivation(Calculation(loaded.ruleset, facts=True)))
    remarks(loaded.diagnostics, derivation)
    tally.figures += _cells_agree(derivation)


def _can_be_told(found: Iterable[Diagnostic], loaded: Loaded) -> None:
    for each in found:
        _inside(each.span, loaded)
        for other in each.others:
            _inside(other.span, loaded)
        for language in ("nl", "en"):
            assert say(each, language).text
    show_findings(list(found), loaded.texts, "nl")


def _inside(span: Span, loaded: Loaded) -> None:
    """A finding points at characters that are there, or just after the end of a line, or at a file or folder as a whole."""
    text = loaded.texts.get(span.file)
    if text is None or span == Span.of_file(span.file):
        return
    lines = text.split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines), span
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 2, span
    assert (span.line, span.column) <= (span.end_line, span.end_column), span


def _cells_agree(derivation: Derivation) -> int:
    """Every figure worked out for its cell alone is the one in the grid."""
    calculation = derivation.calculation
    count = 0
    for name in calculation.rules.rules:
        for cell in islice(calculation.cells(name), 20):
            step = derivation.step(name, cell)
            assert step.working is None or step.working.value == step.unrounded, step.id
            count += 1
    return count


def trial(seed: int, tally: Tally) -> None:
    level, files = generate(seed)
    tally.levels[level] += 1
    start = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        examine(files, tally, level)
    except Slow:
        tally.failures.append((seed, f"{level}: more than {LIMIT} s"))
    except RecursionError:
        tally.failures.append((seed, f"{level}: RecursionError"))
    except Exception:  # noqa: BLE001  what this is for
        tally.failures.append((seed, f"{level}: {_where(traceback.format_exc())}"))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    tally.slowest = max(tally.slowest, (time.process_time() - start, seed))


def _where(text: str) -> str:
    lines = [each.strip() for each in text.strip().splitlines()]
    places = [each for each in lines if each.startswith("File ")]
    return f"{lines[-1][:200]} in {places[-1] if places else '?'}"


def _too_slow(*_: object) -> None:
    raise Slow


def trials(seeds: Iterable[int]) -> Tally:
    signal.signal(signal.SIGVTALRM, _too_slow)
    tally = Tally()
    for seed in seeds:
        trial(seed, tally)
    return tally


def _chunks(start: int, count: int, size: int = 500) -> Iterator[range]:
    for first in range(start, start + count, size):
        yield range(first, min(first + size, start + count))


def summary(tally: Tally, seconds: float) -> dict:
    return {
        "rule_sets": sum(tally.levels.values()),
        "failures": len(tally.failures),
        "computed": tally.computed,
        "figures_compared_cell_by_cell": tally.figures,
        "slowest_seconds": round(tally.slowest[0], 2),
        "slowest_seed": tally.slowest[1],
        "seconds": round(seconds),
        "levels": {each: {"rule_sets": tally.levels[each], "computed": tally.sound[each]} for each in LEVELS},
        "codes": dict(sorted(tally.codes.items())),
        "codes_not_met": sorted(set(CATALOGUE) - set(tally.codes)),
    }


def report(result: dict) -> str:
    lines = [
        "# Generated rule sets",
        "",
        "Written by `run.py`; what is done and how is in README.md.",
        "",
        f"{result['rule_sets']} rule sets: {result['failures']} failures (an exception, more than {LIMIT:g} s, a finding without a place).",
        f"{result['computed']} could be computed; {result['figures_compared_cell_by_cell']} figures were the same cell by cell.",
        f"The slowest took {result['slowest_seconds']} s of computing time.",
        "",
        "| spoiled at the level of | rule sets | computed |",
        "|---|--:|--:|",
        *(f"| {level} | {each['rule_sets']} | {each['computed']} |" for level, each in result["levels"].items()),
        "",
        "| code | rule sets with it |",
        "|---|--:|",
        *(f"| {code} | {count} |" for code, count in result["codes"].items()),
        "",
        "Not met: " + (", ".join(result["codes_not_met"]) or "none") + ".",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=WHOLE)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()
    whole = Tally()
    if options.processes == 1:
        whole = trials(range(options.start, options.start + options.count))
    else:
        with ProcessPoolExecutor(options.processes) as pool:
            for each in pool.map(trials, _chunks(options.start, options.count)):
                whole.add(each)
    result = summary(whole, time.monotonic() - began)
    if options.count >= WHOLE:
        (HERE / "results.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
        (HERE / "RESULTS.md").write_text(report(result), "utf-8")
    print(report(result))
    print(f"{result['seconds']} s")
    for seed, what in whole.failures[:40]:
        print(seed, what)
    return 1 if whole.failures else 0


if __name__ == "__main__":
    sys.exit(main())
