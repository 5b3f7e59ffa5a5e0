"""Dialogs of settings: a row each, left and right change it, what it means stands below."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from coach import config
from coach.boards.board import Row
from coach.frozen import dataclass
from coach.text import pad, width
from coach.ui.screens.modal import Dialog
from coach.ui.views.wrap import wrap
from coach.ui.widgets.rows import RowsView

_TITLE = 9
"""Cells of a setting's title before its values."""

Meaning = Callable[[str], str]
"""What a value of a setting does, in a sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the dialog: the name in `config.Settings`, its title and what its values mean."""

    name: str
    title: str
    allowed: tuple[str, ...]
    meaning: Meaning


def meanings(told: Mapping[str, str]) -> Meaning:
    """Meanings from a table."""
    return lambda value: told.get(value, "")


LEVEL = Setting(
    "level",
    "Level",
    config.LEVELS,
    meanings(
        {
            "mid": "The debrief expects a design that works from end to end.",
            "senior": "The debrief expects choices weighed by their cost, unasked.",
            "staff": "The debrief expects failures, growth and people foreseen.",
        }
    ),
)
MODE = Setting(
    "mode",
    "Mode",
    config.MODES,
    meanings(
        {
            "coach": "Checks as you go, hints for a price, and a pause.",
            "pressure": "Nothing until the debrief, no pause; the requirements change once.",
        }
    ),
)


def pace(meaning: Meaning) -> Setting:
    """The row of the pace; what its minutes mean depends on the prompt's workflow."""
    return Setting("pace", "Minutes", config.PACES, meaning)


class SetupModal(Dialog["config.Settings | None"]):
    """Rows of settings; Enter gives them as they stand, Esc gives None."""

    WIDE = 70
    DEFAULT_CSS = """
    SetupModal { align: center middle; }
    SetupModal > Vertical {
        width: 70; max-width: 96%; height: auto; max-height: 96%;
        border: round $primary; background: $background; padding: 0 1;
    }
    SetupModal RowsView { height: auto; max-height: 100%; }
    """
    ENTER: ClassVar[str] = "keep"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "change(-1)", show=False),
        Binding("right,space", "change(1)", show=False),
        Binding("enter", "keep", show=False),
        Binding("escape", "give_up", show=False),
    ]

    def __init__(self, settings: config.Settings, offered: tuple[Setting, ...]) -> None:
        super().__init__()
        self.settings = settings
        self.offered = offered
        self.row = 0
        self._places: list[int | None] = []
        """By row of the dialog the setting that stands there."""

    def compose(self) -> ComposeResult:
        """One view of rows in a frame."""
        with Vertical():
            yield RowsView(id="setup")

    def on_mount(self) -> None:
        """Draws."""
        self.paint()

    def head(self) -> list[Row]:
        """What stands above the settings."""
        return []

    def foot(self) -> list[Row]:
        """What stands below them."""
        return []

    def paint(self) -> None:
        """Head, settings with the meaning of the one under the cursor, foot, keys."""
        rows = self.head()
        self._places = [None] * len(rows)
        for index, setting in enumerate(self.offered):
            told = self._setting(setting, index == self.row)
            rows.extend(told)
            self._places += [index, *[None] * (len(told) - 1)]
        rows.extend(self.foot())
        rows.append(())
        rows.append(tuple(c for key, does in self._keys() for c in ((key, "key"), (does, "dim"))))
        self._places += [None] * (len(rows) - len(self._places))
        self.query_one(RowsView).show(rows)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", f" {self.ENTER}   "), ("↑↓←→", " change   "), ("Esc", " back   "))

    def on_click(self, event: events.Click) -> None:
        """A click takes the value under it, and does what a key's word at the bottom says."""
        view = self.query_one(RowsView)
        inside = view.content_region
        if not inside.contains(int(event.screen_x), int(event.screen_y)):
            return
        row = int(event.screen_y) - inside.y + int(view.scroll_offset.y)
        cell = int(event.screen_x) - inside.x
        if row == len(self._places) - 1:
            keep, change, _ = (width(key + does) for key, does in self._keys())
            if cell < keep:
                self.action_keep()
            elif cell >= keep + change:
                self.action_give_up()
        elif row < len(self._places) and (index := self._places[row]) is not None:
            self.row = index
            self._take(cell)
            self.paint()

    def _take(self, cell: int) -> None:
        """Takes the value of the row under the cursor that stands at that cell, if one does."""
        setting = self.offered[self.row]
        at = 2 + max(_TITLE, width(setting.title))
        for choice in setting.allowed:
            if at <= cell < at + width(choice) + 2:
                self._choose(setting, choice)
                return
            at += width(choice) + 2

    def _setting(self, setting: Setting, here: bool) -> list[Row]:
        value = getattr(self.settings, setting.name)
        cells: list[tuple[str, str]] = [("› " if here else "  ", "accent")]
        cells.append((pad(setting.title, _TITLE), ""))
        for choice in setting.allowed:
            role = "selected" if choice == value and here else "title" if choice == value else "dim"
            cells.append((f"[{choice}]" if choice == value else f" {choice} ", role))
        rows: list[Row] = [tuple(cells)]
        if here:
            meaning = wrap(setting.meaning(value), self.room - 4)
            rows.extend(((f"    {line}", "hint"),) for line in meaning)
        return rows

    def action_move(self, by: int) -> None:
        """To another setting."""
        self.row = (self.row + by) % len(self.offered)
        self.paint()

    def action_change(self, by: int) -> None:
        """To another value."""
        setting = self.offered[self.row]
        at = setting.allowed.index(getattr(self.settings, setting.name))
        self._choose(setting, setting.allowed[(at + by) % len(setting.allowed)])
        self.paint()

    def _choose(self, setting: Setting, chosen: str) -> None:
        change: dict[str, Any] = {setting.name: chosen}
        self.settings = replace(self.settings, **change)
        self.changed(setting)

    def changed(self, setting: Setting) -> None:
        """A setting has another value now."""

    def action_keep(self) -> None:
        """These settings."""
        self.answer(self.settings)

    def action_give_up(self) -> None:
        """None of them."""
        self.answer(None)
