"""Sheets with columns: every number in its own column, growth, sizing, review triggers."""

import json
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, plain
from coach.boards.estimate import units
from coach.boards.estimate.column_titles import header_of
from coach.boards.estimate.estimate_board import BOARD
from coach.boards.estimate.line import Line
from coach.boards.estimate.record import records
from coach.boards.estimate.sheet import Sheet, evaluate
from coach.boards.estimate.workings import Workings
from coach.text import width

DATA = Path(__file__).parents[2] / "data" / "estimate"
YEAR = "scenarios: now | 6 months | 1 year\n"
LOADS = "scenarios: baseline | 2x | 5x | spike\n"


def cases(name: str) -> list[tuple[dict[str, Any], Line]]:
    out: list[tuple[dict[str, Any], Line]] = []
    for sheet in json.loads((DATA / name).read_text("utf-8")):
        read = evaluate("\n".join(line["text"] for line in sheet["lines"]))
        out.extend(zip(sheet["lines"], read.lines, strict=True))
    return [case for case in out if "expect" in case[0]]


PUBLIC = cases("columns_public.json") + cases("columns_wild.json")


def in_unit(value: Fraction | None, unit: str, wanted: str) -> float | None:
    if value is None:
        return None
    mine, scale = units.read(unit)
    theirs, other = units.read(wanted)
    if units.dimension(theirs) == units.BARE or units.dimension(mine) == units.BARE:
        return float(value)
    assert units.dimension(mine) == units.dimension(theirs), (unit, wanted)
    return float(value * scale * units.factor(mine) / (other * units.factor(theirs)))


def close(got: float | None, want: float | None) -> bool:
    if got is None or want is None:
        return got is want
    return got == pytest.approx(want, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("case", "line"), PUBLIC, ids=[c["text"][:40] for c, _ in PUBLIC])
def test_a_line_is_right_in_every_column(case: dict[str, Any], line: Line) -> None:
    wanted = case["expect"]
    if wanted.get("error"):
        assert line.kind == "error"
        assert len(line.message.split()) > 3
        return
    assert line.kind == "value", line.message
    if "column" in wanted:
        assert (line.column, line.value) == (wanted["column"], None)
    elif wanted.get("none"):
        assert line.value is None
    elif "cells" in wanted:
        got = [in_unit(cell.value, cell.unit, wanted["unit"]) for cell in line.cells]
        assert len(got) == len(wanted["cells"])
        assert all(map(close, got, wanted["cells"])), got
        claims = [[c.column, float(c.value), c.good] for c in line.claims]
        assert not wanted.get("claims") or claims == wanted["claims"]
    else:
        assert line.cells == ()
        assert close(in_unit(line.value, line.unit, wanted["unit"]), wanted["value"])


def last(text: str) -> Line:
    return evaluate(text).lines[-1]


def figures(text: str) -> list[str]:
    return [cell.shown for cell in last(text).cells]


@pytest.mark.parametrize(
    ("title", "months", "load"),
    [
        ("now", 0, 1),
        ("Current", 0, 1),
        ("baseline", 0, 1),
        ("normal", None, 1),
        ("6 months", 6, None),
        ("in a year", 12, None),
        ("in 3 years", 36, None),
        ("4 weeks", Fraction(4 * 7 * 24 * 12, 365 * 24), None),
        ("+6 months", 6, None),
        ("half a year", 6, None),
        ("next quarter", 3, None),
        ("1x", None, 1),
        ("5x load", None, 5),
        ("on-sale 40x", None, 40),
        ("Spike: 10x for 5 minutes", None, 10),
        ("spike", None, 10),
        ("x3", None, 3),
        ("2x load: expected growth in 6 months", 6, 2),
        ("2016", None, None),
        ("6M users", None, None),
        ("year 1", None, None),
        ("2x/day", None, None),
        ("last 6 months", None, None),
    ],
)
def test_a_title_is_read_as_a_time_and_as_a_load(
    title: str, months: Fraction | None, load: Fraction | None
) -> None:
    column = header_of([f"scenarios: {title} | other"]).columns[0]
    assert (column.months, column.load) == (months, load)


