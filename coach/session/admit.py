"""Whether an event may be appended here and now by somebody: the one truth for `decide`, which
asks before it gives an event, and for a hub, which asks before it lets one in.

The rules are the table of the room protocol: which role makes what, what fits the state. A refusal
carries the code that a hub answers with and a sentence for a person.
"""

from collections.abc import Callable, Mapping
from typing import Any

from coach.frozen import dataclass
from coach.session import events as ev
from coach.session import together as tg
from coach.session.state import State
from coach.session.turning import DrawingTurned, turns

BOARD_MOST = 200_000
"""Characters of one board."""
SAID_MOST = 20_000
"""Characters of one utterance."""
SHARED_MOST = 12_000
"""Characters of one part of what is shared."""
MOCK = "mock"
"""The mode of a session of two, in which the interviewer's seat drives."""
HINT_WANTED = "hint wanted"
"""The kind of an utterance by which the candidate asks for a hint."""
OVERHEARD = "heard"
"""The reference of the candidate's words that a transcriber heard."""
SHARES = ("notes", "marks", "prompt")
_SAYING = {
    ev.CANDIDATE: ("", HINT_WANTED),
    ev.INTERVIEWER: (
        "", "statement", "announcement", "answer", "asked_back", "unplaced", "probe",
        "interruption", "remark",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not: the protocol's code and a sentence."""

    code: str
    why: str


_BOTH = (ev.CANDIDATE, ev.INTERVIEWER)
_INTERVIEWER = (ev.INTERVIEWER,)
_CANDIDATE = (ev.CANDIDATE,)
_ALL = (ev.CANDIDATE, ev.INTERVIEWER, ev.OBSERVER)
CLOCKED = (ev.PhaseEntered, ev.Paused, ev.Resumed)
"""What belongs to whoever holds the clock."""

MAY_MAKE: Mapping[type[ev.Event], tuple[str, ...]] = {
    ev.TextEdited: _CANDIDATE,
    DrawingTurned: _CANDIDATE,
    ev.ItemTicked: _CANDIDATE,
    ev.Said: _BOTH,
    ev.FactRevealed: _INTERVIEWER,
    ev.HintGiven: _INTERVIEWER,
    ev.CurveballThrown: _INTERVIEWER,
    ev.SessionClosed: _BOTH,
    tg.Sealed: _ALL,
    tg.Waived: _ALL,
    tg.Unsealed: _ALL,
    tg.Shared: (ev.INTERVIEWER, ev.OBSERVER),
}
"""Roles by public event; what is not here and no clock's is nobody's but the hub's."""

AFTERWARDS = (ev.Said, tg.Sealed, tg.Waived, tg.Unsealed, tg.Shared)
"""What a closed session still takes."""


def admit(state: State, event: ev.Event, by: str, p: str = "") -> Refusal | None:
    """Why the event may not be appended by that author (of seat `p`), None where it may.

    Private events are their author's own affair: they are admitted whenever a session is open.
    """
    if state.opened is None:
        return Refusal("not_open", "The session has not been opened.")
    if event.AUDIENCE is ev.Audience.OWN:
        return None
    role = state.role(by)
    may = _holders(state) if isinstance(event, CLOCKED) else MAY_MAKE.get(type(event), ())
    if role not in may:
        who = " or the ".join(may) or "hub"
        return Refusal("forbidden", f"That is for the {who}; you are the {role}.")
    if state.closed and not isinstance(event, AFTERWARDS):
        return Refusal("closed", "This session is closed.")
    check = _FITS.get(type(event))
    return check(state, event, role, p or by) if check else None


def unaided(state: State) -> bool:
    """Whether the program gives the candidate no help: in pressure mode and in a mock."""
    return state.opened is not None and state.opened.mode in ("pressure", MOCK)


def _holders(state: State) -> tuple[str, ...]:
    """Who may turn the clock."""
    clock = state.opened.clock if state.opened else ev.CANDIDATE
    return _BOTH if clock == "both" else (clock,)


def _phase(state: State, event: ev.PhaseEntered, role: str, p: str) -> Refusal | None:
    if state.planned(event.phase) is None:
        return Refusal("stale", "There is no such phase in this session.")
    return None


def _edit(state: State, event: ev.TextEdited, role: str, p: str) -> Refusal | None:
    text = state.boards.get(event.board)
    if text is None:
        return Refusal("stale", "There is no such board in this session.")
    end = event.at + len(event.removed)
    if not 0 <= event.at <= len(text) or text[event.at : end] != event.removed:
        return Refusal("stale", "That is not what stands on the board.")
    if len(text) + len(event.inserted) - len(event.removed) > BOARD_MOST:
        return Refusal("too_big", f"A board holds at most {BOARD_MOST:,} characters.")
    return None


def _turn(state: State, event: DrawingTurned, role: str, p: str) -> Refusal | None:
    if not turns(state, event):
        return Refusal("stale", "There is no such drawing, or it has no such direction.")
    return None


def _tick(state: State, event: ev.ItemTicked, role: str, p: str) -> Refusal | None:
    phase = state.planned(event.phase)
    if phase is None or all(item.id != event.item for item in phase.items):
        return Refusal("stale", "There is no such item in that phase.")
    return None


def _said(state: State, event: ev.Said, role: str, p: str) -> Refusal | None:
    if event.kind not in _SAYING.get(role, ()):
        return Refusal("forbidden", f"The {role} does not speak in that manner.")
    if not 0 < len(event.text) <= SAID_MOST:
        return Refusal("too_big", f"One utterance has 1 to {SAID_MOST:,} characters.")
    return None


def _sealed(state: State, event: tg.Sealed, role: str, p: str) -> Refusal | None:
    return _early(state) or _again(state, p) or _digest(event.digest)


def _waived(state: State, event: tg.Waived, role: str, p: str) -> Refusal | None:
    return _early(state) or _again(state, p)


def _unsealed(state: State, event: tg.Unsealed, role: str, p: str) -> Refusal | None:
    form = state.forms.get(p)
    if early := _early(state):
        return early
    if form is None or not form.digest or form.text:
        return Refusal("again", "You have no sealed form that is still to be opened.")
    if not both_filed(state):
        return Refusal("sealed", "The other form is not in yet; both stay sealed.")
    if not opens(form.digest, event.form, event.salt):
        return Refusal("digest", "That is not the form that was sealed.")
    return None


def _shared(state: State, event: tg.Shared, role: str, p: str) -> Refusal | None:
    if early := _early(state):
        return early
    if event.what not in SHARES or not 0 < event.part <= event.of:
        return Refusal("fields", "Notes, marks or a prompt are shared, part by part.")
    if len(event.text) > SHARED_MOST:
        return Refusal("too_big", f"One part holds at most {SHARED_MOST:,} characters.")
    return None


def _early(state: State) -> Refusal | None:
    return None if state.closed else Refusal("early", "The session has not ended yet.")


def _again(state: State, p: str) -> Refusal | None:
    form = state.forms.get(p)
    return Refusal("again", "Your form is in already.") if form and form.filed else None


def _digest(digest: str) -> Refusal | None:
    if len(digest) == 64 and set(digest) <= set("0123456789abcdef"):
        return None
    return Refusal("fields", "A seal is 64 hexadecimal digits.")


def both_filed(state: State) -> bool:
    """Whether candidate and interviewer have each sealed or waived their form."""
    filed = {form.role for form in state.forms.values() if form.filed}
    return {ev.CANDIDATE, ev.INTERVIEWER} <= filed


def seal(form: str, salt: bytes) -> str:
    """The digest under which a form is filed: SHA-256 of salt, then the form in UTF-8."""
    from hashlib import sha256  # three megabytes, for sessions of several alone

    return sha256(salt + form.encode("utf-8", "surrogatepass")).hexdigest()


def opens(digest: str, form: str, salt: str) -> bool:
    """Whether form and salt (hexadecimal digits of 16 bytes) are what was sealed."""
    try:
        salted = bytes.fromhex(salt)
    except ValueError:
        return False
    return len(salted) == 16 and seal(form, salted) == digest


_FITS: Mapping[type[ev.Event], Callable[[State, Any, str, str], Refusal | None]] = {
    ev.PhaseEntered: _phase,
    ev.TextEdited: _edit,
    DrawingTurned: _turn,
    ev.ItemTicked: _tick,
    ev.Said: _said,
    tg.Sealed: _sealed,
    tg.Waived: _waived,
    tg.Unsealed: _unsealed,
    tg.Shared: _shared,
}
