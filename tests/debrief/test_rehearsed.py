"""Whole rehearsed sessions: who was not followed, whose verdict stands, and how deep words go."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.depth import NAMED
from coach.debrief.doubted import MOST as DOUBTFUL
from coach.debrief.doubted import MOST_ERRING
from coach.debrief.doubts import TORN
from coach.debrief.ear import ASKED_FROM, ASKED_LOST, MOST
from coach.debrief.evidence import quoted
from coach.debrief.following import FAMILIAR, Following
from coach.debrief.foremost import wrongs
from coach.debrief.score import Debrief, score
from coach.debrief.verdicts import OPEN
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


def test_who_speaks_in_other_words_is_asked_more_and_gets_neither_verdict_nor_advice() -> None:
    tally = debrief("news-feed.D").tally
    assert len(tally.unsure) > MOST
    assert not tally.following.enough
    assert Following(FAMILIAR, False).told.startswith("Too much of what you said comes near")
    assert (tally.verdict, debrief("news-feed.D").practice.first) == ("open", ())


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("h-web-crawler", "no hire"), ("news-feed.F", "hire"), ("b-photo-sharing", "lean hire")],
)
def test_a_verdict_stands_where_few_questions_are_left(name: str, verdict: str) -> None:
    assert debrief(name).tally.verdict == verdict


def test_where_no_verdict_stands_all_are_told_that_may_be() -> None:
    """Both ends say lean hire, and where what was not heard would lift it that is told as well."""
    tally = debrief("b-photo-sharing").tally
    assert tally.low.verdict == tally.high.verdict == "lean hire"
    assert tally.verdicts == ("lean hire",)
    open_ = replace(tally, verdict=OPEN, other="hire")
    assert open_.verdicts == ("lean hire", "hire")
    assert open_.told == "lean hire or hire"


def test_a_verdict_that_the_lower_end_does_not_reach_says_why_it_stands() -> None:
    tally = replace(debrief("b-photo-sharing").tally, verdict="hire")
    assert tally.because == (
        f"{tally.total:.0f} points are certain; with what you likely said besides, it is a hire or "
        "better in more than nine of ten cases."
    )
    assert "or better" not in replace(tally, verdict="strong hire").because


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


def test_what_is_quoted_as_wrong_earns_nothing_also_where_more_is_wrong_about_the_point() -> None:
    points = debrief("h-digital-wallet").points
    wrong = {(p.wrong.said.entry, quoted(p.wrong.said.text)) for p in points if p.wrong}
    assert len(wrong) >= 4
    assert not wrong & {(said.entry, said.text) for point in points for said in point.evidence}


def test_what_is_alike_to_an_error_and_likelier_right_is_asked_whatever_it_would_earn() -> None:
    """A commit "which never blocks" is no written error, and does not put right what was wrong."""
    points = {point.id: point for point in debrief("h-digital-wallet").points}
    assert points["weighs-protocols"].wrong is None
    across = points["moves-across"]
    assert across.state == "wrong"
    assert across.nearest is None or across.nearest.doubt == TORN


def test_of_the_sentences_that_show_a_point_the_likeliest_that_says_how_is_quoted() -> None:
    """Not the first that holds the words: "rebuild by pull on return" is only the end of it."""
    points = {point.id: point for point in debrief("news-feed.F").points}
    assert points["inactive"].evidence[0].text.startswith("inactive > 14 d: no push")
    assert points["inactive"].says_how


def test_who_was_not_followed_is_asked_from_a_lower_likelihood() -> None:
    shown = debrief("d-file-sync").tally
    assert not shown.following.enough
    assert len(shown.unsure) >= 6
    assert all(point.chance >= ASKED_LOST for point in shown.unsure)
    assert any(point.chance < ASKED_FROM for point in shown.unsure)


def test_a_question_quotes_what_is_about_its_point() -> None:
    """And not merely what stands near to it."""
    points = {point.id: point for point in debrief("d-file-sync").points}
    near = points["blocks-first"].nearest
    assert near
    assert near.text.startswith("Only once every slab is safely down")


def test_what_carries_the_design_is_credited_by_its_sentence_and_not_by_words_in_passing() -> None:
    """A directory's parent and its renaming hold the terms of keeping both versions; the sentence
    that says in other words that both are kept is the one that is quoted."""
    points = {point.id: point for point in debrief("d-file-sync").points}
    carrying = points["no-lost-update"]
    assert carrying.state == "heard"
    (shown,) = carrying.evidence
    assert shown.text.startswith("The refused laptop then pulls the other one's work")


def test_who_says_much_wrongly_is_told_more_that_may_be() -> None:
    erring = debrief("h-digital-wallet")
    assert DOUBTFUL < len(erring.doubted) <= MOST_ERRING
    said = {row.said.text for row in erring.doubted}
    assert any(text.startswith("To send money we subtract from the sender") for text in said)
    assert any(text.startswith("Kafka gives us exactly once") for text in said)
    assert len(debrief("b-photo-sharing").doubted) <= DOUBTFUL
