"""How one spoke, from the times at which a transcriber's lines came."""

from collections.abc import Callable

import pytest

from coach.debrief.aloud import Speech, _sentences, aloud, spoken
from coach.debrief.score import score
from coach.live.overheard import hand_over
from coach.session.admit import OVERHEARD
from coach.session.history import whole
from coach.session.state import Utterance
from tests.sit.conftest import Sat, seated, stage

__all__ = ["seated", "stage"]


def said(n: int, at: float, words: int) -> Utterance:
    return Utterance(n, at, "candidate", "word " * words, "", "clarify", OVERHEARD, at)


def test_words_a_minute_leave_silences_out() -> None:
    heard = [said(n, 10.0 * n, 20) for n in range(1, 8)]
    speech = spoken(heard, (), frozenset())
    assert speech.rate == 120
    assert speech.silences == ()
    late = [*heard, said(8, 70 + 80, 20)]
    speech = spoken(late, (), frozenset())
    assert speech.silences == ((70.0, 80.0),)
    assert speech.rate == round(140 / (80 / 60))
    assert spoken(late, (100.0, 120.0), frozenset()).silences == ((70.0, 30.0),)


def test_the_longest_talk_ends_where_something_was_decided() -> None:
    heard = [said(n, 15.0 * n, 20) for n in range(1, 20)]
    assert spoken(heard, (), frozenset()).talk == (15.0, 270.0)
    assert spoken(heard, (), frozenset({10})).talk == (15.0, 135.0)
    assert spoken(heard, (), frozenset({4})).talk == (60.0, 225.0)


@pytest.mark.parametrize(("seconds", "told"), [(179.0, False), (180.0, True)])
def test_three_minutes_without_a_decision_are_worth_a_sentence(seconds: float, told: bool) -> None:
    page = " ".join(_sentences(Speech(120, (), (60.0, seconds))))
    assert ("nothing was decided: 3:00, from 1:00" in page) == told


def test_it_stands_in_the_debrief_of_what_was_heard_alone(seated: Callable[..., Sat]) -> None:
    sat = seated()
    sat.hear("A typed line.")
    assert sat.seat.sitting.prompt is not None
    assert sat.seat.sitting.workflow is not None
    known = sat.seat.sitting.prompt, sat.seat.sitting.workflow
    assert not list(aloud(score(*known, whole(sat.seat.live.entries)), 80))
    for n in range(8):
        words = f"Then I say twelve more words about link number {n} here."
        hand_over(sat.seat.sitting.journal.path, words)
        sat.stage.clock.seconds += 5
        sat.seat.tick()
    rows = list(aloud(score(*known, whole(sat.seat.live.entries)), 80))
    page = "\n".join("".join(text for text, _ in row) for row in rows)
    assert page.startswith("How you spoke\n  About 132 words a minute")
