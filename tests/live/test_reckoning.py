"""Sessions that no debrief has scored are scored afterwards, in the index alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.debrief.score import RULES, score
from coach.journal.file import read
from coach.journal.library import Library
from coach.live.reckoning import reckon, wants
from coach.paths import Paths
from coach.session import events as ev
from coach.session.entry import Entry, encode

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions" / "url-shortener-strong.jsonl"


def keep(paths: Paths, text: str) -> Path:
    folder = paths.sessions / "2026"
    folder.mkdir(parents=True, mode=0o700)
    path = folder / "2026-01-01-url-shortener-0a.jsonl"
    path.write_text(text, "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def library(paths: Paths) -> Library:
    return Library(paths)


def test_a_session_without_a_debrief_is_scored_once_and_not_written(
    paths: Paths, library: Library
) -> None:
    path = keep(paths, unscored())
    folders = shelf.folders(paths.prompts)
    (before,) = library.sessions()
    assert before.score is None and before.closed and wants(before)
    assert reckon(library, folders) == 1
    (after,) = library.sessions()
    expected = score(
        shelf.load("url-shortener", folders),
        shelf.load_workflow("interview", folders),
        read(path).history,
    )
    assert (after.score, after.verdict) == (expected.total, expected.tally.told)
    assert after.worth == {group.group: group.worth for group in expected.groups}
    assert after.missed == tuple(point.id for point in expected.points if not point.met)
    assert (after.rules, after.reckoned) == (RULES, RULES) and not wants(after)
    assert reckon(library, folders) == 0
    assert path.read_text("utf-8") == unscored()


def test_a_recorded_total_stays_and_gets_its_groups(paths: Paths, library: Library) -> None:
    keep(paths, unscored() + added(ev.Scored(12.0, "no hire", {"estimate": 2.0})))
    (before,) = library.sessions()
    assert before.score == 12 and wants(before)
    assert reckon(library, shelf.folders(paths.prompts)) == 1
    (after,) = library.sessions()
    assert (after.score, after.verdict, after.rules) == (12, "no hire", before.rules)
    assert after.worth["estimate"] > 2 and after.reckoned == RULES


def test_what_has_all_its_points_is_left_alone(paths: Paths, library: Library) -> None:
    scored = ev.Scored(12.0, "no hire", {"estimate": 2.0}, worth={"estimate": 10.0})
    keep(paths, unscored() + added(scored))
    (before,) = library.sessions()
    assert reckon(library, shelf.folders(paths.prompts)) == 0
    assert library.sessions() == (before,)


def test_a_session_that_was_no_attempt_is_tried_once(paths: Paths, library: Library) -> None:
    path = keep(paths, unscored())
    opening = read(path).entries[0]
    path.write_bytes(encode(opening) + encode(Entry(2, 0.0, ev.CANDIDATE, ev.SessionClosed())))
    folders = shelf.folders(paths.prompts)
    assert reckon(library, folders) == 0
    (after,) = library.sessions()
    assert after.score is None and after.reckoned == RULES and not wants(after)


def test_a_prompt_that_is_gone_stops_nothing(paths: Paths, library: Library) -> None:
    keep(paths, unscored().replace('"prompt":"url-shortener"', '"prompt":"gone"'))
    assert reckon(library, shelf.folders(paths.prompts)) == 0
    (after,) = library.sessions()
    assert after.score is None


def test_it_stops_when_it_is_told_to(paths: Paths, library: Library) -> None:
    keep(paths, unscored())
    assert reckon(library, shelf.folders(paths.prompts), lambda: False) == 0


def test_somebody_elses_and_unfinished_ones_are_not_wanted(paths: Paths, library: Library) -> None:
    keep(paths, unscored())
    (one,) = library.sessions()
    assert not wants(replace(one, mine=False))
    assert not wants(replace(one, closed=False))
    assert not wants(replace(one, state="gave up"))
    assert not wants(replace(one, damage="broken"))


def unscored() -> str:
    """The session of the tests without its debrief."""
    rows = DATA.read_text("utf-8").splitlines(keepends=True)
    return "".join(row for row in rows if '"type":"scored"' not in row)


def added(event: ev.Event) -> str:
    """One more entry at the end of that session."""
    last = json.loads(unscored().splitlines()[-1])
    return encode(Entry(last["n"] + 1, last["at"], ev.CANDIDATE, event)).decode()
