"""The estimate board: results beside lines, findings, drawings, exports, and what others ask it."""

import json
import re
from fractions import Fraction

import pytest

from coach.boards.board import Context, Known, Severity, plain
from coach.boards.estimate.estimate_board import BOARD, results
from coach.boards.estimate.estimate_completion import complete
from coach.boards.estimate.references import REFERENCES
from coach.boards.estimate.sheet import evaluate
from coach.boards.estimate.steps import steps
from coach.boards.estimate.templates import TEMPLATES, Template
from coach.errors import UsageError

TRAFFIC = "DAU = 10M\nrequests = 10 req/user/day * DAU\npeak rps = 3 * requests in req/s"


def roles(row: tuple[tuple[str, str], ...]) -> list[str]:
    return [role for _, role in row]


def test_each_line_has_its_result_at_its_right() -> None:
    rows = results(TRAFFIC + "\n# done\n3-5 KB\n3600 / 500 = 7 servers\n5 GB + 3 s")
    assert rows[0] == (("10M users", "value"),)
    assert rows[1][:2] == (("100M req/day", "value"), (" · ~1,160 req/s", "dim"))
    assert rows[3] == ()
    assert roles(rows[4]) == ["range"]
    assert roles(rows[5]) == ["claim-off"]
    assert roles(rows[6]) == ["error"]


def test_an_error_waits_until_the_cursor_has_left() -> None:
    before = results("DAU = 10M\nx = DAU * 2", 0)
    during = results("DAU = 10M *\nx = DAU * 2", 0, before)
    assert during[0] == (("10M users", "dim"),)
    assert during[1] == (("20M users", "dim"),)
    still = results("DAU = 10M * /\nx = DAU * 2", 0, during)
    assert still[0] == (("10M users", "dim"),)
    after = results("DAU = 10M *\nx = DAU * 2", 1, still)
    assert roles(after[0]) == ["error"]


def test_an_error_on_another_line_is_shown_at_once() -> None:
    rows = results("5 GB + 3 s\n1 + 1", 1)
    assert roles(rows[0]) == ["error"]


def test_findings_stand_errors_first() -> None:
    sheet = BOARD.parse("hit rate = 120%\n180 / 0.7 = 257 cores\nfoo * 2")
    found = BOARD.findings(sheet, Context())
    assert [one.severity for one in found] == [Severity.ERROR, Severity.WARNING, Severity.HINT]
    assert [one.code for one in found] == ["cannot-compute", "claim-short", "estimate-hint"]
    assert found[0].span is not None
    assert sheet.lines[2].text == "foo * 2"
    assert (found[0].span.start, found[0].span.end) == (38, 45)


def test_values_of_other_sheets_are_known() -> None:
    known = {"peak rps": Known("peak rps", Fraction(3600), "req/s")}
    assert evaluate("peak rps / 500 rps", known).lines[0].value == Fraction(36, 5)
    sheet = BOARD.parse("peak rps / 500 rps")
    assert BOARD.findings(sheet, Context())[0].severity is Severity.ERROR
    assert BOARD.findings(sheet, Context(values=known)) == ()


def test_the_drawing_puts_results_at_the_right_edge() -> None:
    drawn = plain(BOARD.draw(BOARD.parse(TRAFFIC), 80, 10)).splitlines()
    assert len(drawn[0]) == 80
    assert drawn[0].startswith("DAU = 10M ") and drawn[0].endswith(" 10M users")


def test_a_result_that_does_not_fit_stands_below() -> None:
    long = "requests of all the people = 100 req/user/day * 10M users"
    drawn = plain(BOARD.draw(BOARD.parse(long), 60, 10)).splitlines()
    assert len(drawn) == 2
    assert drawn[1].strip().startswith("1B req/day")


def test_markdown_has_assumptions_formulas_and_results() -> None:
    text = BOARD.export(BOARD.parse(TRAFFIC + "\nfoo * 2\n3600 / 500 = 8 servers"), "markdown")
    assert "| DAU | 10M users |" in text
    assert (
        "| requests | `10 req/user/day × DAU` | 100M req/day (\\~1,160 req/s) |  |"
        in text.replace("*", "×")
    )
    assert r"7.2 -\> 8 servers ✓" in text
    assert "| `foo * 2` | foo is not defined" in text
    assert BOARD.export(BOARD.parse("just words"), "markdown") == "Nothing was estimated.\n"


