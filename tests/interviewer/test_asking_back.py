"""Asking back: what is named, how the next line settles it, and what stays of it."""

from typing import Any

import pytest

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.interviewer import asking_back
from coach.interviewer.asking_back import (
    ASKED_BACK,
    LOW,
    MOST,
    UNPLACED,
    Settled,
    kept,
    reference,
    settle,
    wording,
)
from coach.interviewer.clarifier import CONFIRM, ONLY_ENGLISH, UNKNOWN, answer
from coach.interviewer.placing import SURE, guess
from coach.language.other_languages import foreign
from coach.session.fold import fold
from coach.session.state import Utterance

NEAR = "how many are there at a time?"
OFFERED = ("new-links", "redirects")
"""Named: how many links are made, how often links are opened."""


def ask_until_back(stage: Any) -> tuple[int, tuple[str, ...]]:
    """Asks what is near to some fact and surely none; gives the entry and the facts offered."""
    stage.enter("clarify")
    stage.say(NEAR)
    pending = kept(next(u for u in stage.state.conversation if u.kind == ASKED_BACK))
    assert pending is not None
    return pending.question, pending.offered


def test_what_is_near_and_not_sure_is_asked_back_by_neutral_names(prompt: Prompt) -> None:
    assert LOW <= guess(prompt, NEAR).sure < SURE
    reply = answer(prompt, NEAR)
    assert reply.kind == ASKED_BACK
    assert reply.facts == ()
    facts = [prompt.fact(id_) for id_ in reply.near]
    assert all(fact is not None and fact.name in reply.text for fact in facts)
    assert not any(fact is not None and fact.answer in reply.text for fact in facts)


@pytest.mark.parametrize(
    ("slug", "text", "fact"),
    [
        ("photo-sharing", "Do we have to support video?", "scope"),
        ("unique-id-generator", "Are ids shown to customers?", "guessing"),
    ],
)
def test_a_short_plain_question_is_asked_back_about_rather_than_lost(
    slug: str, text: str, fact: str
) -> None:
    reply = answer(shelf.load(slug, shelf.folders()), text)
    assert reply.kind == ASKED_BACK
    assert fact in reply.near


def test_what_has_no_name_is_never_named(prompt: Prompt) -> None:
    bare = prompt.but(facts=tuple(fact.but(name="") for fact in prompt.facts))
    reply = answer(bare, NEAR)
    assert reply.kind == UNPLACED
    assert reply.near == ()


def test_what_is_not_near_is_not_named(prompt: Prompt) -> None:
    reply = answer(prompt, "Which colour is the logo?")
    assert guess(prompt, "Which colour is the logo?").sure < LOW
    assert reply.near == ()
    assert reply.text in UNKNOWN


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("the first", ("new-links",)),
        ("The first one, please.", ("new-links",)),
        ("a", ("new-links",)),
        ("A", ("new-links",)),
        ("1", ("new-links",)),
        ("b", ("redirects",)),
        ("option B", ("redirects",)),
        ("the second", ("redirects",)),
        ("I mean the latter", ("redirects",)),
        ("the former", ("new-links",)),
        ("the last one", ("redirects",)),
        ("both", ("new-links", "redirects")),
        ("both please", ("new-links", "redirects")),
        ("how often they are opened", ("redirects",)),
        ("opened", ("redirects",)),
        ("made, I mean", ("new-links",)),
        ("no, the second", ("redirects",)),
        ("yes, the first", ("new-links",)),
        ("yes", ("new-links", "redirects")),
        ("neither", ()),
        ("Neither of them.", ()),
        ("none of those", ()),
        ("no", ()),
        ("something else", ()),
    ],
)
def test_the_next_line_settles_it(prompt: Prompt, text: str, facts: tuple[str, ...]) -> None:
    settled = settle(prompt, OFFERED, text)
    assert settled is not None
    assert settled.facts == facts
    assert not settled.rest


@pytest.mark.parametrize(
    "text",
    [
        "I would put a cache in front of the store, since most reads are of few keys.",
        "What availability do we need?",
        "Let me draw that.",
        "?",
    ],
)
def test_what_goes_on_with_something_else_is_no_choice(prompt: Prompt, text: str) -> None:
    assert settle(prompt, OFFERED, text) is None


def test_a_refusal_may_be_followed_by_the_question_in_other_words(prompt: Prompt) -> None:
    settled = settle(prompt, OFFERED, "no, how long do links live?")
    assert settled == Settled((), "how long do links live?")


def test_a_name_alone_is_taken_by_a_yes(prompt: Prompt) -> None:
    assert settle(prompt, ("redirects",), "yes") == Settled(("redirects",))
    assert wording(prompt, ("redirects",)) == "Do you mean how often links are opened?"


def test_a_choice_reveals_the_fact_for_the_question_that_was_asked_first(stages: Any) -> None:
    stage = stages.open()
    question, offered = ask_until_back(stage)
    stage.say("the first")
    (fact,) = stage.state.facts
    assert fact.fact == offered[0]
    assert fact.question == question
    assert stage.entries[question - 1].event.text == NEAR


