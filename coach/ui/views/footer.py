"""The bottom line: as many keys that work here and now as fit."""

from collections.abc import Sequence

from coach.boards.board import Row
from coach.text import width
from coach.ui.command import Command


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
