"""One action of the program as a record, and what it may ask of where the person is.

All records stand in the one table, `coach.ui.commands`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from coach.session.state import EMPTY, State


@dataclass(frozen=True, slots=True)
class Here:
    """Where the person is: what `when` may ask."""

    state: State = EMPTY
    part: str = ""
    board: str = ""
    trouble: bool = False
    last_phase: bool = False


def _always(here: Here) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its id, key, title, and what it does.

    `when` says why it cannot be done here and now, "" where it can; the sentence is what the
    person reads when the key does nothing. `word` is what it is called behind a slash, where that
    is not its id. `run` is the function that does it, given the screen
    ("flows.checks" is `coach.ui.flows.checks`); without one the screen's method action_<id> does.
    """

    id: str
    key: str
    title: str
    does: str
    where: tuple[str, ...]
    footer: str = ""
    when: Callable[[Here], str] = _always
    run: str = ""
    word: str = ""

    @property
    def spoken(self) -> str:
        """The word it goes by behind a slash: `/next`, `/diagram`."""
        return self.word or self.id.removeprefix("board_").replace("_", "-")

    @property
    def shown_key(self) -> str:
        """The key as people write it: ^N for ctrl+n, F1 for f1."""
        return shown(self.key)

    def function(self) -> "Callable[[Any], None] | None":
        """What `run` names, imported at the first use; None for a method of the screen."""
        if not self.run:
            return None
        module, _, name = self.run.rpartition(".")
        found: Callable[[Any], None] = getattr(import_module(f"coach.ui.{module}"), name)
        return found


def shown(key: str) -> str:
    """A key's name as people write it."""
    names = {
        "escape": "Esc",
        "ctrl+home": "^Home",
        "ctrl+end": "^End",
        "enter": "Enter",
        "space": "Space",
        "tab": "Tab",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "slash": "/",
        "comma": ",",
        "full_stop": ".",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "shift+left": "⇧←",
        "shift+right": "⇧→",
        "delete": "Del",
        "question_mark": "?",
        "plus": "+",
    }
    if key in names:
        return names[key]
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key