def test_a_title_said_twice_is_told_apart() -> None:
    assert evaluate("scenarios: 2x | 2x\na = 1 | 2").scenarios == ("2x", "2x (2)")


@pytest.mark.parametrize(
    "text",
    [
        "columns: 5 × 20 bytes",
        "columns: id, name, price",
        "scenario: a user opens the app",
        "| Item | Formula | Result |\n|---|---|---|\n| reads | 2M * 3 | 6M |",
        "| id | type | size |\n|---|---|---|\n| user_id | bigint | 8 B |",
    ],
)
def test_what_only_looks_like_a_header_is_none(text: str) -> None:
    assert header_of(text.split("\n")).columns == ()


def test_the_rows_of_another_table_do_not_slide_into_the_columns() -> None:
    sheet = evaluate(
        f"{YEAR}MAU = 1M | 2M | 3M\n\n| Tier | CPU | RAM | Disk |\n|---|---|---|---|\n"
        "| web | 4 | 16 | 100 |\n"
    )
    assert sheet.lines[-2].kind == "error"
    assert "columns of its own" in sheet.lines[-2].message


def test_a_second_header_is_refused_unless_it_says_the_same() -> None:
    text = f"{YEAR}a = 1 | 2 | 3\nscenarios: now | 6 months | {{}}\nb = 4 | 5 | 6"
    assert evaluate(text.format("1 year")).lines[2].kind == "none"
    assert "line 1" in evaluate(text.format("2 years")).lines[2].message


