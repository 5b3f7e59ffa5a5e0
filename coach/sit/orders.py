"""What each command does in the line seat: a function of the seat and of what stands behind the
word. The words, and when they work, come from the one table of commands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from coach.errors import Refused, UsageError
from coach.live.live import Partner
from coach.session.decide import EnterPhase, Pause, Resume, TickItem
from coach.session.events import INTERVIEWER
from coach.sit import board_orders, closing_words, standing_words
from coach.sit.board_words import remark, title
from coach.sit.seat_face import SeatFace
from coach.ui.command import Command, Here
from coach.ui.line_commands import phase_named

FRONT = {"inspect": "diagram", "insert": "estimate", "reference": "estimate", "break_it": "diagram"}
"""Commands that on the screen mean the board in front: over lines they are told which, so that
they work, where they do, as if that board stood there."""
_HERE = {
    "help": "How lines are written, and the most needed words",
    "insert": "/insert traffic: a template into the estimate; /insert alone lists them",
    "inspect": "/look estimate 3: the steps of a line; /look diagram redis: one component",
    "reference": "/reference estimate, /reference api: numbers and tables to look up",
    "break_it": "What of the drawing is full first; /break redis: what is lost without it",
    "choose_phase": "/phase deep dive, /phase 4: to any phase, an earlier one too",
    "read_out": "Phase, clock, boards and what is open, as /where tells them",
    "talk": "What was said last; /talk all reads all",
    "checklist": "This phase's checklist, numbered",
    "save_elsewhere": "/save-elsewhere FOLDER: when the disk refuses",
    "leave": "Leaves it as it is, to go on another time",
}
"""What a command of the screen does over lines, where its own words do not fit."""


def why_not(command: Command, here: Here) -> str:
    """Why a command cannot be done over lines now; "" where it can."""
    front = FRONT.get(command.id)
    return command.when(replace(here, part="centre", board=front) if front else here)


def listed(commands: Sequence[Command], here: Here) -> tuple[str, ...]:
    """Every command with its word and what it does; after them those that do not work now, each
    with its reason."""
    works: list[str] = []
    not_now: list[str] = []
    for command in commands:
        if command.id.startswith("board_"):
            name = command.id.removeprefix("board_")
            if name in here.state.boards:
                works.append(f"/{command.spoken}: Tells the {title(name)} board")
        elif command.id in ORDERS:
            why = why_not(command, here)
            does = _HERE.get(command.id, command.does)
            (not_now if why else works).append(f"/{command.spoken}: {why or does}")
    return (*works, *[f"Not now: {reason}" for reason in not_now], *HELP[1:3])


def _where(seat: SeatFace, rest: str) -> None:
    seat.say(standing_words.where(seat.state, seat.live.now()))


def _time(seat: SeatFace, rest: str) -> None:
    seat.say(standing_words.minutes(seat.state, seat.live.now()))


def _talk(seat: SeatFace, rest: str) -> None:
    board_orders.read_order(seat, f"talk {rest}")


def _say(seat: SeatFace, rest: str) -> None:
    seat.utter(rest)


def _tick(seat: SeatFace, rest: str) -> None:
    phase = seat.state.planned(seat.state.phase)
    items = phase.items if phase else ()
    if phase is None or not rest.isdecimal() or not 1 <= int(rest[:6]) <= len(items):
        raise UsageError(f"/tick takes a number from 1 to {len(items)}.", "/checklist reads them.")
    item = items[int(rest) - 1]
    seat.do(TickItem(phase.id, item.id))
    done = (phase.id, item.id) in seat.state.ticked
    seat.tell(f"{'Done' if done else 'Open again'}: {item.text}")


def _checklist(seat: SeatFace, rest: str) -> None:
    seat.say(standing_words.checklist(seat.state, seat.state.planned(seat.state.phase)))


def _next(seat: SeatFace, rest: str) -> None:
    phases = seat.state.phases
    ids = [phase.id for phase in phases]
    seat.do(EnterPhase(ids[ids.index(seat.state.phase) + 1]))


def _phase(seat: SeatFace, rest: str) -> None:
    seat.do(EnterPhase(phase_named(seat.state.phases, rest).id))


def _partner(seat: SeatFace) -> Partner:
    if seat.live.partner is None:
        raise Refused("This session has no interviewer.", "Its prompt could not be loaded.")
    return seat.live.partner


def _hint(seat: SeatFace, rest: str) -> None:
    seat.do(_partner(seat).hint(seat.state), INTERVIEWER)


def _curveball(seat: SeatFace, rest: str) -> None:
    seat.do(_partner(seat).curveball(seat.state), INTERVIEWER)


def _more_questions(seat: SeatFace, rest: str) -> None:
    phase = seat.state.planned(seat.state.phase)
    seat.say((phase.questions if phase else ()) or ("The checklist has it all.",))


def _checks(seat: SeatFace, rest: str) -> None:
    from coach.boards.board import Severity
    from coach.debrief.checks import check, praise

    prompt = seat.sitting.prompt
    if prompt is None:
        raise Refused("The checks need the prompt.", "It could not be loaded.")
    told = [finding.message for finding in check(seat.state, prompt)]
    for name, text in seat.state.boards.items():
        heavy = [
            sentence for sentence in seat.findings(name) if sentence.severity is not Severity.HINT
        ]
        told += [f"{title(name)}: {remark(sentence, text)}" for sentence in heavy]
    seat.say(told or ["Nothing to remark."])
    seat.say([f"Fits already: {sentence}" for sentence in praise(seat.state, prompt)])


def _pause(seat: SeatFace, rest: str) -> None:
    seat.do(Pause())
    seat.tell("Paused. The clock stands still; /go goes on.")


def _go(seat: SeatFace, rest: str) -> None:
    seat.do(Resume())
    seat.tell("The clock runs.")


def _elsewhere(seat: SeatFace, rest: str) -> None:
    from coach.live.elsewhere import save_elsewhere

    if not rest:
        raise UsageError("In which folder or file?", "/save-elsewhere FOLDER.")
    seat.tell(save_elsewhere(seat.sitting, seat.environment.paths, rest))


def _leave(seat: SeatFace, rest: str) -> None:
    closing_words.leave(seat)


def _finish(seat: SeatFace, rest: str) -> None:
    closing_words.finish(seat, sure=rest.lower() == "yes")


def _help(seat: SeatFace, rest: str) -> None:
    seat.say(HELP)


HELP = (
    "What you type is said to the interviewer when you press Enter.",
    "diagram: api -> redis writes a line at the end of the diagram; every board is written so.",
    "diagram 3: TEXT is line 3 anew, diagram 3: alone takes it out, diagram 3+: TEXT goes below.",
    "/where, /time, /board diagram, /read diagram, /read talk tell how you stand.",
    "/next goes on; /hint costs points; /finish leads to the debrief; /leave is for now.",
    "/ alone lists every command.",
)

ORDERS: Mapping[str, Callable[[SeatFace, str], None]] = {
    "where": _where,
    "time": _time,
    "board": board_orders.board_order,
    "read": board_orders.read_order,
    "say": _say,
    "write": board_orders.write_order,
    "back": board_orders.back_order,
    "tick": _tick,
    "go": _go,
    "finish": _finish,
    "help": _help,
    "checklist": _checklist,
    "next_phase": _next,
    "choose_phase": _phase,
    "hint": _hint,
    "curveball": _curveball,
    "checks": _checks,
    "more_questions": _more_questions,
    "read_out": _where,
    "note_fact": board_orders.note_order,
    "break_it": board_orders.break_order,
    "reference": board_orders.reference_order,
    "insert": board_orders.insert_order,
    "inspect": board_orders.look_order,
    "pause": _pause,
    "leave": _leave,
    "talk": _talk,
    "save_elsewhere": _elsewhere,
}
"""By the id of the command."""
