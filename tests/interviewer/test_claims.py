"""Statements that want confirmation: confirmed where the fact agrees, corrected where not."""

from typing import Any

import pytest

from coach.catalog.prompt import Prompt
from coach.interviewer.claims import NO, YES, judged, wanted
from coach.interviewer.clarifier import answer
from coach.interviewer.placing import match
from coach.interviewer.questions import clauses
from coach.session import events as ev

LINKS = "About 10 million new links a day."
REGIONS = "Worldwide, three regions of our own."
HOLD = "Seven minutes from the choice to the end of the payment."


@pytest.mark.parametrize(
    ("claim", "fact", "begins"),
    [
        ("10M links a day", LINKS, YES),
        ("10,000,000 links per day", LINKS, YES),
        ("10.1M links a day", LINKS, YES),
        ("10.5M links a day", LINKS, NO),
        ("100M links", LINKS, NO),
        ("a single region", REGIONS, NO),
        ("three regions", REGIONS, YES),
        ("99.9% availability", "99.95 %", NO),
        ("99.95 percent", "99.95 %", YES),
        ("under 200ms", "300 ms at the 99th percentile", NO),
        ("p99 of 300ms", "300 ms at the 99th percentile", YES),
        ("7 min hold", HOLD, YES),
        ("7 hours", HOLD, NO),
        ("read heavy, 100:1", "opened 100 times: 100 reads for a write", YES),
        ("500 KB a page", LINKS, ""),
        ("links are made often", LINKS, ""),
        ("", "", ""),
    ],
)
def test_an_amount_claimed_is_held_against_the_fact(claim: str, fact: str, begins: str) -> None:
    assert judged(claim, fact) == begins


def test_a_claimed_count_asks_how_many() -> None:
    assert wanted("100M users") == "how many users"
    assert wanted("99.9% availability") == "availability"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("so 10 million links a day, right?", f"{YES}About 10 million"),
        ("I assume 50M new links per day, correct?", f"{NO}About 10 million"),
        ("I guess a link lives 5 years, yes?", f"{YES}Five years"),
        ("about 10 million links a day, I suppose.", f"{YES}About 10 million"),
        ("I guess a link lives 5 years", f"{YES}Five years"),
        ("we get 50 million new links per day, right", f"{NO}About 10 million"),
    ],
)
def test_a_claim_is_confirmed_or_corrected(text: str, begins: str, stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    stage.say(text)
    told = [entry.event for entry in stage.entries if isinstance(entry.event, ev.FactRevealed)]
    assert [event.answer[: len(begins)] for event in told] == [begins]


@pytest.mark.parametrize(
    "text",
    [
        "I assume 3.5 million users.",
        "that is about 12k per second, I think",
        "we write to the log first, I would say",
    ],
)
def test_what_needs_no_confirmation_gets_none(text: str, prompt: Prompt) -> None:
    assert answer(prompt, text).text == ""


def test_a_claim_is_not_judged_twice(prompt: Prompt) -> None:
    reply = answer(prompt, "so 10 million links a day, right?", already=("new-links",))
    assert reply.text.startswith("As I said")
    assert reply.lead == ""


def test_a_clause_of_a_word_or_two_asks_of_what_the_one_before_names(prompt: Prompt) -> None:
    assert clauses("who may switch a link off, and how fast?")[0] == (
        "who may switch a link off, and how fast?",
    )
    assert match(prompt, "how many links a day, and how many redirects per day?") == (
        "new-links",
        "redirects",
    )
