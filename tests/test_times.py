"""Time in the rules: gaps between values, values that are announced, the first day without a figure, and what sources and statuses say of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calculating.calculation import Calculation
from engine.checking import check
from engine.problems import say
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from tests.support import BASE as NEWER
from tests.support import FOLDER, Texts, problems_of

BASE = NEWER.replace("date: 2024-01-01", "date: 2021-01-01")
"""With a source that was there before every value."""

CITED = "basis: document, status: final, source: {ref: bron, at: tabel 1}"

WHOLE = """\
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [0, 1000]
    freedom: vaststaand
    values:
%s
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 100 * uurloon / max(uurloon, 0.5 * uurloon)
    source: {ref: bron, at: tabel 2}
"""

PER_CAO = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {}, JZ: {}}}

parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [0, 1000]
    freedom: vaststaand
    values:
%s
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    formula: uurloon * 1.25
    source: {ref: bron, at: tabel 2}
"""


def entry(days, values):
    return f"      - {{{days}, {CITED}, {values}}}\n"


def told(rules, *entries, base=BASE):
    """Return the code, the line and the sentence of what is told, in Dutch."""
    found = problems_of({"ruleset.yaml": base, "regels.yaml": rules % "".join(entry(*each) for each in entries)})
    return [(each.code, each.span.line, say(each, "nl").text) for each in found]


def test_values_that_follow_each_other_leave_no_gap():
    assert told(WHOLE, ("valid_from: 2022-01-01", "value: 40"), ("valid_from: 2024-01-01", "value: 41")) == []
    assert told(WHOLE, ("valid_from: 2022-01-01, valid_to: 2023-12-31", "value: 40"), ("valid_from: 2024-01-01", "value: 41")) == []


def test_a_day_without_a_value_is_a_gap():
    assert told(WHOLE, ("valid_from: 2022-01-01, valid_to: 2023-12-30", "value: 40"), ("valid_from: 2024-01-01", "value: 41")) == [
        ("H311", 8, "van 2023-12-31 tot en met 2023-12-31 is er geen waarde voor `uurloon`")
    ]


def test_a_gap_is_told_of_the_cells_that_have_one():
    assert told(
        PER_CAO,
        ("valid_from: 2022-01-01, valid_to: 2022-12-31", "table: {GGZ: 40, JZ: 39}"),
        ("valid_from: 2023-01-01", "table: {GGZ: 40}"),
        ("valid_from: 2024-01-01", "table: {GGZ: 41, JZ: 40}"),
    ) == [("H311", 12, "van 2023-01-01 tot en met 2023-12-31 is er geen waarde voor `uurloon[cao=JZ]`")]


def test_a_gap_that_a_default_fills_in_silence_is_told_too():
    rules = WHOLE.replace("    range:", "    default: 1\n    range:")
    entries = entry("valid_from: 2022-01-01, valid_to: 2022-12-31", "value: 40") + entry("valid_from: 2024-01-01", "value: 41")
    found = problems_of({"ruleset.yaml": BASE, "regels.yaml": rules % entries})
    assert [each.code for each in found] == ["H311"]
    assert say(found[0], "nl").help.startswith("in die dagen geldt `default` van `uurloon`")


def test_a_value_that_is_announced_is_a_note():
    assert told(WHOLE, ("valid_from: 2024-01-01", "value: 41"), ("valid_from: 2024-07-02", "value: 42")) == [
        ("H312", 9, "deze waarden van `uurloon` gaan pas in op 2024-07-02")
    ]
    assert told(WHOLE, ("valid_from: 2024-01-01", "value: 41"), ("valid_from: 2024-07-01", "value: 42")) == []


def test_an_announced_value_that_no_figure_needs_is_not_told():
    loose = WHOLE.replace("100 * uurloon / max(uurloon, 0.5 * uurloon)", "12")
    found = [code for code, _, _ in told(loose, ("valid_from: 2024-01-01", "value: 41"), ("valid_from: 2025-01-01", "value: 42"))]
    assert found == ["H305"]


def test_the_first_day_without_a_tariff_is_told_at_the_value_that_ends():
    assert told(WHOLE, ("valid_from: 2024-01-01, valid_to: 2024-12-31", "value: 41")) == [
        ("H313", 8, "vanaf 2025-01-01 is niet meer uit te rekenen: `tarief`")
    ]


