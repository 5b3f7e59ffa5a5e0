"""The settings, changed in the program: each change is seen at once, Enter keeps them."""

from functools import partial
from typing import TYPE_CHECKING, cast

from coach import config
from coach.boards.board import Row
from coach.catalog.shelf import Folders, plan
from coach.errors import CoachError
from coach.glyphs import plain
from coach.ui.screens.setup import LEVEL, MODE, Setting, SetupModal, meanings, pace
from coach.ui.views.rail import window
from coach.ui.views.wrap import wrapped

if TYPE_CHECKING:
    from coach.ui.app import CoachApp

_THEME = Setting(
    "theme",
    "Theme",
    config.THEMES,
    meanings(
        {
            "dark": "Light words on a dark ground, whatever the terminal's colours are.",
            "light": "Dark words on a light ground, whatever the terminal's colours are.",
            "ansi": "The terminal's own sixteen colours.",
        }
    ),
)
_GLYPHS = Setting(
    "glyphs",
    "Glyphs",
    config.GLYPHS,
    meanings(
        {
            "auto": "Lines and boxes where the terminal's locale has them.",
            "unicode": "Lines and boxes, whatever the locale says.",
            "ascii": "Plain ASCII only: + - | > and letters.",
        }
    ),
)
_BELL = Setting(
    "bell",
    "Bell",
    config.BELLS,
    meanings(
        {
            "none": "Nothing rings.",
            "bell": "Rings when the interviewer breaks in and a minute before a phase ends.",
            "bell and line": "Rings, and says in a line that a minute is left.",
        }
    ),
)
_KEYS = Setting(
    "keys",
    "Keys",
    config.KEYS,
    meanings(
        {
            "default": "F-keys, and Ctrl with a letter.",
            "zellij": "For Zellij, which keeps ^N ^P ^S ^G ^O ^Q: Alt and F11 in their place.",
            "browser": "For a browser's or an editor's terminal, which keeps ^N, ^T and F-keys.",
            "plain": "For keyboards without F-keys: Ctrl with a letter; / in the talk line.",
        }
    ),
)
_CLOCK = Setting(
    "clock",
    "Clock",
    config.CLOCKS,
    meanings(
        {
            "running": "The session's clock shows its seconds.",
            "quiet": "The session's clock moves once a minute; windows and warnings are the same.",
        }
    ),
)
_SAMPLE: tuple[Row, ...] = (
    (("  ┌──────┐      ┌──────┐", "box"), ("   Heading", "heading"), ("  words", "")),
    (
        ("  │", "box"),
        (" shop ", "label"),
        ("│", "box"),
        ("─────", "edge"),
        ("▶", "arrow"),
        ("│", "box"),
        (" ○ db ", "label"),
        ("│", "box"),
        ("   help", "dim"),
        ("  ✓ good", "good"),
    ),
    (("  └──────┘      └──────┘", "box"), ("   ! warning", "warn"), ("  ✗ bad", "bad")),
)


class SettingsModal(SetupModal):
    """All settings over a sample of a drawing and of the colours; Esc puts them back."""

    KEYS = (
        ("↑ ↓", "To another setting"),
        ("← →", "Changes it; Space too. It is seen at once"),
        ("Enter", "Keeps the settings"),
        ("Esc", "Puts them back as they were"),
    )

    def __init__(self, settings: config.Settings, folders: Folders) -> None:
        minutes = pace(partial(_windows, folders))
        super().__init__(settings, (_THEME, _GLYPHS, _BELL, _CLOCK, _KEYS, LEVEL, minutes, MODE))
        self.before = settings
        self.wrong = ""

    @property
    def coach(self) -> "CoachApp":
        """The app, which takes each change over."""
        return cast("CoachApp", self.app)

    def head(self) -> list[Row]:
        """The title."""
        return [(("Settings", "heading"),), ()]

    def foot(self) -> list[Row]:
        """The sample, and why the settings could not be kept."""
        rows = [(), *_SAMPLE]
        if self.coach.plain:
            rows = [tuple((plain(text), role) for text, role in row) for row in rows]
        return [*rows, *wrapped(self.wrong, self.room, "warn")] if self.wrong else rows

    def changed(self, setting: Setting) -> None:
        """The program is as the settings say, from here on."""
        self.coach.adopt(self.settings)
        if setting is _BELL and self.settings.bell != "none":
            self.app.bell()

    def action_keep(self) -> None:
        """Saves the settings; where that cannot be done, says why and stays."""
        try:
            if self.settings != self.before:
                config.save(self.coach.environment.paths.config, self.settings)
        except CoachError as error:
            self.wrong = str(error)
            self.paint()
            return
        self.answer(self.settings)

    def action_give_up(self) -> None:
        """As it was before."""
        self.coach.adopt(self.before)
        self.answer(None)


def _windows(folders: Folders, value: str) -> str:
    """The phases of an interview at a pace, each with its window."""
    if value == "untimed":
        return "No clock drives you; the minutes of each phase are shown all the same."
    try:
        phases, _ = plan("interview", folders, value)
    except CoachError as error:
        return str(error)
    shares = (f"{phase.title.lower()} {window(phase.least, phase.most)}" for phase in phases)
    return f"{', '.join(shares)}."
