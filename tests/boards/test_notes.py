"""The notes board: sections, drawing, Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context, plain
from coach.boards.notes import BOARD
from coach.errors import UsageError
from coach.text import clean, width

TEXT = """loose line
# Functional requirements
- make a link
  - with a name of one's own
* open it
1. first
-

## Numbers
10 million a day
"""


def test_headings_make_sections_and_bullets_items() -> None:
    notes = BOARD.parse(TEXT)
    assert [(s.title, s.level) for s in notes.sections] == [
        ("", 0),
        ("Functional requirements", 1),
        ("Numbers", 2),
    ]
    lines = notes.sections[1].lines
    assert [(one.text, one.mark, one.depth) for one in lines] == [
        ("make a link", "-", 0),
        ("with a name of one's own", "-", 1),
        ("open it", "*", 0),
        ("first", "1.", 0),
        ("", "-", 0),
    ]
    assert [one.text for one in notes.sections[1].items][-1] == "first"
    span = lines[1].span
    assert TEXT[span.start : span.end] == "  - with a name of one's own"


def test_a_section_is_drawn_with_its_items_under_it() -> None:
    assert plain(BOARD.draw(BOARD.parse(TEXT), 40, 20)).split("\n") == [
        "loose line",
        "",
        "■ Functional requirements",
        "• make a link",
        "  • with a name of one's own",
        "• open it",
        "1. first",
        "•",
        "",
        "▪ Numbers",
        "10 million a day",
    ]


def test_long_items_wrap_under_their_text() -> None:
    drawn = plain(BOARD.draw(BOARD.parse("- one two three four five"), 12, 9)).split("\n")
    assert drawn == ["• one two", "  three four", "  five"]


def test_a_word_longer_than_the_row_is_cut_in_pieces() -> None:
    drawn = plain(BOARD.draw(BOARD.parse("支付支付支付支付"), 6, 9)).split("\n")
    assert "".join(drawn) == "支付支付支付支付"
    assert max(width(row) for row in drawn) <= 6


def test_markdown_is_tidied_and_reads_back_the_same() -> None:
    written = BOARD.export(BOARD.parse(TEXT), "markdown")
    assert "- open it" in written
    assert "\n\n## Numbers\n\n10 million a day\n" in written
    assert BOARD.export(BOARD.parse(written), "markdown") == written


def test_another_format_is_refused() -> None:
    with pytest.raises(UsageError, match="markdown"):
        BOARD.export(BOARD.parse(""), "sql")


@given(st.text(), st.integers(1, 90))
def test_any_text_is_read_and_drawn(text: str, room: int) -> None:
    notes = BOARD.parse(text)
    assert BOARD.findings(notes, Context()) == ()
    BOARD.draw(notes, room, 10)
    BOARD.export(notes, "markdown")


@given(st.text(st.sampled_from("ab -#*\n支é")), st.integers(12, 90))
def test_no_row_is_wider_than_the_room(text: str, room: int) -> None:
    rows = BOARD.draw(BOARD.parse(clean(text)), room, 10)
    deep = max((line.depth for s in BOARD.parse(text).sections for line in s.lines), default=0)
    assert all(width(row) <= max(room, deep * 2 + 6) for row in plain(rows).split("\n"))


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("a <script>alert(1)</script>", r"a \<script>alert(1)\</script>"),
        (r"\\<img src=x>", r"\\\<img src=x>"),
        (r"a \<b>", r"a \<b>"),
        ("<!-- a -->", r"\<!-- a -->"),
        ("1 < 2 and **bold** and `code`", "1 < 2 and **bold** and `code`"),
        ("[a](javascript:alert(1))", r"[a]\(javascript:alert(1))"),
        ("[a]( JaVaScRiPt:x)", r"[a]\( JaVaScRiPt:x)"),
        ("[a](java&#115;cript:x)", r"[a]\(java&#115;cript:x)"),
        ("![a](data:text/html,x)", r"![a]\(data:text/html,x)"),
        (
            "[a](https://e.x/y) [b](other.md) [c](#top)",
            "[a](https://e.x/y) [b](other.md) [c](#top)",
        ),
        ("[a]: javascript:x", r"\[a]: javascript:x"),
        ("[a]: https://e.x", "[a]: https://e.x"),
    ],
)
def test_markdown_keeps_its_marks_and_loses_its_dangers(line: str, written: str) -> None:
    assert BOARD.export(BOARD.parse(line), "markdown") == f"{written}\n"
    assert BOARD.export(BOARD.parse(written), "markdown") == f"{written}\n"
