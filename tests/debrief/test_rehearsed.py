"""Whole rehearsed sessions: who was not followed, whose verdict stands, and how deep words go."""

from functools import cache
from pathlib import Path

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.depth import NAMED
from coach.debrief.ear import MOST
from coach.debrief.following import UNSPOILT, Following
from coach.debrief.foremost import wrongs
from coach.debrief.score import Debrief, score
from coach.journal.entry_reader import read_bytes
from coach.session.history import whole

SESSIONS = Path(__file__).parents[1] / "data" / "rehearsed"


@cache
def debrief(name: str) -> Debrief:
    """The debrief of one of the sessions, at the level it was played at."""
    entries = read_bytes((SESSIONS / f"{name}.jsonl").read_bytes()).entries
    opened = entries[0].event
    prompt = load(getattr(opened, "prompt", ""), folders())
    return score(prompt, load_workflow(prompt.workflow, folders()), whole(entries))


def test_who_would_have_to_be_asked_too_much_was_not_followed() -> None:
    tally = debrief("news-feed.D").tally
    assert len(tally.unsure) > MOST
    assert not tally.following.enough
    assert Following(UNSPOILT, False).told.startswith("Too much of what you said comes near")
    assert (tally.verdict, debrief("news-feed.D").practice.first) == ("open", ())


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("h-web-crawler", "no hire"), ("news-feed.F", "hire")],
)
def test_a_verdict_stands_where_few_questions_are_left(name: str, verdict: str) -> None:
    assert debrief(name).tally.verdict == verdict


def test_no_verdict_stands_where_the_other_side_of_hire_is_too_likely() -> None:
    """Both ends say lean hire, and what was probably made and not heard would lift it."""
    tally = debrief("b-photo-sharing").tally
    assert tally.low.verdict == tally.high.verdict == "lean hire"
    assert (tally.verdict, tally.other) == ("open", "hire")
    assert tally.told == "lean hire or hire"


def test_what_a_question_can_bring_is_what_its_quotation_is_deep() -> None:
    """The span ends at what the points bring that are confirmed, and what names one brings half."""
    tally = debrief("news-feed.F").tally
    for point in tally.unsure:
        share = point.brings / point.worth
        assert share == pytest.approx(1.0 if point.says_how else NAMED, abs=0.01)
    asked = sum(point.brings for point in tally.unsure if not point.extra)
    assert tally.high.earned - tally.low.earned == pytest.approx(asked, abs=0.11)


def test_nothing_above_the_level_is_advised_while_the_level_itself_has_holes() -> None:
    for name in ("news-feed.F", "b-photo-sharing", "h-web-crawler"):
        shown = debrief(name)
        holes = any(not one.extra and one.points < one.worth for one in shown.points)
        above = {one.id for one in shown.points if one.extra}
        assert not holes or not above & {one.observable for one in shown.practice.first}


def test_what_fails_anywhere_is_told_with_its_reason_alone() -> None:
    """The point it is put to may be about something else: its own sentence would not answer it."""
    shown = debrief("h-web-crawler")
    wrong = [point for point in shown.points if point.wrong]
    page = "\n".join("".join(text for text, _ in row) for row in wrongs(shown, 400))
    assert wrong
    for point in wrong:
        assert point.wrong
        assert (f"Right: {point.missed}" in page) is not (point.wrong.anywhere or point.met)
