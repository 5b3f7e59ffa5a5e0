"""Questions typed without a mark while requirements are clarified, and what only looks like one."""

import pytest

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.interviewer.clarifier import answer
from coach.interviewer.questions import asked
from coach.interviewer.shorthand import expanded, ungreeted
from coach.interviewer.unmarked import asks, may_ask

ASKING = (
    "who may switch a link off when its owner is gone",
    "how soon does my friend see it",
    "how far into the future can I book",
    "which machines do we have and how many fit in a rack",
    "job due at noon, how late may it start",
    "endless page - how many posts do they scroll",
    "upload is done; when can others watch",
    "i post something - when do my followers see it",
    "if two people shorten the same page do they get one link",
    "after pressing play how long may it spin",
    "broken message - what to do with it",
    "How many users do we have.",
)
INDIRECT = (
    "They overwrite it on a Friday, so I'd like to know whether we keep what was there before.",
    "There is that green dot, so let me ask whether we do that at all.",
    "The staircase runs off the screen, and my question would be whether I may cut it.",
    "He still has the tab open, so what I'm after is how soon he has to be locked out.",
    "I book three and drop two, and I was in fact wondering how many are like me.",
    "I'm trying to find out if somebody can come back and fix a mistake in theirs.",
    "I would also like to understand who sees it first.",
)
"""Asked in the middle of a telling sentence that ends in a full stop, in any phase."""
NOT_ASKING = (
    "The worker needs to know which chunks are there.",
    "The one question is which address belongs to this code.",
    "Let me know when it is done.",
    "I need to know whether the key is there, so I look in the cache first.",
    "It depends on whether the cache is warm.",
    "I'd like to know the load.",
)
SCRAPS = (
    "text only or pictures too",
    "pay now or at checkin",
    "max length of the text",
    "amount of new videos daily",
    "biggest file somebody wants to put in",
    "logs per day in terabytes",
    "two machines die at noon..",
    "specs of a machine pls",
    "dinner rush vs rest of the day",
)
TELLING = (
    "ok so 10 million links a day, that is 100 per second",
    "users can create a link and open it",
    "users post photos, follow others and like",
    "functional: create, redirect, delete",
    "out of scope: analytics, login",
    "non functional: low latency, high availability",
    "so far: users, traffic, latency",
    "got it",
    "let me write that down",
    "so we have reads much more than writes",
    "I will focus on the write path first",
    "I note that links live five years",
    "a user opens the app and sees the feed",
    "each message has an id and a timestamp",
    "assume 1 KB per message",
    "ok moving on to the estimate",
    "perfect, then latency matters most",
    "peak is what kills us",
    "what matters most is the peak",
    "What scares me is the peak",
    "first the write path, then the read path",
    "I'd keep it simple",
    "When a user opens a link, the service looks in the cache",
    "So we write to the log first, right?",
)


@pytest.mark.parametrize("text", ASKING)
def test_an_order_of_words_that_asks_needs_no_mark(text: str) -> None:
    assert asks(text)
    assert asked(text, listening=True)


@pytest.mark.parametrize("text", SCRAPS)
def test_a_scrap_may_ask(text: str) -> None:
    assert may_ask(text)


@pytest.mark.parametrize("slug", ["url-shortener", "news-feed"])
def test_what_tells_gets_no_answer(slug: str) -> None:
    prompt = shelf.load(slug, shelf.folders())
    assert [text for text in TELLING if answer(prompt, text).text] == []


def test_outside_the_phase_for_asking_only_what_asks_by_its_form_is_a_question(
    prompt: Prompt,
) -> None:
    for text in SCRAPS:
        assert answer(prompt, text, listening=False).text == ""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("hey whats the traffic rn", ("redirects",)),
        ("Hi there, how long do links live?", ("lifetime",)),
        ("hello! what p99 do we need for the redirect", ("latency",)),
    ],
)
def test_a_greeting_does_not_swallow_the_question_behind_it(
    text: str, facts: tuple[str, ...], prompt: Prompt
) -> None:
    assert answer(prompt, text).facts == facts


def test_a_mere_greeting_is_greeted(prompt: Prompt) -> None:
    assert answer(prompt, "hey there").text.startswith("Hello")
    assert ungreeted("Hi, everyone!") == "Hi, everyone!"


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("#users", "number of users"),
        ("avg msgs/day?", "average messages per day?"),
        ("comments/sec in peak", "comments per second in peak"),
        ("max. size, e.g. of a db", "maximum size, eg of a database"),
        ("30 min after 5 mins", "30 minutes after 5 minutes"),
        ("GET /s/abc", "GET /s/abc"),
        ("and so on, etc.", "and so on, etc."),
    ],
)
def test_short_forms_are_written_out(short: str, long: str) -> None:
    assert expanded(short) == long


@pytest.mark.parametrize("text", INDIRECT)
def test_an_indirect_question_is_one_wherever_it_stands(text: str) -> None:
    assert asked(text) == (text,)


@pytest.mark.parametrize("text", NOT_ASKING)
def test_what_only_speaks_of_knowing_asks_nobody(text: str) -> None:
    assert asked(text) == ()
