"""How a session ends over lines: left for now, or finished, guessed at and judged."""

from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.live.ending import blank, left_beside, still_due, told
from coach.session.decide import Close, GiveUp
from coach.session.events import INTERVIEWER
from coach.session.scores import Overrule, PredictScore
from coach.sit.ending_seat import EndingSeat

if TYPE_CHECKING:
    from coach.debrief.asks import Ask
    from coach.debrief.score import Debrief

ROAD = "coach sit"
"""The command by which one goes on."""


def leave(seat: EndingSeat) -> None:
    """Lets go of the session, to go on another time; says how it stands on the disk."""
    standing = seat.sitting.journal.settle()
    seat.tell(told(seat.sitting, seat.environment.paths, standing, ROAD))
    if standing.unsaved:
        seat.sitting.journal.abandon()
    seat.over = True


def finish(seat: EndingSeat, sure: bool = False) -> None:
    """Closes the session, unless something must still be said or answered before; asks once more
    where it is not `sure`."""
    standing = seat.sitting.journal.settle()
    if standing.unsaved:
        seat.tell(f"NOT SAVED: {standing.unsaved} of {standing.n} entries: {standing.why}.")
        seat.tell("/save-elsewhere FOLDER saves it in another place.")
        return
    if due := still_due(seat.live):
        for intent in due:
            seat.do(intent, INTERVIEWER)
        seat.tell("One thing before you finish: the requirements change. Answer, then /finish.")
        return
    if sure:
        _close(seat, "yes")
        return
    empty = blank(seat.sitting)
    seat.tell(f"{empty} Finish: yes or no?".strip())
    seat.answer = lambda line: _close(seat, line)


def _close(seat: EndingSeat, line: str) -> None:
    seat.answer = None
    if line.strip().lower() not in ("y", "yes", "/finish"):
        seat.tell("Not finished; the session goes on.")
        return
    seat.do(Close())
    try:
        for written in left_beside(seat.sitting, seat.environment.paths):
            seat.tell(written)
    except CoachError as error:
        seat.tell(str(error))
    _judge(seat)


def _judge(seat: EndingSeat) -> None:
    """The candidate's own guess before anything of the reference is told."""
    from coach.debrief.evidence import attempted, needed

    if seat.sitting.prompt is None:
        _leave_closed(seat)
    elif attempted(seat.live.entries):
        _ask_score(seat)
    else:
        seat.tell(f"This was too short for a debrief: it needs {needed(seat.state)}.")
        seat.tell(
            "Say give up to see the reference all the same, which is logged; Enter leaves it."
        )
        seat.answer = lambda line: _give_up(seat, line)


def _give_up(seat: EndingSeat, line: str) -> None:
    seat.answer = None
    if line.strip().lower() != "give up":
        _leave_closed(seat)
        return
    seat.do(GiveUp())
    _ask_score(seat)


def _ask_score(seat: EndingSeat) -> None:
    seat.tell("Before you hear it: how many points of 100 did you earn? Enter alone skips.")
    seat.answer = lambda line: _guessed(seat, line)


def _guessed(seat: EndingSeat, line: str) -> None:
    text = line.strip()
    if text and not (text.isascii() and text.isdigit() and int(text[:4]) <= 100):
        seat.tell("A whole number from 0 to 100, please; Enter alone skips.")
        return
    seat.answer = None
    if text:
        seat.do(PredictScore(int(text)))
    _settle(seat)


def _settle(seat: EndingSeat) -> None:
    """The questions that the debrief has, then the debrief with what the answers came to."""
    from coach.debrief.asks import asks
    from coach.live.closing import record_score

    result = record_score(seat.sitting)
    questions = asks(result) if result is not None else ()
    if result is None or not questions:
        _tell_debrief(seat, result)
        return
    seat.tell("Before the debrief: was this said? What you say yes to counts, on your word.")
    _put(seat, list(questions), 0)


def _put(seat: EndingSeat, questions: "list[Ask]", at: int) -> None:
    """Puts the question of that number, or tells the debrief after the last one."""
    from coach.live.closing import record_score
    from coach.sit.debrief_words import question

    if at >= len(questions):
        _tell_debrief(seat, record_score(seat.sitting))
        return
    seat.say(tuple(question(questions[at], at + 1, len(questions))))

    def answered(line: str) -> None:
        word = line.strip().lower()
        if word not in ("", "y", "yes", "n", "no", "stop"):
            seat.tell("yes, no, Enter alone to skip it, or stop to skip all.")
            return
        seat.answer = None
        ask = questions[at]
        if word in ("y", "yes", "n", "no"):
            seat.do(Overrule(ask.observable, word.startswith("y"), ask.entry))
        _put(seat, questions, len(questions) if word == "stop" else at + 1)

    seat.answer = answered


def _tell_debrief(seat: EndingSeat, result: "Debrief | None") -> None:
    if result is None:
        _leave_closed(seat)
        return
    from coach.sit.claiming import offer
    from coach.sit.debrief_words import debrief_lines

    seat.say(tuple(debrief_lines(result)))
    offer(seat, result, lambda: _leave_closed(seat))


def _leave_closed(seat: EndingSeat) -> None:
    opened = seat.state.opened
    if opened is not None:
        seat.tell(
            f"`coach debrief {opened.session}` tells it again; `coach show` is the transcript."
        )
    seat.over = True
