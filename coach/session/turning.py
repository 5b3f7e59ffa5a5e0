"""Turning a drawing: its picture laid out afresh where the candidate asks for it, which is an event
like any edit, so that everybody sees the same picture afterwards."""

from typing import ClassVar

from coach.frozen import dataclass
from coach.session.events import Audience, Event
from coach.session.state import State

DIRECTIONS = ("auto", "td", "lr")
"""Where a picture's arrows lead: as it fits, down, or to the right; as Mermaid writes it."""


@dataclass(frozen=True, slots=True)
class DrawingTurned(Event):
    """The board's picture was laid out afresh, in one of `DIRECTIONS`; it grows on from there."""

    TYPE: ClassVar[str] = "drawing_turned"
    AUDIENCE: ClassVar[Audience] = Audience.PUBLIC
    board: str
    direction: str


@dataclass(frozen=True, slots=True)
class TurnDrawing:
    """Lays the board's picture out afresh, in one of `DIRECTIONS`."""

    board: str
    direction: str


def turned(state: State, intent: TurnDrawing) -> tuple[Event, ...]:
    """The event of the wish; `admit` says whether it fits."""
    return (DrawingTurned(intent.board, intent.direction),)


def turns(state: State, event: DrawingTurned) -> bool:
    """Whether there is such a board and such a direction."""
    return event.board in state.boards and event.direction in DIRECTIONS
