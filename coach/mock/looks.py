"""What a program in a seat may look at: a board's text or drawing, what does not fit in it, the
clock, the state; for the interviewer the prompt's private side. Plain JSON values."""

from typing import Any

from coach.boards import registry
from coach.boards.board import Context, plain
from coach.errors import NotFound, Refused
from coach.mock.attendance import Attendance
from coach.mock.dossier import open_dossier
from coach.mock.remote import RemoteLive
from coach.session import events as ev
from coach.session.pacing import pace
from coach.session.state import State

LOOKS = ("board", "drawing", "findings", "clock", "pack", "state")
_ROWS = 60
_COLUMNS = 100


def look(attendance: Attendance, what: str, board: str) -> Any:
    """What is seen; NotFound, Refused."""
    live = attendance.live
    if live is None:
        raise Refused("No session has been opened yet.")
    state = live.state
    if what in ("board", "drawing", "findings"):
        return _board(state, what, board, live.me)
    if what == "clock":
        return clock_told(state, live.now())
    if what == "state":
        return _state(live)
    if what == "pack":
        if live.me != ev.INTERVIEWER:
            raise Refused("The pack is the interviewer's alone.")
        return open_dossier(attendance.environment, state).told(state)
    raise NotFound(f"One looks at {', '.join(LOOKS)}.")


def _board(state: State, what: str, name: str, role: str) -> Any:
    if name not in state.boards:
        raise NotFound("This session has no such board.", f"Boards: {', '.join(state.boards)}.")
    text = state.boards[name]
    if what == "board":
        return text
    board = registry.board(name)
    model = board.parse(text)
    if what == "drawing":
        return plain(board.draw(model, _COLUMNS, _ROWS))
    if role == ev.CANDIDATE:
        raise Refused("In a mock the candidate is shown no findings.")
    found = board.findings(model, Context(texts=dict(state.boards)))
    return [{"severity": one.severity.value, "message": one.message} for one in found]


def clock_told(state: State, now: float) -> Any:
    """How the minutes stand, as a program is told."""
    minutes = pace(state, now)
    return {
        "phase": state.phase,
        "elapsed": round(minutes.elapsed, 1),
        "left": round(minutes.left, 1),
        "paused": state.paused,
        "closed": state.closed,
        "sentence": minutes.sentence,
        "phases": [
            {"id": one.id, "used": round(one.used, 1), "least": one.least, "most": one.most}
            for one in minutes.phases
        ],
    }


def _state(live: RemoteLive) -> Any:
    state = live.state
    opened = state.opened
    return {
        "session": live.session,
        "role": live.me,
        "n": live.hub_n,
        "h": live.h,
        "waiting": len(live.queue),
        "title": opened.title if opened else "",
        "statement": opened.statement if opened else "",
        "phase": state.phase,
        "boards": dict(state.boards),
        "facts": [one.fact for one in state.facts],
        "hints": [[one.ladder, one.rung] for one in state.hints],
        "curveballs": [one.curveball for one in state.curveballs],
        "ticked": sorted(list(one) for one in state.ticked),
        "closed": state.closed,
        "forms": {
            p: {"role": form.role, "filed": form.filed, "form": form.text}
            for p, form in state.forms.items()
        },
        "pad": state.pad,
        "people": {p: [one.role, one.name] for p, one in state.people.items()},
    }
