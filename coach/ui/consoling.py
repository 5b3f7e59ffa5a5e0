"""What the console's keys do, a function of the screen each. Nothing is sent without a second
press, an Enter, or a word typed on purpose."""

from functools import partial
from typing import TYPE_CHECKING

from coach.errors import Refused
from coach.mock.listening import cited
from coach.session import events as ev
from coach.session.decide import EnterPhase, Intent, Pause, Resume, Say
from coach.text import clean_line
from coach.ui.mocking import KNOWN_ALREADY
from coach.ui.screens.console_screen import Asking, ConsoleScreen, ShownBeforeSend
from coach.ui.screens.modal import AskModal, PageModal
from coach.ui.views import console as views
from coach.ui.views.help import help_rows
from coach.ui.views.pack import PACK_PARTS, brief_rows

if TYPE_CHECKING:
    from coach.mock.dossier import Dossier


def speaks(screen: ConsoleScreen) -> None:
    """Refused where this chair may not speak now."""
    if screen.live.me != ev.INTERVIEWER:
        raise Refused("You watch this interview; only the interviewer speaks in it.")
    if screen.state.closed:
        raise Refused("The interview is over.", "Go on talking aloud.")


def opened_pack(screen: ConsoleScreen) -> "Dossier":
    """The prompt in the hand of an interviewer who may speak."""
    speaks(screen)
    if screen.dossier is None:
        raise Refused("You have no copy of this prompt on this computer.", "s says anything.")
    return screen.dossier


def say(screen: ConsoleScreen) -> None:
    """Says anything, typed; Enter alone says what NOW offers."""
    speaks(screen)
    advice = screen.console().advice
    offered = advice.words if advice.key == "s" else ""
    about = f'Enter alone says "{offered}" · Esc back' if offered else "Enter says it · Esc back"

    def speak(text: str) -> None:
        if words := text.strip() or offered:
            _do(screen, Say(words))

    screen.open_line(Asking("s  Say", speak, about=about))


def _do(screen: ConsoleScreen, *intents: Intent) -> None:
    for intent in intents:
        screen.live.do(intent)


def hint(screen: ConsoleScreen) -> None:
    """Shows the next rung of the hint that is due; h again gives it."""
    dossier = opened_pack(screen)
    options = [
        (f"{hint.rung}, {_points(hint.price)}: {hint.text}", partial(_do, screen, hint))
        for hint in dossier.hints(screen.state)
    ]
    screen.show_before(ShownBeforeSend("h", "h  Give this hint?", options))


def probe(screen: ConsoleScreen) -> None:
    """Shows the probes, those about what is drawn first; p again asks."""
    dossier = opened_pack(screen)
    told = [offered for offered in dossier.probes(screen.state) if not offered[2]] or list(
        dossier.probes(screen.state)
    )
    if not told:
        raise Refused("This prompt has no probes.")
    options = [
        (dive.probes[n], partial(_do, screen, dossier.probe(f"{dive.id}:{n}")))
        for dive, n, _ in told
    ]
    screen.show_before(ShownBeforeSend("p", "p  Ask this?", options))


def change(screen: ConsoleScreen) -> None:
    """Shows the changes of requirements; c again makes one."""
    dossier = opened_pack(screen)
    thrown = {ball.curveball for ball in screen.state.curveballs}
    balls = [ball for ball in dossier.prompt.curveballs if ball.id not in thrown]
    if not balls:
        raise Refused("There is no change left.")
    options = [
        (f"{ball.change}  [good: {ball.good}]", partial(_do, screen, dossier.curveball(ball.id)))
        for ball in balls
    ]
    screen.show_before(ShownBeforeSend("c", "c  Change the requirements?", options))


def go_on(screen: ConsoleScreen) -> None:
    """Shows what opens the next phase; n again goes on."""
    speaks(screen)
    state = screen.state
    ids = [phase.id for phase in state.phases]
    if not state.phase:
        statement = state.opened.statement if state.opened else ""

        def begin() -> None:
            _do(screen, Say(statement, "statement", "opening"), EnterPhase(ids[0]))
            _announce(screen, ids[0])

        screen.show_before(ShownBeforeSend("n", "n  Begin", [(f"Read it out: {statement}", begin)]))
        return
    at = ids.index(state.phase) + 1
    if at >= len(ids):
        raise Refused("This is the last phase.", "^Q ends the interview.")
    options = [
        (_heading(screen, phase_id), partial(_enter, screen, phase_id)) for phase_id in ids[at:]
    ]
    options += [
        (_heading(screen, phase_id), partial(_enter, screen, phase_id))
        for phase_id in ids[: at - 1]
    ]
    screen.show_before(ShownBeforeSend("n", "n  Go on to", options))


def _heading(screen: ConsoleScreen, phase: str) -> str:
    plan = screen.state.planned(phase)
    return plan.title if plan else phase


def _enter(screen: ConsoleScreen, phase: str) -> None:
    _do(screen, EnterPhase(phase))
    _announce(screen, phase)


