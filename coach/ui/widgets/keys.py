"""The bottom line: the keys that work here and now, or one sentence when there is something to
say."""

import time
from collections.abc import Sequence

from textual import events
from textual.message import Message

from coach.boards.board import Row
from coach.text import cut, width
from coach.ui.commands import Command
from coach.ui.widgets.rows import RowsView


def _fitting(commands: Sequence[Command], cells: int) -> list[Command]:
    fitting = [c for c in commands if c.footer and c.key]
    while fitting and sum(width(c.shown_key) + width(c.footer) + 3 for c in fitting) > cells - 1:
        fitting.pop(max(0, len(fitting) - 3))
    return fitting


def keys_row(commands: Sequence[Command], cells: int) -> Row:
    """As many of the commands' keys and short words as fit, the last ones always."""
    parts: list[tuple[str, str]] = [(" ", "")]
    for command in _fitting(commands, cells):
        parts.extend(((command.shown_key, "key"), (f" {command.footer}  ", "dim")))
    return tuple(parts)


def command_at(commands: Sequence[Command], cells: int, x: int) -> Command | None:
    """The command whose key or word stands at that column of the line."""
    left = 1
    for command in _fitting(commands, cells):
        right = left + width(command.shown_key) + width(command.footer) + 1
        if left <= x < right:
            return command
        left = right + 2
    return None


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

    def offer(self, commands: Sequence[Command]) -> None:
        """The commands that work now, most important first."""
        self._commands = tuple(commands)
        self._paint()

    def say(self, sentence: str, role: str = "warn", held: float = 0.0) -> None:
        """Shows the sentence until `quiet`, which does nothing for the first `held` seconds."""
        self._message = (f" {sentence}", role)
        self._until = time.monotonic() + held
        self._paint()

    def unsay(self, sentence: str) -> None:
        """Takes a sentence back that is not true any more."""
        if self._message is not None and self._message[0] == f" {sentence}":
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
