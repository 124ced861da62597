"""
How many slips of the pen go unnoticed: every mutant of the rule sets, each checked and tested.

    python benchmarks/mutations/run.py [--processes 2] [--only key|letter|number] [--sample 200]

Writes results.json and RESULTS.md beside this file when all mutants were run.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from benchmarks.mutations.mutants import KINDS, Mutant, mutants  # noqa: E402
from engine.calculating.calculation import Calculation  # noqa: E402
from engine.calculating.derivation import Derivation  # noqa: E402
from engine.checking import ADVISORY, asked, check, check_figures, obstacles, remarks  # noqa: E402
from engine.questions.reconcile import CLASSES, reconcile  # noqa: E402
from engine.reading import loading  # noqa: E402
from engine.reading.loading import Loaded, load  # noqa: E402
from engine.reading.trees import FolderTree, Unreadable  # noqa: E402

SETS = ("rules/achterhoek", "rules/nederland")
PARTS = {"figures": False, "registers": True}
"""What a mutant is in: what figures rest on, or what is only read."""
SHOWN = 12
"""Of a larger group of survivors that are explained the page shows as many."""
SURVIVORS = HERE / "survivors.yaml"

_documents: dict[tuple[str, bytes], object] = {}
_shapes: dict[int, object] = {}
_read_document, _check_shape = loading.read_document, loading.check_shape


class Memory:
    """Rule files in memory, of which one may be replaced."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.originals = files
        self.replaced: dict[str, bytes] = {}

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        return sorted(path for path in self.originals if path.startswith(f"{folder}/") and path.endswith(suffixes))

    def read(self, path: str) -> bytes:
        if path not in self.originals:
            raise Unreadable(path, "missing")
        return self.replaced.get(path) or self.originals[path]

    def shown(self, path: str) -> str:
        return path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: the command that noticed it with the first code or class, or None."""

    mutant: Mutant
    by: str | None
    code: str = ""


class Laboratory:
    """Rule sets with what is found in them as they are, to compare mutants with."""

    def __init__(self) -> None:
        tree = FolderTree(ROOT, ROOT)
        self.memory = Memory({path: tree.read(path) for folder in SETS for path in tree.files(folder, (".yaml", ".csv"))})
        _keep_unchanged(self.memory)
        self.found = {folder: _findings(self._loaded(folder)) for folder in SETS}
        self.rules = self._loaded(SETS[0]).ruleset
        assert self.rules is not None
        self.compared = _comparison(self._loaded(SETS[0]))

    def mutants(self) -> list[Mutant]:
        texts = {path: data.decode() for path, data in self.memory.originals.items() if path.endswith(".yaml")}
        assert self.rules is not None
        return list(mutants(texts, self.rules, {path: path for path in texts}))

    def outcome(self, mutant: Mutant) -> Outcome:
        try:
            return self._outcome(mutant)
        except Exception as error:  # noqa: BLE001  a bug, to be shown with the mutant that found it
            return Outcome(mutant, "crash", f"{type(error).__name__}: {error}")

    def _outcome(self, mutant: Mutant) -> Outcome:
        original = self.memory.originals[mutant.file]
        self.memory.replaced = {mutant.file: mutant.applied(original.decode()).encode()}
        loaded = {folder: self._loaded(folder) for folder in (SETS if mutant.file.startswith(SETS[1]) else SETS[:1])}
        # Solving every calibrated value again is what takes `check` longest; here it comes last.
        for look in (_while_reading, _quick_findings):
            for folder, each in loaded.items():
                if new := look(each) - self.found[folder]:
                    return Outcome(mutant, "check", min(new)[0])
        compared = _comparison(loaded[SETS[0]])
        if compared != self.compared:
            return Outcome(mutant, "test", "unexplained" if compared[1]["unexplained"] else "another class or difference")
        for folder, each in loaded.items():
            if new := _findings(each) - self.found[folder]:
                return Outcome(mutant, "check", min(new)[0])
        return Outcome(mutant, None)

    def _loaded(self, folder: str) -> Loaded:
        return load(self.memory, folder)


def _keep_unchanged(memory: Memory) -> None:
    """Read each file that no mutant changes only once."""

    def read_document(file: str, data: bytes):
        if memory.replaced.get(file) == data:
            return _read_document(file, data)
        if (file, data) not in _documents:
            _documents[file, data] = _read_document(file, data)
        return _documents[file, data]

    def check_shape(document, top: bool):
        kept = _documents.get((document.file, memory.originals[document.file]))
        if kept is None or kept[0] is not document:
            return _check_shape(document, top)
        if id(document) not in _shapes:
            _shapes[id(document)] = _check_shape(document, top)
        return _shapes[id(document)]

    loading.read_document, loading.check_shape = read_document, check_shape


def _of(diagnostic) -> tuple[str, str]:
    return diagnostic.code, json.dumps(diagnostic.fields, sort_keys=True, default=list)


def _while_reading(loaded: Loaded) -> Counter:
    return Counter(map(_of, loaded.diagnostics))


def _quick_findings(loaded: Loaded) -> Counter:
    """Return what `check` finds without solving anything."""
    stopping = obstacles(loaded)
    if stopping or loaded.ruleset is None:
        return Counter(map(_of, stopping))
    derivation = Derivation(Calculation(loaded.ruleset))
    found = list(check_figures(derivation, asked(derivation.calculation)))
    return Counter(map(_of, found or [each for look in ADVISORY for each in look(loaded.ruleset)] + list(remarks((), derivation))))


def _findings(loaded: Loaded) -> Counter:
    return Counter(map(_of, check(loaded)))


def _comparison(loaded: Loaded):
    """Return what `herleid test` says: each row with its class and difference, and the counts."""
    found = reconcile(Derivation(Calculation(loaded.ruleset)))
    rows = [(each.published.of, each.cell, each.kind, str(each.difference)) for each in found.comparisons]
    return rows, {kind: found.count(kind) for kind in CLASSES}, found.grounds


_laboratory: Laboratory | None = None


def _start() -> None:
    global _laboratory
    _laboratory = Laboratory()


def _one(mutant: Mutant) -> Outcome:
    assert _laboratory is not None
    return _laboratory.outcome(mutant)


def run(chosen: Iterable[Mutant], processes: int) -> list[Outcome]:
    if processes == 1:
        _start()
        return [_one(each) for each in chosen]
    with ProcessPoolExecutor(processes, initializer=_start) as pool:
        return list(pool.map(_one, chosen, chunksize=25))


@cache
def _groups() -> list[dict]:
    return yaml.safe_load(SURVIVORS.read_text("utf-8"))


def reason(mutant: Mutant) -> str | None:
    """Return why a mutant may survive, or None."""
    return next((group["reason"] for group in _groups() for each in group["mutants"] if _pattern(each).fullmatch(mutant.id)), None)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", r"\S+"))


def _counts(outcomes: list[Outcome]) -> dict:
    kinds = {}
    for kind in KINDS:
        of_kind = [each for each in outcomes if each.mutant.kind == kind]
        left = [each for each in of_kind if each.by is None]
        kinds[kind] = {
            "mutants": len(of_kind),
            "noticed_by_check": sum(each.by == "check" for each in of_kind),
            "noticed_by_test": sum(each.by == "test" for each in of_kind),
            "survived": len(left),
            "first_noticed_as": dict(sorted(Counter(each.code for each in of_kind if each.by).items())),
        }
    return kinds


def summary(outcomes: list[Outcome], seconds: float) -> dict:
    survived = [each.mutant for each in outcomes if each.by is None]
    parts = {name: [each for each in outcomes if each.mutant.register is register] for name, register in PARTS.items()}
    return {
        "parts": {
            name: {
                "mutants": len(part),
                "survived": (left := sum(each.by is None for each in part)),
                "rate": f"{100 * left / max(len(part), 1):.2f}%",
                "kinds": _counts(part),
            }
            for name, part in parts.items()
        },
        "crashes": [{"mutant": each.mutant.id, "error": each.code} for each in outcomes if each.by == "crash"],
        "unexplained": sum(reason(each) is None for each in survived),
        "seconds": round(seconds),
        "survivors": {name: _by_reason([each for each in survived if each.register is (name == "registers")]) for name in parts},
    }


def _by_reason(survived: list[Mutant]) -> list[dict]:
    """Group survivors by why they may survive, the largest group first; those without a reason go before all."""
    found: dict[str | None, list[str]] = {}
    for each in survived:
        found.setdefault(reason(each), []).append(each.id)
    return [{"reason": why, "mutants": ids} for why, ids in sorted(found.items(), key=lambda each: (each[0] is not None, -len(each[1])))]


def numbers(chosen: Iterable[Mutant]) -> dict[str, dict[str, int]]:
    """Return how many mutants of each kind there are, in figures and in registers."""
    kept = list(chosen)
    return {name: {kind: sum(each.register is register and each.kind == kind for each in kept) for kind in KINDS} for name, register in PARTS.items()}


WORDS = {
    "figures": "What tariffs and published figures rest on",
    "registers": "What is only read: plannings, consultation, law, reports, and the lists and amounts that only those show",
}


def report(result: dict) -> str:
    lines = ["# Slips of the pen", "", "Written by `run.py`; what is done and how is in README.md.", ""]
    for name, part in result["parts"].items():
        lines += _table(name, part)
    if result["crashes"]:
        lines += ["## Crashes", "", *(f"- `{each['mutant']}`: {each['error']}" for each in result["crashes"]), ""]
    for name in result["parts"]:
        lines += [f"## Survivors: {name}", ""]
        for group in result["survivors"][name]:
            why, ids = group["reason"] or "**Not explained yet.**", group["mutants"]
            more = [f"- and {len(ids) - SHOWN} more, in results.json"] if group["reason"] and len(ids) > SHOWN else []
            lines += [f"{why} ({len(ids)})", "", *(f"- `{each}`" for each in (ids[:SHOWN] if more else ids)), *more, ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(name: str, part: dict) -> list[str]:
    lines = [f"## {WORDS[name]}", "", "| kind | mutants | noticed by check | noticed by test | survived | % |", "|---|--:|--:|--:|--:|--:|"]
    for kind, each in part["kinds"].items():
        rate = f"{100 * each['survived'] / max(each['mutants'], 1):.2f}"
        lines.append(f"| {kind} | {each['mutants']} | {each['noticed_by_check']} | {each['noticed_by_test']} | {each['survived']} | {rate} |")
    check, test = (sum(each[by] for each in part["kinds"].values()) for by in ("noticed_by_check", "noticed_by_test"))
    lines.append(f"| all | {part['mutants']} | {check} | {test} | {part['survived']} | **{part['rate'][:-1]}** |")
    codes = sorted({code for each in part["kinds"].values() for code in each["first_noticed_as"]})
    lines += [
        "",
        "First noticed as (a code of `check`, or what `test` says):",
        "",
        "| | " + " | ".join(part["kinds"]) + " |",
        "|---|" + "--:|" * len(part["kinds"]),
    ]
    lines += [f"| {code} | " + " | ".join(str(each["first_noticed_as"].get(code, "")) for each in part["kinds"].values()) + " |" for code in codes]
    return [*lines, ""]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--sample", type=int)
    options = parser.parse_args()
    chosen = [each for each in Laboratory().mutants() if options.only in (None, each.kind)]
    if options.sample:
        chosen = Random(1).sample(chosen, min(options.sample, len(chosen)))
    start = time.monotonic()
    outcomes = run(chosen, options.processes)
    result = summary(outcomes, time.monotonic() - start)
    if not options.sample and not options.only:
        (HERE / "results.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
        (HERE / "RESULTS.md").write_text(report(result), "utf-8")
    print(report(result))
    print(f"{result['seconds']} s; not explained: {result['unexplained']}")
    figures = result["parts"]["figures"]
    return 1 if result["unexplained"] or result["crashes"] or figures["survived"] * 50 > figures["mutants"] else 0


if __name__ == "__main__":
    sys.exit(main())
