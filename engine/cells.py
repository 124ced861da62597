"""What a cell is and what it can hold."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

Cell: TypeAlias = tuple[str, ...]
"""The members that choose one value, in the order of the rule's dimensions."""


def cell_id(rule: str, per: Iterable[str], cell: Iterable[str]) -> str:
    """Return `rule[dim=member,...]`, or the rule alone where it has no dimensions."""
    members = ",".join(f"{name}={member}" for name, member in zip(per, cell, strict=True))
    return f"{rule}[{members}]" if members else rule


class State(Enum):
    """What a cell holds when it holds no number; `FAILED` is computed only, its cause is found on request."""

    NMB = "nmb"
    ABSENT = "absent"
    UNLIMITED = "unlimited"
    FAILED = "failed"


Value: TypeAlias = Decimal | State
