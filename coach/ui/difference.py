"""What must be written so that the terminal shows the next picture: only the cells that changed."""

from collections.abc import Iterable

from rich.segment import Segment
from textual.strip import Strip

_PLAIN_END = 0x300
_DRAWN = range(0x2500, 0x2600)


def changed(old: Strip, new: Strip) -> tuple[int, int]:
    """The first cell in which two strips of one width differ, and the one after the last.

    (0, 0) where they are alike. A change inside text that may hold wide or combining characters
    counts for the whole segment.
    """
    if old is new:
        return 0, 0
    before, after = list(old), list(new)
    if before == after:
        return 0, 0
    start = _alike(zip(before, after, strict=False), False)
    end = new.cell_length - _alike(zip(reversed(before), reversed(after), strict=False), True)
    return (start, end) if start < end else (0, 0)


def _alike(pairs: Iterable[tuple[Segment, Segment]], backwards: bool) -> int:
    """How many cells are the same from one end."""
    cells = 0
    for one, other in pairs:
        if one == other:
            cells += other.cell_length
            continue
        if one.style == other.style and _narrow(one.text) and _narrow(other.text):
            step = -1 if backwards else 1
            for here, there in zip(one.text[::step], other.text[::step], strict=False):
                if here != there:
                    break
                cells += 1
        break
    return cells


def _narrow(text: str) -> bool:
    """Whether every character takes one cell for certain: Latin text and drawn lines."""
    return text.isascii() or all(ord(char) < _PLAIN_END or ord(char) in _DRAWN for char in text)


class Shown:
    """What stands on the terminal, a strip a row, as far as it is known."""

    def __init__(self) -> None:
        self._rows: dict[int, Strip] = {}
        self._owner: object = None
        self._width = 0

    def forget(self) -> None:
        """Something else wrote to the terminal."""
        self._rows.clear()

    def belongs_to(self, owner: object, width: int) -> None:
        """Whose picture it is; after a change of screen or width nothing is taken as known."""
        if owner is not self._owner or width != self._width:
            self._owner, self._width = owner, width
            self._rows.clear()

    def replace(self, y: int, row: Strip) -> tuple[int, Strip]:
        """A whole row is to be shown: from which column to write, and what; an empty strip where
        it stands there already."""
        old = self._rows.get(y)
        self._rows[y] = row
        if old is None or old.cell_length != row.cell_length:
            return 0, row
        start, end = changed(old, row)
        return start, row.crop(start, end)

    def update(self, x: int, y: int, piece: Strip) -> tuple[int, Strip]:
        """A piece of a row is to be shown from column x: as `replace`."""
        old = self._rows.get(y)
        if old is None or x + piece.cell_length > old.cell_length:
            self._rows.pop(y, None)
            return x, piece
        after = x + piece.cell_length
        start, end = changed(old.crop(x, after), piece)
        if start < end:
            self._rows[y] = Strip.join([old.crop(0, x), piece, old.crop(after)])
        return x + start, piece.crop(start, end)
