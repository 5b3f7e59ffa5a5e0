"""The clarifier: facts for questions, nothing for what no fact answers, silence for statements."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.interviewer.certainty import NONE, NONE_SLOPES, SLOPES
from coach.interviewer.clarifier import UNKNOWN, answer, answer_again
from coach.interviewer.procedure import TURNED_BACK
from coach.interviewer.questions import asked, is_question
from coach.language.spelling import spelled
from tests.sampled import sampled

QUESTIONS = Path(__file__).parent.parent / "data" / "questions"


NAMES = [f"{header.workflow}/{header.slug}" for header in shelf.headers(shelf.folders())[0]]
PIECES = ("how many", "users", "links", "?", ".", "and", "do we", "cache", "right?", "long", "1.5")


@cache
def load(slug: str, workflow: str = "") -> Prompt:
    return shelf.load(slug, shelf.folders(), workflow)


def named(name: str) -> Prompt:
    workflow, _, slug = name.partition("/")
    return load(slug, workflow)


@pytest.mark.parametrize(
    "text",
    [
        "How many users do we have?",
        "how many users do we have",
        "what about latency",
        "Tell me about the traffic",
        "Please tell me about the traffic.",
        "I would like to know how many users there are.",
        "Okay, so how long do links live",
        "do links expire",
        "any limits on the size",
        "I'd like to know how many people use it",
        "DAU?",
        "what delivery latency",
        "What delivery guarantees do we need",
        "which browsers matter",
        "when is the peak",
        "is login needed",
        "We need a cache. How many reads are there?",
    ],
)
def test_questions_are_heard_with_and_without_a_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "I would put a cache in front of the database.",
        "What I'd do is split the reads from the writes",
        "When a user opens a link, the service looks in the cache",
        "How do I shard this? I'd go by the code.",
        "Nothing found above a score? Then we say that we do not know.",
        "Why not Kafka? Because we need no replay.",
        "Could the copy be stale? Yes, for a second, and that is fine here.",
        "So we write to the log first, right?",
        "Which means that the replica may lag",
        "Thanks",
        "how we store it is simple",
        "What scares me is the peak",
        "what remains is the cache",
        "how the reader finds it is another matter",
        "What is due within a minute goes straight to the queue.",
        "Basket and checkout both need time; so do their failures.",
        "One shard dies and the next one takes its keys",
        "",
        "...",
    ],
)
def test_statements_and_thinking_aloud_are_no_questions(text: str, prompt: Prompt) -> None:
    assert not is_question(text)
    assert answer(prompt, text).text == ""


@pytest.mark.parametrize("name", sampled(NAMES))
def test_a_reference_answer_is_heard_in_silence(name: str) -> None:
    prompt = named(name)
    assert prompt.answer.says
    for saying in prompt.answer.says:
        assert answer(prompt, saying.text).text == "", saying.text


def test_only_the_asking_sentences_count() -> None:
    text = "I assume 3.5 million users. How long do we keep the data? That decides the disk."
    assert asked(text) == ("How long do we keep the data?",)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("how many people use this daily?", {"users"}),
        ("What uptime do we want?", {"availability"}),
        ("Do links expire? And what is the latency target?", {"lifetime", "latency"}),
        ("how many links a day, and how many redirects per day?", {"new-links", "redirects"}),
        ("do we need analitics?", {"analytics"}),
        ("Whats our DAU?", {"users"}),
    ],
)
def test_facts_are_found_in_other_words(prompt: Prompt, text: str, facts: set[str]) -> None:
    assert set(answer(prompt, text).facts) == facts


@pytest.mark.parametrize(
    ("slug", "text", "fact"),
    [
        ("url-shortener", "how long should the short url be", "code-shape"),
        ("url-shortener", "How long should the short link be?", "code-shape"),
        ("url-shortener", "how long is the code", "code-shape"),
        ("url-shortener", "how long do links live", "lifetime"),
        ("url-shortener", "what characters are allowed", "code-shape"),
        ("url-shortener", "QPS?", "redirects"),
        ("url-shortener", "what's the load", "redirects"),
        ("shopping-cart", "QPS?", "adds"),
        ("ad-click-aggregation", "QPS?", "clicks"),
        ("chat", "group chats? how large", "groups"),
        ("chat", "read/write ratio?", "messages"),
        ("ride-hailing", "read/write ratio?", "trips"),
        ("online-judge", "read/write ratio?", "submissions"),
        ("llm-serving", "read/write ratio?", "messages"),
        ("chat", "What delivery guarantees do we need", "guarantee"),
        ("chat", "what delivery latency", "latency"),
        ("chat", "read receipts", "receipts"),
        ("chat", "attachments", "size"),
        ("chat", "multi device", "devices"),
        ("chat", "push notifications", "offline"),
        ("chat", "search in history", "history"),
    ],
)
def test_short_questions_get_the_one_fact_they_mean(slug: str, text: str, fact: str) -> None:
    assert answer(load(slug), text).facts == (fact,)


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("url-shortener", "should I go on?"),
        ("url-shortener", "shall I draw it?"),
        ("url-shortener", "Can I assume that the url is valid?"),
        ("url-shortener", "what about growth over the next years?"),
        ("url-shortener", "custom domains?"),
        ("chat", "How many engineers are on the team?"),
        ("chat", "what database do you use"),
        ("ride-hailing", "How many engineers are on the team?"),
        ("photo-sharing", "Are there ads?"),
        ("llm-serving", "strong or eventual?"),
    ],
)
def test_what_only_resembles_a_fact_gets_words_and_no_fact(slug: str, text: str) -> None:
    found = answer(load(slug), text)
    assert found.facts == ()
    assert found.text


@pytest.mark.parametrize(
    ("slug", "text", "facts"),
    [
        ("url-shortener", "Whats the availabilty target?", {"availability"}),
        ("file-sync", "How many files are there and how large are they?", {"stored", "file-size"}),
        ("video-streaming", "On what do they watch, and how bad is the line?", {"devices"}),
        ("chat", "I guess it is small, but how many bytes is one message?", {"size"}),
        ("nearby-places", "I imagine city centres are dense. How uneven is it?", {"density"}),
        ("news-feed", "When I post something, how soon should my followers see it?", {"freshness"}),
    ],
)
def test_slips_asides_and_pronouns_are_seen_through(slug: str, text: str, facts: set[str]) -> None:
    assert set(answer(load(slug), text).facts) == facts


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("the lenght", "the length"),
        ("we produce consumed things", "we produce consumed things"),
        ("What is teh AVAILABILTY?", "What is teh availability?"),
    ],
)
def test_only_slips_are_put_right(text: str, right: str) -> None:
    words = frozenset(("length", "producer", "consumer", "availability"))
    assert spelled(text, words) == right


@pytest.mark.parametrize("slug", ["url-shortener", "chat", "news-feed", "ride-hailing"])
@pytest.mark.parametrize(
    "text",
    [
        "What are the core features?",
        "main use cases?",
        "What actions can users take?",
        "What is in scope?",
        "functional requirements",
    ],
)
def test_the_core_is_told_where_no_fact_holds_it(slug: str, text: str) -> None:
    prompt = load(slug)
    found = answer(prompt, text)
    assert found.facts == ()
    assert all(one.rstrip(".") in found.text for one in prompt.requirements.functional)


@pytest.mark.parametrize("slug", ["url-shortener", "top-k-counter", "online-judge", "news-feed"])
@pytest.mark.parametrize("text", ["what is out of scope?", "what can we leave out?", "non-goals?"])
def test_the_edge_of_the_problem_is_told(slug: str, text: str) -> None:
    prompt = load(slug)
    found = answer(prompt, text)
    assert found.facts == ()
    assert all(one.rstrip(".") in found.text for one in prompt.requirements.below_the_line)


def test_whether_one_thing_is_out_of_scope_is_no_question_for_the_whole_edge() -> None:
    assert not answer(load("url-shortener"), "Are QR codes out of scope?").text.startswith(
        "Leave out:"
    )


@pytest.mark.parametrize("text", ["read receipts", "the retention", "voice messages"])
def test_the_name_of_a_thing_asks_while_requirements_are_clarified(text: str) -> None:
    assert is_question(text, listening=True)
    assert not is_question(text)
    assert answer(load("chat"), text).text
    assert answer(load("chat"), text, listening=False).text == ""


@pytest.mark.parametrize("text", ["redis cache", "sharding by user", "message queue"])
def test_the_bare_name_of_a_means_is_turned_back(text: str) -> None:
    found = answer(load("url-shortener"), text)
    assert found.facts == ()
    assert found.text in TURNED_BACK


@pytest.mark.parametrize(
    "text",
    ["Thanks", "sounds good", "10 million users", "links expire then", "add a cache", "ok, noted"],
)
def test_short_statements_are_no_names_of_things(text: str) -> None:
    assert not is_question(text, listening=True)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Hello!", "Hello"),
        ("How much time do I have left?", "clock"),
        ("What should I do next?", "You lead"),
        ("Can you repeat the question?", "stand-in"),
        ("Can I have a hint?", "would try"),
        ("Does that make sense?", "follow"),
        ("Can I make an assumption here?", "assumption"),
        ("Are you a bot?", "script"),
        ("May I ask a question?", "Ask"),
    ],
)
def test_the_interview_itself_is_answered_without_a_fact(
    prompt: Prompt, text: str, part: str
) -> None:
    found = answer(prompt, text)
    assert found.facts == ()
    assert part in found.text


@pytest.mark.parametrize(
    "text",
    [
        "Should I use SQL or NoSQL?",
        "Can I use a cache?",
        "Which database should we pick?",
        "Would Kafka be a good choice?",
        "How should I shard the data?",
        "Should I replicate across regions?",
    ],
)
def test_decisions_are_turned_back(prompt: Prompt, text: str) -> None:
    found = answer(prompt, text)
    assert found.facts == ()
    assert found.text in TURNED_BACK


def test_what_no_fact_answers_gets_an_honest_reply(prompt: Prompt) -> None:
    replies = [answer(prompt, "Which colour is the logo?", (), n) for n in range(3)]
    assert all(one.facts == () and one.text in UNKNOWN for one in replies)
    assert len({one.text for one in replies}) == 3


def test_a_known_fact_is_said_again_briefly(prompt: Prompt) -> None:
    found = answer(prompt, "What availability do we need?", ("availability",))
    assert found.facts == ("availability",)
    assert found.text.startswith("As I said: ")


def test_long_talk_and_odd_characters_do_no_harm(prompt: Prompt) -> None:
    for text in (
        "?" * 5000,
        "how many " * 5000 + "?",
        "\u202e?\x00",
        "支付系统多少用户？",
        "a?b?c?",
    ):
        answer(prompt, text)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_words_get_an_answer_or_silence(text: str) -> None:
    prompt = load("url-shortener")
    found = answer(prompt, text)
    assert bool(found.text) or not found.facts
    assert all(prompt.fact(one) for one in found.facts)


@pytest.mark.parametrize("name", sampled(NAMES))
def test_every_known_asking_gets_its_own_fact_and_no_other(name: str) -> None:
    prompt = named(name)
    wrong = [
        f"{ask} -> {facts}"
        for fact in prompt.facts
        for ask in fact.asks
        if set(facts := answer(prompt, ask).facts) - {fact.id}
    ]
    assert wrong == []


def measured(*rounds: str) -> tuple[float, float, float]:
    """Shares of questions answered right, of questions answered wrong, and of questions that no
    fact answers but that got one."""
    right = wrong = asked_ = fired = none = 0
    for path in sorted(path for one in rounds for path in (QUESTIONS / one).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        prompt = load(data["prompt"])
        for one in data["questions"]:
            facts = set(answer(prompt, one["ask"]).facts)
            right += facts == set(one["facts"])
            wrong += bool(facts - set(one["facts"]))
            asked_ += 1
        for text in data["none"]:
            fired += bool(answer(prompt, text).facts)
            none += 1
    return right / asked_, wrong / asked_, fired / none


def test_the_measured_level_is_held() -> None:
    """The rounds of questions but the longest; each was written, from the facts and not from their
    askings, while the matcher stood still, was measured, and only then tuned upon."""
    right, wrong, fired = measured("sixth", "seventh")
    assert right >= 0.85
    assert wrong <= 0.03
    assert fired <= 0.08


@pytest.mark.long
def test_the_measured_level_is_held_over_all_rounds() -> None:
    right, wrong, fired = measured(*(path.name for path in QUESTIONS.iterdir()))
    assert right >= 0.84
    assert wrong <= 0.03
    assert fired <= 0.07


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("SELECT * FROM links WHERE code = ?", False),
        ("select url from links where code = ? limit 1", False),
        ("INSERT INTO links (code, url) VALUES (?, ?)", False),
        ("update links set hits = ? where code = ?", False),
        ("GET /v1/feed?", False),
        ("How do I update links that people have set?", True),
        ("Can people delete links?", True),
        ("Which links do we select from the table, and where?", True),
        ("Is it more than 100 a second (or fewer)?", True),
    ],
)
def test_a_question_mark_in_code_asks_nobody(text: str, asks: bool) -> None:
    assert bool(asked(text)) is asks


def test_what_was_said_before_is_introduced_once() -> None:
    prompt = load("url-shortener")
    told = prompt.facts[:3]
    names = tuple(fact.id for fact in told)
    again = answer_again(prompt, names, names)
    assert again.count("As I said") == 1
    assert all(fact.answer in again for fact in told)
    assert answer_again(prompt, names, ()) == ""


@pytest.mark.long
def test_the_constants_of_certainty_are_about_those_that_the_fit_gives() -> None:
    """About, since every new prompt adds its own askings to the data."""
    script = Path(__file__).with_name("fit_certainty.py")
    root = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(
        [sys.executable, script, "--quick"], capture_output=True, text=True, check=True, env=root
    )
    fitted = [float(number) for number in re.findall(r"-?\d+\.\d+", done.stdout)]
    assert fitted == pytest.approx([*SLOPES, NONE, *NONE_SLOPES], abs=1.0)
