"""What must be written so that the terminal shows the next picture: only the cells that changed,
and of their styles only what differs from the cell before."""

from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
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
    for segment, other in pairs:
        if segment == other:
            cells += other.cell_length
            continue
        if segment.style == other.style and _narrow(segment.text) and _narrow(other.text):
            step = -1 if backwards else 1
            for here, there in zip(segment.text[::step], other.text[::step], strict=False):
                if here != there:
                    break
                cells += 1
        break
    return cells


def _narrow(text: str) -> bool:
    """Whether every character takes one cell for certain: Latin text and drawn lines."""
    return text.isascii() or all(ord(char) < _PLAIN_END or ord(char) in _DRAWN for char in text)


def splits(row: Strip, at: int) -> bool:
    """Whether that column lies in the middle of a wide character."""
    cells = 0
    for segment in row:
        if cells + segment.cell_length <= at:
            cells += segment.cell_length
            continue
        if cells == at or _narrow(segment.text):
            return False
        for char in segment.text:
            if cells >= at:
                break
            cells += cell_len(char)
        return cells > at
    return False


@lru_cache(maxsize=4096)
def _codes(style: Style | None, system: ColorSystem) -> tuple[str, str, str]:
    """The SGR parameters (ECMA-48, 8.3.117) of a style: attributes, colour, background."""
    if style is None:
        return "", "", ""
    named = zip(_ATTRIBUTES, (1, 2, 3, 4, 5, 7, 9), strict=True)
    attributes = ";".join(str(number) for name, number in named if getattr(style, name))
    color, back = style.color, style.bgcolor
    return (
        attributes,
        ";".join(color.downgrade(system).get_ansi_codes()) if color else "",
        ";".join(back.downgrade(system).get_ansi_codes(foreground=False)) if back else "",
    )


_ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike")
_ON_BLANKS = frozenset("4579")


class Pen:
    """Draws strips one after the other, changing its style only where it must."""

    def __init__(self, system: ColorSystem) -> None:
        self._system = system
        self._now = ("", "", "")

    def draw(self, strip: Strip) -> str:
        """The text of a strip with the codes it needs after what was drawn before."""
        drawn = []
        for text, style, _ in strip:
            wanted = _codes(style, self._system)
            if wanted != self._now and not (
                text.isspace()
                and wanted[2] == self._now[2]
                and _ON_BLANKS.isdisjoint(wanted[0] + self._now[0])
            ):
                drawn.append(self._changed_to(wanted))
            drawn.append(text)
        return "".join(drawn)

    def lift(self) -> str:
        """Back to no style, as whoever writes next expects it."""
        if self._now == ("", "", ""):
            return ""
        self._now = ("", "", "")
        return "\x1b[0m"

    def _changed_to(self, wanted: tuple[str, str, str]) -> str:
        now, self._now = self._now, wanted
        lost = wanted[0] != now[0] or any(a and not b for a, b in zip(now, wanted, strict=True))
        if lost:
            return f"\x1b[{';'.join(filter(None, ('0', *wanted)))}m"
        parts = [b for a, b in zip(now, wanted, strict=True) if a != b]
        return f"\x1b[{';'.join(parts)}m"


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
        """A piece of a row is to be shown from column x: as `replace`. Where it covers half of a
        wide character, what a terminal makes of the other half is not known."""
        old = self._rows.get(y)
        after = x + piece.cell_length
        if old is None or after > old.cell_length or splits(old, x) or splits(old, after):
            self._rows.pop(y, None)
            return x, piece
        start, end = changed(old.crop(x, after), piece)
        if start < end:
            self._rows[y] = Strip.join([old.crop(0, x), piece, old.crop(after)])
        return x + start, piece.crop(start, end)
