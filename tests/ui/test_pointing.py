"""Marks and words over a drawing where somebody points at a line of it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import plain
from coach.boards.diagram.diagram_board import BOARD
from coach.text import width
from coach.ui.views.highlight import overlaid
from coach.ui.views.pointing import boxes_of_line, pointed_rows

ROWS = st.lists(
    st.lists(st.tuples(st.text("ab─│中é ", max_size=6), st.sampled_from(["", "box"])), max_size=4)
    .map(tuple),
    min_size=1, max_size=4,
).map(tuple)  # fmt: skip


@given(ROWS, st.integers(0, 20), st.integers(0, 5), st.text("x◀中", min_size=1, max_size=6))
def test_words_stand_where_they_are_put_and_all_else_where_it_was(
    rows: tuple[tuple[tuple[str, str], ...], ...], x: int, y: int, text: str
) -> None:
    over = overlaid(rows, x, y, text, "accent")
    assert len(over) == len(rows)
    for at, (before, after) in enumerate(zip(rows, over, strict=True)):
        if at != y:
            assert before == after
            continue
        place = next(k for k, part in enumerate(after) if part == (text, "accent"))
        assert sum(width(part) for part, _ in after[:place]) == x
        wide = sum(width(part) for part, _ in before)
        assert sum(width(part) for part, _ in after) == max(wide, x + width(text))


def test_a_line_names_its_boxes_in_its_own_order() -> None:
    graph = BOARD.parse("a -> b\nc -> a\n# only words\nb -> d")
    picture = BOARD.picture(graph, 60, 20)
    assert [box.id for box in boxes_of_line(graph, picture, 1)] == ["c", "a"]
    assert boxes_of_line(graph, picture, 2) == boxes_of_line(graph, picture, 9) == ()


def test_the_words_keep_inside_the_view() -> None:
    graph = BOARD.parse("client -> api\napi -> cache")
    picture = BOARD.picture(graph, 60, 20)
    boxes = boxes_of_line(graph, picture, 1)
    wide = plain(pointed_rows(picture.rows, boxes, "Ben points here", 60))
    assert "┘◀ Ben points here" in wide or "┴◀ Ben points here" in wide
    right = boxes[-1].x + boxes[-1].w
    tight = plain(pointed_rows(picture.rows, boxes, "Ben points here", right + 2))
    assert "◀" in tight and "Ben" not in tight
    moved = tuple((("  " * 10, ""), *row) for row in picture.rows)
    away = [replace(box, x=box.x + 20) for box in boxes]
    left = plain(pointed_rows(moved, away, "Ben points here", right + 22))
    assert "Ben points here ▶" in left


def test_nowhere_marks_nothing() -> None:
    picture = BOARD.picture(BOARD.parse("a -> b"), 60, 20)
    assert pointed_rows(picture.rows, (), "Ben points here", 60) == picture.rows
