"""The texts that a picture grows over: those at the ends of lines, however they were typed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.keyframes import Keyframes
from coach.session.merging import difference


def typed(pieces: list[str], board: str = "diagram") -> list[Entry]:
    """Entries of a board that gets these pieces one after another."""
    entries, text = [], ""
    for n, piece in enumerate(pieces, 1):
        entries.append(Entry(n, float(n), "candidate", ev.TextEdited(board, len(text), "", piece)))
        text += piece
    return entries


def frames(entries: list[Entry]) -> list[str]:
    kept = Keyframes("diagram")
    kept.follow(entries)
    return [*kept.every()]


def test_a_line_counts_when_it_ends() -> None:
    assert frames(typed(["a -> b", "\n", "b ->", " c", "\n"])) == ["a -> b\n", "a -> b\nb -> c\n"]
    assert frames(typed(["a -> b"])) == []


@settings(deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=20))
def test_how_the_typing_was_cut_into_entries_leaves_no_trace(cuts: list[int]) -> None:
    text = "client -> api\napi -> cache\n# done\n"
    pieces, at = [], 0
    for size in cuts:
        for piece in text[at : at + size].splitlines(keepends=True):
            pieces.append(piece)
        at += size
    pieces += text[at:].splitlines(keepends=True)
    whole = frames(typed([piece for piece in pieces if piece]))
    assert whole == frames(typed(text.splitlines(keepends=True)))


def test_other_boards_and_edits_that_fit_nowhere_are_passed_over() -> None:
    entries = typed(["a\n"]) + typed(["b\n"], "notes")
    entries.append(Entry(9, 9.0, "candidate", ev.TextEdited("diagram", 40, "zz", "x\n")))
    assert frames(entries) == ["a\n"]


def test_entries_are_followed_as_they_come_and_seen_up_to_any() -> None:
    entries = typed(["a\n", "b\n", "c\n"])
    kept = Keyframes("diagram")
    for end in range(len(entries) + 1):
        kept.follow(entries[:end])
        assert [*kept.every()] == frames(entries[:end])
    assert [*kept.upto(2)] == ["a\n", "a\nb\n"]
    assert [*kept.upto(0)] == []


def test_taking_a_line_away_counts_too() -> None:
    entries = typed(["a\nb\n"])
    edit = difference("diagram", "a\nb\n", "a\n")
    assert edit is not None
    entries.append(Entry(2, 2.0, "candidate", edit))
    assert frames(entries) == ["a\nb\n", "a\n"]
