"""The end of a session over lines: the guess, the questions, the debrief without a drawing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.asks import Ask
from coach.debrief.score import Debrief, score
from coach.journal.file import read
from coach.live.opening import begin
from coach.sit.debrief_words import debrief_lines
from tests.sit.conftest import Sat
from tests.sit.test_line_seat import DRAWN
from tests.ui.conftest import Stage

SESSIONS = Path(__file__).resolve().parents[1] / "data" / "sessions"
Seated = Callable[..., Sat]
WORDS = (
    "How many new links are created per day, and how long do they have to live?",
    "notes: - create short link, optional custom alias (first come first served)",
    "estimate: new links = 10M/day in links/s",
    "/next",
    "I assume that reads outnumber writes by far, so a cache stands in front.",
    "/next",
    "diagram: browser -> load balancer x2 -> shortener x3 -> links db, redis",
    "api: POST /links {long_url} -> 201 {code}",
    "The shortener looks in redis, and on a miss reads the links db and fills redis.",
    "/next",
    "Each server takes a block of a million numbers, so no two can make the same code.",
    "/next",
    "When the number allocator is down, servers still have the rest of their block.",
)


def unsure(debrief: Debrief) -> tuple[Ask, ...]:
    """Two questions, whatever the rules of hearing are."""
    missed = [point for point in debrief.points if not point.met][:2]
    return tuple(
        Ask(point.id, point.text, point.worth, 5, "said", "these words", "earlier", "later")
        for point in missed
    )


def test_the_end_is_told_to_its_last_question(
    seated: Seated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.debrief.asks.asks", unsure)
    sat = seated()
    sat.hear(*WORDS)
    told = sat.hear("/finish")
    if told[-1].startswith("One thing before you finish"):
        told = sat.hear("Then I add shards.", "/finish")
    assert told[-1] == "Finish: yes or no?"
    told = sat.hear("yes")
    assert told[-1].startswith("Before you hear it: how many points")
    assert sat.hear("a lot") == ["A whole number from 0 to 100, please; Enter alone skips."]
    told = sat.hear("40")
    questions = 0
    while "did it say: " in told[-1]:
        questions += 1
        if questions == 1:
            assert sat.hear("perhaps")[0].startswith("yes, no, Enter")
        told = sat.hear("yes" if questions == 1 else "")
        assert questions < 30
    assert questions == 2
    told = list(told)
    assert len(sat.seat.state.overruled) == 1
    assert sat.seat.state.predicted == 40
    assert sat.seat.state.score is not None
    assert told[-1].startswith("A point that you made and that was not heard can be claimed")
    claims(sat)
    page = "\n".join(told)
    assert "self-assessed" in page
    for line in ("Requirements, ", "The reference, told:", "Heard: ", "Missed: ", "You predicted"):
        assert line in page
    assert not DRAWN.search(page)
    assert not any(line.startswith(("+ ", "– ", "× ", "· ", "0 100")) for line in told)


def claims(sat: Sat) -> None:
    """Claims one of the missed points by a sentence, after everything that is no claim."""
    missed = list(sat.hear("missed"))
    assert missed[0].startswith("1: ")
    assert sat.hear("99: redis")[0].startswith("The number of a point, 1 to ")
    assert sat.hear("1: zebra") == [
        "No sentence of yours has these words. `coach show` reads all.",
    ]
    several = list(sat.hear("1: the"))
    assert len(several) > 2
    assert several[-1].startswith("Which? More of its words, or its entry: 3: #")
    before = sat.seat.state.score
    told = list(sat.hear("1: million numbers"))
    assert told[0].startswith("Counted on your word, by #"), told
    assert sat.seat.state.overruled[-1].met
    assert before is not None
    assert sat.seat.state.score is not None
    assert sat.seat.state.score.total > before.total
    assert list(sat.hear("missed")) == missed[1:]
    assert sat.hear("1: million") == ["That one counts already."]
    assert not sat.seat.over
    assert sat.hear("")[-1].startswith("`coach debrief ")
    assert sat.seat.over


def test_no_word_of_the_page_but_its_drawings_is_lost(seated: Seated) -> None:
    from coach.debrief.report import as_text
    from coach.live.closing import record_score
    from coach.session.decide import Close

    sat = seated()
    sat.hear(*WORDS)
    sat.seat.live.do(Close())
    result = record_score(sat.seat.sitting)
    assert result is not None
    spoken = set(re.findall("[A-Za-z]+", " ".join(debrief_lines(result))))
    for line in as_text(result, 10_000).splitlines():
        head = line.strip()
        if head and head[:2].isalpha() and not DRAWN.search(head) and not head.startswith("yours"):
            assert set(re.findall("[A-Za-z]+", head)) <= spoken, line


def test_too_short_a_session_keeps_the_reference_unseen(stage: Stage) -> None:
    sat = Sat(stage, begin(stage.environment, "url-shortener", "mid", "45", "coach"))
    told = sat.hear("One word.", "/finish yes")
    assert told[-1].startswith("Say give up to see the reference")
    told = sat.hear("")
    assert sat.seat.over
    assert not sat.seat.state.gave_up
    assert len(told) == 1


def test_leaving_says_how_to_go_on(seated: Seated) -> None:
    sat = seated()
    told = sat.hear("A word.", "/leave")
    assert told[-1].startswith("Saved. `coach sit ")
    assert sat.seat.over


@pytest.mark.parametrize("name", ["url-shortener-weak", "url-shortener-strong"])
def test_no_bar_is_read_out_however_little_was_earned(name: str) -> None:
    history = read(SESSIONS / f"{name}.jsonl").history
    debrief = score(
        load("url-shortener", folders()), load_workflow("interview", folders()), history
    )
    told = list(debrief_lines(debrief))
    assert not [line for line in told if re.search(r"(^|[ ,])[█▌?×·─╷]+(,| |$)", line)]
    groups = debrief.tally.groups
    assert any(round(group.points) == 0 for group in groups) == (name == "url-shortener-weak")
    for group in groups:
        assert f"{group.title}, {round(group.points)} of {round(group.worth)}" in told
