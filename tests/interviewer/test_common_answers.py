"""What a workflow answers for every prompt: used where a prompt is silent, never in its place."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import CommonAnswer
from coach.interviewer.asking_back import ASKED_BACK
from coach.interviewer.common_answers import answered, joined
from coach.interviewer.plain_topics import COMMON, named

FOLDERS = shelf.folders()
WORKFLOW = shelf.load_workflow("interview", FOLDERS)
SLUGS = tuple(one.slug for one in shelf.headers(FOLDERS)[0] if one.workflow == "interview")
PLAIN = {
    "cost": ("What is our monthly budget for the infrastructure?", "what may it cost a month?"),
    "rollout": (
        "How is it deployed, and how often do we release?",
        "can a bad release be rolled back?",
    ),
    "monitoring": ("Who is on call?", "who gets woken when it breaks at night?"),
    "security": ("What are the security requirements?",),
    "abuse": ("Do we have to defend against bots and scrapers?",),
}
SPEAKS = {
    "cost": r"cost|budget|money|pay|price|cheap|dear|euro|dollar|cent|bill|spend|fee|afford",
    "rollout": r"deploy|releas|roll|chang|upgrade|version|canary|step|update|back|live|machine",
    "monitoring": r"monitor|watch|alert|wake|woke|on.call|alarm|page|metric|notice|measure|night",
    "security": r"secur|encrypt|attack|right|access|privac|private|token|key|trust|sign|certificate"
    r"|audit|see|isolat|compliance|law",
    "abuse": r"abuse|bot|spam|attack|flood|misuse|fake|limit|cheat|fraud|malic|trap|program|report",
}
"""Words of which a fact holds one that is about such a thing."""


@cache
def prompts(slug: str) -> tuple[Prompt, Prompt]:
    prompt = shelf.load(slug, FOLDERS)
    return prompt, joined(prompt, WORKFLOW.answers)


STILL_FALSE = {
    "api-gateway: what if somebody misuses the service? -> slow-service",
    "notification-system: who inside the company may see the data? -> senders",
    "video-meetings: how do services authenticate each other? -> entry",
}
"""Of some two thousand askings those that still get a prompt's own fact about something else."""


def told_falsely(slug: str, common: CommonAnswer, question: str) -> str:
    """What is wrong with the reply to a question about a common answer; "" where nothing is."""
    prompt, whole = prompts(slug)
    reply = answered(prompt, whole, question)
    for id_ in reply.facts:
        fact = whole.fact(id_)
        assert fact is not None
        own = " ".join((fact.id, fact.name, *fact.asks, fact.answer))
        if id_ != COMMON + common.id and not re.search(SPEAKS[common.id], own, re.I):
            return f"{slug}: {question} -> {id_}"
    return ""


def test_the_interview_has_common_answers_for_what_is_asked_today() -> None:
    assert {one.id for one in WORKFLOW.answers} == PLAIN.keys() == SPEAKS.keys()


@pytest.mark.parametrize("common", WORKFLOW.answers, ids=lambda one: one.id)
def test_no_prompt_answers_falsely_what_the_workflow_answers(common: CommonAnswer) -> None:
    asked = PLAIN[common.id][:1]
    some = SLUGS[::8]
    assert [one for slug in some for q in asked if (one := told_falsely(slug, common, q))] == []


@pytest.mark.long
@pytest.mark.parametrize("common", WORKFLOW.answers, ids=lambda one: one.id)
def test_no_asking_of_a_common_answer_gets_a_fact_of_another_kind(common: CommonAnswer) -> None:
    asked = (*PLAIN[common.id], *common.asks)
    wrong = [told_falsely(slug, common, ask) for slug in SLUGS for ask in asked]
    assert {one for one in wrong if one} <= STILL_FALSE


def test_a_prompt_that_is_silent_gets_the_common_answer() -> None:
    prompt, whole = prompts("url-shortener")
    reply = answered(prompt, whole, "How is it deployed, and how often do we release?")
    assert reply.facts == (COMMON + "rollout",)
    common = next(one for one in WORKFLOW.answers if one.id == "rollout")
    assert reply.text == common.answer


@pytest.mark.parametrize("id_", ["cost", "rollout", "monitoring"])
def test_what_a_prompt_knows_itself_stands_in_its_place(id_: str) -> None:
    prompt, whole = prompts("job-scheduler")
    assert prompt.fact(id_) is not None
    assert whole.fact(COMMON + id_) is None


def test_without_common_answers_a_prompt_stays_what_it_is() -> None:
    prompt, _ = prompts("url-shortener")
    assert joined(prompt, ()) is prompt


def test_what_may_be_either_is_asked_back() -> None:
    prompt, whole = prompts("url-shortener")
    replies = [answered(prompt, whole, ask) for ask in ("how is it protected?", "costs?")]
    assert all(one.facts or one.kind == ASKED_BACK or one.text for one in replies)


