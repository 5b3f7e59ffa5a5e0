"""A hint of the deep dive leads to a point, and is not given to who has made it in words."""

from dataclasses import replace

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.interviewer.hint_goals import goal_of, made
from coach.interviewer.hint_ladders import parts_of, reached
from coach.match.boards_seen import present
from coach.session.events import CANDIDATE
from coach.session.state import EMPTY, State, Utterance

WEBHOOKS = load("webhook-delivery", folders())
INTERVIEW = load_workflow("interview", folders())
SLOTS = next(ladder for ladder in WEBHOOKS.hints if ladder.about == "slots per address")
LIMIT = "Each endpoint has its own limit on concurrent requests, so a slow one only hurts itself."


def saying(*lines: str, diagram: str = "") -> State:
    spoken = (
        Utterance(n, 5.0, CANDIDATE, line, "", "deep-dive") for n, line in enumerate(lines, 3)
    )
    return replace(EMPTY, boards={"diagram": diagram}, conversation=tuple(spoken))


@pytest.mark.parametrize(
    ("about", "point"),
    [("slots per address", "isolates"), ("growing gaps", "spaced-retries")],
)
def test_a_ladder_leads_to_the_point_that_speaks_as_it_does(about: str, point: str) -> None:
    ladder = next(ladder for ladder in WEBHOOKS.hints if ladder.about == about)
    goal = goal_of(WEBHOOKS, ladder)
    assert goal is not None
    assert goal.id == point


def test_where_two_points_are_as_like_nothing_is_known() -> None:
    goal = goal_of(WEBHOOKS, SLOTS)
    assert goal is not None
    twice = WEBHOOKS.but(observables=(*WEBHOOKS.observables, goal.but(id="again")))
    assert goal_of(twice, SLOTS) is None
    assert made(saying(LIMIT), twice, SLOTS) is None


@pytest.mark.parametrize(
    ("lines", "heard"),
    [
        ((LIMIT,), True),
        (("Each endpoint has its own limit.", "A slow one is slow."), False),
        (("Each endpoint has a limit on open requests. A slow one only hurts itself.",), True),
        (("A worker takes what is due and sends it.",), False),
    ],
)
def test_a_point_is_made_in_one_sentence_or_two_in_a_row(
    lines: tuple[str, ...], heard: bool
) -> None:
    assert made(saying(*lines), WEBHOOKS, SLOTS) is heard
    assert reached(saying(*lines), WEBHOOKS, INTERVIEW, SLOTS) is heard


def test_boxes_alone_explain_nothing() -> None:
    assert WEBHOOKS.design is not None
    named = SLOTS.but(prescribe=f"{SLOTS.prescribe} The sender counts them.")
    assert parts_of(WEBHOOKS, named)
    drawn = saying("Here it is.", diagram=WEBHOOKS.design.reference)
    assert parts_of(WEBHOOKS, named) <= present(drawn, WEBHOOKS)
    assert not reached(drawn, WEBHOOKS, INTERVIEW, named)
