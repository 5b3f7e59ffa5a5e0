"""Dialogs of settings: a row each, left and right change it, what it means stands below."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from coach import config
from coach.boards.board import Row
from coach.text import pad
from coach.ui.screens.modal import Dialog
from coach.ui.views.wrap import wrap
from coach.ui.widgets.rows import RowsView

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
        for index, setting in enumerate(self.offered):
            rows.extend(self._setting(setting, index == self.row))
        rows.extend(self.foot())
        rows.append(())
        parts = (("Enter", self.ENTER), ("↑↓←→", "change"), ("Esc", "back"))
        rows.append(tuple(c for key, does in parts for c in ((key, "key"), (f" {does}   ", "dim"))))
        self.query_one(RowsView).show(rows)

    def _setting(self, setting: Setting, here: bool) -> list[Row]:
        value = getattr(self.settings, setting.name)
        cells: list[tuple[str, str]] = [("› " if here else "  ", "accent")]
        cells.append((pad(setting.title, 9), ""))
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
        chosen = setting.allowed[(at + by) % len(setting.allowed)]
        change: dict[str, Any] = {setting.name: chosen}
        self.settings = replace(self.settings, **change)
        self.changed(setting)
        self.paint()

    def changed(self, setting: Setting) -> None:
        """A setting has another value now."""

    def action_keep(self) -> None:
        """These settings."""
        self.answer(self.settings)

    def action_give_up(self) -> None:
        """None of them."""
        self.answer(None)
