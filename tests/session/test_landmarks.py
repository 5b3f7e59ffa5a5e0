"""The texts that a picture grows over: few, at the ends of lines, however they were typed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import Refused
from coach.session import events as ev
from coach.session.decide import decide
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.landmarks import LONGER
from coach.session.merging import difference
from coach.session.state import State
from coach.session.turning import DrawingTurned, TurnDrawing

OPENED = ev.SessionOpened(
    "s", "p", "P", "", "interview", "mid", "45", "coach", "", (),
    (ev.BoardStart("diagram"), ev.BoardStart("notes")),
)  # fmt: skip


def typed(pieces: list[str], board: str = "diagram") -> list[Entry]:
    """Entries of a session in which a board gets these pieces one after another."""
    entries, text = [Entry(1, 0.0, "candidate", OPENED)], ""
    for n, piece in enumerate(pieces, 2):
        entries.append(Entry(n, float(n), "candidate", ev.TextEdited(board, len(text), "", piece)))
        text += piece
    return entries


def edited(state: State, text: str) -> State:
    """The state when the diagram's text became another one, by one edit."""
    event = difference("diagram", state.boards["diagram"], text)
    assert event is not None
    return fold([Entry(state.n + 1, state.at, "candidate", event)], state)


def landmarks(entries: list[Entry], board: str = "diagram") -> tuple[str, ...]:
    return fold(entries).landmarks.get(board, ())


def test_a_line_counts_when_it_ends() -> None:
    assert landmarks(typed(["a -> b", "\n", "b ->", " c", "\n"])) == (
        "a -> b\n",
        "a -> b\nb -> c\n",
    )
    assert landmarks(typed(["a -> b"])) == ()


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
    whole = landmarks(typed([piece for piece in pieces if piece]))
    assert whole == landmarks(typed(text.splitlines(keepends=True)))


def test_every_landmark_is_longer_than_the_one_before_by_a_fourth() -> None:
    lines = [f"service {number} -> store {number}\n" for number in range(100)]
    passed = [len(text) for text in landmarks(typed(lines))]
    assert len(passed) < 25
    assert all(b >= LONGER * a for a, b in pairwise(passed))
    assert passed[1] - passed[0] == len(lines[0])


def test_other_boards_and_edits_that_fit_nowhere_are_passed_over() -> None:
    entries = typed(["a\n"])
    entries.append(Entry(9, 9.0, "candidate", ev.TextEdited("diagram", 40, "zz", "x\n")))
    entries.append(Entry(10, 9.0, "candidate", ev.TextEdited("notes", 0, "", "b\n")))
    assert landmarks(entries) == ("a\n",)
    assert landmarks(entries, "notes") == ("b\n",)


def test_of_a_text_made_much_shorter_the_longer_landmarks_are_forgotten() -> None:
    state = fold(typed([f"service {number} -> store\n" for number in range(30)]))
    text = state.boards["diagram"]
    kept = edited(state, text[: len(text) - len("service 29 -> store\n")])
    assert kept.landmarks == state.landmarks
    half = edited(state, text[: text.index("service 15")])
    assert max(map(len, half.landmarks["diagram"])) <= LONGER * len(half.boards["diagram"])
    assert half.landmarks["diagram"] == state.landmarks["diagram"][: len(half.landmarks["diagram"])]
    assert half.landmarks["diagram"]


def test_what_is_replaced_as_a_whole_begins_anew() -> None:
    state = fold(typed(["a -> b\n", "b -> c\nc -> d\n"]))
    text = state.boards["diagram"]
    pasted = ev.TextEdited("diagram", 0, text, "x -> y\ny -> z\n")
    after = fold([Entry(state.n + 1, state.at, "candidate", pasted)], state)
    assert after.landmarks["diagram"] == ("x -> y\ny -> z\n",)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 200), st.text("ab \n", max_size=60)),
                max_size=40))  # fmt: skip
def test_there_are_never_more_than_the_length_allows(edits: list[tuple[int, int, str]]) -> None:
    state, bound = fold(typed([])), LONGER
    for wanted, many, inserted in edits:
        text = state.boards["diagram"]
        at = min(wanted, len(text))
        event = ev.TextEdited("diagram", at, text[at : at + many], inserted)
        state = fold([Entry(state.n + 1, state.at, "candidate", event)], state)
        passed = [len(text) for text in state.landmarks.get("diagram", ())]
        assert all(b >= bound * a for a, b in pairwise(passed))


def test_turning_a_drawing_begins_anew_and_says_where_arrows_lead() -> None:
    state = fold(typed(["a -> b\n", "b -> c\nc -> d\n"]))
    turned = fold([Entry(state.n + 1, state.at, "candidate", DrawingTurned("diagram", "lr"))],
                  state)  # fmt: skip
    assert turned.drawing("diagram") == (("a -> b\nb -> c\nc -> d\n",), "lr")
    assert turned.boards is state.boards


@pytest.mark.parametrize(("board", "direction"), [("diagram", "up"), ("attic", "lr")])
def test_a_turn_that_fits_nowhere_changes_nothing_and_is_refused(
    board: str, direction: str
) -> None:
    state = fold(typed(["a -> b\n"]))
    event = DrawingTurned(board, direction)
    after = fold([Entry(state.n + 1, state.at, "candidate", event)], state)
    assert after.drawing(board) == state.drawing(board)
    assert after.unknown == state.unknown + 1
    with pytest.raises(Refused):
        decide(state, TurnDrawing(board, direction), "candidate")
