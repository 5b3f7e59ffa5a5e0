"""The names that a line may refer to, its own left out where it does not say it in full."""

from collections.abc import Sequence

from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.names import Name, match


def without_own(name: Name, names: frozenset[Name], texts: Sequence[str]) -> frozenset[Name]:
    """The names without the line's own: in other words than its own a line does not mean itself."""
    if name not in names:
        return names
    said = [text for text in texts if _mentions(text, name)]
    return names - {name} if not said or _divided(name, names, said) else names


def _mentions(text: str, name: Name) -> bool:
    """Whether a text says a name in full; in other words a line does not mean its own."""
    line = tokens(text)
    return any(match(line, at, (name,)) is not None for at in range(len(line)))


def _divided(name: Name, names: frozenset[Name], texts: list[str]) -> bool:
    """Whether texts that seem to say a name divide its halves: `queries per request = queries /
    requests`, where both are names too."""
    if "per" not in name:
        return False
    at = name.index("per")
    return name[:at] in names and name[at + 1 :] in names and all(" / " in t for t in texts)
