"""Which boards exist. A new board is one module and one line here."""

from importlib import import_module

from coach.boards.board import AnyBoard
from coach.errors import NotFound

_MODULES = {
    "notes": "coach.boards.notes",
    "estimate": "coach.boards.estimate.board",
    "diagram": "coach.boards.diagram.board",
    "api": "coach.boards.api",
    "schema": "coach.boards.schema",
}

NAMES = tuple(_MODULES)
PROSE = ("notes",)
"""Boards that hold sentences: what is written there counts like what is said."""


def board(name: str) -> AnyBoard:
    """The board of that name, imported at its first use; its module calls it BOARD."""
    if name not in _MODULES:
        raise NotFound(f"There is no board called {name}.", f"Boards: {', '.join(NAMES)}.")
    found: AnyBoard = import_module(_MODULES[name]).BOARD
    return found
