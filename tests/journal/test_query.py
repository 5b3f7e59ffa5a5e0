"""What is asked of the library: how a query is read, and that both shelves answer alike."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal.query import Term, parse, score_range
from coach.journal.search_words import BREAK, COLUMNS, words_of
from coach.journal.summary import Summary, unreadable
from coach.session.timeline import Moment, MomentKind


def test_words_are_beginnings_and_quoted_ones_stand_side_by_side() -> None:
    query = parse('Cache tail-lat "hot key" -Zebra -"two words"')
    assert query.terms == (
        Term(("cache",)),
        Term(("tail",)),
        Term(("lat",)),
        Term(("hot", "key"), open=False),
    )
    assert query.without == (Term(("zebra",), open=False), Term(("two", "words"), open=False))


def test_known_fields_are_fields_and_others_are_words() -> None:
    query = parse('in:said by:me prompt:"url-shortener" colour:red')
    assert query.fields == (("in", "said"), ("by", "me"), ("prompt", "url-shortener"))
    assert query.terms == (Term(("colour",)), Term(("red",)))
    assert query.narrowed
    assert not parse("prompt:x").narrowed


@pytest.mark.parametrize("text", ["is:done", "score:high", "score:..", "since:may", "until:2026-4"])
def test_a_value_that_cannot_be_is_told_and_asked_nothing(text: str) -> None:
    query = parse(f"{text} word")
    assert len(query.complaints) == 1
    assert (query.fields, query.terms) == ((), (Term(("word",)),))


@pytest.mark.parametrize(
    ("value", "bounds"),
    [("60..80", (60, 80)), ("60..", (60, 100)), ("..80", (0, 80)), ("75", (75, 75))],
)
def test_either_end_of_a_range_may_be_open(value: str, bounds: tuple[float, float]) -> None:
    assert parse(f"score:{value}").fields == (("score", value),)
    assert score_range(value) == bounds


def moment(text: str, kind: MomentKind = MomentKind.SAID, **fields: str) -> Moment:
    given = {"by": "candidate", "phase": "design", "ref": "", **fields}
    return Moment(1, 1, 0.0, given["by"], given["phase"], kind, text, given["ref"])


def test_words_may_stand_in_different_moments_but_those_side_by_side_in_one() -> None:
    told = (moment("the hot one"), moment("key and cache"))
    assert parse("hot cache").hits("", told) == told
    assert parse('"hot key"').hits("", told) is None
    assert parse('"key and"').hits("", told) == told[1:]


def test_announcements_and_the_statement_are_not_looked_at() -> None:
    for ref in ("announcement", "statement"):
        assert parse("hot").hits("", (moment("hot", by="interviewer", ref=ref),)) is None


def test_the_head_is_looked_at_unless_only_some_moments_are() -> None:
    assert parse("chat").hits("Chat", ()) == ()
    assert parse("chat in:said").hits("Chat", ()) is None
    assert parse("word -chat").hits("Chat", (moment("word"),)) is None
    assert parse("word -chat by:me").hits("Chat", (moment("word"),)) is not None


def test_fields_narrow_which_moments_are_looked_at() -> None:
    edit = moment("+ hot", MomentKind.EDIT, ref="notes")
    fact = moment("hot", MomentKind.FACT, by="interviewer", ref="heat", phase="clarify")
    told = (edit, fact, moment("hot"))
    assert parse("hot in:notes").hits("", told) == (edit,)
    assert parse("hot in:fact").hits("", told) == (fact,)
    assert parse("hot by:interviewer").hits("", told) == (fact,)
    assert parse("hot phase:clarify").hits("", told) == (fact,)
    assert parse("hot in:notes by:interviewer").hits("", told) is None


@given(st.text(max_size=80))
def test_anything_can_be_asked(text: str) -> None:
    query = parse(text)
    assert set(query.columns()) <= set(COLUMNS)
    assert query.hits("", ()) in (None, ())


@given(st.text(max_size=40))
def test_no_word_can_hold_the_break_between_moments(text: str) -> None:
    assert not any(BREAK in word for word in words_of(text))


def summary(**fields: object) -> Summary:
    made = unreadable(Path("2026/2026-01-01-chat-0a.jsonl"), "")
    assert made is not None
    from dataclasses import replace

    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "fields", "chosen"),
    [
        ("is:unfinished", {"state": "unfinished"}, True),
        ("is:unfinished", {"state": "gave up"}, False),
        ("is:theirs", {"mine": False}, True),
        ("is:drill", {"kind": "drill"}, True),
        ("is:damaged", {"damage": "torn"}, True),
        ("label:acme", {"labels": ("acme",)}, True),
        ("label:ac", {"labels": ("acme",)}, False),
        ("score:60..", {"score": None}, False),
        ("score:..60", {"score": 60.0}, True),
        ("since:2026-02", {"wall": "2026-02-01T00:00"}, True),
        ("until:2026-02", {"wall": "2026-03-01T00:00"}, False),
        ("until:2026", {"wall": "2026-12-31T00:00"}, True),
    ],
)
def test_fields_choose_sessions(asked: str, fields: dict[str, object], chosen: bool) -> None:
    assert parse(asked).chooses(summary(**fields)) is chosen


def test_a_long_line_is_cut_around_the_word_that_was_found() -> None:
    line = "fifty million players a day is six thousand results a second; a sorted set is small"
    told = parse("sorted").excerpt(line, 40)
    assert "sorted set" in told
    assert told.startswith("…")
    assert len(told) <= 40
    assert parse("sorted").excerpt(line, 100) == line
