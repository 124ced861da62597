"""The dimensions of a mixture of two rule sets: whose members are there, in which order, and with which attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...model import Dimension, Member


def mixed_dimensions(
    base: Mapping[str, Dimension],
    head: Mapping[str, Dimension],
    shaped: Mapping[str, int],
    missing: frozenset[tuple[str, str]],
) -> dict[str, Dimension]:
    """
    Return all dimensions of both, without the members that are missing.

    `shaped` says for a dimension whether its attributes and order are the earlier (0) or the later ones (1, as
    where it says nothing). A dimension of one of them only is taken over as it is.
    """
    names = dict.fromkeys([*head, *base])
    return {name: _dimension(base.get(name), head.get(name), shaped.get(name, 1), missing) for name in names}


def _dimension(before: Dimension | None, after: Dimension | None, shape: int, missing: frozenset[tuple[str, str]]) -> Dimension:
    if before is None or after is None:
        only = after or before
        assert only is not None  # noqa: S101  (the name came from one of them)
        return only
    first, second = (before, after) if shape == 0 else (after, before)
    names = merged(list(first.members), list(second.members))
    some = next(iter(first.members.values()))
    members = {name: first.members.get(name) or _with_all(second.members[name], some) for name in names if (before.name, name) not in missing}
    return replace(first, members=members)


def _with_all(member: Member, some: Member) -> Member:
    # A member of the one has no say about an attribute that only the other knows, and is never asked for it.
    return replace(member, attributes={**some.attributes, **member.attributes})


def merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the first list with what only the second holds put behind what stands before it there."""
    found = list(first)
    at = 0
    for name in second:
        if name in found:
            at = found.index(name) + 1
        else:
            found.insert(at, name)
            at += 1
    return found
