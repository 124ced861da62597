"""Rule sets by the thousand: sound ones made by a grammar, and what becomes of them when things go wrong at every level."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from benchmarks.fuzz.formulas import Formulas
from engine.problems import CATALOGUE

LEVELS = ("sound", "formula", "meaning", "node", "token", "byte", "csv", "example")

FOLDER = "regels"

_CODES = ["GGZ", "JZ", "SW", "x", "z", "basis", "40/6", "HBO+", "WO++", "a.b", "2024", "2025", "7"]
_ODD_CODES = ["NO", "010", "1e3", "nmb", "true", "0", "1.0", "12:30"]
_UNITS = ["1", "1", "1", "%", "EUR", "uur", "EUR/uur", "EUR/{d0}", "1/uur", "{d0}"]
_BASES = ["document", "law", "cao", "benchmark", "derived", "assumption", "definition"]
_WEIRD_NUMBERS = [
    "0", "-0", "1e3", "0x1F", "010", "1_000", ".5", "5.", "+1", ".nan", "-.inf", "34,2", "1.054,5", "12:30", "9" * 40, "9" * 41, "-1." + "3" * 39, "0." + "0" * 38 + "1",
    "1" * 5000, "99999999999999999999", "2024-02-30", "NO", "yes", "~", "null", "", "true", "unlimited", "nmb", '"-"', "-",
]  # fmt: skip
_WEIRD_TEXTS = [
    "",
    " ",
    "\u202e",
    "\u200b",
    "\x00",
    "é",
    "\ufeff",
    "a" * 300,
    "=1+1",
    "${x}",
    "{0}",
    "{name}",
    "%s",
    "`",
    "\\",
    "'",
    '"',
    "<b>",
    "\ud7ff",
    "𝟙",
    "ⅷ",
    "а",
]
_TOKENS = [
    "&a ", "*a", "<<: *a", "!!python/object:os.system ", "!!str ", "--- ", "...", "%YAML 1.1\n", "\t", "# ", "? ", "| ", ">- ", "- ", ": ", ":", "{", "}", "[", "]", ",", "\n", "\r\n",
    "\r", "'", '"', "\\", "@", "`", "\u2028", "\x85", "\xa0", "\ufeff", "\x07", "\x7f", "[" * 70, "{a: " * 70, "- " * 70, "🙂", "\U000e0001", "0", "label: x\n", "  ", "ruleset:\n",
]  # fmt: skip

_BASE = """\
ruleset:
  name: voorbeeld
  label: Voorbeeld
  language: nl
  currency: EUR
  day: 2024-07-01
  result: tarief

units: {uur: {}, fte: {}, jaar: {}}

sources:
  bron: {title: Tariefbesluit, publisher: Gemeente, date: 2024-01-01, type: decision, url: "https://example.org/", retrieved: 2024-06-01}
