"""What a program in a seat may look at: a board's text or drawing, what does not fit in it, the
clock, the state; for the interviewer the prompt's private side, and what the console says: what to
do now, what to listen for, what is drawn and worked out. Plain JSON values."""

from typing import Any

from coach.boards import registry
from coach.boards.board import PAGE_COLUMNS, PAGE_ROWS, Context, plain
from coach.errors import NotFound, Refused
from coach.mock.attendance import Attendance
from coach.mock.dossier import Dossier, open_dossier
from coach.mock.listening import ListenedPoint, boards, listened, look_closely
from coach.mock.now_line import advise, dismissed, silent
from coach.mock.remote import RemoteLive
from coach.session import events as ev
from coach.session.pacing import pace
from coach.session.state import State

_PACKED = ("pack", "answers", "now", "listen", "drawn")
LOOKS = ("board", "drawing", "findings", "clock", "state", *_PACKED)


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
    if what in _PACKED:
        if live.me != ev.INTERVIEWER:
            raise Refused("The pack is the interviewer's alone.")
        return _packed(attendance, live, what)
    raise NotFound(f"One looks at {', '.join(LOOKS)}.")


def _packed(attendance: Attendance, live: RemoteLive, what: str) -> Any:
    """What the interviewer's console shows beside the boards and the talk."""
    state = live.state
    dossier = open_dossier(attendance.environment, state)
    if what == "pack":
        return dossier.told(state)
    if what == "drawn":
        seen = boards(state, dossier)
        return {
            "drawn": list(seen.drawn),
            "missing": list(seen.missing),
            "paths": [{"name": name, "whole": how} for name, how in seen.paths],
            "numbers": [
                {"name": number.name, "theirs": number.hers, "reference": number.reference,
                 "verdict": number.verdict}
                for number in seen.numbers
            ],
        }  # fmt: skip
    if what == "answers":
        return _answers(state, dossier)
    heard = listened(state, dossier, look_closely(dossier, tuple(live.entries)))
    if what == "listen":
        return [_point(live, listened_point) for listened_point in heard]
    return _now(attendance, live, dossier, heard)


def _answers(state: State, dossier: Dossier) -> Any:
    """The facts in the order in which the candidate's last words ask for them; `asked` those that
    they surely ask for."""
    mine = [said.text for said in state.conversation if state.role(said.by) == ev.CANDIDATE]
    words = mine[-1] if mine else ""
    asked, told = dossier.heard(words).facts, {fact.fact for fact in state.facts}
    return [
        {"id": fact.id, "answer": fact.answer, "asked": fact.id in asked, "told": fact.id in told}
        for fact in dossier.ranked(words, told)
    ]


def _point(live: RemoteLive, point: ListenedPoint) -> Any:
    entry = live.entries[point.entry - 1].hub if point.entry else 0
    return {"number": point.number, "id": point.id, "text": point.text, "mark": point.mark,
            "note": point.note, "checks": point.seen, "entry": entry}  # fmt: skip


def _now(
    attendance: Attendance, live: RemoteLive, dossier: Dossier, heard: tuple[ListenedPoint, ...]
) -> Any:
    now, other = live.now(), attendance.link.view.other()
    advice = advise(
        live.state, dossier, heard, now=now, silent=silent(live.entries, live.me, now),
        name=other.name if other and other.name else ev.CANDIDATE,
        settled=dismissed(live.state),
    )  # fmt: skip
    return {"why": advice.why, "key": advice.key, "words": advice.words}


def _board(state: State, what: str, name: str, role: str) -> Any:
    if name not in state.boards:
        raise NotFound("This session has no such board.", f"Boards: {', '.join(state.boards)}.")
    text = state.boards[name]
    if what == "board":
        return text
    if what == "drawing":
        return plain(registry.drawn(name, text, PAGE_COLUMNS, PAGE_ROWS, state.drawing(name)))
    if role == ev.CANDIDATE:
        raise Refused("In a mock the candidate is shown no findings.")
    board = registry.board(name)
    findings = board.findings(board.parse(text), Context(texts=dict(state.boards)))
    return [
        {"severity": finding.severity.value, "message": finding.message} for finding in findings
    ]


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
            {"id": phase.id, "used": round(phase.used, 1), "least": phase.least, "most": phase.most}
            for phase in minutes.phases
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
        "facts": [fact.fact for fact in state.facts],
        "hints": [[hint.ladder, hint.rung] for hint in state.hints],
        "curveballs": [curveball.curveball for curveball in state.curveballs],
        "ticked": sorted(list(pair) for pair in state.ticked),
        "closed": state.closed,
        "forms": {
            p: {"role": form.role, "filed": form.filed, "form": form.text}
            for p, form in state.forms.items()
        },
        "pad": state.pad,
        "people": {p: [person.role, person.name] for p, person in state.people.items()},
    }
