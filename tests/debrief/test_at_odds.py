"""What does not fit together, by pairs that do not fit and pairs that do."""

import pytest

from coach.authoring.played import Played
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.debrief.at_odds import (
    FAR,
    denies,
    drawn_all_the_same,
    other_number,
    other_than_worked_out,
)
from coach.debrief.report import as_text
from coach.debrief.score import score
from coach.language.normal import normal_stems
from coach.session import decide as it

PEOPLE = "200 million people a day, 600 million people a month."
KEPT = "Events for 90 days, counts by minute for a week."
SHEET = "writes = 100M / 1 day\nreads = writes * 100"
DRAWING = "api -> redis [cache]\napi -> orders db"


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (PEOPLE, "With 20 million people a day this is easy."),
        (PEOPLE, "We have two billion people a day."),
        (KEPT, "We keep the events for 10 years."),
        ("10 million links a day.", "That makes 100 million links a day."),
    ],
)
def test_another_number_than_was_told_is_at_odds(answer: str, text: str) -> None:
    assert other_number(answer, text, [answer])


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (PEOPLE, "With 200 million people a day this is hard."),
        (PEOPLE, "About 250 million people a day is what I plan for."),
        (PEOPLE, "600 million people a month come."),
        (PEOPLE, "20 million people a day per region."),
        (PEOPLE, "If 20 million people a day came from one country?"),
        (PEOPLE, "That is 2,300 people a second."),
        (PEOPLE, "20 million of them are away."),
        (KEPT, "We keep the events for 90 days."),
        (KEPT, "Counts by minute are kept for 7 days."),
        ("12 calls a day.", "We make 50 calls a day."),
    ],
)
def test_the_same_or_a_part_or_another_time_is_not(answer: str, text: str) -> None:
    assert not other_number(answer, text, [answer])


def test_what_the_sheet_works_out_may_be_said() -> None:
    text = "We get 2 billion people a day."
    assert other_number(PEOPLE, text, [PEOPLE])
    assert not other_number(PEOPLE, text, [PEOPLE, "1.9 billion people a day in five years"])


def test_far_is_more_than_a_rounding() -> None:
    told = "1 million links a day."
    assert not other_number(told, f"{FAR - 0.1:g} million links a day", [told])
    assert other_number(told, f"{FAR:g} million links a day", [told])


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            "An expired code is never handed to somebody else.",
            "An expired code is handed to somebody else.",
        ),
        ("No person outside the company reads lines.", "A person outside the company reads lines."),
    ],
)
def test_who_says_what_was_denied_is_at_odds(answer: str, text: str) -> None:
    assert denies(answer, text)


@pytest.mark.parametrize(
    "text",
    [
        "An expired code is never handed out again.",
        "An expired code is not handed to somebody else.",
        "What if an expired code is handed to somebody else?",
        "If an expired code is handed to somebody else they see strange things.",
        "Codes are handed out.",
    ],
)
def test_who_agrees_asks_or_supposes_is_not(text: str) -> None:
    assert not denies("An expired code is never handed to somebody else.", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("That makes 20,000 writes a second.", "writes = 100M / 1 day"),
        ("The writes are 40 a second.", "writes = 100M / 1 day"),
    ],
)
def test_a_number_that_the_own_sheet_does_not_know_is_at_odds(text: str, line: str) -> None:
    assert other_than_worked_out(SHEET, text).startswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "That makes 1,200 writes a second.",
        "116,000 a second, writes and reads together.",
        "At the peak 20,000 writes a second.",
        "Each server takes 20,000 writes a second.",
        "Giant: 20,000 writes a second.",
        "The 20,000 writes a second pass one conductor.",
        "The biggest customer makes 20,000 writes a second.",
        "20,000 likes a second.",
        "20,000 writes.",
    ],
)
def test_what_it_works_out_or_is_about_something_else_is_not(text: str) -> None:
    assert other_than_worked_out(SHEET, text) == ""


def test_a_part_that_is_denied_and_drawn_is_at_odds() -> None:
    assert drawn("We need no cache.") == "redis"
    assert drawn("So there is no cache, the database is quick enough.") == "redis"


@pytest.mark.parametrize(
    "text",
    [
        "We need no queue.",
        "There is no cache for the writes.",
        "No cache in the way of a payment.",
        "If there is no cache, the database is asked.",
        "We need a cache.",
    ],
)
def test_what_is_not_drawn_or_only_left_out_somewhere_is_not(text: str) -> None:
    assert drawn(text) == ""


def drawn(text: str) -> str:
    return drawn_all_the_same(DRAWING, text, normal_stems(text))


def test_the_page_says_what_does_not_fit_and_no_point_changes(
    stage: Played, prompt: Prompt
) -> None:
    interview = load_workflow("interview", folders())
    stage.enter("design")
    before = score(prompt, interview, stage.history, "senior").total
    drew = stage.do(it.EditBoard("diagram", DRAWING))
    said = stage.say("In this design we need no cache.")
    debrief = score(prompt, interview, stage.history, "senior")
    assert [(odd.said.entry, odd.against.text) for odd in debrief.at_odds] == [(said, "redis")]
    assert debrief.total == before
    assert drew
    if not debrief.refusal:
        assert "What does not fit together" in as_text(debrief)


@pytest.mark.parametrize("slug", ["news-feed"])
def test_the_reference_itself_fits_together(slug: str) -> None:
    prompt = load(slug, folders())
    known = (*(fact.answer for fact in prompt.facts), prompt.statement)
    for saying in prompt.answer.says:
        for fact in prompt.facts:
            assert not other_number(fact.answer, saying.text, known)
            assert not denies(fact.answer, saying.text)