def _announce(screen: ConsoleScreen, phase: str) -> None:
    known = screen.dossier.workflow.phase(phase) if screen.dossier else None
    if known is not None and known.says:
        _do(screen, Say(known.says, "announcement", phase))


def _points(price: float) -> str:
    return f"{price:g} point{'' if price == 1 else 's'}"


def follow(screen: ConsoleScreen) -> None:
    """Follows the candidate from board to board, or stays."""
    screen.follows = not screen.follows


def next_board(screen: ConsoleScreen) -> None:
    """To the next board; following ends."""
    names = list(screen.state.boards)
    if names:
        at = names.index(screen.board) + 1 if screen.board in names else 0
        screen.board, screen.follows, screen.pointed = names[at % len(names)], False, -1


def next_part(screen: ConsoleScreen) -> None:
    """To the next part of the pack; in a narrow terminal to the next pane."""
    if screen.has_class("narrow") and screen.pane != "Pack":
        at = views.PANES.index(screen.pane) + 1
        screen.show_pane(views.PANES[at % len(views.PANES)])
        return
    at = PACK_PARTS.index(screen.part) + 1
    screen.part = PACK_PARTS[at % len(PACK_PARTS)]


def point_down(screen: ConsoleScreen) -> None:
    """Points at the next line of the board; the candidate sees it."""
    _point(screen, 1)


def point_up(screen: ConsoleScreen) -> None:
    """Points at the line before."""
    _point(screen, -1)


def _point(screen: ConsoleScreen, step: int) -> None:
    if screen.live.me != ev.INTERVIEWER:
        return
    lines = screen.state.boards.get(screen.board, "").split("\n")
    where = screen.sitting.cursor(screen.live)
    if screen.pointed < 0 and where is not None and where[0] == screen.board:
        text = screen.state.boards.get(screen.board, "")
        screen.pointed, step = text[: where[1]].count("\n"), 0  # begins where they write
    screen.pointed = max(0, min(len(lines) - 1, screen.pointed + step))
    start = sum(len(line) + 1 for line in lines[: screen.pointed])
    screen.sitting.point(screen.board, start, start + len(lines[screen.pointed]))


def zoom(screen: ConsoleScreen) -> None:
    """The board over the whole width, and back."""
    screen.toggle_class("zoomed")
    screen.on_resize()


def why(screen: ConsoleScreen) -> None:
    """What the checks see in this phase, with the words that show it, first of all what fails; of
    what they do not see yet what it would be, for whoever interviews without knowing the problem.
    """
    told = []
    points = screen.dossier.prompt.observables if screen.dossier else ()
    would = {point.id: point.missed for point in points}
    for listened_point in sorted(screen.listening(), key=lambda point: point.sign != "×"):
        entry = screen.live.entries[listened_point.entry - 1] if listened_point.entry else None
        quote = cited(entry.event) if entry else ""
        if (wrong := listened_point.wrong) and not listened_point.mark:
            quote = f"{clean_line(wrong.sentence.text, 200)}\nThat fails: {wrong.why}"
        elif not quote and listened_point.seen:
            quote = "(by the clock: no words show it)"
        elif not quote and listened_point.id in would:
            quote = f"It would be: {would[listened_point.id]}"
        told.append((listened_point.sign, listened_point.text, quote))
    screen.app.push_screen(PageModal(lambda cells: views.evidence_rows(told, cells)))


def brief(screen: ConsoleScreen) -> None:
    """The brief again: what to say, what it turns on."""
    dossier = opened_pack(screen)
    level = screen.state.opened.level if screen.state.opened else "mid"
    screen.app.push_screen(PageModal(lambda cells: brief_rows(dossier, level, cells)))


def pause(screen: ConsoleScreen) -> None:
    """Stops the clock, or lets it go on."""
    speaks(screen)
    _do(screen, Resume() if screen.state.paused else Pause())


def keys(screen: ConsoleScreen) -> None:
    """The keys of the console."""
    screen.app.push_screen(PageModal(partial(help_rows, "console")))


def end(screen: ConsoleScreen) -> None:
    """Ends the interview, or leaves it for now."""
    phases = [phase.id for phase in screen.state.phases]
    answers = [("l", "Leave for now; coach join brings you back"), ("s", "Stay")]
    if screen.live.me != ev.OBSERVER:
        answers.insert(0, ("e", "End the interview for both: forms come next"))
    if screen.live.me == ev.INTERVIEWER and screen.state.phase in ("", phases[0]):
        answers.insert(1, ("k", "They know this problem: back to the room for another, no forms"))

    def answered(letter: str | None) -> None:
        if letter == "e":
            screen.sitting.close_session()
        elif letter == "k":
            screen.sitting.close_session(KNOWN_ALREADY)
        elif letter == "l":
            screen.sitting.leave()

    screen.app.push_screen(AskModal("End this interview?", answers), answered)
