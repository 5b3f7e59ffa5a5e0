"""Asking to hear the interviewer's last words again."""

from typing import Any

import pytest

from coach.interviewer.asking_back import ASKED_BACK
from coach.interviewer.repeating import NOT_UNDERSTOOD

AGAIN = (
    "what do you mean?",
    "sorry, can you repeat that?",
    "could you rephrase that please",
    "pardon?",
    "Sorry, I didn't catch that.",
    "what was that again",
    "come again?",
    "sorry?",
)


@pytest.fixture
def stage(stages: Any) -> Any:
    stage = stages.open()
    stage.enter("clarify")
    return stage


@pytest.mark.parametrize("text", AGAIN)
def test_an_answer_is_said_again(text: str, stage: Any) -> None:
    stage.say("How many links are made a day?")
    told = stage.heard()[-1]
    stage.say(text)
    assert stage.heard()[-1] == f"I said: {told}"


def test_a_question_back_stays_one_and_can_then_be_answered(stage: Any) -> None:
    stage.say("how many are there at a time?")
    asked = stage.heard(ASKED_BACK)
    assert asked
    stage.say("what do you mean?")
    assert stage.heard(ASKED_BACK) == asked * 2
    known = len(stage.state.facts)
    stage.say("the first")
    assert len(stage.state.facts) == known + 1


def test_what_was_not_understood_is_quoted(stage: Any) -> None:
    stage.say("xylophone frobnication?")
    stage.say("what do you mean?")
    assert stage.heard()[-1] == NOT_UNDERSTOOD.format(text="xylophone frobnication?")


def test_the_problem_is_repeated_where_nothing_else_was_said(stage: Any, stages: Any) -> None:
    stage.say("can you repeat that?")
    assert stage.heard()[-1] == stages.prompt.statement


@pytest.mark.parametrize("text", ["say", "What do you mean by active users?", "I follow."])
def test_other_words_are_not_taken_for_it(text: str, stage: Any) -> None:
    stage.say("How many links are made a day?")
    stage.say(text)
    assert not stage.heard()[-1].startswith("I said")
