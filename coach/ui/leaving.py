"""Pausing, leaving and finishing a session, with the dialogs that go with it."""

from collections.abc import Callable
from importlib import import_module
from threading import Thread

from coach.errors import CoachError
from coach.live.ending import blank, left_beside, still_due, told
from coach.session.decide import Close, GiveUp, Pause, Resume
from coach.session.events import INTERVIEWER
from coach.session.scores import PredictScore
from coach.ui.faces import SessionFace
from coach.ui.screens.modal import AskModal, LineModal


def pause(screen: SessionFace) -> None:
    """Stops the clock and covers the screen until the session goes on."""
    if screen.do(Pause()):
        cover(screen)


def cover(screen: SessionFace) -> None:
    """Covers a paused session until it goes on or is left."""
    question = "Paused. The clock stands still; nothing is lost if you close coach now."
    modal = AskModal(question, [("g", "Go on"), ("l", "Leave, continue another time")], {"f9": "g"})

    def answered(answer: str | None) -> None:
        if answer == "l":
            _leave_for_now(screen)
        else:
            screen.do(Resume())

    screen.app.push_screen(modal, answered)


def leave(screen: SessionFace) -> None:
    """Finish and close, or go on another time; says so when there would be no drawing to judge.
    What the start page is made of is loaded meanwhile: its picture is the last thing done."""
    screen.commit()
    modal = AskModal(
        f"Leave this session? {blank(screen.sitting)}".rstrip(),
        [
            ("f", "Finish: close it, write the transcript, see the debrief"),
            ("l", "Leave now, continue another time"),
            ("s", "Stay"),
        ],
    )

    Thread(target=import_module, args=("coach.journal.library",), daemon=True).start()

    def answered(answer: str | None) -> None:
        if answer == "f":
            _finish(screen)
        elif answer == "l":
            _leave_for_now(screen)

    screen.app.push_screen(modal, answered)


def _settled(screen: SessionFace, then: Callable[[], None]) -> None:
    """Goes on when all that was typed is durable; else says what would be lost, and asks."""
    screen.commit()
    standing = screen.sitting.journal.settle()
    refused = [f"{what} ({why})" for what, why in screen.refused.items()]
    if not standing.unsaved and not refused:
        then()
        return
    lost = [f"{standing.unsaved} of {standing.n} entries: {standing.why}"] * bool(standing.unsaved)
    modal = AskModal(
        "NOT SAVED. " + "; ".join([*lost, *refused]) + ".",
        [
            ("s", "Stay"),
            ("e", "Save the session elsewhere"),
            ("l", "Leave and lose what is not saved"),
        ],
    )

    def answered(answer: str | None) -> None:
        if answer == "l":
            then()
        elif answer == "e":
            from coach.ui.flows import save_elsewhere

            save_elsewhere(screen)

    screen.app.push_screen(modal, answered)


def _leave_for_now(screen: SessionFace) -> None:
    def gone() -> None:
        standing = screen.sitting.journal.standing
        lost = [f"{what} ({why})" for what, why in screen.refused.items()]
        if lost:
            screen.coach.farewell.append(f"NOT SAVED, the last of {'; '.join(lost)}.")
        paths = screen.coach.environment.paths
        screen.coach.farewell.append(told(screen.sitting, paths, standing))
        if standing.unsaved:
            screen.sitting.journal.abandon()
        screen.leave()

    _settled(screen, gone)


def _finish(screen: SessionFace) -> None:
    def closed() -> None:
        if screen.state.closed or _one_thing_more(screen) or not screen.do(Close()):
            return
        try:
            for line in left_beside(screen.sitting, screen.coach.environment.paths):
                screen.coach.farewell.append(line)
        except CoachError as error:
            screen.coach.farewell.append(str(error))
        _predict(screen)

    _settled(screen, closed)


def _one_thing_more(screen: SessionFace) -> bool:
    """Whether the interviewer had something left that a real attempt must meet before its end."""
    from coach.ui.flows import show_words

    due = still_due(screen.live)
    for intent in due:
        screen.do(intent, INTERVIEWER)
    if due:
        show_words(screen)
        screen.say("One thing before you finish: the requirements change. Answer, then finish.")
    return bool(due)


def _predict(screen: SessionFace) -> None:
    """The candidate's own guess before anything of the reference is shown."""
    from coach.debrief.evidence import attempted, needed

    if screen.sitting.prompt is None:
        screen.leave()
        return
    if not attempted(screen.live.entries):
        modal = AskModal(
            f"This was too short for a debrief: it needs {needed(screen.state)}. "
            "The reference stays unseen, so that you can try again.",
            [("k", "Keep it unseen"), ("g", "Give up and show it (logged)")],
        )

        def answered(answer: str | None) -> None:
            if answer == "g" and screen.do(GiveUp()):
                _ask_score(screen)
            else:
                screen.leave()

        screen.app.push_screen(modal, answered)
        return
    _ask_score(screen)


def _ask_score(screen: SessionFace) -> None:
    def wrong(text: str) -> str:
        fits = text.strip().isascii() and text.strip().isdigit() and int(text) <= 100
        return "" if fits else "A whole number from 0 to 100, please."

    def answered(answer: str | None) -> None:
        if answer:
            screen.do(PredictScore(int(answer)))
        screen.say("Reading what you said; one moment.", "accent")
        screen.app.call_after_refresh(screen.coach.open_debrief, screen.sitting)

    question = "Before you see it: how many points of 100 did you earn? (Esc skips)"
    screen.app.push_screen(LineModal(question, wrong), answered)
