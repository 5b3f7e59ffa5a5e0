"""One vague question earns for two things at most; one that asks several earns for those."""

from collections.abc import Callable

import pytest

from coach.authoring.played import Played
from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load_workflow
from coach.debrief.asking import things
from coach.debrief.score import score
from coach.session import decide as it

INTERVIEW = load_workflow("interview", folders())

TOPICS = ("users", "reports", "latency", "retention")


@pytest.fixture
def curious(prompt: Prompt, observable: Callable[..., Observable]) -> Prompt:
    """The prompt with an observable for each of four facts."""
    asks = tuple(
        observable(f"asks-{one}", "requirements", "clarify", 10, shows=[{"facts": [one]}])
        for one in TOPICS
    )
    return prompt.but(observables=asks)


def _met(prompt: Prompt, stage: Played) -> list[str]:
    return [
        one.id.removeprefix("asks-")
        for one in score(prompt, INTERVIEW, stage.history).points
        if one.met
    ]


@pytest.mark.parametrize(
    ("question", "met"),
    [
        ("What is the scale of it?", 2),
        ("So, well, what is the scale, please?", 2),
        ("How many users and reports are there, and what about latency?", 3),
        ("What are the users, the reports, the latency and the retention?", 4),
        ("How many users are there? How many reports? How quick must it be? Kept how long?", 4),
    ],
)
def test_a_question_earns_for_what_it_asks(
    question: str, met: int, stage: Played, curious: Prompt
) -> None:
    n = stage.say(question)
    for topic in TOPICS:
        stage.do(it.RevealFact(topic, f"About {topic}.", n), "interviewer")
    assert _met(curious, stage) == list(TOPICS[:met])


def test_each_question_has_its_own_share(stage: Played, curious: Prompt) -> None:
    for pair in (TOPICS[:2], TOPICS[2:]):
        n = stage.say("What can you tell me of the scale?")
        for topic in pair:
            stage.do(it.RevealFact(topic, f"About {topic}.", n), "interviewer")
    assert _met(curious, stage) == list(TOPICS)


def test_facts_nobody_scores_use_nothing_up(stage: Played, curious: Prompt) -> None:
    n = stage.say("What is the scale of it?")
    for topic in ("colour", "weather", "users", "reports", "latency"):
        stage.do(it.RevealFact(topic, f"About {topic}.", n), "interviewer")
    assert _met(curious, stage) == ["users", "reports"]


def test_things_are_counted_by_what_they_name() -> None:
    assert things("How many users are there?") == 1
    assert things("Latency, availability and consistency?") == 3
    assert things("I would use a cache.") == 0


def test_a_fact_said_again_takes_no_other_questions_place(stage: Played, curious: Prompt) -> None:
    first = stage.say("How many users are there?")
    stage.do(it.RevealFact("users", "About users.", first), "interviewer")
    second = stage.say("How many reports are there, and what about latency?")
    for topic in ("users", "reports", "latency"):
        stage.do(it.RevealFact(topic, f"About {topic}.", second), "interviewer")
    assert _met(curious, stage) == ["users", "reports", "latency"]
