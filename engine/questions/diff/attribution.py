"""Attribution: what each cause of a change is worth, by the value that Shapley gave to players of a game."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache
from itertools import combinations
from math import factorial

from ...calculating.calculation import Calculation
from ...calculating.grids import Grid
from ...calculating.scalars import Scalar
from ...decimals import EXACT, MILLIONTH, ZERO, round_to_step
from ...model import Cell, State
from .blend import IS, WAS, Blend
from .players import Player

MOST_PLAYERS = 12
"""With more causes than this the mixtures are too many to work out; they are grouped first."""


@dataclass(frozen=True, slots=True)
class Share:
    """What some players are worth in one change, in millionths; more than one where a figure exists only with all of them."""

    players: tuple[str, ...]
    amount: Decimal


class Game:
    """The figures of every mixture of two calculations."""

    def __init__(self, base: Calculation, head: Calculation, players: Iterable[Player]) -> None:
        self.players = {each.name: each for each in players}
        # Where all of a knot is as it was, or all as it is now, nothing in it needs itself.
        self._knot = next((each.name for each in self.players.values() if each.knotted), None)
        fixed = [{self._knot: state} for state in (WAS, IS)] if self._knot else [{}]
        self._blends = [Blend(base, head, self.players.values(), each) for each in fixed]

    def reach(self, name: str, cell: Cell) -> tuple[str, ...]:
        """Return the players that a figure rests on, by name."""
        found = frozenset().union(*(each.reach(name, cell) for each in self._blends))
        return tuple(sorted({*found, self._knot} if self._knot else found))

    def figures(self, name: str, cell: Cell, rounded: bool) -> Grid:
        """Return a figure over the mixtures of the players that it rests on."""
        grids = [each.grid(name, cell, rounded) for each in self._blends]
        return self._blends[0].stacked((self._knot,), grids) if self._knot else grids[0]


def attribute(game: Game, name: str, cell: Cell, ends: tuple[Decimal, Decimal], rounded: bool = False) -> tuple[Share, ...]:
    """
    Attribute the difference of a figure between its two `ends` to the players that reach it.

    Each gets the mean, over all orders in which the edits could have been made, of what it adds when it
    is made (L.S. Shapley, A value for n-person games, 1953). The figure is taken before its own rounding, unless
    `rounded` says that this rounding changed too.
    """
    with localcontext(EXACT):
        reach = game.reach(name, cell)
        if len(reach) == 1:
            return _shares([reach], [ends[1] - ends[0]])
        figures = game.figures(name, cell, rounded)
        if not figures.dimensions:
            return ()
        values = [ends[0], *figures.values[1:-1], ends[1]]
        blocks = _blocks(values, len(figures.dimensions))
        named = [tuple(figures.dimensions[at] for at in sorted(each)) for each in blocks]
        return _shares(named, _shapley(_over(values, blocks, len(figures.dimensions))))


def _shares(players: Sequence[tuple[str, ...]], amounts: Sequence[Decimal]) -> tuple[Share, ...]:
    # What is worth nothing is no cause; what is worth less than a millionth is one, of 0.
    return tuple(Share(each, round_to_step(amount, MILLIONTH)) for each, amount in zip(players, amounts, strict=True) if amount)


def _blocks(values: Sequence[Scalar], players: int) -> list[tuple[int, ...]]:
    """
    Return the players in blocks that can be told apart: every mixture of whole blocks has a figure.

    Blocks are joined two by two, each time those that leave the fewest mixtures without a figure.
    """
    blocks: list[tuple[int, ...]] = [(at,) for at in range(players)]
    while len(blocks) > 1 and _gaps(values, blocks, players):
        pairs = [(a, b, [*(each for each in blocks if each not in (a, b)), (*a, *b)]) for a, b in combinations(blocks, 2)]
        blocks = sorted(min(pairs, key=lambda each: (_gaps(values, each[2], players), each[0], each[1]))[2])
    return blocks


def _gaps(values: Sequence[Scalar], blocks: Sequence[tuple[int, ...]], players: int) -> int:
    return sum(isinstance(each, State) for each in _over(values, blocks, players))


def _over(values: Sequence[Scalar], blocks: Sequence[tuple[int, ...]], players: int) -> list[Scalar]:
    """Return the figures of the mixtures of whole blocks; in the place of a mixture, in binary, the first player is the highest bit."""
    places = [0]
    for block in reversed(blocks):
        bits = sum(1 << (players - 1 - at) for at in block)
        places += [place | bits for place in places]
    return [values[place] for place in places]


def _shapley(values: Sequence[Scalar]) -> list[Decimal]:
    players = len(values).bit_length() - 1
    return [_worth(values, 1 << (players - 1 - at), players) for at in range(players)]


def _worth(values: Sequence[Scalar], bit: int, players: int) -> Decimal:
    by_size = [ZERO] * players
    for at, value in enumerate(values):
        if not at & bit:
            by_size[at.bit_count()] += Decimal(values[at | bit]) - Decimal(value)  # type: ignore[arg-type]
    weights = _weights(players)
    return sum((total * weight for total, weight in zip(by_size, weights, strict=True)), ZERO) / factorial(players)


@cache
def _weights(players: int) -> tuple[int, ...]:
    return tuple(factorial(size) * factorial(players - size - 1) for size in range(players))
