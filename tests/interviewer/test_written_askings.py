"""The askings that stand beside the prompts: each fits its prompt, and a prompt needs none."""

from collections.abc import Mapping

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, headers, load_file
from coach.interviewer.clarifier import answer
from coach.interviewer.matcher import Matcher
from coach.interviewer.retrieval import Retrieval
from coach.interviewer.topic_odds import odds
from coach.interviewer.written_askings import NOTHING, OTHER, shared, topic, written

PROMPTS = [load_file(header.path) for header in headers(folders())[0]]


def beside(prompt: Prompt) -> Mapping[str, tuple[str, ...]]:
    return written(f"{prompt.workflow}/{prompt.slug}")


def named(slug: str) -> Prompt:
    return next(prompt for prompt in PROMPTS if prompt.slug == slug)


def test_written_askings_are_of_facts_that_there_are() -> None:
    gone = [
        f"{prompt.slug}: {id_}"
        for prompt in PROMPTS
        for id_ in beside(prompt).keys() - {fact.id for fact in prompt.facts} - {NOTHING}
    ]
    assert gone == []


def test_no_asking_is_written_for_two_facts_of_a_prompt() -> None:
    twice = []
    for prompt in PROMPTS:
        by_fact = {id_: asks for id_, asks in beside(prompt).items() if id_ != NOTHING}
        askings = [ask for asks in by_fact.values() for ask in set(asks)]
        twice += [f"{prompt.slug}: {ask}" for ask in set(askings) if askings.count(ask) > 1]
    assert twice == []


def test_a_prompt_without_written_askings_has_none() -> None:
    assert written("interview/no-such-prompt") == {}
    assert written("../shared_askings") == {}


def test_topics_are_told_apart() -> None:
    assert topic("on-call") == topic("common-monitoring") == "monitoring"
    assert topic("aliases") == OTHER
    for question, name in (
        ("who is paged at night", "monitoring"),
        ("what does the worst hour look like", "peak"),
        ("how many dollars a month", "cost"),
        ("on which continents", "geography"),
    ):
        told = odds(question)
        assert max(told, key=told.__getitem__) == name
        assert abs(sum(told.values()) - 1) < 1e-9
    assert set(shared()) <= set(odds("anything"))


def test_certainties_are_shares_of_one() -> None:
    prompt = named("chat")
    judge = Matcher(prompt.facts)
    for question in ("how many people use it", "zzz", "is it gr\u00fcn", "who may read it?"):
        sure = [value for _, value in judge.ranked(question)]
        assert sure == sorted(sure, reverse=True)
        assert sum(sure) <= 1 + 1e-9


def test_the_nearest_asking_decides_between_facts_with_the_same_words() -> None:
    prompt = named("chat")
    plain = Retrieval(prompt.facts, {}, frozenset())
    scene = "she has been away from the net for a month, what does she get when she is back?"
    taught = Retrieval(prompt.facts, {"offline": (scene,)}, frozenset())
    asked = "he was away from the net for a week, what does he get when he is back?"
    assert taught.fit(asked).by_fact["offline"][0] > plain.fit(asked).by_fact["offline"][0]


def test_no_facts_and_no_words_are_borne() -> None:
    assert Matcher(()).ranked("how many users?") == ()
    assert Retrieval((), {}, frozenset()).fit("").by_fact == {}


def test_what_no_fact_decides_is_known_as_such() -> None:
    prompt = named("url-shortener")
    shelf = Retrieval(prompt.facts, beside(prompt), frozenset())
    open_, asked = shelf.fit("a qr code for each?"), shelf.fit("how many clicks a day?")
    assert open_.aside > 0.4 > asked.aside
    assert open_.idle > 0.5 > asked.idle
    assert NOTHING not in open_.by_fact
    assert NOTHING not in {fact.id for prompt in PROMPTS for fact in prompt.facts}


def test_every_workflow_has_written_askings_of_its_own() -> None:
    bare = {prompt.workflow for prompt in PROMPTS if not beside(prompt)}
    assert bare <= {"warm-up"}


@pytest.mark.parametrize(
    ("slug", "question", "fact"),
    [
        ("chat", "Do we need a history?", "history"),
        ("second-region", "May the shop be shut for a moment while we change over?", "downtime"),
        ("tenant-billing", "Do the meters ever send the same thing again?", "duplicates"),
        ("camera-storage", "How long until a newly bought one stands there?", "lead-time"),
    ],
)
def test_a_roundabout_question_is_told_one_fact(slug: str, question: str, fact: str) -> None:
    assert answer(named(slug), question).facts == (fact,)
