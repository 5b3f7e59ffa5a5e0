"""A point about the whole is asked about only where something was said of the whole."""

from dataclasses import replace

import pytest
from msgspec import convert

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.catalog.workflow import Workflow
from coach.debrief.closeness import closeness
from coach.debrief.ear import ASKED_FROM
from coach.debrief.likely import REMOTE, Likely, Listening, Manner, likely
from coach.debrief.score import case_from, score

INTERVIEW = load_workflow("interview", folders())
SUMS = convert(
    {
        "id": "finishes",
        "group": "communication",
        "phase": "bottlenecks",
        "weight": 10,
        "text": "Sums up what the shortlist costs",
        "missed": "End with what the shortlist saves and what it costs.",
        "shows": [{"said": [["to sum up", "in short"], ["saves", "costs"], ["shortlist"]]}],
    },
    Observable,
)


def summing(prompt: Prompt, workflow: Workflow, *said: str) -> Likely:
    """How likely somebody summed up who said much, most of it heard, and these words at the end."""
    kept = (known for known in prompt.observables if known.id != SUMS.id)
    prompt = prompt.but(observables=(*kept, SUMS))
    stage = Played(opening(prompt, workflow, "senior"))
    stage.enter("bottlenecks")
    for text in said:
        stage.say(text)
    manner = Manner(1.2, 0.7, frozenset({"asks", "aside"}), 0.8, 0, 0.0, 8.0)
    case = case_from(prompt, workflow, stage.history)
    return likely(Listening(case, closeness(case.prompt), (), manner), SUMS)


def test_nobody_is_asked_whether_an_alarm_sums_it_up(prompt: Prompt) -> None:
    groups = tuple(replace(group, whole=False) for group in INTERVIEW.groups)
    alarm = "One alarm rings when 30 reports wait for more than 2 minutes."
    plain = summing(prompt, replace(INTERVIEW, groups=groups), alarm)
    assert plain.chance >= ASKED_FROM
    assert not plain.remote
    hunch = summing(prompt, INTERVIEW, alarm)
    assert hunch.remote
    assert hunch.chance == REMOTE


@pytest.mark.parametrize(
    "said",
    [
        ("What the shortlist saves at the end sums up to nine tenths and costs the odd miss.",),
        ("In short, the shortlist is the trick.", "It costs the odd miss."),
    ],
)
def test_what_comes_near_or_stands_in_lines_in_a_row_is_asked_about(
    prompt: Prompt, said: tuple[str, ...]
) -> None:
    hunch = summing(prompt, INTERVIEW, *said)
    assert not hunch.remote
    assert hunch.chance >= ASKED_FROM


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("And storage is basically free these days.", False),
        ("And storage is basically 30 TB these days.", True),
    ],
)
def test_words_of_ones_own_give_a_number_where_one_is_to_be_worked_out(
    text: str, met: bool
) -> None:
    live = load("live-comments", folders())
    stage = Played(opening(live, INTERVIEW, "senior"))
    stage.enter("estimate")
    stage.say(text)
    points = score(live, INTERVIEW, stage.history, "senior").points
    assert next(point for point in points if point.id == "est-storage").met is met
