"""What the keys of a form do: seal it, waive it, look at the checks, leave it for later."""

import os

from coach.session.together import Waived
from coach.ui.screens.filing import FilingScreen
from coach.ui.screens.modal import AskModal


def seal(screen: FilingScreen) -> None:
    """Seals and files the form."""
    screen.live.file_form(screen.text(), os.urandom(16))
    screen.room_changed()


def waive(screen: FilingScreen) -> None:
    """Files no form, after a question."""

    def answered(letter: str | None) -> None:
        if letter == "y":
            screen.live.make(Waived())
            screen.room_changed()

    answers = [("y", "Yes: I file none; the other's opens all the same"), ("n", "No")]
    screen.app.push_screen(AskModal("File no form?", answers), answered)


def peek(screen: FilingScreen) -> None:
    """What the checks say, before one's own mark."""
    screen.peek()


def later(screen: FilingScreen) -> None:
    """Leaves the form for later."""

    def answered(letter: str | None) -> None:
        if letter == "l":
            screen.sitting.leave()
        elif letter == "r":
            screen.sitting.back_to_lobby()

    answers = [
        ("r", "Back to the room; the form is kept"),
        ("l", "Leave; coach join comes back to this form"),
        ("s", "Stay"),
    ]
    screen.app.push_screen(AskModal("Later?", answers), answered)
