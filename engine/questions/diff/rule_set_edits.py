"""The edits between two rule sets: of rules, of all other nouns, of printed figures and of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...model import RuleSet
from .edits import KINDS, Edit
from .noun_edits import noun_edits
from .printed_edits import printed_edits
from .renames import Renames
from .rule_edits import rule_edits


def find_edits(base: RuleSet, head: RuleSet, renames: Renames) -> tuple[Edit, ...]:
    """Return every edit from `base`, told in the names of `head`, to `head`, sorted by kind and name."""
    return _numbered([*_renamed(renames, head), *rule_edits(base, head), *noun_edits(base, head), *printed_edits(base, head)])


def _renamed(renames: Renames, head: RuleSet) -> Iterator[Edit]:
    for old, new in renames.rules.items():
        yield Edit("renamed", new, head.rules[new].span, old=old, new=new)
    for (dimension, old), new in renames.members.items():
        yield Edit("member_renamed", dimension, head.dimensions[dimension].members[new].span, new, old=old, new=new)


def _numbered(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    counts: dict[str, int] = {}
    found = []
    for edit in sorted(edits, key=lambda each: (KINDS.index(each.kind), each.subject, each.member or "", each.old or "", each.new or "")):
        counts[edit.id] = number = counts.get(edit.id, 0) + 1
        found.append(replace(edit, number=number))
    return tuple(found)
