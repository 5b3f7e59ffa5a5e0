"""`coach estimate` as a filter, its JSON, its check and its watch."""

import argparse
import io
import json
from pathlib import Path

import pytest

from coach.cli import estimate
from coach.errors import CoachError, NotFound, UsageError

SHEET = "DAU = 10M\nrequests = 10 req/user/day * DAU\n180 / 0.7 = 257 cores\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def args(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    estimate.add(parser.add_subparsers())
    return parser.parse_args(["estimate", *words])


def run(text: str, *words: str) -> tuple[int, str]:
    out = io.StringIO()
    code = estimate.run(args(*words), io.StringIO(text), out)
    return code, out.getvalue()


def test_results_stand_right_aligned_beside_their_lines() -> None:
    code, out = run(SHEET, "--width", "60")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "DAU = 10M" + "10M users".rjust(51)
    assert lines[2].strip() == "100M req/day · ~1,160 req/s"
    assert lines[3].endswith("✗ 257 cores, short by 1")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("text", "code"), [("Dear all,\nsee you on Friday.\n", 1), ("", 0), ("x = 3 *", 0)]
)
def test_a_text_without_anything_to_compute_ends_with_1(text: str, code: int) -> None:
    assert run(text)[0] == code


def test_json_is_one_object_a_line() -> None:
    _, out = run(SHEET, "--json")
    made = json.loads(out)
    assert [one["text"] for one in made] == SHEET.splitlines()
    assert (made[1]["value"], made[1]["unit"]) == (100_000_000, "req/day")
    shown = "✗ 257 cores, short by 1"
    assert made[2]["claims"] == [
        {"value": 257, "unit": "core", "verdict": "short", "shown": shown, "column": ""}
    ]


def test_a_file_is_read_and_cleaned(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("x = 5\u202e * 2\r\n", encoding="utf-8")
    _, out = run("", str(sheet))
    assert out.split() == ["x", "=", "5", "*", "2", "10"]


def test_markdown() -> None:
    _, out = run(SHEET, "--markdown")
    assert out.startswith("## Assumptions")


def test_check_prints_what_is_wrong_and_ends_with_1() -> None:
    assert run(SHEET, "--check") == (1, "line 3: ✗ 257 cores, short by 1\n")
    assert run("1 + 1", "--check") == (0, "")


COLUMNS = """scenarios: now | 1 year
n = 4 | 0
x = 8 / n = 2
storage = 500 GB, +40 GB/month
servers = 3,600 / 500, N+2 = 9
review when storage > 2 TB"""


def test_columns_are_checked_drawn_and_given_as_objects() -> None:
    code, said = run(COLUMNS, "--check")
    assert code == 1
    assert "line 3: 1 year: cannot divide" in said
    assert "line 5: ✗" in said
    made = json.loads(run(COLUMNS, "--json")[1])
    assert made[0]["kind"] == "columns"
    assert [cell["value"] for cell in made[0]["cells"]] == [0, 12]
    assert [cell["exact"] for cell in made[3]["cells"]] == ["500/1", "980/1"]
    assert (made[5]["value"], made[5]["unit"], made[5]["exact"]) == (37.5, "month", "75/2")
    assert "in 37.5 months" in run(COLUMNS)[1]
    assert "| storage | `500 GB, +40 GB/month` | 500 GB | 980 GB |" in run(COLUMNS, "--markdown")[1]


def test_a_sheet_that_is_cut_ends_with_1_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    text = "# a note\n" * 10_000 + "2 * 3\n" * 100
    for words in ((), ("--json",), ("--markdown",)):
        assert run(text, *words)[0] == 1
        assert "first 10,000 of 10,100 lines" in capsys.readouterr().err
    code, said = run(text, "--check")
    assert (code, said.count("\n")) == (1, 1)
    assert "first 10,000 of 10,100 lines" in said


def test_no_such_file() -> None:
    with pytest.raises(NotFound, match="no file"):
        run("", "/does/not/exist")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.bin"
    sheet.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        run("", str(sheet))


def test_a_text_that_is_too_long() -> None:
    with pytest.raises(UsageError, match="too long"):
        run("1\n" * estimate.SIZE_LIMIT)


def test_a_width_out_of_range() -> None:
    with pytest.raises(UsageError, match="out of range"):
        run("1", "--width", "3")


def test_watch_needs_a_file() -> None:
    with pytest.raises(UsageError, match="needs a file"):
        run("1", "--watch")


def test_watch_writes_again_when_the_text_changes(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("1 + 1", encoding="utf-8")
    texts = iter(["1 + 1", "2 + 2"])
    out = io.StringIO()

    def wait(seconds: float) -> None:
        after = next(texts, None)
        if after is None:
            raise KeyboardInterrupt
        sheet.write_text(after, encoding="utf-8")

    assert estimate.watch(sheet, args("--width", "30"), out, wait) == 0
    assert out.getvalue().split() == ["1", "+", "1", "2", "2", "+", "2", "4"]


def test_json_on_a_terminal_without_a_text_is_refused() -> None:
    with pytest.raises(UsageError, match="no text"):
        estimate.run(args("--json"), Terminal(), io.StringIO())


def test_without_a_text_on_a_terminal_the_calculator_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    from types import ModuleType

    opened = ModuleType("coach.ui.calculator")
    opened.__dict__["run"] = lambda: 7
    monkeypatch.setitem(sys.modules, "coach.ui.calculator", opened)
    assert estimate.run(args(), Terminal(), io.StringIO()) == 7
    monkeypatch.setitem(sys.modules, "coach.ui.calculator", None)
    with pytest.raises(CoachError, match="cannot be opened"):
        estimate.run(args(), Terminal(), io.StringIO())
