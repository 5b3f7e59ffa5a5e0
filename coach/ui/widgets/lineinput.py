"""The console's line, and what is asked in it or shown before it is sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, cast

from textual import events

from coach.boards.board import Row
from coach.ui.screens.modal import CleanInput
from coach.ui.views.wrap import wrap


@dataclass(slots=True)
class Asking:
    """The open input line: its title, what Enter does, what else its keys do, and what it offers
    under it. `offers` gives rows for (text, place of the cursor, cells, most rows)."""

    title: str
    enter: Callable[[str], None]
    offers: Callable[[str, int, int, int], list[Row]] | None = None
    keys: Mapping[str, Callable[[str], None]] = field(default_factory=dict)
    about: str = "Enter sends · Esc back"
    at: int = 0


@dataclass(slots=True)
class ShownBeforeSend:
    """Something shown before it is sent: the second press of its key sends what is under the
    cursor. `options` are its words and what sending them does."""

    key: str
    title: str
    options: Sequence[tuple[str, Callable[[], object]]]
    at: int = 0


class Asks(Protocol):
    """A screen with such a line."""

    def line_key(self, key: str, character: str, value: str) -> bool:
        """A key while the line is open; whether it was not text."""
        ...


class LineInput(CleanInput):
    """The console's line: hands the keys that are not text to the screen."""

    def on_key(self, event: events.Key) -> None:
        """Keys of the open question come first."""
        screen = cast(Asks, self.screen)
        if screen.line_key(event.key, event.character or "", self.value):
            event.stop()
            event.prevent_default()


def options_rows(shown: ShownBeforeSend, cells: int, most: int) -> list[Row]:
    rows: list[Row] = []
    for place, (words, _) in enumerate(shown.options):
        here = place == shown.at
        lines = wrap(words, cells - 3)
        for number, line in enumerate(lines if here else lines[:1]):
            lead = "▸ " if here and number == 0 else "  "
            rows.append(((lead, "key"), (line, "" if here else "dim")))
    more = " ↑↓ another ·" if len(shown.options) > 1 else ""
    about: list[Row] = [
        ((line, "dim"),) for line in wrap(f"{shown.key} again sends ·{more} Esc back", cells - 1)
    ]
    return [*rows[: most - len(about)], *about]
