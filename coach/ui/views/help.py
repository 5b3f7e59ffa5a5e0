"""The help page of a screen, from the command table."""

from collections.abc import Sequence

from coach.boards.board import Row
from coach.text import pad
from coach.ui.commands import of
from coach.ui.key_profiles import rekeyed, shown
from coach.ui.views.wrap import wrap

_WITH = {"session": ("session", "text", "look")}
"""Screens on which the commands of other places work too."""

_MORE = {
    "home": (("↑ ↓", "Move"), ("a-z", "Opens the line with that letter")),
    "session": (
        ("Tab", "Completes a word; in a form the next blank; else the next part, Shift+Tab back"),
        ("Enter", "In the talk line: says it. A question gets an answer if the interviewer knows"),
        ("Space", "In the checklist: ticks the item"),
        ("→", "At the end of a line of the estimate: takes the grey completion"),
    ),
    "picker": (
        ("↑ ↓", "Move, PgUp and PgDn by pages"),
        ("a-z", "Filters by name, topic or level"),
        ("Enter", "Takes the prompt and asks how to sit it"),
        ("Esc", "Back"),
    ),
    "review": (
        ("↑ ↓", "Move, PgUp and PgDn by pages"),
        ("a-z", 'Searches: all words, as beginnings; "two words"; -not'),
        ("", "prompt: level: mode: label: is: score:60..80 since: until:"),
        ("", "in:said|fact|hint|notes|diagram by:me phase:deep-dive"),
    ),
    "replay": (("Click", "On a tab or on a key's word does what the key does"),),
    "reader": (("↑ ↓", "Move, PgUp and PgDn by pages"),),
}


def help_rows(where: str | Sequence[str], cells: int) -> tuple[Row, ...]:
    """Every key of that screen, or of all those places together, with what it does, folded to a
    width; under one heading, a blank row between two places."""
    rows: list[Row] = [(("Keys", "heading"),)]
    for place in (where,) if isinstance(where, str) else where:
        rows.append(())
        for command in (c for part in _WITH.get(place, (place,)) for c in of(part)):
            key = command.shown_key if command.key else f"{rekeyed(shown('ctrl+o'))} …"
            rows.extend(_line(key, command.title, command.does, cells))
        for key, does in _MORE.get(place, ()):
            rows.extend(_line(key, "", does, cells))
    return tuple(rows)


def _line(key: str, title: str, does: str, cells: int) -> list[Row]:
    room = cells - 26
    lines = wrap(does, room) if title else wrap(does, cells - 9)
    head: Row = ((pad(key, 8), "key"), (pad(title, 18) if title else "", ""), (lines[0], "dim"))
    indent = " " * (26 if title else 8)
    return [head, *(((indent + line, "dim"),) for line in lines[1:])]
