"""Attribution: what each cause of a change is worth, by the value that Shapley gave to players of a game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache
from math import factorial

from ..calculating.grids import Grid
from ..calculating.scalars import Scalar
from ..decimals import EXACT, MILLIONTH, ZERO, round_to_step
from ..model import Cell, State
from .blend import Blend

MOST_PLAYERS = 12
"""With more causes than this the mixtures are too many to work out; they are grouped first."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """
    The amount of each cause of one change, in millionths, and what rounding does.

    The amounts plus `rounding` are the difference, exactly. `together` names causes that could not be told
    apart because a figure exists only with all of them.
    """

    amounts: Mapping[str, Decimal]
    rounding: Decimal
    together: tuple[str, ...] = ()


def attribute(blend: Blend, name: str, cell: Cell, delta: Decimal) -> Attribution:
    """
    Attribute the difference of a figure to the players that reach it.

    Each gets the mean, over all orders in which the edits could have been made, of what it adds when it
    is made (L.S. Shapley, A value for n-person games, 1953). The game is the figure before its own rounding.
    """
    game = blend.grid(name, cell, rounded=False)
    with localcontext(EXACT):
        amounts, merged = _amounts(game, blend)
        shown = {each: round_to_step(amount, MILLIONTH) for each, amount in amounts.items()}
        shown = {each: amount for each, amount in shown.items() if amount or amounts[each]}
        return Attribution(shown, delta - sum(shown.values(), ZERO), merged)


def _amounts(game: Grid, blend: Blend) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    players = game.dimensions
    values = _numbers(game.values)
    if values is None:
        return _as_one(game, players)
    rest = len(players)
    return {name: _shapley(values, rest - 1 - at, rest) for at, name in enumerate(players) if name in blend.axes.dimensions}, ()


def _numbers(values: Sequence[Scalar]) -> list[Decimal] | None:
    found = [each for each in values if isinstance(each, Decimal)]
    return found if len(found) == len(values) else None


def _as_one(game: Grid, players: tuple[str, ...]) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    # A mixture has no figure: the causes that reach it only mean something together.
    old, new = game.values[0], game.values[-1]
    if isinstance(old, State) or isinstance(new, State):
        return {}, players
    return {players[0]: Decimal(new) - Decimal(old)}, players


def _shapley(values: list[Decimal], bit: int, players: int) -> Decimal:
    # The place of a mixture in the grid, in binary, says who is as it is now; the first player is the highest bit.
    mask = 1 << bit
    by_size = [ZERO] * players
    for at, value in enumerate(values):
        if not at & mask:
            by_size[at.bit_count()] += values[at | mask] - value
    weights = _weights(players)
    return sum((total * weight for total, weight in zip(by_size, weights, strict=True)), ZERO) / factorial(players)


@cache
def _weights(players: int) -> tuple[int, ...]:
    return tuple(factorial(size) * factorial(players - size - 1) for size in range(players))

