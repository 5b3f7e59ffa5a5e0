"""What a seat knows of its room: who is there, how the link is, what the hub's clock says."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from coach.frozen import dataclass
from coach.session import events as ev
from coach.text import clean_line

PEOPLE_MOST = 40


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody of the room as the hub tells: seat, name, role, here, ready, wants to swap."""

    p: str
    name: str
    role: str
    here: bool
    ready: bool
    swap: bool


@dataclass(slots=True)
class RoomView:
    """The room from one seat. `ended` says why the link will not be tried again ("" while it
    is) and `code` by which close code (0: by none), `why` what keeps it down now, `since` when it
    last came up or went down. `session` and `n` are what the hub told at the last welcome: the
    session that runs there ("" for none) and the number of its last entry then."""

    room: str = ""
    me: str = ""
    role: str = ""
    state: str = "lobby"
    people: tuple[Someone, ...] = ()
    up: bool = False
    ever: bool = False
    session: str = ""
    n: int = 0
    why: str = ""
    since: float = 0.0
    ended: str = ""
    code: int = 0
    cursors: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def other(self) -> Someone | None:
        """The one on the other side of the desk, for the two at it."""
        sides = {ev.CANDIDATE: ev.INTERVIEWER, ev.INTERVIEWER: ev.CANDIDATE}
        wanted = sides.get(self.role)
        return next((person for person in self.people if person.role == wanted), None)

    def mine(self) -> Someone | None:
        """Whoever sits here."""
        return next((person for person in self.people if person.p == self.me), None)

    def hear_welcome(self, frame: Mapping[str, Any]) -> None:
        """Takes what a welcome says of the room, of this seat in it and of the session there."""
        said = (clean_line(str(frame.get(key, ""))) for key in ("room", "me", "role", "session"))
        self.room, self.me, self.role, self.session = said
        n = frame.get("n")
        self.n = n if isinstance(n, int) else 0

    def hear_who(self, frame: Mapping[str, Any]) -> None:
        """Takes a who frame; what is not whole in it is left out."""
        people = frame.get("people")
        told = (
            [_someone(person) for person in people[:PEOPLE_MOST]]
            if isinstance(people, list)
            else []
        )
        self.people = tuple(person for person in told if person is not None)
        self.state = "open" if frame.get("state") == "open" else "lobby"
        mine = self.mine()
        if mine is not None:
            self.role = mine.role

    def hear_see(self, frame: Mapping[str, Any]) -> bool:
        """Takes a see frame; whether it told anything."""
        p, at, board = frame.get("p"), frame.get("at"), frame.get("board")
        if not (isinstance(p, str) and isinstance(board, str) and isinstance(at, int)):
            return False
        if p not in self.cursors and len(self.cursors) >= PEOPLE_MOST:
            return False
        self.cursors[clean_line(p, 10)] = frame
        return True


def _someone(told: Any) -> Someone | None:
    if not isinstance(told, dict):
        return None
    p, name, role = (clean_line(str(told.get(key, "")), 80) for key in ("p", "name", "role"))
    here, ready, swap = (told.get(key) is True for key in ("here", "ready", "swap"))
    return Someone(p, name, role, here, ready, swap)


class HubClock:
    """The present session's seconds as the hub counts them, as far as they are known."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.local = clock
        self.round_trip: float | None = None
        self._offset = -clock()
        self._best = float("inf")

    def now(self) -> float:
        """The hub's seconds now."""
        return self.local() + self._offset

    def start_at(self, seconds: float) -> None:
        """Before the hub was asked: goes on from there."""
        self._offset = seconds - self.local()
        self._best = float("inf")

    def hear(self, frame: Mapping[str, Any]) -> None:
        """The answer to a question for the time: `t` as it was sent, `now` the hub's seconds.
        Half the way there and back is taken for the way here; slow answers count for nothing."""
        sent, now = frame.get("t"), frame.get("now")
        if not isinstance(sent, int | float) or not isinstance(now, int | float):
            return
        arrival = self.local()
        self.round_trip = max(0.0, arrival - sent)
        if self.round_trip <= self._best * 1.5:
            self._best = min(self._best, self.round_trip)
            self._offset = now - (sent + arrival) / 2
