"""Ghost text for a line of the diagram: how the name at the cursor goes on, as a component that is
drawn already or a technology of the catalogue."""

import re
from collections.abc import Iterable
from functools import lru_cache

from coach.boards.diagram.kinds import COMPONENTS
from coach.boards.diagram.technologies import TECHNOLOGIES
from coach.boards.ghost_text import rest_of

_BEFORE_NAME = re.compile(r"(?:<?[-~=.]+>|[,:]|^)\s*([^\s,:<>~=-][^,:<>~=]*)$")
_LABEL = re.compile(r"[-~=.]>.*:")
_SHORTEST = 2


@lru_cache(maxsize=1)
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every technology of the catalogue with the kind of component it is, in lower case."""
    entries = [
        (" ".join(name.split()), kind.value)
        for kind, names in TECHNOLOGIES.items()
        for name in names.split(",")
    ]
    return tuple(dict(entries).items())


def complete(line: str, cursor: int, drawn: Iterable[str]) -> str:
    """What to add at the cursor so that the name it ends becomes whole; "" where nothing fits.

    `drawn` are the labels of the components that stand in the drawing: they come before the
    catalogue, and of either the shortest name that goes on.
    """
    before = line[:cursor]
    if line[cursor : cursor + 1].strip() or _LABEL.search(before):
        return ""
    match = _BEFORE_NAME.search(before)
    if match is None or len(match[1]) < _SHORTEST:
        return ""
    word = match[1].casefold()
    names = list(drawn)
    if any(name.casefold() == word and before.count(name) < 2 for name in names):
        names = [name for name in names if name.casefold() != word]
    for offered in (names, [name for _, name in COMPONENTS] + [name for name, _ in catalogue()]):
        going_on = [name for name in offered if name.casefold().startswith(word)]
        if any(len(name) == len(word) for name in going_on):
            return ""
        if going_on:
            return rest_of(min(going_on, key=len), match[1])
    return ""
