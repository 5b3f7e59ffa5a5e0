"""What a typed line wants, and what lines make of a board's text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import NotFound
from coach.sit.typed import BoardLine, TypedSpeech, edited, typed
from coach.ui.line_commands import Called

BOARDS = ("notes", "diagram", "api")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("How many users?", TypedSpeech("How many users?")),
        ("/users/{id} returns a user", TypedSpeech("/users/{id} returns a user")),
        ("//next is a word", TypedSpeech("/next is a word")),
        ("/", Called("", "")),
        ("/next", Called("next", "")),
        ("  /Phase  deep dive ", Called("phase", "deep dive")),
        ("diagram: api -> redis", BoardLine("diagram", "api -> redis")),
        ("API: POST /urls", BoardLine("api", "POST /urls")),
        ("diagram 3: api", BoardLine("diagram", "api", 3)),
        ("diagram line 3+: api", BoardLine("diagram", "api", 3, True)),
        ("notes:   - indented", BoardLine("notes", "  - indented")),
        ("schema: not a board of this session", TypedSpeech("schema: not a board of this session")),
        ("the diagram: it shows", TypedSpeech("the diagram: it shows")),
        ("api://host is an address", TypedSpeech("api://host is an address")),
    ],
)
def test_a_line_is_said_called_or_written(line: str, wanted: object) -> None:
    assert typed(line, BOARDS) == wanted


def test_lines_are_added_changed_taken_out_and_put_below() -> None:
    text, n = edited("", BoardLine("notes", "one"))
    assert (text, n) == ("one\n", 1)
    text, n = edited(text + "\n\n", BoardLine("notes", "two"))
    assert (text, n) == ("one\ntwo\n", 2)
    assert edited(text, BoardLine("notes", "eins", 1)) == ("eins\ntwo\n", 1)
    assert edited(text, BoardLine("notes", "", 1)) == ("two\n", 1)
    assert edited(text, BoardLine("notes", "half", 1, True)) == ("one\nhalf\ntwo\n", 2)
    assert edited(text, BoardLine("notes", "first", 0, True)) == ("first\none\ntwo\n", 1)
    for number in (0, 3, 999999):
        with pytest.raises(NotFound):
            edited(text, BoardLine("notes", "x", number))


@given(st.text("/: \n\t19+abdiagrm{}é", max_size=40))
def test_no_line_is_too_strange(line: str) -> None:
    wanted = typed(line, BOARDS)
    if isinstance(wanted, TypedSpeech) and not line.strip().startswith("//"):
        assert wanted.text == line


@given(st.text("ab\n ", max_size=30), st.text("ab ", max_size=5), st.integers(0, 9), st.booleans())
def test_no_other_line_is_touched(text: str, line: str, number: int, below: bool) -> None:
    try:
        made, at = edited(text, BoardLine("notes", line, number, below))
    except NotFound:
        return
    before, after = text.split("\n"), made.split("\n")
    if below:
        assert after == [*before[:number], line, *before[number:]]
        assert after[at - 1] == line
    else:
        assert before[: number - 1] == after[: number - 1]
        assert "\n".join(before[number:]) == "\n".join(after[number - 1 + bool(line) :])
