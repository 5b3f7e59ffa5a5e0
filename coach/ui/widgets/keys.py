"""The bottom line: the keys that work here and now, or one sentence when there is something to
say."""

import time
from collections.abc import Sequence

from textual import events
from textual.message import Message

from coach.text import cut
from coach.ui.command import Command
from coach.ui.key_profiles import rekeyed
from coach.ui.views.footer import command_at, keys_row
from coach.ui.widgets.rows import RowsView


class KeysLine(RowsView):
    """One line of keys; `say` shows a sentence instead until the next key."""

    DEFAULT_CSS = """
    KeysLine { height: 1; dock: bottom; overflow: hidden hidden; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: tuple[Command, ...] = ()
        self._message: tuple[str, str] | None = None
        self._until = 0.0
        self._said = ""

    def offer(self, commands: Sequence[Command]) -> None:
        """The commands that work now, most important first."""
        self._commands = tuple(commands)
        self._paint()

    def say(self, sentence: str, role: str = "warn", held: float = 0.0) -> None:
        """Shows the sentence until `quiet`, which does nothing for the first `held` seconds."""
        told = sentence if role == "interviewer" else rekeyed(sentence)
        self._message, self._said = (f" {told}", role), sentence
        self._until = time.monotonic() + held
        self._paint()

    def unsay(self, sentence: str) -> None:
        """Takes a sentence back that is not true any more."""
        if self._message is not None and self._said == sentence:
            self._message = None
            self._paint()

    def quiet(self) -> None:
        """Back to the keys."""
        if self._message is not None and time.monotonic() >= self._until:
            self._message = None
            self._paint()

    class Pressed(Message):
        """A key's word was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def on_click(self, event: events.Click) -> None:
        """A click on a key's word does what the key does."""
        if self._message is None:
            command = command_at(self._commands, self.size.width or 80, int(event.x))
            if command is not None:
                self.post_message(self.Pressed(command))

    def on_resize(self) -> None:
        """What fits has changed."""
        self._paint()

    def _paint(self) -> None:
        cells = self.size.width or 80
        if self._message is None:
            self.show((keys_row(self._commands, cells),))
            return
        sentence, role = self._message
        self.show((((cut(sentence, cells), role),),))
