"""What the keys of a form do: seal it, waive it, look at the checks, leave it for later."""

import os

from coach.session.together import Waived
from coach.ui.screens.filing import FilingScreen
from coach.ui.screens.modal import AskModal
from coach.ui.widgets.choices import Choices


def seal(screen: FilingScreen) -> None:
    """Seals and files the form; one without a verdict after a question."""

    def filed() -> None:
        screen.live.file_form(screen.text(), os.urandom(16))
        screen.room_changed()

    def answered(letter: str | None) -> None:
        if letter == "f":
            filed()
        elif letter == "v":
            screen.query_one(Choices).stand_on("verdict")

    if screen.values.get("verdict"):
        filed()
        return
    answers = [("v", "To the verdict: right and left choose it"), ("f", "File without one")]
    screen.app.push_screen(AskModal("No verdict is chosen yet.", answers), answered)


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
