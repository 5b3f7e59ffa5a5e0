"""Boxes that have grown stand where they stood: same ranks, same order, nothing upon another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import plain
from coach.boards.diagram.captions import BoxNote
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.layout import lay_out
from coach.boards.diagram.picture import Box, Direction, Picture
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.boards.diagram.roomier import roomier

CHAIN = "client -> lb -> gateway -> api -> db\n"
FAN = "client -> api\napi -> queue\napi -> db\napi -> redis\n"
BEFORE = "client -> api\napi -> db\napi -> redis\n"


def order(picture: Picture, down: bool = True) -> list[str]:
    """The boxes as they follow each other, rank by rank."""
    key = (lambda box: (box.y, box.x)) if down else (lambda box: (box.x, box.y))
    return [box.id for box in sorted(picture.boxes, key=key)]


def test_a_chain_whose_boxes_grow_stays_straight() -> None:
    graph = read(CHAIN)
    notes = {node.id: (BoxNote("300/s 600% !", ""),) for node in graph.nodes}
    fresh = lay_out(graph, width=40, notes=notes)
    standing = PictureGrowth(ViewSize(40)).fresh(graph)
    again = roomier(standing, {box.id: box for box in fresh.boxes})
    assert plain(lay_out(graph, width=40, notes=notes, previous=again).rows) == plain(fresh.rows)


@pytest.mark.parametrize("way", [Direction.DOWN, Direction.RIGHT])
def test_an_order_that_grew_stays(way: Direction) -> None:
    graph, down = read(FAN), way is Direction.DOWN
    standing = PictureGrowth(ViewSize(90, direction=way)).picture((BEFORE,), graph)
    notes = {node.id: (BoxNote("300/s 600% !", ""),) for node in graph.nodes}
    fresh = lay_out(graph, direction=way, width=90, notes=notes)
    again = roomier(standing, {box.id: box for box in fresh.boxes})
    drawn = lay_out(graph, width=90, notes=notes, previous=again)
    assert order(drawn, down) == order(standing, down) == order(again, down)
    assert order(fresh, down) != order(standing, down)
    assert drawn.width <= 90


@given(st.lists(st.tuples(st.integers(3, 30), st.integers(3, 6)), min_size=6, max_size=6))
def test_boxes_of_any_size_do_not_stand_upon_each_other(sizes: list[tuple[int, int]]) -> None:
    standing = PictureGrowth(ViewSize(90)).fresh(read(FAN + "db -> replica\n"))
    sized = {
        box.id: Box(box.id, 0, 0, w, h) for box, (w, h) in zip(standing.boxes, sizes, strict=True)
    }
    placed = roomier(standing, sized)
    assert order(placed) == order(standing)
    for one, other in combinations(placed.boxes, 2):
        beside = one.x + one.w < other.x or other.x + other.w < one.x
        below = one.y + one.h <= other.y or other.y + other.h <= one.y
        assert beside or below
    assert {box.id: (box.w, box.h) for box in placed.boxes} == {
        id_: (box.w, box.h) for id_, box in sized.items()
    }


def test_of_boxes_that_are_not_there_nothing_is_placed() -> None:
    assert roomier(Picture(), {}).boxes == ()
    assert roomier(PictureGrowth(ViewSize(40)).fresh(read(CHAIN)), {}).boxes == ()
