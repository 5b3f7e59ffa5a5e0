"""A light prompt's clarifier declines what nobody has decided, and grabs no fact for it."""

import pytest

from coach.catalog.shelf import folders, load, load_workflow
from coach.interviewer.clarifier import NOT_PLACED, UNKNOWN
from coach.interviewer.common_answers import answered, joined
from coach.interviewer.open_topics import OPEN, open_facts

ANSWERS = load_workflow("interview", folders()).answers
GARAGES = load("parking-garages", folders())
WHOLE = joined(GARAGES, ANSWERS)


@pytest.mark.parametrize(
    "question",
    [
        "How many nines do we need?",
        "Do drivers need an account?",
        "What's the read/write ratio?",
        "Who may change the prices?",
        "How fast do we grow?",
    ],
)
def test_a_question_about_an_open_topic_is_declined(question: str) -> None:
    reply = answered(GARAGES, WHOLE, question)
    assert reply.facts == ()
    assert reply.text in (*UNKNOWN, *NOT_PLACED)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Does the count need to be exact?", "accuracy"),
        ("How many cars use the garages every day?", "volume"),
        ("How long can someone wait at the gate?", "latency"),
    ],
)
def test_its_own_facts_are_still_told(question: str, fact: str) -> None:
    assert answered(GARAGES, WHOLE, question).facts == (fact,)


def test_nothing_open_is_ever_revealed_or_named_in_a_question_back() -> None:
    for fact in WHOLE.facts:
        if fact.id.startswith(OPEN):
            for ask in fact.asks:
                reply = answered(GARAGES, WHOLE, ask)
                assert not any(one.startswith(OPEN) for one in (*reply.facts, *reply.near))


def test_a_prompt_that_was_written_out_has_no_open_topics() -> None:
    assert list(open_facts(load("url-shortener", folders()), ())) == []
    assert OPEN not in " ".join(one.id for one in GARAGES.facts)
