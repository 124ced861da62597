"""Pictures of bars: files that stand alone, whatever stands in a label."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

from engine.reporting.svg import Bar, BarRow, Chart, Tone, show_chart

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture):
    return ET.fromstring(picture)  # noqa: S314  our own


def drawn(*rows, **more):
    return show_chart(Chart("Tarief", "Wat het tarief beweegt", rows, **more))


def bars(picture):
    """Return the left and right end of each bar."""
    found = [each for group in parsed(picture).iter(f"{SVG}g") for each in group.findall(f"{SVG}rect")]
    return [(Decimal(each.get("x")), Decimal(each.get("x")) + Decimal(each.get("width"))) for each in found]


def bar(first, last, tone=Tone.PART):
    return Bar(Decimal(first), Decimal(last), tone)


def test_bars_are_drawn_to_scale():
    first, second = bars(drawn(BarRow("a", (bar(0, 100),)), BarRow("b", (bar(50, 25),))))
    whole = first[1] - first[0]
    assert (second[0] - first[0], second[1] - first[0]) == (whole / 4, whole / 2)


def test_a_picture_says_what_it_is():
    top = parsed(drawn(BarRow("Loon", (bar(0, 1),), "€ 1,00"), line=Decimal(1), key=[(Tone.LESS, "lager")]))
    assert top.get("role") == "img"
    assert [top.find(f"{SVG}{name}").text for name in ("title", "desc")] == ["Tarief", "Wat het tarief beweegt"]
    assert [each.text for each in top.iter(f"{SVG}title")] == ["Tarief", "Loon: € 1,00"]
    assert {each.text for each in top.iter(f"{SVG}text")} == {"Tarief", "Loon", "€ 1,00", "lager"}


def test_what_is_in_a_label_is_text_and_nothing_else():
    label = "<script>alert('x')</script> & \"y\" \x00\x1b[31m \u202e"
    picture = drawn(BarRow(label, (bar(0, 1),), "</svg>"))
    top = parsed(picture)
    assert "<script" not in picture
    assert {each.tag.removeprefix(SVG) for each in top.iter()} == {"svg", "title", "desc", "rect", "g", "text"}
    assert "\x1b" not in picture


def test_there_is_a_picture_of_nothing_and_of_what_does_not_move():
    assert bars(drawn()) == []
    assert bars(drawn(BarRow("a", (bar(5, 5),)))) == []


def test_the_same_figures_give_the_same_bytes():
    rows = [BarRow(f"regel {at}", (bar(at, at * 7 / 3), bar(0, -at, Tone.TOTAL)), "x") for at in range(20)]
    assert drawn(*rows) == drawn(*rows)
    assert "e-" not in drawn(*rows).replace("xml:", "")


def test_a_long_label_is_cut_off_and_told_whole():
    picture = drawn(BarRow("lang " * 40, (bar(0, 1),)))
    assert "…" in picture
    assert ("lang " * 40).strip() in picture
