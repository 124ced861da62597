"""Receipts: the figures of a release with all that they were computed from, and how one is read back from its file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeAlias

from ..evidence import BASES, STATUSES
from ..problems.entries import Words

SCHEMA_VERSION = 1
RECEIPT_VERSION = 1
STATES = ("value", "nmb", "absent", "unlimited")
KEYS = (
    "schema_version", "ruleset", "day", "engine_version", "receipt", "decision", "rules", "sources", "overlays", "results", "statuses", "reconciliation",
)  # fmt: skip
UNDECIDED = "undecided"
"""The count of results that are still to be decided, which have no status yet."""

SOURCE_KEYS = ("title", "publisher", "date", "type", "sha256", "url", "retrieved")

_HASH = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,100})?")

Facts: TypeAlias = Mapping[str, str | None]


class NotAReceipt(Exception):
    """A file that holds no receipt; carries the words that say why."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl, en)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was released: numbers as they are written beside the unit, None where there is no number."""

    rule: str
    cell: tuple[tuple[str, str], ...]
    value: Decimal | None
    unrounded: Decimal | None
    unit: str
    state: str
    basis: str
    status: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided: in words, and the source of the rules that the decision is, if it is one."""

    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What was said beside figures that were a draft: its words, and the place in a source where those stand."""

    text: str
    ref: str | None = None
    at: str | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    What was released: the figures, the decision, and all that they follow from.

    `files` holds the hash of every rule file by its path from the folder of the rule set, `sources` what was
    declared of every source; `statuses` and `reconciliation` count figures, those of no status yet apart. `disclaimer` is there while one of them
    is a draft, if the rules have one.
    """

    ruleset: str
    day: date
    engine_version: str
    decision: Decision
    files: Mapping[str, str]
    sources: Mapping[str, Facts]
    figures: tuple[Figure, ...]
    statuses: Mapping[str, int]
    reconciliation: Mapping[str, int]
    disclaimer: Said | None = None

    @property
    def rules_hash(self) -> str:
        """Return one hash over all rule files: of the lines that `sha256sum` prints of them, sorted by path."""
        return sha256("".join(f"{self.files[path]}  {path}\n" for path in sorted(self.files)).encode()).hexdigest()


def hash_of(text: str) -> str:
    """Return the hash of a rule file; how lines end, which differs with where it was checked out, is no part of it."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def read_receipt(data: bytes) -> Receipt:
    """Read a receipt; raises `NotAReceipt`, whatever is in the file."""
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refused, parse_float=_refused)
    except UnicodeDecodeError:
        raise NotAReceipt("de tekst is geen UTF-8", "its text is not UTF-8") from None
    except (ValueError, RecursionError):
        raise NotAReceipt("de inhoud is geen JSON", "it does not hold JSON") from None
    return _receipt(_Part(found, ""))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(text: str) -> None:
    raise ValueError(text)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a receipt and the way to it; asking it for something else than it is raises `NotAReceipt`."""

    value: Any
    path: str

    def wrong(self, nl: str, en: str) -> NotAReceipt:
        at = (f"bij `{self.path}` ", f"at `{self.path}` ") if self.path else ("", "")
        return NotAReceipt(f"{at[0]}{nl}", f"{at[1]}{en}")

    def block(self, *keys: str, may: tuple[str, ...] = ()) -> dict[str, _Part]:
        """Return the parts of a block, which has exactly these keys where they are given, and may have some more."""
        if not isinstance(self.value, dict):
            raise self.wrong("wordt een blok met sleutels verwacht", "a block with keys is expected")
        for key in keys:
            if key not in self.value:
                raise self.wrong(f"ontbreekt de sleutel `{key}`", f"the key `{key}` is missing")
        for key in self.value:
            if keys and key not in (*keys, *may):
                raise self.wrong(f"staat een onbekende sleutel `{key}`", f"there is an unknown key `{key}`")
        return {key: _Part(value, f"{self.path}.{key}".lstrip(".")) for key, value in self.value.items()}

    def items(self) -> list[_Part]:
        if not isinstance(self.value, list):
            raise self.wrong("wordt een lijst verwacht", "a list is expected")
        return [_Part(value, f"{self.path}[{at}]") for at, value in enumerate(self.value)]

    def text(self, among: tuple[str, ...] = ()) -> str:
        if not isinstance(self.value, str):
            raise self.wrong("wordt een tekst verwacht", "a text is expected")
        if among and self.value not in among:
            shown = ", ".join(f"`{each}`" for each in among)
            raise self.wrong(f"wordt een van deze woorden verwacht: {shown}", f"one of these words is expected: {shown}")
        return self.value

    def maybe(self) -> str | None:
        return None if self.value is None else self.text()

    def count(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 0:
            raise self.wrong("wordt een aantal verwacht", "a count is expected")
        return self.value

    def hash(self) -> str:
        if not _HASH.fullmatch(self.text()):
            raise self.wrong("wordt een sha256 van 64 tekens verwacht", "a sha256 of 64 characters is expected")
        return self.text()

    def number(self, *, there: bool) -> Decimal | None:
        if not there and self.value is None:
            return None
        if not there or not _NUMBER.fullmatch(self.text()):
            raise self.wrong(*(("wordt een getal verwacht", "a number is expected") if there else ("wordt geen getal verwacht", "no number is expected")))
        return Decimal(self.text())

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong("wordt een dag als 2024-10-16 verwacht", "a day such as 2024-10-16 is expected") from None


def _receipt(whole: _Part) -> Receipt:
    if not isinstance(whole.value, dict) or whole.value.get("receipt") != RECEIPT_VERSION:
        raise NotAReceipt("de inhoud is geen vastlegging van `herleid release`", "it does not hold a receipt of `herleid release`")
    top = whole.block(*KEYS, may=("disclaimer",))
    if top["schema_version"].count() != SCHEMA_VERSION:
        raise top["schema_version"].wrong(f"wordt {SCHEMA_VERSION} verwacht", f"{SCHEMA_VERSION} is expected")
    decision, rules = top["decision"].block("text", "source"), top["rules"].block("sha256", "files")
    if top["overlays"].items():
        raise top["overlays"].wrong("wordt niets verwacht: een vastlegging heeft geen scenario's", "nothing is expected: a receipt has no overlays")
    receipt = Receipt(
        top["ruleset"].text(),
        top["day"].day(),
        top["engine_version"].text(),
        Decision(decision["text"].text(), decision["source"].maybe()),
        {path: each.hash() for path, each in rules["files"].block().items()},
        {name: {key: part.maybe() for key, part in each.block(*SOURCE_KEYS).items()} for name, each in top["sources"].block().items()},
        tuple(map(_figure, top["results"].items())),
        {name: each.count() for name, each in top["statuses"].block(*STATUSES, UNDECIDED).items()},
        {name: each.count() for name, each in top["reconciliation"].block().items()},
        _said(top["disclaimer"]) if "disclaimer" in top else None,
    )
    if len({(each.rule, frozenset(each.cell)) for each in receipt.figures}) < len(receipt.figures):
        raise top["results"].wrong("staat een cijfer tweemaal", "a figure stands twice")
    if rules["sha256"].hash() != receipt.rules_hash:
        raise rules["sha256"].wrong("staat een andere hash dan die van de bestanden", "there is another hash than that of the files")
    return receipt


def _said(part: _Part) -> Said:
    block = part.block("text", "source")
    if block["source"].value is None:
        return Said(block["text"].text())
    source = block["source"].block("ref", "at", "quote")
    return Said(block["text"].text(), source["ref"].text(), source["at"].text(), tuple(each.text() for each in source["quote"].items()))


def _figure(part: _Part) -> Figure:
    at = part.block("rule", "cell", "value", "unit", "state", "basis", "status", "unrounded")
    state = at["state"].text(STATES)
    there = state == "value"
    return Figure(
        at["rule"].text(),
        tuple((name, member.text()) for name, member in at["cell"].block().items()),
        at["value"].number(there=there),
        at["unrounded"].number(there=there),
        at["unit"].text(),
        state,
        at["basis"].text(BASES),
        at["status"].text(STATUSES),
    )