"""

Node = Any


def generate(seed: int) -> tuple[str, dict[str, bytes]]:
    """Return the level at which a rule set was spoiled, and its files."""
    random = Random(seed)
    level = LEVELS[seed % len(LEVELS)]
    if level == "example":
        return level, {posixpath.normpath(f"{FOLDER}/{name}"): each for name, each in _example(random).items()}
    maker = Maker(random, wild=level == "formula")
    files = maker.files()
    spoil: Callable[[Random, dict[str, Node]], None] | None = {"meaning": _spoil_meaning, "node": _spoil_nodes}.get(level)
    for _ in range(random.choice((1, 1, 2, 4)) if spoil else 0):
        assert spoil is not None
        spoil(random, files)
    data = {name: _text(random, node).encode("utf-8", "surrogatepass") for name, node in files.items()}
    if level in ("token", "byte", "csv"):
        _spoil_texts(random, data, level)
    return level, {f"{FOLDER}/{name}": each for name, each in data.items()}


class Maker:
    """Makes a rule set that is sound, or nearly so."""

    def __init__(self, random: Random, wild: bool = False) -> None:
        self.random = random
        self.wild = wild
        self.dimensions: dict[str, dict[str, Node]] = {}
        self.rules: dict[str, tuple[str, ...]] = {}
        self.simple = random.random() < 0.85
        self.odd = random.random() < 0.35
        self.codes = _CODES + _ODD_CODES if self.odd else _CODES
        self.units = ["EUR", "uur"]

    def files(self) -> dict[str, Node]:
        for at in range(self.random.randint(0, 4)):
            self.dimensions[f"d{at}"] = self._dimension(at)
        if self.dimensions:
            self.units += [each for each in self.dimensions["d0"]["members"] if each.isalpha() and each.islower()]
        parameters = {f"p{at}": self._parameter(f"p{at}") for at in range(self.random.randint(1, 5))}
        writer = Formulas(self.random, self.dimensions, self.rules, self.wild)
        formulas = {f"f{at}": self._formula(f"f{at}", writer) for at in range(self.random.randint(1, 5))}
        whole: dict[str, Node] = {
            "ruleset": {
                "name": "regels", "label": "Regels", "language": self.random.choice(["nl", "en"]), "currency": "EUR", "day": "2024-07-01",
                **({"result": self.random.choice([*formulas, *parameters])} if self.random.random() < 0.9 else {}),
            },
            "units": {each: {} for each in self.units if each != "EUR" and each.isalpha()},
            "elements": {"loon": {"label": "Loon", "order": "1"}, "overhead": {"label": "Overhead", "order": "2"}},
            "sources": {
                "bron": {"title": "Bron", "publisher": "Gemeente", "date": "2024-01-01", "type": "decision", "url": "https://example.org/", "retrieved": "2024-01-01"},
                "tekst": {"title": "Tekst", "publisher": "Gemeente", "date": "2024-01-01", "type": "consultation", "sha256": "ab" * 32},
                "aanname": {"title": "Aanname", "publisher": "Gemeente", "date": "2024-01-01", "type": "assumption", "note": "Niemand weet het."},
            },
            "dimensions": self.dimensions,
            "parameters": parameters,
            "formulas": formulas,
        }  # fmt: skip
        if self.random.random() < 0.5:
            whole["published"] = [self._published() for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.5:
            whole["checks"] = {f"c{at}": self._check(writer) for at in range(self.random.randint(1, 3))}
        return self._spread(whole)

    def _spread(self, whole: dict[str, Node]) -> dict[str, Node]:
        files: dict[str, Node] = {"ruleset.yaml": {"ruleset": whole.pop("ruleset")}}
        for section, node in whole.items():
            if not node:
                continue
            if self.random.random() < 0.5:
                files["ruleset.yaml"][section] = node
            else:
                files.setdefault(self.random.choice(["a.yaml", "b.yaml"]), {})[section] = node
        for name, rule in whole["parameters"].items():
            if rule.get("per") and self.random.random() < 0.15:
                entry = rule["values"][0]
                files[f"{name}.csv"] = self._csv(rule["per"], entry.pop("table"))
                entry["csv"] = f"{name}.csv"
        if self.random.random() < 0.02:
            del files[self.random.choice(list(files))]
        return files

    def _csv(self, per: list[str], table: Node) -> str:
        mark = self.random.choice(",;")
        more = self.random.choice(
            [{}, {}, {"status": "final"}, {"ref": "tekst", "at": "tabel 4", "quote": "1 2 3"}, {"basis": "guess", "note": "x"}, {"ref": "weg"}]
            if self.odd
            else [{}]
        )
        rows = [mark.join([*per, "value", *more])]

        def walk(node: Node, path: list[str]) -> None:
            if isinstance(node, dict):
                for key, value in node.items():
                    walk(value, [*path, str(key)])
            else:
                rows.append(mark.join([*path, str(node).strip('"'), *more.values()]))

        walk(table, [])
        return "\n".join(rows) + "\n"

    def _dimension(self, at: int) -> dict[str, Node]:
        random = self.random
        attributes: dict[str, Node] = {}
        for target in self.dimensions:
            if random.random() < 0.4:
                attributes[random.choice([target, f"via_{target}"])] = target
        if random.random() < 0.3:
            attributes["soort"] = {"to": ["licht", "zwaar"], "default": "licht"} if random.random() < 0.5 else ["licht", "zwaar"]
        members = {}
        for code in random.sample(["uur", "dagdeel", "etmaal", "basis"] if at == 0 and not self.simple else self.codes, random.randint(1, 4)):
            member: dict[str, Node] = {}
            for name, to in attributes.items():
                if isinstance(to, str):
                    member[name] = random.choice(list(self.dimensions[to]["members"]))
                elif isinstance(to, list) or random.random() < 0.5:
                    member[name] = random.choice(["licht", "zwaar"])
            members[code] = member
        return {
            "label": f"D {at}",
            **({"ordered": True} if random.random() < 0.4 else {}),
            **({"attributes": attributes} if attributes else {}),
            "members": members,
        }

    def _unit(self, per: list[str]) -> str:
        unit = "1" if self.simple else self.random.choice(_UNITS)
        return unit if "{d0}" not in unit or "d0" in per else "EUR"

    def _per(self, most: int = 2) -> list[str]:
        return self.random.sample(list(self.dimensions), min(len(self.dimensions), self.random.randint(0, most)))

    def _parameter(self, name: str) -> dict[str, Node]:
        per = self._per()
        self.rules[name] = tuple(per)
        days = [
            self.random.choice(["2023-01-01", "2024-01-01", "2024-07-01"]),
            *self.random.choice([[], [], ["2024-03-01"], ["2025-01-01"], ["2024-01-01"]] if self.odd else [[]]),
        ]
        rule: dict[str, Node] = {
            "label": name, "unit": self._unit(per), **({"per": per} if per else {}), "range": self.random.choice([["unlimited", "unlimited"], ["-1000000", "unlimited"], ["-100", "1200"]] if self.odd else [["unlimited", "unlimited"]]), "freedom": "open",
            **({"element": "loon", "neutral": "0"} if self.random.random() < 0.3 else {}), **({"given": True} if self.random.random() < 0.2 else {}),
            **({"default": self._number()} if self.random.random() < 0.2 else {}), "values": [self._entry(per, day) for day in days],
        }  # fmt: skip
        return rule

    def _entry(self, per: list[str], day: str) -> dict[str, Node]:
        random = self.random
        source = random.choice(
            [{"ref": "bron", "at": "tabel 1"}] * 4
            + [{"ref": "aanname", "at": "hier"}, {"ref": "tekst", "at": "tabel 1", "quote": "| 12 | 1.054 | 34,2% |"}][: 6 if self.odd else 5]
        )
        entry: dict[str, Node] = {"valid_from": day, "basis": random.choice(_BASES), "status": "concept", "source": source}
        if self.odd and random.random() < 0.1:
            entry["valid_to"] = random.choice(["2024-12-31", "2024-06-30", "2022-01-01"])
        if self.rules and random.random() < 0.1:
            name = random.choice(list(self.rules))
            cell = {each: random.choice(list(self.dimensions[each]["members"])) for each in self.rules[name]}
            entry |= {"basis": "calibrated", "facts": self._table(per), "solved": {"from": {name: [cell]}, "interval": ["-1000", "1000"], "given": []}}
        if len(per) > 1 and random.random() < 0.3:
            last = list(self.dimensions[per[-1]]["members"])
            return {**entry, "columns": {per[-1]: last}, "table": self._columns(per[:-1], last)}
        return {**entry, ("table" if per else "value"): self._table(per)}

    def _columns(self, per: list[str], last: list[str]) -> Node:
        if not per:
            return [self._number() for _ in last]
        return {code: self._columns(per[1:], last) for code in self.dimensions[per[0]]["members"]}

    def _table(self, per: list[str]) -> Node:
        if not per:
            return self._number()
        return {code: self._table(per[1:]) for code in self.dimensions[per[0]]["members"]}

    def _number(self) -> str:
        kind = self.random.random()
        if kind < 0.04:
            return self.random.choice(["nmb", "unlimited", '"-"'])
        if kind < 0.15:
            return "0"
        return (
            f"{self.random.randint(-20, 1000)}{self.random.choice(['', '.5', '.25', '.333'])}"
            if kind < 0.95 or not self.odd
            else self.random.choice(["9" * 34, "0." + "0" * 30 + "1"])
        )

    def _formula(self, name: str, writer: Formulas) -> dict[str, Node]:
        per = self._per()
        body: dict[str, Node]
        if per and self.random.random() < 0.2:
            codes = list(self.dimensions[per[0]]["members"])
            body = {"variants": [{"for": {per[0]: code}, "formula": writer.number(tuple(per))} for code in codes]}
        else:
            ahead = f"{name[0]}{int(name[1:]) + 1}"
            body = {"formula": f"{ahead} + 1" if self.random.random() < 0.01 else writer.number(tuple(per), own=name)}
        self.rules[name] = tuple(per)
        rounding = {"round": {"to": self.random.choice(["0.01", "1", "0.05", "5"])}} if self.random.random() < 0.3 else {}
        return {"label": name, "unit": self._unit(per), **({"per": per} if per else {}), **rounding, **body, "source": {"ref": "bron", "at": "tabel 2"}}

    def _published(self) -> dict[str, Node]:
        name = self.random.choice(list(self.rules))
        per = list(self.rules[name])
        value = {("table" if per else "value"): self._table(per)}
        return {
            "label": "Gedrukt",
            "of": name,
            "source": {"ref": "bron", "at": "tabel 3"},
            "printed_to": self.random.choice(["0.01", "0.001", "1"]) if self.odd else "0.001",
            "status": "final",
            **value,
        }

    def _check(self, writer: Formulas) -> dict[str, Node]:
        per = self._per(1)
        return {"label": "Klopt", **({"per": per} if per else {}), "that": writer.condition(tuple(per)), "severity": self.random.choice(["error", "warning"])}


# The examples of the catalogue, which hold everything that the language knows.


def _example(random: Random) -> dict[str, bytes]:
    files = {"ruleset.yaml": _BASE, **_files_of(_any_example(random))}
    for _ in range(random.choice((1, 1, 2, 4))):
        name = random.choice(list(files))
        lines, others = files[name].split("\n"), _any_example(random).split("\n")
        at, start = random.randrange(len(lines) + 1), random.randrange(len(others))
        if random.random() < 0.5:
            files[name] = _spoil_tokens(random, files[name])
        else:
            files[name] = "\n".join([*lines[:at], *others[start : start + random.choice((1, 3, 10))], *lines[at + random.choice((0, 0, 1, 3)) :]])
    data = {name: text.encode("utf-8", "replace") for name, text in files.items()}
    if random.random() < 0.1:
        name = random.choice(list(data))
        data[name] = _spoil_bytes(random, data[name])
    return data


def _any_example(random: Random) -> str:
    problem = random.choice(list(CATALOGUE.values()))
    return random.choice((problem.wrong, problem.right)) or "parameters: {}\n"


def _files_of(example: str) -> dict[str, str]:
    parts = re.split(r"^--- file: (\S+)\n", example, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True)) or {"regels.yaml": example}


# What goes wrong in the meaning: names, values and keys that are each possible somewhere.


def _spoil_meaning(random: Random, files: dict[str, Node]) -> None:
    holders = [each for node in files.values() for each in _mappings(node)]
    holder = random.choice(holders or [{}])
    if not holder:
        return
    key = random.choice(list(holder))
    match random.randrange(7):
        case 0:
            del holder[key]
        case 1:
            holder[str(random.choice([*_CODES, "d0", "p0", "f0", "label", "per"]))] = deepcopy(holder[key])
        case 2:
            other = random.choice(holders)
            if other:
                holder[key] = deepcopy(random.choice(list(other.values())))
        case 3:
            holder[key] = random.choice(_WEIRD_NUMBERS)
        case 4:
            renamed = {random.choice(["f0", "p1", "d1", "sum", "if", key + "x", key.upper()]) if each == key else each: value for each, value in holder.items()}
            holder.clear()
            holder.update(renamed)
        case 5 if "formula" in holder:
            holder["formula"] = f"{random.choice(['f0', 'f1', 'f2', 'p0'])} {random.choice('+-*/')} {holder['formula']}"
        case _:
            holder[key] = deepcopy(random.choice(list(files.values())))


# What goes wrong with nodes: kinds of values that do not belong anywhere.


def _spoil_nodes(random: Random, files: dict[str, Node]) -> None:
    holders = [each for node in files.values() for each in _mappings(node)]
    holder = random.choice(holders or [{}])
    key = random.choice(list(holder)) if holder else "x"
    strange: list[Node] = [[], {}, [[]], [{}], {"": "1"}, ["1", "2"], {"a": {"b": {"c": "1"}}}, _deep(random), *_WEIRD_NUMBERS, *_WEIRD_TEXTS]
    holder[random.choice([key, random.choice(_WEIRD_TEXTS), "x"])] = random.choice(strange)


def _deep(random: Random) -> Node:
    node: Node = "1"
    for _ in range(random.choice((5, 30, 70))):
        node = {"a": node} if random.random() < 0.5 else [node]
    return node


def _mappings(node: Node) -> list[dict[str, Node]]:
    found, waiting, seen = [], [node], set()
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, dict):
            found.append(each)
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
    return found


# What goes wrong in the text.


def _spoil_texts(random: Random, data: dict[str, bytes], level: str) -> None:
    names = [name for name in data if name.endswith(".csv")] if level == "csv" else list(data)
    if not names:
        names = list(data)
    for _ in range(random.choice((1, 1, 2, 5)) if names else 0):
        name = random.choice(names)
        data[name] = (
            _spoil_bytes(random, data[name]) if level == "byte" else _spoil_tokens(random, data[name].decode("utf-8", "replace")).encode("utf-8", "replace")
        )


def _spoil_tokens(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    end = min(len(text), at + random.choice((0, 0, 1, 2, 8, 40)))
    lines = text.split("\n")
    match random.randrange(6):
        case 0:
            return text[:at] + random.choice(_TOKENS) + text[end:]
        case 1:
            return text[:at] + text[end:]
        case 2:
            line = random.randrange(len(lines))
            return "\n".join([*lines[:line], random.choice(lines), *lines[line:]])
        case 3:
            line = random.randrange(len(lines))
            lines[line] = random.choice(["  ", "\t", " ", "      "]) + lines[line]
            return "\n".join(lines)
        case 4:
            return text[:at] + random.choice(_WEIRD_NUMBERS + _WEIRD_TEXTS) + text[end:]
        case _:
            random.shuffle(lines)
            return "\n".join(lines)


def _spoil_bytes(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    match random.randrange(6):
        case 0:
            return data[:at] + random.randbytes(random.choice((1, 2, 16))) + data[at:]
        case 1:
            return data[:at]
        case 2:
            return data.decode("utf-8", "replace").encode(random.choice(["utf-16", "utf-32", "cp1252", "utf-7"]), "replace")
        case 3:
            return b"\xef\xbb\xbf" * random.choice((1, 2)) + data
        case 4:
            return data.replace(b"\n", random.choice([b"\r\n", b"\r", b"\n\n", b"\x00"]))
        case _:
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


# Writing YAML, in every style that rule files may have.


def _text(random: Random, node: Node) -> str:
    if isinstance(node, str):
        return node
    return _block(random, node, 0) or "{}\n"


def _block(random: Random, node: Node, indent: int) -> str:
    space = " " * indent
    lines = []
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict | list) and value and indent < 60 and random.random() < 0.8:
                lines.append(f"{space}{_scalar(key)}:\n{_block(random, value, indent + 2)}")
            else:
                lines.append(f"{space}{_scalar(key)}: {_flow(value)}\n")
    elif isinstance(node, list):
        for value in node:
            if isinstance(value, dict) and value and indent < 60:
                lines.append(f"{space}- {_block(random, value, indent + 2).lstrip(' ')}")
            else:
                lines.append(f"{space}- {_flow(value)}\n")
    else:
        lines.append(f"{space}{_scalar(node)}\n")
    return "".join(lines)


def _flow(node: Node, depth: int = 0) -> str:
    if depth > 90:
        return "x"
    if isinstance(node, dict):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(value, depth + 1)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(_flow(each, depth + 1) for each in node) + "]"
    return _scalar(node)


def _scalar(value: Node) -> str:
    text = "true" if value is True else str(value)
    if text in ('"-"', "") or (not any(each in text for each in ":#{}[],&*!|>'\"%@`\\\n") and text.strip() == text and not text.startswith(("- ", "? "))):
        return text
    return "'" + text.replace("'", "''") + "'"
