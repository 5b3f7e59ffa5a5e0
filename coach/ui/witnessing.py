"""A witness asked from the debrief: what leaves the machine is said first, the program runs beside
the page, and what it says is put to the candidate point by point."""

from threading import Event
from typing import TYPE_CHECKING

from coach.debrief.asks import testified
from coach.errors import CoachError
from coach.live.faults import sentence
from coach.ui.screens.modal import AskModal

if TYPE_CHECKING:
    from coach.ui.faces import DebriefFace

NO_WITNESS = (
    "No witness is set: “witness” in the settings file names the command of a program that reads "
    "a text and writes JSON."
)


def witness(screen: "DebriefFace") -> None:
    """Goes through what the witness said, or asks one."""
    waiting = testified(screen.read.debrief)
    command = screen.coach.environment.settings.witness
    if screen.asking is not None:
        screen.say("The witness is still reading.")
        return
    if not waiting:
        _offer(screen, command)
        return
    answers = [("p", "Go through its points, one key each"), ("w", "Ask the witness again")]

    def chosen(answer: str | None) -> None:
        if answer == "p":
            screen.put(waiting, accept=True)
        elif answer == "w":
            _offer(screen, command)

    told = f"The witness shows {len(waiting)} more than was heard."
    screen.app.push_screen(AskModal(told, answers if command else answers[:1]), chosen)


def _offer(screen: "DebriefFace", command: str) -> None:
    """Says what would leave the machine, and asks the witness where that is wanted."""
    from coach.live.witness import leaves, words_of

    if not command:
        screen.say(NO_WITNESS)
        return
    try:
        words_of(command)
    except CoachError as error:
        screen.say(str(error))
        return

    def chosen(answer: str | None) -> None:
        if answer == "y":
            _ask(screen, command)

    told = leaves(screen.read.debrief.state, command)
    screen.app.push_screen(AskModal(told, [("y", "Ask it"), ("n", "Rather not")]), chosen)


def _ask(screen: "DebriefFace", command: str) -> None:
    screen.asking = stop = Event()
    screen.say("The witness is reading; go on, its word comes when it is ready.")

    def work() -> None:
        told = _heard(screen, command, stop)
        if not stop.is_set():
            screen.app.call_from_thread(_done, screen, told)

    screen.run_worker(work, thread=True, group="witness", exit_on_error=False)


def _heard(screen: "DebriefFace", command: str, stop: Event) -> str:
    """Asks the witness and keeps what it says; gives what went wrong, "" where nothing did."""
    from coach.live.afterwards import testify
    from coach.live.witness import ask, case_on_disk

    try:
        case = case_on_disk(screen.path, screen.coach.environment.folders)
        level = screen.read.debrief.tally.level
        return testify(screen.path, ask(case, level, command, stop.is_set))
    except CoachError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a witness never ends a debrief
        return sentence("the witness", screen.coach.fault_log.write("the witness", error))


def _done(screen: "DebriefFace", told: str) -> None:
    screen.asking = None
    if not screen.is_mounted:
        return
    screen.renew()
    screen.say(told or "The witness has spoken: see “What other ears heard”; w goes through it.")
