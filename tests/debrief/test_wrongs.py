"""What is wrong whatever the problem is named, and nobody who is right is called wrong."""

import json
from pathlib import Path

import pytest

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.shelf import Header, folders, headers, load, load_workflow
from coach.debrief.evidence import Sentence
from coach.debrief.fallacies import fallacies
from coach.debrief.score import tallied
from coach.debrief.wrongs import Wrong, wrong_in
from coach.language.alike import folded
from coach.language.denial import negative
from coach.language.normal import normal_stems
from coach.language.sentences import split

DATA = Path(__file__).parent.parent / "data"
INTERVIEWS = [header for header in headers(folders())[0] if header.workflow == "interview"]


def of(slug: str, text: str) -> Wrong | None:
    """What is wrong about a sentence of the deep dive."""
    words = normal_stems(text)
    return wrong_in(load(slug, folders()), Sentence(1, "deep-dive", "said", text, words, False))


@pytest.mark.parametrize(
    ("slug", "text", "why"),
    [
        ("news-feed", "All partitions of the Kafka topic keep the order.", "inside one partition"),
        ("metrics-monitoring", "For the fleet we average the p99 of all hosts.", "do not add up"),
        ("job-scheduler", "The job is acknowledged by the worker before it runs it.", "at most"),
        ("job-scheduler", "Retries of a run are immediate and unlimited.", "growing waits"),
    ],
)
def test_what_fails_anywhere_is_named_with_its_reason(slug: str, text: str, why: str) -> None:
    wrong = of(slug, text)
    assert wrong is not None
    assert why in wrong.why or not wrong.anywhere


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("news-feed", "Is paging by offset stable when new posts arrive?"),
        ("news-feed", "Paging by offset is simpler, but new posts would shift all of it."),
        ("news-feed", "Kafka keeps the order in one partition only, so I key by author."),
        ("news-feed", "The pages are not by offset, because new posts shift them."),
        ("metrics-monitoring", "you cant average the p99 of all hosts, histograms add up"),
        ("job-scheduler", "The worker acknowledges the job only after it has run it."),
        (
            "ad-click-aggregation",
            "A late click is counted in the minute in which it happened, its row written again.",
        ),
        ("job-scheduler", "Retries wait longer each time and end after five."),
        ("rate-limiter", "Each gateway could hold any counter in its own memory."),
        (
            "photo-sharing",
            "app asks us for a signed address and then puts the file right into the bucket, our "
            "servers never touch the 2 MB",
        ),
        ("rate-limiter", "Gateways count in their own memory and send sums up each 100 ms."),
    ],
)
def test_who_asks_denies_limits_or_weighs_is_not_wrong(slug: str, text: str) -> None:
    assert of(slug, text) is None


def test_who_says_that_something_goes_on_does_not_say_that_it_fails() -> None:
    lasting = "booking db down: search still works with the cache, we show a message on booking"
    assert of("hotel-booking", lasting) is None
    failing = of("hotel-booking", "When the booking db is down the search shows an error.")
    assert failing is not None
    assert failing.observable == "apart"


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("video-streaming", "On upload the recording is cut into segments that are encoded in "
         "parallel for several bitrates"),
        ("stock-exchange", "One thread owns a symbol's book, so matching needs no lock"),
        ("stock-exchange", "Every order is written to a replicated log before it is matched, a "
         "restarted engine replays it"),
        ("log-collection", "Old logs can be deleted after some time."),
    ],
)  # fmt: skip
def test_what_has_the_words_of_an_error_and_is_likelier_right_is_not_called_wrong(
    slug: str, text: str
) -> None:
    assert of(slug, text) is None


def test_what_only_promises_as_an_error_does_is_not_that_error() -> None:
    assert of("log-collection", "We replicate the data so that nothing is lost.") is None


def test_who_is_surely_right_claims_no_mechanism_that_fails_anywhere() -> None:
    block = (
        "servers grab blocks of a million numbers from one counter table and turn a number into "
        "base62. nobody shares a block so no 2 codes are alike"
    )
    assert of("url-shortener", block) is None


def test_every_reason_has_claims_of_some_words() -> None:
    assert len(fallacies()) > 120
    for one in fallacies():
        assert len(folded(one.claim)) >= 3, one.claim
        assert one.why.endswith("."), one.why


def test_what_denies_is_heard_without_its_apostrophe() -> None:
    assert negative(folded("you cant average percentiles"))
    assert folded("it isnt needed") == folded("it isn't needed")


def test_gone_is_lost_and_goes_is_not() -> None:
    assert "gone" not in folded("The request goes to the origin.")
    assert folded("the copy is gone")[-1] == folded("the copy is offline")[-1]


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "notification-system",
            "The caller's idempotency key has a unique constraint, so a retry gets the same id.",
        ),
        ("photo-sharing", "Photos are replicated across zones, so they survive a data centre."),
    ],
)
def test_right_words_on_the_topic_of_a_common_error_are_not_wrong(slug: str, text: str) -> None:
    assert of(slug, text) is None


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        (
            "digital-wallet",
            "We debit on shard A, then call shard B; if B gives no answer we refund A straight "
            "away, so nothing can go wrong.",
        ),
        (
            "ride-hailing",
            "Each matcher reads if the driver is free and then writes busy; they're so fast that "
            "two can't do that at the same time.",
        ),
        (
            "payment-system",
            "On a repeat I look for a payment of the same amount and card in the last 5 min, and "
            "if there is none I charge. That can't double.",
        ),
    ],
)
def test_praise_of_the_outcome_hides_no_error(slug: str, text: str) -> None:
    assert any(of(slug, part) for part in split(text))


@pytest.mark.long
def test_wrong_mechanisms_of_strangers_are_named() -> None:
    """Twenty, written by two people without sight of any list; the errors were widened after, so
    this holds what was reached and measures nothing."""
    lines = (DATA / "hearing/wrong_mechanisms.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    unnamed = [
        one for one in told if not any(of(one["prompt"], part) for part in split(one["sentence"]))
    ]
    assert len(told) == 20
    assert len(unnamed) <= 4, unnamed


RIGHT = [
    line
    for line in (DATA / "hearing/right_anywhere.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def called_wrong(slug: str) -> list[str]:
    """The sentences that are right in every system and that a prompt calls wrong."""
    return [text for text in RIGHT if of(slug, text)]


@pytest.mark.parametrize("slug", ["payment-system"])
def test_what_is_right_anywhere_is_called_wrong_nowhere(slug: str) -> None:
    assert len(RIGHT) > 100
    assert called_wrong(slug) == []


@pytest.mark.long
@pytest.mark.parametrize("header", INTERVIEWS, ids=lambda header: header.slug)
def test_what_is_right_anywhere_is_called_wrong_in_no_prompt(header: Header) -> None:
    # object-store: what was confirmed must show in every read there, so replicas may not answer.
    told = called_wrong(header.slug)
    assert [text for text in told if header.slug != "object-store" or "replicas" not in text] == []


def test_a_mechanism_that_fails_anywhere_is_not_shown_by_its_own_promise() -> None:
    prompt, interview = load("chat", folders()), load_workflow("interview", folders())
    stage = Played(opening(prompt, interview, "senior"))
    stage.enter("deep-dive")
    stage.say(
        "Messages carry the phone's time and each client sorts by that, so everyone sees the same "
        "order."
    )
    points = tallied(prompt, interview, stage.history, "senior").points
    assert next(point.state for point in points if point.id == "orders") == "wrong"
