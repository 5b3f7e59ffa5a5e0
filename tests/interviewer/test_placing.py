"""One utterance, one fact: a scene and its question are one, two things asked are two."""

import pytest

from coach.catalog import shelf
from coach.interviewer.clarifier import answer
from coach.interviewer.matcher import Guess
from coach.interviewer.placing import surely
from coach.interviewer.questions import clauses
from coach.interviewer.shorthand import expanded


def facts(slug: str, text: str) -> tuple[str, ...]:
    return answer(shelf.load(slug, shelf.folders()), text).facts


@pytest.mark.parametrize(
    ("slug", "text", "fact"),
    [
        (
            "distributed-cache",
            "box dies, its entries are gone - can the dbs behind take that hit?",
            "loss",
        ),
        ("typeahead", "nasty phrase was reported - how quick off?", "blocked"),
        ("stock-exchange", "two people offer the same price - who gets served first", "fairness"),
        (
            "collaborative-editor",
            "Somebody loses permission while he has the page open. How fast is he thrown out?",
            "rights",
        ),
        ("ride-hailing", "driver ignores the ping, whats next", "decline"),
        ("rate-limiter", "is it ok when few calls too many slip through", "accuracy"),
        ("web-crawler", "Which pages should be fetched first?", "priority"),
    ],
)
def test_what_a_scene_is_about_outweighs_what_its_last_words_resemble(
    slug: str, text: str, fact: str
) -> None:
    assert facts(slug, text) == (fact,)


@pytest.mark.parametrize(
    ("slug", "text", "both"),
    [
        ("pastebin", "how many new per day, how many views", {"volume", "views"}),
        (
            "chat",
            "how quick from finger to screen, and how much downtime do you give me",
            {"latency", "availability"},
        ),
        ("file-sync", "How many files are there and how large are they?", {"stored", "file-size"}),
    ],
)
def test_two_things_asked_in_one_breath_are_both_answered(
    slug: str, text: str, both: set[str]
) -> None:
    assert set(facts(slug, text)) == both


@pytest.mark.parametrize(
    ("slug", "text", "fact"),
    [
        ("stock-exchange", "two bids same price: which goes first", "fairness"),
        ("message-queue", 'is "deliver this in 10 minutes" a thing we need', "delays"),
        ("ride-hailing", "every how many sec does a car tell where it is", "position-updates"),
        (
            "news-feed",
            "after i block someone do his old posts have to go away from my page too",
            "unfollow",
        ),
        ("distributed-cache", "Full memory - then drop the oldest, is my guess.", "eviction"),
    ],
)
def test_an_order_of_words_that_asks_needs_no_mark(slug: str, text: str, fact: str) -> None:
    assert facts(slug, text) == (fact,)


@pytest.mark.parametrize("text", ["Ok, I have what I need I think", "so that is it, I guess"])
def test_what_names_no_thing_asks_for_nothing(text: str) -> None:
    assert answer(shelf.load("photo-sharing", shelf.folders()), text).text == ""


def test_a_number_may_be_shortened_within_a_sentence_only() -> None:
    assert expanded("do we see the card no. ourselves") == "do we see the card number ourselves"
    assert expanded("no. how long is it kept?") == "no. how long is it kept?"


@pytest.mark.parametrize(
    ("slug", "text", "other"),
    [
        ("video-streaming", "creator finished uploading; when can others watch", "viewers"),
        ("video-streaming", "After uploading, how long until people can watch it?", "viewers"),
        ("typeahead", "A plane crashes at noon. When must the box know?", "availability"),
        (
            "video-meetings",
            "When the world is at its desk, how many people sit in these things at once?",
            "geography",
        ),
    ],
)
def test_neither_a_scene_nor_its_last_words_alone_give_another_fact(
    slug: str, text: str, other: str
) -> None:
    assert other not in facts(slug, text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("In the course of a day, how many things are sent?", 1),
        ("When it rains, how many orders come in?", 1),
        ("Once a ride is over, how long is it kept, and who may see it?", 2),
        ("On what do they watch, and how bad is the line?", 2),
        ("In which countries, and how many users there?", 2),
        ("How many users, how many posts?", 2),
        ("latency, availability?", 2),
    ],
)
def test_when_and_where_something_is_asked_is_no_question_of_its_own(text: str, parts: int) -> None:
    assert len(clauses(text)[0]) == parts


@pytest.mark.parametrize(
    ("sure", "rival", "none", "told"),
    [
        (0.78, 0.2, 0.0, True),
        (0.77, 0.2, 0.0, False),
        (0.77, 0.007, 0.2, True),
        (0.5, 0.005, 0.4, True),
        (0.5, 0.006, 0.4, False),
        (0.49, 0.0, 0.5, False),
        (0.5, 0.09, 0.1, True),
        (0.5, 0.11, 0.1, False),
        (0.46, 0.09, 0.19, True),
        (0.46, 0.09, 0.21, False),
        (0.44, 0.0, 0.0, False),
    ],
)
def test_a_fact_without_a_rival_needs_less_certainty(
    sure: float, rival: float, none: float, told: bool
) -> None:
    assert surely(Guess("users", sure, rival, none)) is told