def test_only_the_figures_that_are_lost_are_named():
    assert told(
        PER_CAO,
        ("valid_from: 2024-01-01, valid_to: 2024-12-31", "table: {GGZ: 41, JZ: 40}"),
        ("valid_from: 2025-01-01", "table: {JZ: 42}"),
    ) == [
        ("H313", 12, "vanaf 2025-01-01 is niet meer uit te rekenen: `tarief[cao=GGZ]`"),
        ("H312", 13, "deze waarden van `uurloon` gaan pas in op 2025-01-01"),
    ]


def test_each_figure_is_told_on_the_first_day_that_it_is_lost():
    assert told(
        PER_CAO,
        ("valid_from: 2024-01-01, valid_to: 2025-12-31", "table: {GGZ: 41}"),
        ("valid_from: 2024-01-01, valid_to: 2024-12-31", "table: {JZ: 40}"),
    ) == [
        ("H313", 12, "vanaf 2026-01-01 is niet meer uit te rekenen: `tarief[cao=GGZ]`"),
        ("H313", 13, "vanaf 2025-01-01 is niet meer uit te rekenen: `tarief[cao=JZ]`"),
    ]


def test_a_gap_in_which_a_tariff_is_lost_is_one_finding():
    found = told(WHOLE, ("valid_from: 2024-01-01, valid_to: 2024-12-31", "value: 41"), ("valid_from: 2026-01-01", "value: 42"))
    assert [each[:2] for each in found] == [("H313", 8), ("H312", 9)]


@pytest.mark.parametrize(("value", "code"), [("0", "H313"), ('"-"', "H313"), ("nmb", None), ("42", None)])
def test_a_value_that_starts_may_take_a_tariff_away(value, code):
    found = told(WHOLE, ("valid_from: 2024-01-01", "value: 41"), ("valid_from: 2025-01-01", f"value: {value}"))
    assert [each[0] for each in found if each[0] != "H312"] == ([code] if code else [])


def test_a_default_takes_over_from_a_value_that_ends():
    rules = WHOLE.replace("    range:", "    default: 1\n    range:")
    assert told(rules, ("valid_from: 2024-01-01, valid_to: 2024-12-31", "value: 41")) == []


def test_an_end_at_the_last_day_of_the_calendar_is_no_end():
    assert told(WHOLE, ("valid_from: 2024-01-01, valid_to: 9999-12-31", "value: 41")) == []
    assert told(WHOLE, ("valid_from: 2024-01-01, valid_to: 9999-12-30", "value: 41"))[0][0] == "H313"


def test_on_another_day_other_days_lie_ahead(tmp_path):
    rules = WHOLE % (entry("valid_from: 2023-01-01", "value: 41") + entry("valid_from: 2024-01-01, valid_to: 2024-12-31", "value: 42"))
    (tmp_path / "ruleset.yaml").write_text(BASE, "utf-8")
    (tmp_path / "regels.yaml").write_text(rules, "utf-8")
    loaded = load(FolderTree(tmp_path, tmp_path), ".")
    assert [each.code for each in check(loaded, date(2023, 7, 1))] == ["H312", "H313"]
    assert [each.code for each in check(loaded, date(2025, 7, 1))] == ["H303"]


SOURCE = """
  later:
    title: Later
    publisher: Gemeente Voorbeeld
    date: %s
    type: %s
    url: https://example.org/later
    retrieved: 2026-01-01
"""


@pytest.mark.parametrize(
    ("published", "kind", "days", "code"),
    [
        ("2024-07-01", "decision", "valid_from: 2024-01-01", None),
        ("2024-07-02", "decision", "valid_from: 2024-01-01", "H730"),
        ("2024-07-02", "assumption", "valid_from: 2024-01-01", None),
        ("2024-03-01", "decision", "valid_from: 2024-01-01, valid_to: 2024-07-31", "H313"),
    ],
)
def test_a_source_cannot_be_later_than_the_day_on_which_its_value_is_used(published, kind, days, code):
    source = SOURCE % (published, kind)
    if kind == "assumption":
        source = source.replace("    url: https://example.org/later\n    retrieved: 2026-01-01\n", "    note: Niemand heeft dit gepubliceerd.\n")
    rules = WHOLE.replace("{ref: bron, at: tabel 1}", "{ref: later, at: tabel 1}")
    text = (rules % entry(days, "value: 41")).replace("ref: bron, at: tabel 1", "ref: later, at: tabel 1")
    found = problems_of({"ruleset.yaml": BASE + source.lstrip("\n").replace("  later", "  later", 1), "regels.yaml": text})
    assert [each.code for each in found] == ([code] if code else [])


