"""Keeping what is typed: at a pause, at Enter, before anything else is appended, and within a
second while keys come without a pause."""

import asyncio

from coach.errors import CoachError
from coach.session.decide import EditBoard, EditDraft, Say
from coach.ui.faces import SessionFace

PAUSE = 0.4
"""Seconds without a key after which what was typed is appended."""

AT_LATEST = 0.8
"""Seconds after which it is appended although keys still come: with a slow disk within one."""


class Keeper:
    """Appends what stands in the boards and in the talk line to the journal of one screen."""

    def __init__(self, screen: SessionFace) -> None:
        self._screen = screen
        self._pause: asyncio.TimerHandle | None = None
        self._latest: asyncio.TimerHandle | None = None
        self._speaking = False
        self.pause = PAUSE
        self.at_latest = AT_LATEST
        self.refused: dict[str, str] = {}

    def typed(self) -> None:
        """A key changed a text: it will be appended soon."""
        loop = asyncio.get_running_loop()
        if self._pause is not None:
            self._pause.cancel()
        self._pause = loop.call_later(self.pause, self.commit)
        if self._latest is None:
            self._latest = loop.call_later(self.at_latest, self.commit)

    def commit(self) -> None:
        """Appends every text that differs from the session's; `refused` says of what could not be
        appended why. Never raises."""
        for timer in (self._pause, self._latest):
            if timer is not None:
                timer.cancel()
        self._pause = self._latest = None
        screen = self._screen
        if screen.state.closed:
            return
        self.refused.clear()
        for pane in screen.panes.values():
            name = pane.board_name
            pane.listen(screen.state.boards.get(name, ""))
            if pane.text != pane.agreed:
                self._append(EditBoard(name, pane.text), f"the {name} board")
                pane.agreed = screen.state.boards.get(name, "")
        draft = screen.draft
        if not self._speaking and draft is not None and draft != screen.state.draft:
            self._append(EditDraft(draft), "the talk line")

    def speak(self, say: Say) -> bool:
        """Says something: what stood in the talk line for it needs no entry of its own."""
        self._speaking = True
        try:
            return self._screen.do(say)
        finally:
            self._speaking = False

    def _append(self, intent: EditBoard | EditDraft, what: str) -> None:
        screen = self._screen
        try:
            screen.live.edit(intent)
        except CoachError as error:
            self.refused[what] = str(error)
            screen.say(str(error), "bad")
        except Exception as error:  # noqa: BLE001 - typing goes on whatever an append meets
            self.refused[what] = "a fault of coach"
            screen.tell_fault(f"keeping {what}", error)
