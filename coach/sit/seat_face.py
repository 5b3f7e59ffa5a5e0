"""The line seat as its orders see it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from coach.boards.board import Finding
from coach.errors import NotFound
from coach.live.environment import Environment
from coach.live.live import Live
from coach.live.opening import OpenSession
from coach.session.decide import Intent
from coach.session.state import State


class SeatFace(Protocol):
    """The line seat, as its orders see it."""

    sitting: OpenSession
    environment: Environment
    live: Live
    board: str
    over: bool
    answer: "Callable[[str], None] | None"
    before: dict[str, list[str]]

    @property
    def state(self) -> State:
        """The session's state now."""
        ...

    def tell(self, sentence: str, /) -> None:
        """Puts one sentence out."""
        ...

    def say(self, sentences: Sequence[str]) -> None:
        """Puts sentences out."""
        ...

    def do(self, intent: Intent, by: str = "") -> None:
        """Carries an intent out."""
        ...

    def utter(self, text: str) -> None:
        """Says something to the interviewer."""
        ...

    def put(self, name: str, text: str, number: int = 0) -> None:
        """Gives a board its new text."""
        ...

    def findings(self, name: str) -> Sequence[Finding]:
        """What a board finds in itself."""
        ...


def named(seat: SeatFace, rest: str) -> tuple[str, str]:
    """The board that is named first, else the one in front, and what stands behind its name."""
    first, _, more = rest.partition(" ")
    if first.lower() in seat.state.boards:
        return first.lower(), more.strip()
    if seat.board:
        return seat.board, rest
    raise NotFound("Which board?", f"Boards: {', '.join(seat.state.boards)}.")
