"""What stands on a plan board: whether its text shows what a prompt asks of it, and where."""

from functools import lru_cache

from coach.boards.plan.qualities import NAMES, shown


def known(wanted: str) -> bool:
    """Whether that can be asked of a plan at all."""
    return wanted in NAMES


@lru_cache(maxsize=256)
def standing(text: str, wanted: str) -> str | None:
    """The line that shows what is wanted of a plan's text; None where it does not show."""
    line = shown(text, wanted)
    return text.split("\n")[line - 1].strip() if line else None
