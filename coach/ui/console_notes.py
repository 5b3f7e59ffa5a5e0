"""Marks, quotes and parked questions of an interviewer: for their own file alone."""

from coach.errors import Refused
from coach.session import events as ev
from coach.session.together import Graded
from coach.text import clean_line
from coach.ui.answering import last_asked
from coach.ui.screens.console_screen import Asking, ConsoleScreen
from coach.ui.views.console import PARKED, QUOTED


def mark_yes(screen: ConsoleScreen) -> None:
    """Marks a point of the list as shown; its number comes next."""
    _mark(screen, "yes", "+")


def mark_no(screen: ConsoleScreen) -> None:
    """Marks a point as not shown."""
    _mark(screen, "no", "-")


def mark_partly(screen: ConsoleScreen) -> None:
    """Marks a point as partly shown."""
    _mark(screen, "partly", "~")


def _mark(screen: ConsoleScreen, mark: str, sign: str) -> None:
    if not screen.listening():
        raise Refused("There is nothing to mark in this phase.", "q quotes, ! parks a question.")
    screen.marking = (mark, screen.live.now())
    screen.say(f"{sign} which number of the list?", "accent")


def why_marked(screen: ConsoleScreen) -> None:
    """Adds a word to the last mark."""
    grades = [grade for grade in screen.state.grades if grade.observable == screen.last_mark]
    if not grades:
        raise Refused("Mark something first: + and its number.")
    last = grades[-1]

    def keep(text: str) -> None:
        screen.live.make(Graded(last.observable, last.mark, clean_line(text, 1000)))

    screen.open_line(Asking(f"A word why: {last.mark}", keep, about="Enter keeps it · Esc back"))


def quote(screen: ConsoleScreen) -> None:
    """Keeps a few words of what was said."""
    _note(screen, QUOTED, "q  Words to keep")


def park(screen: ConsoleScreen) -> None:
    """Keeps a question for later."""
    _note(screen, PARKED, "!  Ask later")


def _note(screen: ConsoleScreen, tag: str, title: str) -> None:
    at, entry = screen.live.now(), max(1, last_asked(screen))

    def keep(text: str) -> None:
        if text.strip():
            screen.live.make(ev.Tagged(entry, tag, clean_line(text, 2000)), at=at)

    screen.open_line(Asking(title, keep, about="Enter keeps it, for you alone · Esc back"))
