"""One action of the program as a record, and what it may ask of where the person is.

All records stand in the one table, `coach.ui.commands`.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from coach.frozen import dataclass
from coach.session.state import EMPTY, State
from coach.ui.key_profiles import in_force, shown


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
    """One action: its id, usual key, title, and what it does.

    `when` says why it cannot be done here and now, "" where it can; the sentence is what the
    person reads when the key does nothing. `word` is what it is called behind a slash, where that
    is not its id. `run` is the function that does it, given the screen
    ("flows.checks" is `coach.ui.flows.checks`); without one the screen's method action_<id> does.
    """

    id: str
    usual: str
    title: str
    does: str
    where: tuple[str, ...]
    footer: str = ""
    when: Callable[[Here], str] = _always
    run: str = ""
    word: str = ""

    @property
    def key(self) -> str:
        """The key in force, "" where it has none."""
        return in_force(self.id, self.usual)

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
        function: Callable[[Any], None] = getattr(import_module(f"coach.ui.{module}"), name)
        return function
