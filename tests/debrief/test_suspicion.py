"""What is very likely wrong is named or asked about, and nobody who is right is called wrong."""

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load
from coach.debrief.evidence import Sentence
from coach.debrief.leaning import FAILS, leaning, weights
from coach.debrief.neighbours import neighbours
from coach.debrief.suspicion import ASKED, LIKELIER, NAMED, SURELY, done_wrongly, held, suspicion
from coach.debrief.wrongs import wrong_in
from coach.language.normal import normal_stems
from coach.language.sentences import split

STRANGERS = Path(__file__).parents[1] / "data" / "hearing" / "strangers.jsonl"


@lru_cache(maxsize=2)
def prompt(slug: str) -> Prompt:
    return load(slug, folders())


def named(slug: str, text: str) -> bool:
    """Whether a sentence of the deep dive is called wrong."""
    sentence = Sentence(1, "deep-dive", "said", text, normal_stems(text), False)
    return wrong_in(prompt(slug), sentence) is not None


WRONG = [
    ("digital-wallet", "If the server dies between the two, the user just presses send again."),
    ("web-search", "We build the whole index anew every two minutes and swap it, that is fresh."),
    (
        "object-store",
        "Two copies in racks of one zone are enough because disks seldom fail together.",
    ),
    ("stock-exchange", "The broker gets his ack as soon as the gateway has the order in memory."),
]
PROMISING = (
    "Messages carry the phone's time and each client sorts by that, "
    "so everyone sees the same order."
)
"""What it promises are the words of who is right."""
RIGHT = [
    (
        "digital-wallet",
        "The debit and a row for the outbox commit together, a worker carries it on.",
    ),
    ("web-search", "New pages go into a small index in memory that is merged every few minutes."),
    ("file-sync", "The blocks go up first, and only when all are there the version is written."),
    ("stock-exchange", "The ack goes out once the order is in the log on two machines."),
]


@pytest.mark.parametrize(("slug", "text"), WRONG)
def test_what_likely_fails_earns_nothing_unasked(slug: str, text: str) -> None:
    assert suspicion(prompt(slug), text).chance >= ASKED


@pytest.mark.parametrize(("slug", "text"), RIGHT)
def test_what_holds_is_not_suspected(slug: str, text: str) -> None:
    assert suspicion(prompt(slug), text).chance < ASKED


def test_a_sound_promise_does_not_hide_what_is_done() -> None:
    assert suspicion(prompt("chat"), PROMISING).chance < SURELY
    assert done_wrongly(prompt("chat"), PROMISING) > LIKELIER
    assert named("chat", PROMISING)


def test_what_follows_may_tell_the_mechanism() -> None:
    told = (
        "Each comment stores its path from the root, so a range scan on topic and path returns the "
        "thread in order with a single query."
    )
    assert not held(prompt("forum-comments"), told)


def test_fragments_are_not_suspected() -> None:
    assert suspicion(prompt("web-search"), "simply never").chance == 0


def test_a_sentence_of_the_prompt_is_its_own_neighbour() -> None:
    known = neighbours(prompt("payment-system"))
    error = next(written for written in known.every if written.kind == "wrong")
    near = known.nearest(normal_stems(error.text))["wrong"][error.observable]
    assert near.likeness == pytest.approx(1)
    apart = known.nearest(normal_stems(error.text), {error.place})["wrong"]
    assert error.observable not in apart or apart[error.observable].likeness < near.likeness


def test_words_lean_whatever_the_problem() -> None:
    sure = normal_stems("nothing can get lost because the memory of the server is so fast")
    careful = normal_stems("it answers only after two of three copies have written the row")
    assert leaning(sure) > 0 > leaning(careful)


@pytest.mark.long
def test_strangers_who_are_right_are_not_called_wrong() -> None:
    """What strangers said of the prompts: the fit has seen it, so this holds what was reached
    and measures nothing."""
    told: Counter[tuple[str, str]] = Counter()
    slandered = []
    lines = map(json.loads, STRANGERS.read_text("utf-8").splitlines())
    for line in sorted(lines, key=lambda line: str(line["prompt"])):
        parts, slug, state = split(line["sentence"]), line["prompt"], line["state"]
        asked = any(suspicion(prompt(slug), part).chance >= ASKED for part in parts)
        wrong = any(named(slug, part) for part in parts)
        told[state, "named" if wrong else "asked" if asked else "let be"] += 1
        if wrong and state == "shown":
            slandered.append(line["sentence"])
    assert slandered == []
    assert told["wrong", "let be"] <= told["wrong", "named"] / 3
    assert told["shown", "asked"] <= told["shown", "let be"] / 20
    assert NAMED > ASKED


def test_a_word_alone_leans_as_one_of_four() -> None:
    bias, known = weights(FAILS)
    stem = max((name for name in known if " " not in name and name != "#"), key=known.__getitem__)
    assert leaning((stem,)) - bias == pytest.approx(known[stem] / 2)
