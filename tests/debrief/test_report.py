"""Two whole sessions on the URL shortener, and what their debriefs say."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.authoring.played import Played
from coach.boards.board import plain
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.as_json import as_data, as_json
from coach.debrief.report import as_text, report
from coach.debrief.score import Debrief, score
from coach.errors import Refused
from coach.journal.file import read
from coach.session import decide as it
from coach.session import scores
from coach.session.entry import Entry
from coach.session.history import whole
from coach.text import width
from tests import goldens

INTERVIEW = load_workflow("interview", folders())

TESTS = Path(__file__).resolve().parents[1]
SESSIONS = ("weak", "strong")


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    return load("url-shortener", folders())


@pytest.fixture(scope="module")
def played() -> Callable[[str], tuple[Entry, ...]]:
    def entries(name: str) -> tuple[Entry, ...]:
        found = read(TESTS / "data" / "sessions" / f"url-shortener-{name}.jsonl")
        assert found.damage is None
        return found.entries

    return entries


@pytest.fixture(scope="module")
def debriefs(
    shortener: Prompt, played: Callable[[str], tuple[Entry, ...]]
) -> dict[str, tuple[Debrief, tuple[Entry, ...]]]:
    return {
        name: (score(shortener, INTERVIEW, whole(played(name))), played(name)) for name in SESSIONS
    }


def _without_drawings(page: str) -> str:
    """The page with a word for each drawing: how boxes are laid out is held elsewhere."""
    return re.sub(
        r"^(Yours|Reference)\n(?:.+\n)+?(?=Reference$|\n)", r"\1: drawn\n", page, flags=re.M
    )


@pytest.mark.parametrize("name", SESSIONS)
def test_the_page_is_as_it_was_read_and_signed(
    name: str, debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]]
) -> None:
    text = _without_drawings(as_text(debriefs[name][0]))
    goldens.check(f"debrief/url-shortener-{name}.txt", text)


def test_the_verdicts_are_what_an_interviewer_would_sign(
    debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]],
) -> None:
    weak, strong = debriefs["weak"][0], debriefs["strong"][0]
    assert weak.verdict in ("no hire", "lean hire")
    assert 35 <= weak.total <= 60
    assert strong.verdict == "strong hire"
    assert 85 <= strong.total <= 98


@pytest.mark.parametrize("name", SESSIONS)
def test_every_point_cites_words_that_stand_at_its_entry(
    name: str, debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]]
) -> None:
    debrief, entries = debriefs[name]
    spoken = {one.n: one for one in debrief.state.conversation}
    for point in debrief.points:
        assert bool(point.evidence) == point.met, point.id
        for one in point.evidence:
            entry = entries[one.entry - 1]
            assert entry.n == one.entry
            assert entry.by == "candidate", point.id
            if one.how in ("said", "asked"):
                assert one.text.rstrip("…") in " ".join(spoken[one.entry].text.split())


@pytest.mark.parametrize("name", SESSIONS)
def test_the_points_add_up(
    name: str, debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]]
) -> None:
    debrief = debriefs[name][0]
    tally = debrief.tally
    earned = sum(point.points for point in debrief.points if not point.extra)
    assert tally.earned == pytest.approx(earned, abs=0.1)
    assert tally.total == pytest.approx(tally.earned + tally.extra - tally.hint_price, abs=0.15)
    assert sum(group.worth for group in debrief.groups) == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("cells", [60, 80, 132, 200])
def test_what_is_written_keeps_within_the_width(
    cells: int, debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]]
) -> None:
    text = plain(report(debriefs["strong"][0], cells))
    prose = [line for line in text.split("\n") if not re.search(r"[│┌┐└┘─═║▼◄►┆┄]", line)]
    drawing_words = 40
    wide = [line for line in prose if width(line) > cells]
    assert len(wide) < drawing_words
    assert not [line for line in wide if line.startswith(("  +", "  –", "  ·", "      #"))]


def test_both_drawings_stand_side_by_side_where_they_fit(
    debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]],
) -> None:
    text = plain(report(debriefs["weak"][0], 240))
    assert re.search(r"^Yours +│  Reference$", text, re.M)
    narrow = plain(report(debriefs["weak"][0], 80))
    assert re.search(r"^Yours$", narrow, re.M)


def test_json_has_every_observable_with_its_evidence(
    shortener: Prompt, debriefs: dict[str, tuple[Debrief, tuple[Entry, ...]]]
) -> None:
    debrief, entries = debriefs["strong"]
    found = json.loads(as_json(debrief))
    assert [one["id"] for one in found["observables"]] == [o.id for o in shortener.observables]
    for one in found["observables"]:
        assert bool(one["evidence"]) == one["met"]
        assert all(0 < e["entry"] <= len(entries) for e in one["evidence"])
        assert one["met"] or one["missed"]
    assert found["total"] == debrief.total
    assert found["verdict"] == debrief.verdict
    assert set(found["groups"]) == {one.group for one in debrief.groups}


def test_nothing_of_the_reference_is_written_without_an_attempt(
    stage: Played, prompt: Prompt
) -> None:
    stage.say("A few words, and then I close it.")
    stage.do(it.Close())
    debrief = score(prompt, INTERVIEW, stage.history)
    with pytest.raises(Refused):
        report(debrief)
    with pytest.raises(Refused):
        as_json(debrief)
    stage.do(it.GiveUp())
    assert "debrief at mid level" in as_text(score(prompt, INTERVIEW, stage.history))


def test_self_assessed_points_are_shown_as_such(stage: Played, prompt: Prompt) -> None:
    n = stage.say("One list of candidates, and points for each of them.")
    stage.do(scores.Overrule("aside", True, n, "Said at the very start."))
    stage.do(it.GiveUp())
    text = as_text(score(prompt, INTERVIEW, stage.history))
    assert "12 of it on your word" in text
    assert f"#{n} self-assessed “Said at the very start.”" in text


def test_another_level_than_was_played_is_named(stage: Played, prompt: Prompt) -> None:
    stage.do(it.GiveUp())
    text = as_text(score(prompt, INTERVIEW, stage.history, "staff"))
    assert text.startswith("City lost-and-found: debrief at staff level (played at mid level)")


def test_no_prediction_is_said(stage: Played, prompt: Prompt) -> None:
    stage.do(it.GiveUp())
    assert "No prediction was made." in as_text(score(prompt, INTERVIEW, stage.history))


def test_json_tells_the_words_one_was_looking_for(stage: Played, prompt: Prompt) -> None:
    stage.enter("design")
    n = stage.say("We need the machine that sends the traffic to different servers.")
    told = as_data(score(prompt, INTERVIEW, stage.history))["described_instead"]
    said = "sends the traffic to different servers"
    assert told == [{"entry": n, "said": said, "word": "load balancer"}]
