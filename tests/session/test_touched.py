"""The parts of a text that edits touched: what is told of them, and that nothing else changed."""

from hypothesis import given
from hypothesis import strategies as st

from coach.session.touched import MOST_PARTS, Touched

edits = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 6), st.text("ab\n", max_size=5)), max_size=20
)


def after(text: str, many: list[tuple[int, int, str]], touched: Touched) -> str:
    """The text after these edits, every one told to `touched`."""
    for place, count, put_in in many:
        at = min(place, len(text))
        gone = text[at : at + count]
        touched.edit(at, len(gone), len(put_in))
        text = text[:at] + put_in + text[at + len(gone) :]
    return text


@given(st.text("ab\n", max_size=50), edits)
def test_between_the_parts_both_texts_are_the_same(
    old: str, many: list[tuple[int, int, str]]
) -> None:
    touched = Touched()
    new = after(old, many, touched)
    rebuilt, at, place = "", 0, 0
    for part in touched.parts:
        assert at <= part.old <= part.old_end
        assert place <= part.new <= part.new_end
        assert old[at : part.old] == new[place : part.new]
        rebuilt += old[at : part.old] + new[part.new : part.new_end]
        at, place = part.old_end, part.new_end
    assert rebuilt + old[at:] == new


@given(st.text("ab\n", max_size=50), edits)
def test_the_lines_told_lead_from_one_text_to_the_other(
    old: str, many: list[tuple[int, int, str]]
) -> None:
    touched = Touched()
    new = after(old, many, touched)
    before, behind = old, new
    for gone, come in touched.lines(old, new):
        _, found, before = f"\n{before}\n".partition(f"\n{gone}\n")
        assert found
        _, found, behind = f"\n{behind}\n".partition(f"\n{come}\n")
        assert found


def test_edits_far_apart_are_told_line_by_line() -> None:
    old = "\n".join(f"line {number}" for number in range(1000))
    touched = Touched()
    new = after(old, [(0, 4, "LINE"), (len(old), 0, " end")], touched)
    assert list(touched.lines(old, new)) == [
        ("line 0", "LINE 0"),
        ("line 999", "line 999 end"),
    ]


def test_parts_of_one_line_are_one() -> None:
    touched = Touched()
    new = after("a b c\nd", [(0, 1, "x"), (4, 1, "y")], touched)
    assert list(touched.lines("a b c\nd", new)) == [("a b c", "x b y")]


def test_so_many_parts_are_kept_apart_and_no_more() -> None:
    old = "word\n" * 400
    touched = Touched()
    new = after(old, [(6 * number, 0, "x") for number in range(MOST_PARTS + 40)], touched)
    assert len(touched.parts) == MOST_PARTS
    told = dict(touched.lines(old, new))
    assert told["word"] == "xword"