def test_markdown_has_a_column_for_each_scenario() -> None:
    text = BOARD.export(
        BOARD.parse("scenarios: now | 1 year\nMAU = 10M | 25M\nx = MAU * 2"), "markdown"
    )
    assert "| What | Formula | now | 1 year |" in text
    assert "| x | `MAU * 2` | 20M users | 50M users |" in text


def test_json_says_exactly_what_a_line_is() -> None:
    made = json.loads(BOARD.export(BOARD.parse("x = 10 / 3\nw = 4..6\n\nfoo * 2"), "json"))
    assert made[0]["exact"] == "10/3"
    assert made[0]["value"] == pytest.approx(10 / 3)
    assert (made[1]["kind"], made[1]["lo"], made[1]["hi"]) == ("range", 4, 6)
    assert made[2]["kind"] == "none"
    assert made[3]["kind"] == "error" and made[3]["message"]
    keys = [
        "text",
        "kind",
        "value",
        "unit",
        "lo",
        "hi",
        "exact",
        "shown",
        "message",
        "claims",
        "hints",
        "cells",
        "column",
        "columns",
    ]
    assert all(list(one) == keys for one in made)


def test_a_format_of_other_boards_is_refused() -> None:
    with pytest.raises(UsageError, match="no format svg"):
        BOARD.export(BOARD.parse("1"), "svg")


def test_values_are_known_by_name() -> None:
    values = evaluate(TRAFFIC).values
    assert values["peak rps"].unit == "req/s"
    assert values["peak rps"].value == Fraction(31250, 9)


@pytest.mark.parametrize("template", TEMPLATES, ids=[one.id for one in TEMPLATES])
def test_every_template_computes_as_it_stands(template: Template) -> None:
    lines = evaluate(template.text).lines
    assert [line.message for line in lines if line.kind == "error"] == []
    empty = [line.text for line in lines if line.kind == "none" and line.text]
    assert len(empty) == 1 and empty[0].startswith("# ")


def test_steps_are_read_aloud() -> None:
    sheet = evaluate("DAU = 1M\nrequests = 100 req/user/day * DAU")
    assert steps(sheet, 1) == (
        "DAU is 1M users, from line 1.",
        "100 req/user/day times 1,000,000 users is 100M req/day.",
        "That is ~1,160 req/s.",
    )
    assert steps(evaluate("words only"), 0) == ()
    told = steps(evaluate("180 cores / 70% = 257 cores"), 0)
    assert told[0] == "180 cores divided by 70% is 257.1 -> 258 cores."
    assert told[-1] == "Your answer does not hold: 257 cores, short by 1."


def test_reference_numbers_have_source_and_year() -> None:
    assert {one.group for one in REFERENCES} >= {"Latency", "Powers of two", "Time", "Links"}
    assert all(one.source and 1990 < one.year < 2030 for one in REFERENCES)
    assert len({(one.group, one.what) for one in REFERENCES}) == len(REFERENCES)


@pytest.mark.parametrize(
    ("line", "names", "rest"),
    [
        ("x = 5 mil", (), "lion"),
        ("peak = 3x av", ("avg rps", "peak"), "g rps"),
        ("a = 100 req/us", (), "er"),
        ("total = storage * dai", ("daily growth", "storage"), "ly growth"),
        ("stor", ("storage",), ""),
        ("# some us", (), ""),
        ("x = 5 users", (), ""),
        ("rate = 5 req per se", (), "cond"),
        ("x = DA", ("DAU",), "U"),
        ("x = da", ("DAU",), "u"),
        ("x = read qps per", ("read QPS per Node",), " node"),
    ],
)
def test_completion(line: str, names: tuple[str, ...], rest: str) -> None:
    assert complete(line, len(line), names) == rest


def test_markdown_holds_no_element_and_no_link() -> None:
    text = (
        "<script>x</script> = 5 GB\n[a](javascript:b) = 3 * 4 = 13\n`c` <b> = 5 * 2 `|` 1\n"
        "scenarios: <i> | [d](data:e)\nf = 1 | 2\ng = 3 * <u> + 1"
    )
    written = BOARD.export(BOARD.parse(text), "markdown")
    outside = re.sub(r"(`+).+?\1", "", written)
    assert "script" in written
    assert not re.search(r"(?<!\\)<[a-z/]", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)


@pytest.mark.parametrize("line", ["a = 3)", "a = 3}", "a = 3]"])
def test_a_bracket_too_many_is_complained_of_whichever_it_is(line: str) -> None:
    told = "".join(text for text, _ in results(line)[0])
    assert told == "nothing opens this bracket: write ( where it begins"
