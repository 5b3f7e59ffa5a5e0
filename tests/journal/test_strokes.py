"""Strokes: edits taken together leave the text, and cost the effort, of one after the other."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal.strokes import TypingStroke, strokes
from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import TEXT_MOST, effort, splice

NOTES = "# Notes\n"
PASSED = frozenset[type[ev.Event]]({ev.ClockNoted})


def entries_of(edits: list[ev.Event], by: str = "candidate") -> list[Entry]:
    return [Entry(n, float(n), by, event) for n, event in enumerate(edits, 2)]


def typed(text: str, at: int) -> list[ev.Event]:
    """A text typed from there on, character by character."""
    return [ev.TextEdited("notes", at + n, "", char) for n, char in enumerate(text)]


def together(entries: list[Entry]) -> list[TypingStroke]:
    return [part for part in strokes(entries, PASSED) if isinstance(part, TypingStroke)]


@given(
    st.lists(st.tuples(st.integers(-9, 2), st.integers(0, 6), st.text("ab\n", max_size=4))),
    st.integers(0, len(NOTES)),
)
def test_all_at_once_is_one_after_the_other(edits: list[tuple[int, int, str]], at: int) -> None:
    text, made = NOTES, list[ev.Event]()
    for step, count, inserted in edits:
        at = max(0, min(len(text), at + step))
        made.append(ev.TextEdited("notes", at, text[at : at + count], inserted))
        text = text[:at] + inserted + text[at + count :]
        at += len(inserted)
    opened = ev.SessionOpened(
        "0a1b2c3d", "news-feed", "News feed", "Design it.", "interview", "mid", "45", "coach",
        "2026-03-01T10:00:00+00:00", (), (ev.BoardStart("notes", NOTES),),
    )  # fmt: skip
    left, moved = NOTES, 0
    for stroke in together(entries_of(made)):
        after = splice(left, stroke.edit())
        assert after is not None
        moved += stroke.effort(after)
        left = after
    assert left == text
    assert moved == effort([Entry(1, 0.0, "candidate", opened), *entries_of(made)])


def test_what_is_typed_and_corrected_is_one_stroke() -> None:
    (stroke,) = together(
        entries_of(
            [
                *typed("the cahce", 8),
                ev.ClockNoted(),
                ev.TextEdited("notes", 14, "hc", "ch"),
                ev.TextEdited("notes", 17, "", " is warm"),
            ]
        )
    )
    assert stroke.edit() == ev.TextEdited("notes", 8, "", "the cache is warm")


@pytest.mark.parametrize(
    "last",
    [
        ev.TextEdited("notes", 7, "", "x"),
        ev.TextEdited("notes", 12, "", "x"),
        ev.TextEdited("notes", 10, "c\n", "x"),
        ev.TextEdited("notes", 9, "c", "x"),
        ev.TextEdited("api", 11, "", "x"),
    ],
    ids=["before it", "behind it", "beyond it", "not what stands there", "another board"],
)
def test_what_stands_elsewhere_begins_another(last: ev.Event) -> None:
    assert len(together(entries_of([*typed("abc", 8), last]))) == 2


def test_each_author_has_a_stroke_of_their_own() -> None:
    entries = entries_of(typed("abcd", 8))
    entries[2] = replace(entries[2], by="interviewer")
    assert len(together(entries)) == 3


def test_a_stroke_knows_that_a_board_was_too_long_meanwhile() -> None:
    room = TEXT_MOST - len(NOTES)
    for size, fits in ((room, True), (room + 1, False)):
        pasted = ev.TextEdited("notes", 8, "", "x" * size)
        gone = ev.TextEdited("notes", 8, "x" * size, "")
        (stroke,) = together(entries_of([pasted, gone]))
        assert stroke.fits(NOTES) is fits