def test_a_refusal_says_so_and_gives_nothing(stages: Any) -> None:
    stage = stages.open()
    question, _ = ask_until_back(stage)
    stage.say("neither")
    last = stage.state.conversation[-1]
    assert (last.kind, last.ref) == (UNPLACED, str(question))
    assert not stage.state.facts


def test_a_refusal_with_a_new_question_answers_that(stages: Any) -> None:
    stage = stages.open()
    ask_until_back(stage)
    stage.say("No, how long do links live?")
    assert [fact.fact for fact in stage.state.facts] == ["lifetime"]


def test_whoever_goes_on_with_another_question_gets_its_answer(stages: Any) -> None:
    stage = stages.open()
    ask_until_back(stage)
    stage.say("What availability do we need?")
    assert [fact.fact for fact in stage.state.facts] == ["availability"]
    stage.say("the first")
    assert [fact.fact for fact in stage.state.facts] == ["availability"]


def test_questions_back_are_few(stages: Any) -> None:
    stage = stages.open()
    stage.enter("clarify")
    for _ in range(MOST + 3):
        stage.say(NEAR)
        stage.say("neither")
    assert len(set(stage.refs(ASKED_BACK))) == MOST
    assert stage.state.conversation[-2].text == NEAR or stage.heard(UNPLACED)


def test_a_resumed_session_still_knows_what_it_asked_back(stages: Any) -> None:
    stage = stages.open()
    _, offered = ask_until_back(stage)
    stage.state = fold(stage.entries)
    stage.say("b" if len(offered) > 1 else "yes")
    assert [fact.fact for fact in stage.state.facts] == [offered[min(1, len(offered) - 1)]]


@pytest.mark.parametrize("ref", ["", "x lifetime", "17", "0x1 a", "\u0663"])
def test_a_reference_that_cannot_be_read_waits_for_nothing(ref: str) -> None:
    said = Utterance(1, 0.0, "interviewer", "?", ASKED_BACK, "clarify", ref)
    found = kept(said)
    assert found is None or found.offered == ()
    assert kept(Utterance(1, 0.0, "interviewer", "?", ASKED_BACK, "", reference(7, OFFERED)))


def test_a_fact_of_an_older_prompt_is_not_named(prompt: Prompt) -> None:
    assert settle(prompt, ("gone-by-now", "redirects"), "the first") == Settled(("gone-by-now",))
    assert (
        wording(prompt, ("gone-by-now", "redirects")) == "Do you mean how often links are opened?"
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I'd assume we run in a single region, right?", "geography"),
        ("So I assume links live for ever, ok?", "lifetime"),
        ("I guess there are click statistics?", "analytics"),
        ("We run in a single region, am I right?", "geography"),
        ("A link lives for ever, yes?", "lifetime"),
    ],
)
def test_an_assumption_that_asks_to_be_confirmed_is_a_question(
    prompt: Prompt, text: str, fact: str
) -> None:
    assert answer(prompt, text).facts == (fact,)
    assert answer(prompt, text, listening=False).facts in ((), (fact,))


def test_an_assumption_that_nothing_decides_is_not_confirmed(prompt: Prompt) -> None:
    assert answer(prompt, "I'd assume the mascot is a fox, right?").text in CONFIRM


def test_a_length_that_is_longer_than_any_asking_stays_a_sentence() -> None:
    assert asking_back.SHORT < 20


@pytest.mark.parametrize(
    "text",
    [
        "Wie viele Nutzer haben wir?",
        "Combien d'utilisateurs avons-nous dans le syst\u00e8me?",
        "\u00bfCu\u00e1ntos usuarios hay por d\u00eda?",
        "\u652f\u4ed8\u7cfb\u7edf\u591a\u5c11\u7528\u6237\uff1f",
        "\u0421\u043a\u043e\u043b\u044c\u043a\u043e \u043b\u044e\u0434\u0435\u0439?",
    ],
)
def test_other_languages_are_told_that_only_english_is_followed(prompt: Prompt, text: str) -> None:
    assert foreign(text)
    assert answer(prompt, text).text == ONLY_ENGLISH


@pytest.mark.parametrize(
    "text",
    [
        "How many users?",
        "QPS?",
        "p99 latency",
        "na\u00efve caf\u00e9 links?",
        "DAU/MAU?",
        "p99 \u2264 50 \u00b5s?",
    ],
)
def test_english_is_not_taken_for_another_language(text: str) -> None:
    assert not foreign(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("do we come back to a page, and how often?", None),
        ("what the pages are for?", ("purpose",)),
        ("what comes first", ("priority",)),
    ],
)
def test_a_new_question_with_a_word_of_a_name_is_no_choice(
    text: str, facts: tuple[str, ...] | None
) -> None:
    crawler = shelf.load("web-crawler", shelf.folders())
    settled = settle(crawler, ("purpose", "priority"), text)
    assert (settled.facts if settled else None) == facts


def test_what_asks_for_something_else_chooses_nothing_that_was_offered() -> None:
    cache = shelf.load("distributed-cache", shelf.folders())
    offered = ("latency", "on-call", "growth")
    assert settle(cache, offered, "reads vs writes, and how big is one item") is None
    assert settle(cache, offered, "how fast a lookup is") == Settled(("latency",))
    assert settle(cache, offered, "who is woken") == Settled(("on-call",))
