"""Formulas by a grammar: over names that are known, and with things that formulas may not hold."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

_NUMBERS = ["0", "1", "2", "0.5", "12", "100", "1.02", "0.0001", "999999999999999999999999999999999999"]

FORBIDDEN = [
    "x.y", "x.y.z", "lambda: 1", "[1, 2]", "{1}", "(1, 2)", "x[0]", "f'{x}'", "'tekst'", '"M"', "__import__('os')", "1 if", "a = 1", "a := 1", "1; 2", "2 ^ 3", "2 ** 100", "2 ** x",
    "2 ** -99", "2 ** 0.5", "10 ** 99 ** 99", "1e5", "0x10", "1_000", "34,2", "1.054,5", "5.", ".5", "01", "1 // 2", "5 % 2", "~1", "1 & 2", "1 is 2", "1 in 2", "not", "()", "(", ")", "+", "sum",
    "sum()", "sum(1)", "sum(over=d0)", "sum(p0, over=)", "sum(p0, over='d0')", "sum(p0, over=(d0, d0))", "at(p0)", "at(p0, d0)", 'at(p0, d0="?")', "at(p0, d0=d1)", "at(p0, d0=d0.d0)",
    "min()", "min(1)", "round(1)", "round(1, 0)", "round(1, -1)", "floor(1, 2, 3)", "cumsum(p0, along=d0)", "previous(p0)", "previous(f0, along=d0)", "abs(1, 2)", "d0", "d0 == d1",
    'd0 == "x"', '"x" == d0', 'd0 == "x" == "y"', 'd0.soort == "licht"', 'd0.d1 != "?"', "True", "None", "1 < 2", "1 < 2 < 3", "1 and 2", "not 1", "(1 < 2) + 1", "1 if 2 else 3", "nmb", "unlimited",
    "р0", "p０", "p0\u200b", "1\u00a0+ 1", "1 − 1", "1 × 2", "1 ÷ 2", "€ 5", "#", "# x", "\\", "\n", "...", "yield", "await x", "*p0", "**p0", "p0!", "p0?", "@p0", "`p0`", "-" * 60 + "1", "(" * 60 + "1" + ")" * 60,
    " + ".join(["1"] * 300), "1 / 0", "0 ** 0", "0 ** -1", "1 / (p0 - p0)",
]  # fmt: skip


class Formulas:
    """Writes formulas over the dimensions and rules there are; a wild one puts anything anywhere."""

    def __init__(self, random: Random, dimensions: Mapping[str, Mapping[str, Any]], rules: Mapping[str, tuple[str, ...]], wild: bool) -> None:
        self.random = random
        self.dimensions = dimensions
        self.rules = rules
        self.wild = wild

    def number(self, scope: tuple[str, ...], own: str = "", depth: int = 3) -> str:
        """Return a formula that gives a number in each cell over the dimensions of `scope`."""
        random = self.random
        if self.wild and random.random() < 0.15:
            return random.choice(FORBIDDEN)
        if own and depth == 3 and random.random() < 0.1 and (ordered := self._ordered(scope)):
            return f"{self.number(scope, '', 1)} + {random.choice(['0', '0.5'])} * previous({own}, along={ordered})"
        if depth == 0 or random.random() < 0.2:
            return self._leaf(scope)
        below = [self.number(scope, "", depth - 1) for _ in range(2)]
        match random.randrange(11):
            case 0 | 1 | 2:
                return f"({below[0]} {random.choice('+-*/')} {below[1]})"
            case 3:
                return f"{random.choice(['min', 'max'])}({below[0]}, {below[1]})"
            case 4:
                return f"{random.choice(['round', 'floor', 'ceil'])}({below[0]}, {random.choice(['1', '0.01', '5', self._leaf(scope)])})"
            case 5:
                return f"({below[0]} if {self.condition(scope, depth - 1)} else {below[1]})"
            case 6:
                return f"-{below[0]}" if random.random() < 0.5 else f"abs({below[0]})"
            case 7:
                return f"({below[0]}) ** {random.choice(['2', '0', '-1', '10'])}"
            case 8 if self.dimensions:
                return self._over(scope, depth)
            case 9 if ordered := self._ordered(scope):
                return f"{random.choice(['cumsum', 'cumprod', 'previous'])}({below[0]}, along={ordered})"
            case _ if self.dimensions:
                name = random.choice(list(self.dimensions))
                code = random.choice(list(self.dimensions[name]["members"]))
                return f'at({self.number((*scope, name), "", depth - 1)}, {name}="{code}")'
        return self._leaf(scope)

    def condition(self, scope: tuple[str, ...], depth: int = 2) -> str:
        """Return a formula that holds or does not hold in each cell."""
        random = self.random
        if self.wild and random.random() < 0.1:
            return random.choice(FORBIDDEN)
        if depth > 0 and random.random() < 0.3:
            return f"({self.condition(scope, depth - 1)} {random.choice(['and', 'or'])} {self.condition(scope, depth - 1)})"
        if scope and random.random() < 0.3:
            name = random.choice(scope)
            return f'{name} {random.choice(["==", "!="])} "{random.choice(list(self.dimensions[name]["members"]))}"'
        sign = random.choice(["<", "<=", ">", ">=", "==", "!="])
        return f"{'not ' if random.random() < 0.1 else ''}{self.number(scope, '', depth)} {sign} {self.number(scope, '', depth)}"

    def _leaf(self, scope: tuple[str, ...]) -> str:
        fitting = [name for name, per in self.rules.items() if set(per) <= set(scope)]
        known = fitting if self.random.random() < 0.99 else list(self.rules)
        return self.random.choice(known) if known and self.random.random() < 0.7 else self.random.choice(_NUMBERS)

    def _over(self, scope: tuple[str, ...], depth: int) -> str:
        carriers = [name for name, per in self.rules.items() if len(set(per) - set(scope)) in (1, 2) or (per and self.random.random() < 0.1)]
        if not carriers:
            return self._leaf(scope)
        carrier = self.random.choice(carriers)
        names = [each for each in self.rules[carrier] if each not in scope] or list(self.rules[carrier][:1])
        inner = f"{self.number((*scope, *names), '', depth - 1)} * {carrier}"
        over = names[0] if len(names) == 1 else f"({', '.join(names)})"
        return f"{self.random.choice(['sum', 'sum', 'prod', 'min', 'max'])}({inner}, over={over})"

    def _ordered(self, scope: tuple[str, ...]) -> str | None:
        return next((name for name in scope if self.dimensions[name].get("ordered")), None)