def test_more_than_eight_columns_are_refused_in_their_rows() -> None:
    titles = " | ".join(f"{n} months" for n in range(1, 10))
    cells = " | ".join(str(n) for n in range(1, 10))
    assert "9 values for 8 columns" in last(f"scenarios: {titles}\na = {cells}").message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a = 10 | 20 | 30 GB", ["10 GB", "20 GB", "30 GB"]),
        ("Users (millions) | 10 | 15 | 25", ["10M users", "15M users", "25M users"]),
        ("CPU (%) | 40 | 50 | 70", ["40%", "50%", "70%"]),
        ("| Latency (ms) | 80 | 90 | 150 |", ["80 ms", "90 ms", "150 ms"]),
        ("a = 92 | 90 | 85%", ["92%", "90%", "85%"]),
        ("a = 500 GB | 2 TB | 3 TB", ["500 GB", "2,000 GB", "3,000 GB"]),
        ("a = 1 | TBD | 3", ["1", "·", "3"]),
        ("a = ___ | n/a | 3 GB", ["·", "·", "3 GB"]),
        ("a = 1 | 2 | 3 |", ["1", "2", "3"]),
        ("a: 1 → 2 → 3", ["1", "2", "3"]),
        ("a = 100 GB, growing by 10 GB each month", ["100 GB", "160 GB", "220 GB"]),
        ("a = 100 GB, -10 GB/month", ["100 GB", "40 GB", "-20 GB"]),
        ("a = 100, -50%/year", ["100", "~70.7", "50"]),
        ("a = 64 GB, halves every 6 months", ["64 GB", "32 GB", "16 GB"]),
        ("a = 100 req/s, +10 req/s per month", ["100 req/s", "160 req/s", "220 req/s"]),
        ("a = 1 TB plus 2 TB/year", ["1 TB", "2 TB", "3 TB"]),
        ("a = 100, 50% yearly decline", ["100", "~70.7", "50"]),
        ("a = 100 with 100% annual growth", ["100", "~141.4", "200"]),
    ],
)
def test_cells_and_growth(text: str, shown: list[str]) -> None:
    assert figures(YEAR + text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "a = 10 MB/s + 5 MB/s",
        "a = 10M + 8%",
        "a = 5 + 3",
        "a = 200 GB/day - 20 GB/day",
    ],
)
def test_a_sum_stays_a_sum(text: str) -> None:
    line = last(YEAR + text)
    assert line.kind == "value"
    assert line.cells == ()
    assert line.value == last(text).value


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a = 10M | 15M", "2 values for 3 columns: now, 6 months, 1 year"),
        ("a = 60 s | 90 s | 150 cores", "one row holds one kind"),
        ("a = 10M, +8%/month, +5%/month", "two growth rates"),
        ("a = 10M | 15M | 25M, +8%/month", "write one of the two"),
        ("a = 1, doubles every 0 months", "period"),
        ("a = 1, +100%/ns", "check the rate"),
        ("a = 1, -100%/month", "less than 100%"),
        ("a = 500 GB growing 10 users/day", "in the unit of the amount"),
        ("a = 3600 rps / 500 rps, N+5000", "at most"),
        ("a = 40 cores at 0% utilization", "1% to 100%"),
        ("a = 40 cores at 140% utilization", "1% to 100%"),
        ("a = 500 GB, N+2", "divide by what a machine does"),
        ("a = 1 | 2 | 3 = 1 | 2", "2 answers for 3 columns"),
        ("a = 10M | same | 12M", "same is no amount"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_way_out(text: str, part: str) -> None:
    line = last(YEAR + text)
    assert line.kind == "error"
    assert part in line.message


def test_what_was_measured_at_some_use_is_not_divided_by_it() -> None:
    assert last("one server = 500 req/s at 60% utilization").value == 500
    assert last("cores = 420 at 70% utilization").value == 600


def test_growth_without_columns_in_time_says_what_to_write() -> None:
    assert "write scenarios: now | 6 months" in last("a = 1M, +8%/month").message
    assert "the column 2x says no time" in last(f"{LOADS}a = 1M, +8%/month").message


def test_a_sentence_in_a_sheet_without_columns_may_say_how_it_grows() -> None:
    assert last("we have 10M users, growing 8% per month").kind != "error"
    assert last("traffic is growing 8% per month").kind == "none"


def test_load_is_a_name_only_where_titles_say_multiples() -> None:
    assert figures(f"{LOADS}a = 100 * load") == ["100", "200", "500", "1,000"]
    assert figures(f"{LOADS}load = 1 | 3 | 9 | 27\na = 100 * load")[-1] == "2,700"
    assert last(f"{YEAR}a = 100 * load").kind == "error"
    line = last("scenarios: 2x | launch\na = 100 * load")
    assert [cell.shown for cell in line.cells] == ["200", "?"]
    assert "launch 2x" in line.cells[1].error


def test_what_depends_on_an_open_cell_is_open_in_that_column_only() -> None:
    sheet = evaluate(f"{YEAR}a = ? | 4 | 8\nb = 2 * a\nc = a | 5 | 6\nd = ? | | -\ne = d + b")
    shown = {line.name: [cell.shown for cell in line.cells] for line in sheet.lines[1:]}
    assert shown["b"] == ["·", "8", "16"]
    assert shown["c"] == ["·", "5", "6"]
    assert shown["d"] == shown["e"] == ["·", "·", "·"]
    assert sheet.lines[2].value is None
    assert "b" not in sheet.values


def test_a_claim_is_about_the_first_column_unless_there_is_one_a_column() -> None:
    first = last(f"{YEAR}p = 3600 | 5400 | 9000\nn = p / 500 = 8").claims
    assert [(claim.column, claim.good) for claim in first] == [("now", True)]
    each = last(f"{YEAR}p = 3600 | 5400 | 9000\nn = ceil(p / 500) = 8 | ? | 17").claims
    assert [(claim.column, claim.good) for claim in each] == [("now", True), ("1 year", False)]


def test_a_count_above_that_varies_is_not_taken_for_what_an_answer_leaves_out() -> None:
    sheet = evaluate("scenarios: now | 1 year\nusers = 1M | 2M\n100 req/user/day = 100M req/day")
    assert sheet.lines[-1].claims[0].verdict == "off"


@pytest.mark.parametrize(
    ("trigger", "value", "shown"),
    [
        ("review when s > 2 TB", Fraction(75, 2), "in 37.5 months"),
        ("order disks once s exceeds 700 GB", Fraction(5), "in 5 months"),
        ("review when s > 400 GB", Fraction(0), "now: already past"),
        ("review when s < 100 GB", None, "never at this growth"),
        ("review when s reaches 500 GB", Fraction(0), "now: already past"),
        ("review when c > 900", None, "by 1 year"),
        ("review when c > 9000", None, "not up to 1 year"),
        ("review if r > 1.2 TB", None, "by 6 months"),
        ("review if s exceeds 80% of 1 TB", Fraction(15, 2), "in 7.5 months"),
    ],
)
def test_a_trigger_says_when_it_is_due(trigger: str, value: Fraction | None, shown: str) -> None:
    line = last(f"{YEAR}s = 500 GB, +40 GB/month\nr = 2 * s\nc = 1 | 10 | 1000\n{trigger}")
    assert (line.value, line.shown) == (value, shown)
    assert line.unit == "month"


def test_a_trigger_on_another_kind_is_refused_and_a_sentence_is_none() -> None:
    assert last(f"{YEAR}s = 500 GB, +40 GB/month\nreview when s > 3 users/day").kind == "error"
    assert last(f"{YEAR}review when the budget > the plan").kind == "none"
    assert last("if DAU > 1M then shard").kind in ("none", "value")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9)),
        min_size=1,
        max_size=4,
    ),
    st.integers(-40, 300),
    st.sampled_from(["month", "week", "year", "quarter"]),
)
def test_a_column_alone_gives_what_its_own_sheet_gives(
    rows: list[tuple[int, int, int]], rate: int, period: str
) -> None:
    titles = ("now", "6 months", "1 year")
    growth = f"{rate:+d}%/{period}"

    def lines(cells: list[str]) -> list[str]:
        made = [f"n{place} = {text} GB" for place, text in enumerate(cells)]
        grown = [f"grown = 7 TB, {growth}", "linear = 3 TB, +40 GB/month"]
        return [*made, *grown, "both = n0 / 3 + grown", "m = both / 7 GB, N+2"]

    whole = evaluate(
        "\n".join(
            ["scenarios: " + " | ".join(titles), *lines([" | ".join(map(str, r)) for r in rows])]
        )
    )
    for at, title in enumerate(titles):
        alone = evaluate("\n".join([f"scenarios: {title}", *lines([str(r[at]) for r in rows])]))
        for mine, other in zip(whole.lines[1:], alone.lines[1:], strict=True):
            assert mine.kind == other.kind, (mine.message, other.message)
            theirs = other.cells[0] if other.cells else other
            got = mine.cells[at]
            assert theirs.value is not None and got.value is not None
            one, scale = units.read(got.unit)
            two, factor = units.read(theirs.unit)
            assert got.value * scale * units.factor(one) == pytest.approx(
                theirs.value * factor * units.factor(two), rel=1e-12
            )


