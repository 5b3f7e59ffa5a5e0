"""What somebody does not want to be proposed: not today, another one today, never this prompt.

Kept as one small JSON object of theirs; what of it cannot be read counts for nothing.
"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from coach.frozen import dataclass
from coach.text import clean_line

MOST = 1000
"""Names that are kept of each kind."""


@dataclass(frozen=True, slots=True)
class Declined:
    """`never` are prompts that are not proposed again; of the day `day` (ISO 8601) `cards` wait
    until tomorrow, and `instead` are the prompts that something else was asked for."""

    never: tuple[str, ...] = ()
    day: str = ""
    cards: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def on(self, today: date) -> "Declined":
        """The same as it stands on that day: what was for another day is over."""
        if self.day == today.isoformat():
            return self
        return Declined(self.never, today.isoformat())

    def not_today(self, card: str) -> "Declined":
        """With a card that waits until tomorrow."""
        return replace(self, cards=_with(self.cards, card))

    def other_than(self, prompt: str) -> "Declined":
        """With a prompt in whose place another is wanted today."""
        return replace(self, instead=_with(self.instead, prompt))

    def never_more(self, prompt: str) -> "Declined":
        """With a prompt that is not proposed again."""
        return replace(self, never=_with(self.never, prompt))

    def again(self) -> "Declined":
        """With nothing declined."""
        return Declined(day=self.day)


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return names if name in names else (*names, name)[-MOST:]


def as_json(declined: Declined) -> str:
    """The object as it is kept."""
    kept = {
        "never": declined.never,
        "day": declined.day,
        "not today": declined.cards,
        "something else today": declined.instead,
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Declined:
    """What was kept; of what is of another shape nothing."""
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return Declined()
    if not isinstance(kept, dict):
        return Declined()
    day = kept.get("day")
    return Declined(
        _names(kept.get("never")),
        clean_line(day, 10) if isinstance(day, str) else "",
        _names(kept.get("not today")),
        _names(kept.get("something else today")),
    )


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(clean_line(name, 200) for name in value[:MOST] if isinstance(name, str) and name)