def test_a_source_may_not_have_come_out_after_its_value_ended():
    text = (WHOLE % (entry("valid_from: 2022-01-01, valid_to: 2023-12-31", "value: 40") + entry("valid_from: 2024-01-01", "value: 41"))).replace(
        "ref: bron, at: tabel 1", "ref: later, at: tabel 1", 1
    )
    found = problems_of({"ruleset.yaml": BASE + (SOURCE % ("2024-02-01", "decision")).lstrip("\n"), "regels.yaml": text})
    assert [(each.code, each.span.line) for each in found] == [("H730", 8)]
    assert "in gebruik tot en met 2023-12-31" in say(found[0], "nl").text


def test_a_published_result_cannot_be_more_settled_than_what_it_rests_on():
    published = "published:\n  - {label: Tarieven, of: tarief, source: {ref: bron, at: tabel 3}, printed_to: 1, status: %s, value: 100}\n"
    rules = (WHOLE % entry("valid_from: 2024-01-01", "value: 41")).replace("status: final", "status: advice")
    codes = {status: [each.code for each in problems_of({"regels.yaml": rules + published % status})] for status in ("concept", "advice", "final")}
    assert codes == {"concept": [], "advice": [], "final": ["H732"]}


# Whatever the calendar of a value, what is told is what a calculation on every day finds.

MONTHS = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(24)]
TODAY = date(2024, 7, 1)


@st.composite
def calendars(draw):
    """Draw values that follow each other, some with an end before the next one begins: pairs of first and last month."""
    starts = sorted(draw(st.sets(st.integers(0, 22), min_size=1, max_size=5)))
    ends = []
    for start, following in zip(starts, [*starts[1:], 24], strict=True):
        ends.append(draw(st.none() | st.integers(start, following - 1)))
    return list(zip(starts, ends, strict=True))


def last_of(month):
    return MONTHS[month + 1] - timedelta(days=1) if month + 1 < len(MONTHS) else date(2025, 12, 31)


@given(calendars())
@settings(deadline=None)
def test_what_is_told_of_time_is_what_every_day_shows(calendar):
    listed = "".join(
        entry(f"valid_from: {MONTHS[start]}" + (f", valid_to: {last_of(end)}" if end is not None else ""), f"value: {40 + start}") for start, end in calendar
    )
    loaded = load(Texts({"ruleset.yaml": BASE, "regels.yaml": WHOLE % listed}), FOLDER)
    days = [*MONTHS, date(2026, 1, 1)]
    known = {day: isinstance(Calculation(loaded.ruleset, day).value("tarief", ()), Decimal) for day in days}
    found = check(loaded)
    told = {code: [each for each in found if each.code == code] for code in ("H303", "H311", "H312", "H313")}
    assert bool(told["H303"]) is not known[TODAY]
    if known[TODAY]:
        lost = [day for day in days if day > TODAY and not known[day]]
        assert [each.fields["day"] for each in told["H313"]] == [day.isoformat() for day in lost[:1]]
        assert [each.fields["from"] for each in told["H312"]] == [MONTHS[start].isoformat() for start, _ in calendar if MONTHS[start] > TODAY]
        gaps = [last_of(end) for (_, end), (following, _) in pairwise(calendar) if end is not None and end + 1 < following]
        assert len(told["H311"]) + (bool(lost) and any(MONTHS[0] <= each < lost[0] <= each + timedelta(days=1) for each in gaps)) == len(gaps)


def test_a_source_with_a_wrong_day_is_one_finding():
    cells = "".join(entry(f"valid_from: {year}-01-01", "value: 40") for year in (2021, 2022, 2023, 2024))
    text = (WHOLE % cells).replace("ref: bron, at: tabel 1", "ref: later, at: tabel 1")
    found = problems_of({"ruleset.yaml": BASE + (SOURCE % ("2025-01-01", "decision")).lstrip("\n"), "regels.yaml": text})
    assert [(each.code, each.span.file) for each in found] == [("H733", "ruleset.yaml")]
    assert say(found[0], "nl").text == "`later` is van 2025-01-01, later dan de waarden die erop rusten: `uurloon`"
