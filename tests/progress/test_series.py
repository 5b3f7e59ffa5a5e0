"""Series over sessions: what counts, what is weakest, and how it is drawn."""

import csv
import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from coach.progress.charts import LEAST_DRAWN, bar, charts, sparkline
from coach.progress.charts import csv as as_csv
from coach.progress.groups import LEAST_WORTH
from coach.progress.pictures import as_html, as_svg
from coach.progress.series import RECENT, SeriesPoint, progress
from tests.progress.summaries import drill, session


@pytest.mark.parametrize(
    "changes",
    [
        {"mine": False},
        {"damage": "broken"},
        {"damage": "newer"},
        {"closed": False},
        {"score": None},
        {"state": "gave up"},
        {"kind": "drill"},
    ],
)
def test_only_ones_own_finished_scored_whole_sound_sessions_count(
    changes: dict[str, object],
) -> None:
    counted = session("2026-03-01")
    other = replace(session("2026-03-02"), **changes)  # type: ignore[arg-type]
    assert progress((other, counted)).sessions == 1
    assert progress((replace(counted, damage="torn"),)).sessions == 1


def test_values_are_of_the_sessions_oldest_first() -> None:
    newer = session("2026-03-02", score=70.0, predicted=75, hints=("design",))
    found = progress((newer, session("2026-03-01")))
    assert [point.value for point in found.series["total"]] == [60.0, 70.0]
    assert [point.value for point in found.series["calibration"]] == [5.0]
    assert [point.value for point in found.series["hints"]] == [0, 1]
    assert [point.value for point in found.series["group.estimate"]] == [60.0, 60.0]
    assert [point.value for point in found.series["pace.estimate"]] == [0.5, 0.5]


def test_a_group_that_was_worth_little_says_nothing() -> None:
    little = session("2026-03-01", worth={"estimate": LEAST_WORTH - 0.1})
    assert progress((little,)).series["group.estimate"] == ()
    enough = session("2026-03-01", worth={"estimate": LEAST_WORTH})
    assert len(progress((enough,)).series["group.estimate"]) == 1


def test_the_weakest_group_is_told_by_its_points_in_the_last_sessions() -> None:
    bad = [session(f"2026-03-{n:02}", groups={"estimate": 0.0}) for n in range(20, 10, -1)]
    good = [session(f"2026-04-{n:02}", groups={"estimate": 10.0}) for n in range(20, 15, -1)]
    assert len(good) == RECENT
    (weak,) = progress((*good, *bad)).weakest
    assert (weak.group, weak.share, weak.sessions) == ("estimate", 100.0, RECENT)


def test_groups_of_other_workflows_come_after_the_interviews() -> None:
    other = session("2026-03-01", worth={"rollback": 9.0}, groups={"rollback": 3.0})
    names = [name for name in progress((other,)).series if name.startswith("group.")]
    assert names[-1] == "group.rollback"
    assert "group.requirements" in names


def points(*values: float, rules: int = 1) -> tuple[SeriesPoint, ...]:
    return tuple(SeriesPoint(str(n), "2026-03-01", value, rules) for n, value in enumerate(values))


def test_a_line_has_a_sign_a_session_and_a_bar_where_the_rules_changed() -> None:
    assert sparkline(points(0, 50, 100), 0, 100, 10) == "▁▅█"
    mixed = (*points(0, rules=1), *points(100, rules=2))
    assert sparkline(mixed, 0, 100, 10) == "▁▏█"
    assert sparkline(mixed, 0, 100, 10, plain=True).isascii()
    assert sparkline(points(*range(30)), 0, 30, 8) == sparkline(points(*range(22, 30)), 0, 30, 8)


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, ""), (1, "████"), (0.5, "██"), (0.03, "▏"), (2, "████"), (-1, "")]
)
def test_a_bar_is_drawn_in_eighths(share: float, drawn: str) -> None:
    assert bar(share, 4) == drawn


def text(rows: object) -> str:
    return "\n".join("".join(cell for cell, _ in row) for row in rows)  # type: ignore[attr-defined]


def test_the_page_draws_no_line_through_too_few_sessions() -> None:
    days = [f"2026-03-{n:02}" for n in range(LEAST_DRAWN, 0, -1)]
    few = text(charts(progress([session(day) for day in days[1:]]), date(2026, 3, 5)))
    enough = text(charts(progress([session(day) for day in days]), date(2026, 3, 5)))
    assert "▅" not in few
    assert "▅" in enough
    assert "3 sessions since 2026-03-01   3 in the last 28 days" in enough
    assert max(map(len, enough.splitlines())) <= 80 + 14


def test_nothing_yet_is_said() -> None:
    assert "begins with the first debrief" in text(charts(progress(()), date(2026, 3, 1)))
    assert "No scored session yet" in as_svg(progress(()))


def test_numbers_pictures_and_page_tell_the_same() -> None:
    found = progress([session(f"2026-03-{n:02}", score=50.5 + n) for n in range(9, 0, -1)])
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    total = [float(row["value"]) for row in rows if row["series"] == "total"]
    assert total == [point.value for point in found.series["total"]]
    svg = as_svg(found)
    ElementTree.fromstring(svg)
    page = as_html(found)
    for value in total:
        assert f"<td>{value:g}</td>" in page
    assert "51.5 → 59.5" in svg
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_field_with_commas_is_quoted() -> None:
    found = progress((session("2026-03-01", id='a,"b'),))
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert {row["id"] for row in rows} == {'a,"b'}


def test_a_drill_is_no_session_of_the_series() -> None:
    assert progress((drill("2026-03-01", "estimate"),)).sessions == 0


def test_progress_says_by_which_ear_its_points_are() -> None:
    from coach.boards.board import plain
    from coach.progress import charts

    told = plain(list(charts._foot(None)))  # type: ignore[arg-type]
    assert "by rule and on your word; a witness's are never among them" in told
    assert max(map(len, told.split("\n"))) <= 80


def test_four_weeks_are_counted_as_the_last_ones() -> None:
    made = progress([session(day) for day in ("2026-03-05", "2026-02-06", "2026-02-05")])
    assert "2 in the last 28 days" in text(charts(made, date(2026, 3, 5)))