def test_a_session_tells_it_as_a_fact_of_its_own(stages: object) -> None:
    stage = stages.open()  # type: ignore[attr-defined]
    stage.enter("clarify")
    stage.say("Who is on call?")
    assert [fact.fact for fact in stage.state.facts] == [COMMON + "monitoring"]


DRILLS = tuple(
    one for one in shelf.headers(FOLDERS)[0] if one.workflow not in ("interview", "warm-up")
)


def drill_replies(header: shelf.Header) -> tuple[list[str], int]:
    """What is told falsely when a drill is asked each plain question, and how many get nothing."""
    answers = shelf.load_workflow(header.workflow, FOLDERS).answers
    prompt = shelf.load(header.slug, FOLDERS, header.workflow)
    whole = joined(prompt, answers)
    wrong = []
    unheard = 0
    for common in answers:
        for question in PLAIN[common.id]:
            reply = answered(prompt, whole, question)
            unheard += not (reply.facts or reply.near)
            for fact in filter(None, map(whole.fact, reply.facts)):
                own = " ".join((fact.id, fact.name, *fact.asks, fact.answer))
                if fact.id != COMMON + common.id and not re.search(SPEAKS[common.id], own, re.I):
                    wrong.append(f"{header.slug}: {question} -> {fact.id}")
    return wrong, unheard


def test_a_question_of_a_drill_is_answered_as_in_the_interview() -> None:
    """Each plain question gets the drill's common answer or a fact of the prompt's own about it."""
    told = [drill_replies(header) for header in DRILLS[::5]]
    assert [wrong for wrongs, _ in told for wrong in wrongs] == []
    assert sum(unheard for _, unheard in told) <= 2


@pytest.mark.long
def test_a_question_of_any_drill_is_answered_as_in_the_interview() -> None:
    told = list(map(drill_replies, DRILLS))
    assert [wrong for wrongs, _ in told for wrong in wrongs] == []
    assert sum(unheard for _, unheard in told) <= 10


def test_every_drill_answers_for_cost_release_alarms_and_security() -> None:
    for workflow in {header.workflow for header in DRILLS}:
        answers = {one.id for one in shelf.load_workflow(workflow, FOLDERS).answers}
        assert answers >= {"cost", "rollout", "monitoring", "security"}


ASKED = tuple(
    line.partition("|")[::2]
    for line in (Path(__file__).parents[1] / "data" / "plain-questions.txt")
    .read_text("utf-8")
    .splitlines()
)
"""A hundred questions about cost, roll-out, monitoring and security (with abuse), in words of
their own: the matter, and the question."""


def became(slug: str, matter: str, question: str) -> str:
    """What a plain question comes to: right (a fact about it), back (asked back, it among what is
    offered), wrong (a fact of another kind), or nothing."""
    prompt, whole = prompts(slug)
    reply = answered(prompt, whole, question, answers=WORKFLOW.answers)
    speaks = SPEAKS[matter] if matter != "security" else f"{SPEAKS['security']}|{SPEAKS['abuse']}"
    facts = filter(None, map(whole.fact, reply.facts or reply.near))
    about = [
        bool(re.search(speaks, " ".join((fact.id, fact.name, *fact.asks, fact.answer)), re.I))
        for fact in facts
    ]
    if reply.facts:
        return "right" if any(about) else "wrong"
    return "back" if any(about) else "nothing"


def shares(slugs: tuple[str, ...], step: int = 1) -> tuple[float, float]:
    """The shares of every so many-th plain question that are answered rightly or asked back, and
    that are answered wrongly."""
    some = ASKED[::step]
    counts = Counter(became(slug, matter, ask) for slug in slugs for matter, ask in some)
    return (counts["right"] + counts["back"]) / counts.total(), counts["wrong"] / counts.total()


def test_plain_questions_are_answered_or_asked_back() -> None:
    heard, wrong = shares(SLUGS[::29], 5)
    assert heard >= 0.7
    assert wrong <= 0.03


@pytest.mark.long
def test_plain_questions_are_answered_or_asked_back_in_every_interview() -> None:
    heard, wrong = shares(SLUGS)
    assert heard >= 0.8
    assert wrong <= 0.03


def test_a_word_that_names_the_matter_is_asked_back_about_and_not_told() -> None:
    prompt, whole = prompts("ride-hailing")
    question = "Roughly what kind of funding is behind this?"
    assert COMMON + "cost" not in answered(prompt, whole, question).near
    reply = answered(prompt, whole, question, answers=WORKFLOW.answers)
    assert reply.kind == ASKED_BACK
    assert not reply.facts
    assert COMMON + "cost" in reply.near
    assert "what it may cost" in reply.text


def test_a_fact_that_surely_answers_is_told_whatever_else_the_question_names() -> None:
    prompt, whole = prompts("stock-exchange")
    question = "What is the latency budget for an order?"
    assert [fact.id for fact in named(whole, WORKFLOW.answers, question)] == ["cost"]
    assert answered(prompt, whole, question, answers=WORKFLOW.answers).facts == ("latency",)
