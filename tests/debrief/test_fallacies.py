"""By which words a mechanism that fails anywhere is known, and that nobody who mends it is called
wrong. The data file holds the examples of both; they are run here."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.debrief.fallacies import FailingKind, failing, kinds
from coach.language.sentences import split

ROOT = Path(__file__).parents[2]
HEARING = ROOT / "tests" / "data" / "hearing"
KNOWN = [kind for kind in kinds() if kind.ways]


def test_there_are_many_kinds_that_are_known_by_their_words() -> None:
    assert len(KNOWN) > 50
    assert len({kind.why for kind in kinds()}) == len(kinds())


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.why[:40])
def test_each_kind_names_a_claim_of_its_own_and_nothing_that_is_right(kind: FailingKind) -> None:
    assert any(failing(claim) is kind for claim in kind.claims)
    assert kind.right
    assert kind.unless
    for right in kind.right:
        assert failing(right) is None, right


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The service reads the balance, sees that it's enough and writes the new one.", "Between"),
        ("gateway does GET, if under the limit then SET +1, there's no race", "Between"),
        ("Every crawler sleeps two seconds between its own requests.", "Each waits"),
        ("Keys go to the node crc(key) mod the number of nodes.", "With a remainder"),
        ("I keep the transaction open while the user pays.", "People wait"),
        ("The button is greyed out, so nobody can pay twice.", "Anybody"),
        ("For page two we use LIMIT 20 OFFSET 20.", "What is inserted"),
        ("The queue is exactly once, so the consumer needs no deduplication.", "No queue"),
        ("The card company and our services take part in one two-phase commit.", "The coordinator"),
        ("We sort the messages by the clock of the sender's phone.", "Clocks"),
        ("Passwords are hashed with MD5, which is one-way, so nobody gets them back.", "A fast"),
        ("The app reports that the payment succeeded and the server marks it paid.", "What a"),
        ("The API returns all hits and the app hides those that are private.", "What is hidden"),
        ("The offer goes to five, the last one to tap stays, so exactly one has it.", "Of two"),
    ],
)
def test_a_mechanism_is_known_in_other_words(text: str, why: str) -> None:
    kind = failing(text)
    assert kind is not None
    assert kind.why.startswith(why)


@pytest.mark.parametrize(
    "text",
    [
        "Is it enough to read the balance and then write it?",
        "We could read the balance, see that it's enough and write it, but two would do so.",
        "It reads the seat and then writes it where it is still free.",
        "No transaction is open while the user pays.",
        "Never by crc mod the number of nodes.",
        "We save the post and then publish it.",
        "Every server leases a block of numbers, so two never have the same one.",
        "",
    ],
)
def test_who_asks_supposes_denies_or_mends_claims_nothing(text: str) -> None:
    assert failing(text) is None


def test_praise_alone_tells_a_gap_from_a_short_word_about_it() -> None:
    assert failing("We save the order and then publish it.") is None
    assert failing("We save the order and then publish it, so nothing can be lost.") is not None


def told() -> Iterator[tuple[str, str]]:
    """What strangers said, by its state."""
    for line in (HEARING / "strangers.jsonl").read_text("utf-8").splitlines():
        said = json.loads(line)
        yield str(said["state"]), str(said["sentence"])


def test_no_stranger_who_is_right_claims_what_fails() -> None:
    # the rules were written with these in sight: it holds what was reached and measures nothing
    right = [text for state, text in told() if state in ("shown", "said", "none")]
    assert len(right) > 1300
    assert [text for text in right[::7] for part in split(text) if failing(part)] == []


@pytest.mark.long
def test_no_example_of_any_prompt_claims_what_fails() -> None:
    called = []
    for path in sorted((ROOT / "prompts" / "interview").glob("*.toml")):
        for one in tomllib.loads(path.read_text("utf-8")).get("observables", ()):
            for way in (*one.get("shows", ()), *one.get("how", ())):
                called += [text for text in way.get("examples", ()) if failing(text)]
    assert called == []


@pytest.mark.long
def test_of_strangers_errors_four_in_ten_are_of_a_known_kind() -> None:
    wrong = [text for state, text in told() if state == "wrong"]
    named = sum(any(failing(part) for part in split(text)) for text in wrong)
    assert len(wrong) > 190
    assert named >= 0.4 * len(wrong)
