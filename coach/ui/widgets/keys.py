"""The bottom line: the keys that work here and now, or one sentence when there is something to
say."""

from collections.abc import Sequence

from coach.boards.board import Row
from coach.text import width
from coach.ui.commands import Command
from coach.ui.widgets.rows import RowsView


def keys_row(commands: Sequence[Command], cells: int) -> Row:
    """As many of the commands' keys and short words as fit, the last ones always."""
    parts: list[tuple[str, str]] = [(" ", "")]
    room = cells - 1
    fitting = [(c.shown_key, c.footer) for c in commands if c.footer and c.key]
    while fitting and sum(width(k) + width(f) + 3 for k, f in fitting) > room:
        fitting.pop(max(0, len(fitting) - 3))
    for key, word in fitting:
        parts.extend(((key, "key"), (f" {word}  ", "dim")))
    return tuple(parts)


class KeysLine(RowsView):
    """One line of keys; `say` shows a sentence instead until the next key."""

    DEFAULT_CSS = """
    KeysLine { height: 1; dock: bottom; overflow: hidden hidden; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: tuple[Command, ...] = ()
        self._message: tuple[str, str] | None = None

    def offer(self, commands: Sequence[Command]) -> None:
        """The commands that work now, most important first."""
        self._commands = tuple(commands)
        self._paint()

    def say(self, sentence: str, role: str = "warn") -> None:
        """Shows the sentence until `quiet`."""
        self._message = (f" {sentence}", role)
        self._paint()

    def quiet(self) -> None:
        """Back to the keys."""
        if self._message is not None:
            self._message = None
            self._paint()

    def on_resize(self) -> None:
        """What fits has changed."""
        self._paint()

    def _paint(self) -> None:
        cells = self.size.width or 80
        self.show(((self._message,) if self._message else keys_row(self._commands, cells),))
