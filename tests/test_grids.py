"""Grids give what evaluation cell by cell gives, whatever the expression and wherever a value is missing."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calculating.cellwise import Cellwise
from engine.calculating.exact import Exact
from engine.calculating.grids import Grid, Space
from engine.decimals import EXACT
from engine.diagnostics import Span
from engine.expression import Along, Fixed, Is, Number, Operation, Own, Read, Reduction, Through
from engine.model import Attribute, Dimension, Member, Parameter, State
from engine.units import DIMENSIONLESS

HERE = Span("regels.yaml")


def dimension(name, members, attributes=None, ordered=False):
    declared = {each: Attribute(each, each, (), None, HERE) for each in (attributes or {})}
    made = {each: Member(each, each, {name: values[i] for name, values in (attributes or {}).items()}, HERE) for i, each in enumerate(members)}
    return Dimension(name, name, ordered, declared, made, HERE)


DIMENSIONS = {
    "jaar": dimension("jaar", ["2024", "2025", "2026"], ordered=True),
    "product": dimension("product", ["a", "b", "c"], {"soort": ["x", "y", "x"]}),
    "soort": dimension("soort", ["x", "y"]),
}
SPACE = Space(DIMENSIONS)
PER = {"p": ("product",), "q": ("soort", "jaar"), "r": ("product", "jaar"), "s": (), "t": ("soort",)}
RULES = {name: Parameter(name, name, DIMENSIONLESS, per, (), (None, None), HERE, "open") for name, per in PER.items()}
CELLS = [(name, cell) for name, per in PER.items() for cell in SPACE.cells(per)]

values = st.one_of(
    st.integers(-3, 3).map(Decimal), st.decimals(-5, 5, places=2, allow_nan=False), st.sampled_from([State.NMB, State.ABSENT, State.UNLIMITED])
)


def selectors(dimension, scope):
    options = [Fixed(each) for each in DIMENSIONS[dimension].members]
    options += [Own(dimension)] * 3 if dimension in scope else []
    options += [Through("product", "soort")] * 3 if dimension == "soort" and "product" in scope else []
    return st.sampled_from(options)


@st.composite
def expressions(draw, scope=("product", "jaar"), depth=4):
    deeper = ["read", "binary", "binary", "many", "round", "if", "over", "along", "unary", "power"]
    kind = draw(st.sampled_from(deeper if depth else ["number", "read", "read"]))
    inner = lambda inside=scope: draw(expressions(inside, depth - 1))  # noqa: E731
    match kind:
        case "number":
            return Number(draw(st.decimals(-3, 3, places=1, allow_nan=False)), HERE)
        case "read":
            name = draw(st.sampled_from(sorted(PER)))
            return Read(name, tuple(draw(selectors(each, scope)) for each in PER[name]), HERE)
        case "binary":
            return Operation(draw(st.sampled_from("+-*/")), (inner(), inner()), HERE)
        case "many":
            return Operation(draw(st.sampled_from(["min", "max"])), tuple(inner() for _ in range(draw(st.integers(2, 3)))), HERE)
        case "round":
            return Operation(draw(st.sampled_from(["round", "floor", "ceil"])), (inner(), Number(Decimal("0.5"), HERE)), HERE)
        case "unary":
            return Operation(draw(st.sampled_from(["neg", "abs"])), (inner(),), HERE)
        case "power":
            return Operation("**", (inner(), Number(Decimal(draw(st.integers(-3, 3))), HERE)), HERE)
        case "if":
            return Operation("if", (draw(conditions(scope, depth - 1)), inner(), inner()), HERE)
        case "over":
            over = draw(st.sampled_from([("soort",), ("product",), ("jaar", "soort"), ("jaar",)]))
            return Reduction(draw(st.sampled_from(["sum", "prod", "min", "max"])), inner(tuple({*scope, *over})), over, HERE)
    along = Along(draw(st.sampled_from(["cumsum", "cumprod", "previous"])), inner(), "jaar", HERE)
    return along if "jaar" in scope else along.operand


@st.composite
def conditions(draw, scope, depth):
    kind = draw(st.sampled_from(["compare", "is"] if depth <= 0 else ["compare", "and", "or", "not", "is"]))
    if kind == "compare":
        sides = tuple(draw(expressions(scope, max(depth - 1, 0))) for _ in range(2))
        return Operation(draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="])), sides, HERE)
    if kind == "is":
        return Is(draw(selectors("soort", scope)), "soort", draw(st.sampled_from("xy")), draw(st.booleans()), HERE)
    if kind == "not":
        return Operation("not", (draw(conditions(scope, depth - 1)),), HERE)
    return Operation(kind, tuple(draw(conditions(scope, depth - 1)) for _ in range(2)), HERE)


def aligned(read, grids):
    target = SPACE.order([each.dimension for each in read.selectors if not isinstance(each, Fixed)])
    found = []
    for cell in SPACE.cells(target):
        members = dict(zip(target, cell, strict=True))
        found.append(grids[read.rule][tuple(SPACE.member(each, members) for each in read.selectors)])
    return Grid(target, found)


@settings(max_examples=1500, deadline=None)
@given(expressions(), st.lists(values, min_size=len(CELLS), max_size=len(CELLS)))
def test_a_grid_holds_what_each_of_its_cells_gives_by_itself(expression, held):
    table = dict(zip(CELLS, held, strict=True))
    grids = {name: {cell: table[name, cell] for cell in SPACE.cells(per)} for name, per in PER.items()}
    grid = Exact(SPACE).evaluate(expression, lambda read: aligned(read, grids))
    per = SPACE.order(("product", "jaar"))
    cellwise = Cellwise(SPACE, RULES, lambda name, cell: table[name, cell])
    with localcontext(EXACT):
        wanted = [cellwise.work(expression, dict(zip(per, cell, strict=True))).value for cell in SPACE.cells(per)]
    assert list(SPACE.spread(grid, per)) == wanted


def test_a_grid_is_never_taken_for_true_or_false():
    with pytest.raises(TypeError):
        bool(Grid((), [Decimal(1)]))


def test_sums_run_in_the_order_of_the_members():
    grid = Grid(("product",), [Decimal(1), Decimal("1e33"), Decimal("-1e33")])
    with localcontext(EXACT):
        assert SPACE.reduce("sum", grid, ("product",)).values == [Decimal(1)]


@pytest.mark.parametrize(("zero", "other", "product"), [(0, State.NMB, 0), (0, State.ABSENT, 0), (0, State.UNLIMITED, State.FAILED), (1, State.NMB, State.NMB)])
def test_an_exact_zero_needs_nothing_beside_it(zero, other, product):
    for pair in ((Decimal(zero), other), (other, Decimal(zero))):
        grids = [Grid((), [each]) for each in pair]
        assert SPACE.map("*", *grids).values == [product]


def test_a_third_of_something_times_three_is_the_whole():
    with localcontext(EXACT):
        third = Decimal(100) / Decimal(3)
        grid = SPACE.map("==", Grid((), [third * 3]), Grid((), [Decimal(100)]))
    assert grid.values == [True]
