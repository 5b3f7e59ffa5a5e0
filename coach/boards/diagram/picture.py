"""The drawn architecture: placed boxes, frames and lines in cells, and the rows they paint.

A picture is complete in itself: a vector writer needs boxes, frames, strokes, heads and labels; a
terminal needs rows; a later drawing needs only boxes, width, height and text to stay close to it.
Cells count from 0 at the top left; x grows to the right and y down.
"""

from enum import StrEnum

from coach.boards.board import Row
from coach.boards.diagram.graph import EdgeStyle, Tip
from coach.frozen import dataclass
from coach.tuples import NamedTuple


class Direction(StrEnum):
    """Where edges lead: down the page, to the right, or whichever fits better."""

    AUTO = "auto"
    DOWN = "td"
    RIGHT = "lr"


class Pointing(StrEnum):
    """Where an arrow head points."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A component's rectangle, its border included. `stacked` boxes stand for several replicas.

    `rule` is how many cells below its top a line parts name and rows, 0 where there are none.
    """

    id: str
    x: int
    y: int
    w: int
    h: int
    stacked: bool = False
    rule: int = 0


class Frame(NamedTuple):
    """A group's rectangle, its border included."""

    id: str
    x: int
    y: int
    w: int
    h: int


class Stroke(NamedTuple):
    """One straight piece of an edge between the centres of two cells of one row or column.

    An end may be a cell of a box's border: the line leaves the box there.
    """

    x1: int
    y1: int
    x2: int
    y2: int
    style: EdgeStyle = EdgeStyle.SYNC


class Head(NamedTuple):
    """An arrow head, a circle or a cross in the cell beside the box it points at."""

    x: int
    y: int
    heading: Pointing
    style: EdgeStyle = EdgeStyle.SYNC
    tip: Tip = Tip.ARROW


class Label(NamedTuple):
    """A run of text that starts in a cell. `role` is the role its cells have in the rows.

    `owner` is the id of the component or group it names, "" for the label of an edge.
    """

    x: int
    y: int
    text: str
    role: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of width by height cells. `clipped` says that not all components are in it."""

    boxes: tuple[Box, ...] = ()
    width: int = 0
    height: int = 0
    text: str = ""
    direction: Direction = Direction.AUTO
    frames: tuple[Frame, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    heads: tuple[Head, ...] = ()
    labels: tuple[Label, ...] = ()
    rows: tuple[Row, ...] = ()
    clipped: bool = False

    def box(self, id: str) -> Box | None:
        """The box of the component with that id."""
        return next((b for b in self.boxes if b.id == id), None)