PIECES = [
    "scenarios: now | 6 months | 1 year", "columns: 1x | spike", "a = 1 | 2 | 3", "b = a * 2",
    "c = ? | 4 | 5", "d = 10 GB, +4 GB/month", "e = b + c", "| x | 1 | 2 | 3 |", "f = 100 * load",
    "review when d > 20 GB", "g = 2 * d = 20 | 60 | 1", "|---|---|---|---|", "| m | now | 1 year |",
    "h = 1 | 2", "a = 7", "scenarios: now | 1 year | 3 years", "i = e / b, N+1", "",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.randoms(use_true_random=False))
def test_a_sheet_typed_line_by_line_is_the_sheet_read_at_once(
    chosen: list[str], rng: random.Random
) -> None:
    workings = Workings()
    texts = list(chosen)
    for _ in range(4):
        text = "\n".join(texts)
        assert records(evaluate(text, workings=workings)) == records(evaluate(text))
        if texts:
            texts[rng.randrange(len(texts))] = rng.choice(PIECES)


def drawn(text: str, room: int) -> list[str]:
    return plain(BOARD.draw(evaluate(text), room, 0)).split("\n")


PLAN = f"""{YEAR}MAU = 10M, +8%/month
a name that is far too long to stand at the left of a row = 2 * MAU
servers = ceil(MAU / 1.2M users) = 9 | 14 | 20
open = ? | 1 | 2 TB
per server: 500
review when MAU > 20M"""


