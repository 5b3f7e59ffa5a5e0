"""Changes of one text: the smallest that leads from one to another, and two of them brought
together so that neither author's words are lost."""

from coach.session import events as ev


def difference(board: str, old: str, new: str) -> ev.TextEdited | None:
    """The smallest single splice from old to new, None where they are the same."""
    if old == new:
        return None
    start = 0
    limit = min(len(old), len(new))
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[len(old) - 1 - end] == new[len(new) - 1 - end]:
        end += 1
    return ev.TextEdited(board, start, old[start : len(old) - end], new[start : len(new) - end])


def rebased(base: str, mine: str, theirs: str) -> str:
    """`theirs` with what was changed from `base` to `mine`.

    Where both changed the same place, what I put in stands behind what they did, and what either
    took away is gone.
    """
    own = difference("", base, mine)
    other = difference("", base, theirs)
    if own is None:
        return theirs
    if other is None:
        return mine
    own_end, other_end = own.at + len(own.removed), other.at + len(other.removed)
    if own_end <= other.at and own.at < other.at:
        return mine[: own.at + len(own.inserted)] + theirs[own_end:]
    if other_end <= own.at and other.at < own.at:
        shift = len(other.inserted) - len(other.removed)
        return theirs[: own.at + shift] + own.inserted + theirs[own_end + shift :]
    start, end = min(own.at, other.at), max(own_end, other_end)
    return base[:start] + other.inserted + own.inserted + base[end:]
