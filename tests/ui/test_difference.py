"""Writing only what changed leaves the terminal as if everything had been written."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from coach.ui.difference import Pen, Shown, changed, splits

WIDTH = 12
STYLES = [
    Style(),
    Style(bold=True),
    Style(color="red"),
    Style(bgcolor="blue"),
    Style(color="#102030", bgcolor="blue", underline=True),
    Style(color="red", reverse=True),
]
Cell = tuple[str, Style | None]


def cells(strip: Strip) -> list[Cell]:
    """The strip cell by cell; the second half of a wide character is empty."""
    found: list[Cell] = []
    for text, style, _ in strip:
        for char in text:
            found.append((char, style))
            found.extend([("", style)] * (cell_len(char) - 1))
    return found


@st.composite
def strips(draw: st.DrawFn, width: int = WIDTH) -> Strip:
    segments = []
    left = width
    while left > 0:
        char = draw(st.sampled_from("aab ─│é漢"))
        size = cell_len(char)
        count = min(draw(st.integers(1, 4)), left // size)
        if count == 0:
            char, size, count = " ", 1, left
        segments.append(Segment(char * count, draw(st.sampled_from(STYLES))))
        left -= count * size
    return Strip(segments, width)


@given(strips(), strips())
def test_the_changed_part_makes_the_new_strip_of_the_old(old: Strip, new: Strip) -> None:
    start, end = changed(old, new)
    after = cells(old)
    after[start:end] = cells(new.crop(start, end))
    assert after == cells(new)


@given(strips())
def test_a_strip_is_like_itself_however_it_is_cut(strip: Strip) -> None:
    copy = Strip.join([strip.crop(0, 0), Strip(list(strip), WIDTH)])
    assert changed(strip, copy) == (0, 0)


def test_a_piece_that_covers_half_of_a_wide_letter_is_written_whole() -> None:
    shown = Shown()
    shown.belongs_to("a screen", 6)
    row, piece = Strip([Segment("ab漢漢")]), Strip([Segment("ab ")])
    shown.replace(0, row)
    assert shown.update(0, 0, piece) == (0, piece)
    assert shown.replace(0, row) == (0, row)
    assert [splits(row, at) for at in range(7)] == [False, False, False, True, False, True, False]


def test_one_letter_more_is_one_cell() -> None:
    old = Strip([Segment("ab"), Segment("   ")])
    new = Strip([Segment("abc"), Segment("  ")])
    start, end = changed(old, new)
    assert (start, end) == (2, 3)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("row"), st.integers(0, 2), st.just(0), strips()),
            st.tuples(st.just("piece"), st.integers(0, 2), st.integers(0, 6), strips(6)),
            st.tuples(st.just("gone"), st.integers(0, 2), st.just(0), strips()),
        ),
        max_size=12,
    )
)
def test_a_terminal_always_shows_the_last_picture(
    steps: list[tuple[str, int, int, Strip]],
) -> None:
    shown = Shown()
    shown.belongs_to("a screen", WIDTH)
    terminal: dict[int, list[Cell]] = {y: [("?", None)] * WIDTH for y in range(3)}
    for kind, y, x, strip in steps:
        if kind == "gone":
            shown.forget()
            terminal = {row: [("?", None)] * WIDTH for row in range(3)}
            continue
        column, part = shown.replace(y, strip) if kind == "row" else shown.update(x, y, strip)
        terminal[y][column : column + part.cell_length] = cells(part)
        assert terminal[y][x : x + strip.cell_length] == cells(strip)
        assert len(terminal[y]) == WIDTH


def test_another_screen_or_width_is_written_whole() -> None:
    shown = Shown()
    row = Strip([Segment("abc")])
    for owner, width in (("one", 3), ("two", 3), ("two", 4)):
        shown.belongs_to(owner, width)
        assert shown.replace(0, row) == (0, row)
        assert shown.replace(0, row)[1].cell_length == 0


def seen(drawn: str) -> list[tuple[str, str, str, str]]:
    """What a terminal makes of it: each character with its attributes, colour and background;
    of a blank only what can be seen."""
    found, attributes, color, back = [], "", "", ""
    for codes, char in re.findall(r"\x1b\[([0-9;]*)m|(.)", drawn):
        if char:
            shows = re.search("[457]", attributes)
            blank = char == " " and not shows
            found.append((char, "" if blank else attributes, "" if blank else color, back))
            continue
        parts = codes.split(";")
        while parts:
            part = parts.pop(0)
            if part == "0":
                attributes = color = back = ""
            elif part in ("38", "48"):
                whole = ";".join([part, *parts[:4]])
                del parts[:4]
                color, back = (whole, back) if part == "38" else (color, whole)
            elif part.startswith("3"):
                color = part
            elif part.startswith("4") and len(part) == 2:
                back = part
            else:
                attributes += part
    return found


@given(st.lists(strips(), min_size=1, max_size=4))
def test_a_pen_draws_as_each_segment_with_its_own_codes_would(drawn: list[Strip]) -> None:
    pen = Pen(ColorSystem.TRUECOLOR)
    text = "".join(pen.draw(strip) for strip in drawn) + pen.lift()
    plain = "".join(
        Strip.render_style(style or Style(), text, ColorSystem.TRUECOLOR)
        for strip in drawn
        for text, style, _ in strip
    )
    assert seen(text) == seen(plain)
    assert seen(text + "x")[-1] == ("x", "", "", "")
