"""Words of one's own make a point, words held in passing do not, and what fails makes none."""

from functools import lru_cache
from pathlib import Path

import pytest

from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import Header, folders, headers, load
from coach.debrief.leaning import TELLS, leaning
from coach.debrief.recognition import (
    CARRIED_DOUBTED,
    DOUBTED,
    UNTOLD,
    chance,
    in_passing,
    taught,
    untold,
)
from coach.debrief.suspicion import ASKED, suspicion
from coach.language.hearing import shows_all
from coach.language.normal import normal_stems

DATA = Path(__file__).parent.parent / "data"
HEADERS = [header for header in headers(folders())[0] if header.workflow != "warm-up"]
"""All prompts but the warm-up's, whose point is that anything at all is said."""


@lru_cache(maxsize=2)
def prompt(slug: str) -> Prompt:
    return load(slug, folders())


def point(slug: str, name: str) -> Observable:
    return next(point for point in prompt(slug).observables if point.id == name)


@pytest.mark.parametrize(
    ("slug", "name", "text"),
    [
        (
            "url-shortener",
            "unique-codes",
            "Each server takes a block of a million numbers, so two links never share a code.",
        ),
        (
            "distributed-cache",
            "stampede",
            "Whoever misses first gets a little lock for that key, the others wait or take the "
            "old value.",
        ),
    ],
)
def test_own_words_make_a_point(slug: str, name: str, text: str) -> None:
    assert untold(prompt(slug), text, point(slug, name)) >= UNTOLD


def test_terms_in_passing_are_asked_about() -> None:
    text = "Two million people could watch one premiere at once."
    assert chance(prompt("video-streaming"), text, point("video-streaming", "estimates-egress"),
                  True) < DOUBTED  # fmt: skip


CARRYING = [
    (
        "live-comments",
        "tree",
        "One comment: bus -> one relay in each region (so it crosses the ocean once) -> only "
        "gateways that have viewers -> their sockets.",
        False,
    ),
    (
        "leaderboard",
        "finds-rank",
        "A look reads the rank and its neighbours from a replica of the sorted set.",
        True,
    ),
    (
        "file-sync",
        "no-lost-update",
        "Renaming a directory with a hundred thousand children must touch one row, so children "
        "point at the parent's number and not at its path.",
        True,
    ),
]


@pytest.mark.parametrize(("slug", "name", "text", "beside"), CARRYING)
def test_words_held_in_passing_carry_no_design(
    slug: str, name: str, text: str, beside: bool
) -> None:
    """Unlikely ones, and one that is near to no right sentence of the point."""
    carrying = point(slug, name)
    assert carrying.load_bearing
    assert in_passing(prompt(slug), (text,), carrying) is beside
    if not beside:
        assert chance(prompt(slug), text, carrying, True) > CARRIED_DOUBTED


def test_what_carries_a_design_is_believed_a_little_sooner() -> None:
    """Its terms were chosen with more care: a chance between the two bounds is enough for it."""
    text = "The chunk has group ids, the vector query filters on them"
    carrying = point("document-assistant", "rights-in-search")
    assert carrying.load_bearing
    assert CARRIED_DOUBTED < chance(prompt("document-assistant"), text, carrying, True) < DOUBTED
    assert not in_passing(prompt("document-assistant"), (text,), carrying)


def test_words_that_tell_nothing_lean_away_from_a_point() -> None:
    """The same terms, once in a mechanism and once beside the topic."""
    carrying = point("rate-limiter", "atomic-count")
    told = "A script reads, adds and compares in one atomic step in Redis."
    touched = "It should be handled with an atomic operation of Redis, I think."
    leans = [leaning(normal_stems(text), TELLS) for text in (told, touched)]
    assert leans[0] > 0 > leans[1]
    sure = [chance(prompt("rate-limiter"), text, carrying, True) for text in (told, touched)]
    assert sure[0] > DOUBTED > sure[1]


@pytest.mark.parametrize(
    "text",
    [
        "Could each server take a block of numbers, so that no two links share a code?",
        "blocks of numbers",
    ],
)
def test_questions_and_fragments_make_no_point(text: str) -> None:
    assert untold(prompt("url-shortener"), text, point("url-shortener", "unique-codes")) == 0


def test_what_likely_fails_is_suspected_however_near() -> None:
    text = "The counter in base62 looks random so nobody can guess the next code."
    assert untold(prompt("url-shortener"), text, point("url-shortener", "not-countable")) >= UNTOLD
    assert suspicion(prompt("url-shortener"), text).chance >= ASKED


def test_a_point_without_examples_is_not_judged_by_likeness() -> None:
    short = prompt("url-shortener")
    assert taught(short, "unique-codes")
    assert not taught(short, "nowhere")


def test_every_example_of_a_prompt_is_recognised() -> None:
    for observable in prompt("url-shortener").observables:
        for show in observable.shows:
            for text in show.examples:
                if taught(prompt("url-shortener"), observable.id):
                    assert not in_passing(prompt("url-shortener"), (text,), observable), text


NOTHING_SAID = [
    line
    for line in (DATA / "hearing/says_nothing.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def earned(prompt: Prompt) -> list[tuple[str, str]]:
    """The points that small talk would earn in a prompt, each with its sentence."""
    return [
        (observable.id, text)
        for text in NOTHING_SAID
        for observable in prompt.observables
        if any(
            shows_all(normal_stems(text), way.said)
            for way in observable.shows
            if way.said and not way.plan
        )
        and (not taught(prompt, observable.id) or not in_passing(prompt, (text,), observable))
    ]


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header.slug)
def test_what_says_nothing_earns_nothing_in_any_prompt(header: Header) -> None:
    assert len(NOTHING_SAID) == 50
    assert earned(load(header.slug, folders(), header.workflow)) == []
