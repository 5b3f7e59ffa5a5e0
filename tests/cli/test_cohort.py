"""`coach cohort`: a shared folder as one table and one page, without names unless wanted."""

import csv
from pathlib import Path

import pytest

from coach.errors import NotFound
from coach.mock.cohort_rows import _cell
from tests.cli.test_debrief import DATA, home
from tests.cli.test_grading import run

__all__ = ["home"]


@pytest.fixture
def shared(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's folder: two people with a session each, and what does not belong there."""
    folder = tmp_path / "group"
    for person, name in (("Zoe <b>", "strong"), ("Adam", "weak")):
        (folder / person).mkdir(parents=True)
        raw = (DATA / f"url-shortener-{name}.jsonl").read_bytes()
        (folder / person / "one.jsonl").write_bytes(raw)
    (folder / "notes.jsonl").write_text("no session\n")
    (folder / "odd.grade.json").write_text("{")
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    return folder


def test_people_are_numbered_and_days_counted(shared: Path) -> None:
    told = run("cohort", str(shared))
    assert told == "2 finished sessions of 2 people: cohort.csv, cohort.html\n"
    text = Path("cohort.csv").read_text("utf-8")
    page = Path("cohort.html").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["who"] for row in rows} == {"person 1", "person 2"}
    assert all(row["prompt"] == "url-shortener" for row in rows)
    assert rows[0]["day"] == "1"
    for secret in ("Zoe", "Adam", "2026-", "b83f5a10"):
        assert secret not in text
        assert secret not in page
    assert "default-src 'none'" in page
    assert "<script" not in page


def test_names_stay_where_they_are_wanted_and_are_escaped(shared: Path) -> None:
    run("cohort", str(shared), "--names")
    assert "Zoe <b>" in Path("cohort.csv").read_text("utf-8")
    page = Path("cohort.html").read_text("utf-8")
    assert "Zoe &lt;b&gt;" in page
    assert "Zoe <b>" not in page


def test_a_folder_without_sessions_is_said(shared: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        run("cohort", str(tmp_path / "nowhere"))
    with pytest.raises(NotFound, match="No finished session"):
        run("cohort", str(tmp_path / "desk"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert _cell(text) == f"'{text}"
    assert _cell('a,"b"') == '"a,""b"""'