def test_the_table_has_its_values_under_each_other() -> None:
    rows = drawn(PLAN, 80)
    assert rows[0].split() == ["now", "6", "months", "1", "year"]
    assert rows[0].index("6 months") + 8 == rows[1].index("15.87M") + 6 + 2
    assert "…" in rows[2]
    assert "20 ✗" not in rows[3] and "21 ✗" in rows[3]
    assert any("1 year: ✗ 20" in row for row in rows)
    assert "·" in next(row for row in rows if row.startswith("open"))


@pytest.mark.parametrize("room", [40, 60, 80, 120])
def test_more_columns_than_fit_wrap_and_break_no_number(room: int) -> None:
    titles = " | ".join(f"{n} months" for n in range(8))
    cells = [f"{n}23,456" for n in range(1, 9)]
    rows = drawn(f"scenarios: {titles}\nlines kept = {' | '.join(cells)}", room)
    assert all(width(row) <= room for row in rows)
    told = " ".join(rows)
    sheet = evaluate(f"scenarios: {titles}\nlines kept = {' | '.join(cells)}")
    assert all(f"{cell.figure} " in f"{told} " for cell in sheet.lines[1].cells)
    assert all(f"{n} months" in told for n in range(8))


def test_findings_name_errors_and_wrong_answers_in_columns() -> None:
    sheet: Sheet = evaluate(f"{YEAR}a = 1 | 2\nb = 3 | 4 | 5 = 3 | 4 | 9")
    codes = [finding.code for finding in BOARD.findings(sheet, Context())]
    assert codes[:2] == ["cannot-compute", "claim-off"]


@pytest.mark.parametrize("name", ["With 70% target / 8", "2x load / 4", "app servers", "CPU at 3x"])
@pytest.mark.parametrize("bars", ["{} | 10 | 20", "| {} | 10 | 20 |"])
def test_a_row_has_a_name_however_much_it_looks_like_a_sum(name: str, bars: str) -> None:
    sheet = evaluate(f"Scenario | now | 6 months\n{bars.format(name)}")
    assert sheet.header == 0
    assert [cell.value for cell in sheet.lines[1].cells] == [10, 20]


def test_a_row_of_amounts_is_no_heading() -> None:
    sheet = evaluate("time to live | 60 s | 90 s\npeak = 10 | 20")
    assert sheet.header == -1


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("| Data storage (GB) | 500, +40/month | | |", "500 740 980"),
        ("| Data storage (GB) | 500, +40/month | ___ | ___ |", "500 740 980"),
        ("storage = 500 GB, +40 GB/month | |", "500 740 980"),
        ("| Peak users | 2M, +4%/month | ? | |", None),
        ("| Peak users | 2M | +4%/month | |", None),
    ],
)
def test_growth_in_the_first_cell_fills_the_blanks_of_a_form(row: str, wanted: str | None) -> None:
    sheet = evaluate(f"| Metric | Current | 6 months | 1 year |\n|---|---|---|---|\n{row}\n")
    line = sheet.lines[2]
    if wanted is None:
        assert line.kind == "error"
    else:
        assert " ".join(cell.shown.split()[0] for cell in line.cells) == wanted
        assert "|" not in line.formula
        assert "+40" in line.formula


def test_a_table_whose_rows_are_times_lends_no_unit_from_cell_to_cell() -> None:
    sheet = evaluate(
        "| Time period | Sessions | Points | Storage |\n|---|---|---|---|\n"
        "| 1 week | 7 | 8,400 | ~16 KB |\n| 6 months | 180 | 216,000 | ~280 KB |\n"
    )
    assert [line.kind for line in sheet.lines[2:4]] == ["error", "error"]
    assert "one row holds one kind" in sheet.lines[2].message
