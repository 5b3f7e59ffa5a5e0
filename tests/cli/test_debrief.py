"""`coach debrief`: what it prints, and when it refuses."""

import argparse
import io
import json
from pathlib import Path

import pytest

from coach.authoring.played import Played
from coach.cli import debrief
from coach.errors import NotFound, Refused
from coach.session import events as ev
from coach.session.entry import encode

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, with the strong session in it."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    from coach.paths import find, prepare

    paths = find({"COACH_HOME": str(tmp_path)})
    folder = prepare(prepare(paths.sessions) / "2026")
    name = "2026-03-21-url-shortener-b83f5a10.jsonl"
    (folder / name).write_bytes((DATA / "url-shortener-strong.jsonl").read_bytes())
    return folder


def run(*words: str) -> str:
    parser = argparse.ArgumentParser()
    debrief.add(parser.add_subparsers())
    args = parser.parse_args(["debrief", *words])
    out = io.StringIO()
    assert args.run(args, io.StringIO(), out) == 0
    return out.getvalue()


def test_it_prints_the_page(home: Path) -> None:
    text = run("b83f5a10")
    assert text.startswith("URL shortener: debrief at mid level\n")
    assert "STRONG HIRE" in text
    assert text.endswith("\n")


def test_another_level_is_harder(home: Path) -> None:
    mid, staff = (
        json.loads(run("b83f", "--json")),
        json.loads(run("b83f", "--json", "--level", "staff")),
    )
    assert (mid["level"], staff["level"]) == ("mid", "staff")
    assert staff["total"] < mid["total"]


def test_an_unknown_session_is_not_found(home: Path) -> None:
    with pytest.raises(NotFound):
        run("nothing-like-it")


def test_it_refuses_without_an_attempt(home: Path) -> None:
    opened = Played(
        ev.SessionOpened(
            session="c0ffee00",
            prompt="url-shortener",
            title="URL shortener",
            statement="Design one.",
            workflow="interview",
            level="mid",
            pace="45",
            mode="coach",
            wall="2026-03-22T10:00:00+00:00",
            phases=tuple(ev.Phase(id_, id_, 60, 120) for id_ in ("clarify", "estimate", "design")),
            boards=(),
        )
    )
    opened.enter("clarify")
    opened.say("Only a few words were said in here.")
    path = home / "2026-03-22-url-shortener-c0ffee00.jsonl"
    path.write_bytes(b"".join(encode(entry) for entry in opened.entries))
    with pytest.raises(Refused, match="three phases") as refused:
        run("c0ffee00")
    assert refused.value.hint
