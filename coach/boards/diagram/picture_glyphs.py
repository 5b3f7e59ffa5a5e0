"""The characters a picture is painted with: one set for Unicode terminals, one for plain ASCII.

A line's shape in a cell is a mask of arms (up 1, down 2, left 4, right 8). Asynchronous edges are
dashed and copies are doubled in either set, so that the three styles differ without colour.
"""

from collections.abc import Mapping

from coach.boards.diagram.graph import EdgeStyle, Tip
from coach.boards.diagram.picture import Pointing
from coach.tuples import NamedTuple

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8

_SHAPES = {
    UP: "│",
    DOWN: "│",
    UP | DOWN: "│",
    LEFT: "─",
    RIGHT: "─",
    LEFT | RIGHT: "─",
    DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐",
    UP | RIGHT: "└",
    UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬",
    UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}
_DOUBLE = dict(zip(_SHAPES, "║║║═══╔╗╚╝╠╣╦╩╬", strict=True))
_DASHED = {**_SHAPES, UP: "┆", DOWN: "┆", UP | DOWN: "┆", LEFT: "┄", RIGHT: "┄", LEFT | RIGHT: "┄"}


def _plain(upright: str, level: str) -> dict[int, str]:
    straight = {UP: upright, DOWN: upright, UP | DOWN: upright}
    straight |= {LEFT: level, RIGHT: level, LEFT | RIGHT: level}
    return {mask: straight.get(mask, "+") for mask in _SHAPES}


class Glyphs(NamedTuple):
    """A character set. `lines` gives the character of an arm mask in the style of an edge.

    `tips` are what an edge ends in where that is no arrow head. `ports` gives the character where
    an edge of a style leaves a box, by the arm that leaves; `copy_crossings` are a doubled line's
    crossings with a single one, upright then level.
    """

    lines: Mapping[EdgeStyle, Mapping[int, str]]
    heads: Mapping[Pointing, str]
    tips: Mapping[Tip, str]
    ports: Mapping[EdgeStyle, Mapping[int, str]]
    copy_crossings: tuple[str, str]
    times: str
    ellipsis: str
    ascii: bool


_PORTS = {UP: "┴", DOWN: "┬", LEFT: "┤", RIGHT: "├"}
_COPY_PORTS = {UP: "╨", DOWN: "╥", LEFT: "╡", RIGHT: "╞"}
_PLUS_PORTS = {UP: "+", DOWN: "+", LEFT: "+", RIGHT: "+"}

UNICODE = Glyphs(
    lines={EdgeStyle.SYNC: _SHAPES, EdgeStyle.ASYNC: _DASHED, EdgeStyle.COPY: _DOUBLE},
    heads={Pointing.UP: "▲", Pointing.DOWN: "▼", Pointing.LEFT: "◄", Pointing.RIGHT: "►"},
    tips={Tip.CIRCLE: "○", Tip.CROSS: "×"},
    ports={EdgeStyle.SYNC: _PORTS, EdgeStyle.ASYNC: _PORTS, EdgeStyle.COPY: _COPY_PORTS},
    copy_crossings=("╫", "╪"),
    times="×",
    ellipsis="…",
    ascii=False,
)
ASCII = Glyphs(
    lines={
        EdgeStyle.SYNC: _plain("|", "-"),
        EdgeStyle.ASYNC: _plain(":", "."),
        EdgeStyle.COPY: _plain("#", "="),
    },
    heads={Pointing.UP: "^", Pointing.DOWN: "v", Pointing.LEFT: "<", Pointing.RIGHT: ">"},
    tips={Tip.CIRCLE: "o", Tip.CROSS: "x"},
    ports=dict.fromkeys(EdgeStyle, _PLUS_PORTS),
    copy_crossings=("+", "+"),
    times="x",
    ellipsis="~",
    ascii=True,
)
