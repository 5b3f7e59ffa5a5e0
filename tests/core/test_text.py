"""The cleaner at the door: nothing that reaches the screen can act on it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from coach.text import clean, clean_line, cut, pad, width


@given(st.text(alphabet=st.characters()))
def test_clean_text_holds_no_control_and_no_direction_mark(text: str) -> None:
    for char in clean(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_escape_is_shown_and_line_ends_are_folded() -> None:
    assert clean("a\x1b[31mb\r\nc\rd") == "a␛[31mb\nc\nd"
    assert clean("x\ud800y\x9by\u202ez") == "x�yyz"


def test_clean_line_is_one_line_within_its_limit() -> None:
    assert clean_line("  a\n b\tc ") == "a b c"
    assert len(clean_line("x" * 5000)) == 200


def test_width_counts_cells() -> None:
    assert width("abc") == 3
    assert width("客户端") == 6
    assert width("e\N{COMBINING ACUTE ACCENT}") == 1
    assert width("支付 💳") == 7


@given(st.text(alphabet="ab客é💳", max_size=30), st.integers(1, 20))
def test_cut_and_pad_hold_their_width(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells
    assert width(pad(text, cells)) == cells
