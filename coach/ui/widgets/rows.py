"""Rows on the screen: the one way coach shows text that is not being typed.

A `RowsView` shows rows of (text, role) cells, scrolls when they do not fit, and repaints only
rows that changed. Nothing it shows is ever read as markup.
"""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.boards.board import Row
from coach.text import width
from coach.ui.internals import FrugalApp
from coach.ui.styles import style
from coach.ui.textarea import resize_content

CHOSEN = "›"
"""The sign before the line that Enter takes."""


class RowsView(ScrollView):
    """Shows rows; `follow` keeps the end in sight when rows are added."""

    DEFAULT_CSS = """
    RowsView { background: $background; color: $foreground; scrollbar-size: 1 1; }
    """

    can_focus = False

    def __init__(
        self,
        *,
        id: str | None = None,
        classes: str | None = None,
        follow: bool = False,
        focusable: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: tuple[Row, ...] = ()
        self._known: LRUCache[tuple[object, ...], Strip] = LRUCache(96)
        self._base = Style.null()
        self.follow = follow
        self.can_focus = focusable
        self._revealed = Region()
        self._room = 0

    @property
    def palette(self) -> str:
        """The name of the palette in use."""
        return self.app.theme.removeprefix("coach-") if self.app.theme else "dark"

    def show(self, rows: Sequence[Row]) -> None:
        """Shows these rows instead of what stood there."""
        for y in self.exchange(rows):
            self.refresh(Region(0, y, self.size.width, 1))

    def exchange(self, rows: Sequence[Row]) -> Sequence[int]:
        """Takes these rows instead of what stood there; the lines in sight that are to be drawn
        for it, none where it has seen to that itself."""
        old, self.rows = self.rows, tuple(rows)
        if old == self.rows:
            return ()
        size = Size(max((_cells(row) for row in self.rows), default=0), len(self.rows))
        if size != self.virtual_size:
            at_end = self.scroll_offset.y >= self.max_scroll_y - 1
            resize_content(self, size)
            self.refresh()
            if self.follow and (at_end or not old):
                self.scroll_end(animate=False, immediate=True)  # in the same frame as the rows
                self.scroll_end(animate=False, immediate=False)  # and once more where a bar came
            return ()
        top = int(self.scroll_offset.y)
        lines = []
        for y in range(self.size.height):
            index = top + y
            before = old[index] if index < len(old) else None
            after = self.rows[index] if index < len(self.rows) else None
            if before != after:
                lines.append(y)
        return lines

    @staticmethod
    def show_at_once(*parts: "tuple[RowsView, Sequence[Row]]") -> None:
        """Shows new rows in several parts of one screen, written at once where that can be."""
        changed = [(part, y) for part, rows in parts for y in part.exchange(rows)]
        if not changed:
            return
        app = changed[0][0].app
        if not (isinstance(app, FrugalApp) and app.write_lines(changed)):
            for part, y in changed:
                part.refresh(Region(0, y, part.size.width, 1))

    @property
    def caret(self) -> Offset | None:
        """The cell of the screen where the chosen line begins; None where none is in sight."""
        left, top = map(int, self.scroll_offset)
        for y, row in enumerate(self.rows[top : top + self.size.height]):
            x = 0
            for text, role in row:
                if role == "selected" or (text.strip() == CHOSEN and role == "accent"):
                    sign = x + len(text) - len(text.lstrip())
                    return self.content_region.offset + Offset(max(0, sign - left), y)
                x += width(text)
        return None

    def reveal(self, x: int, y: int, wide: int, high: int) -> None:
        """Scrolls so that this rectangle of cells is in sight."""
        self._revealed = Region(x, y, wide, high)
        self.scroll_to_region(self._revealed, animate=False)

    def on_resize(self) -> None:
        """What was revealed stays in sight where the room for it became less."""
        room, self._room = self._room, self.size.height
        top, place = int(self.scroll_offset.y), self._revealed
        if place and top <= place.y < top + room and self._room < room:
            self.scroll_to_region(place, animate=False)

    def cell_style(self, role: str) -> Style:
        """The rich style of a role on this widget."""
        return style(self.palette, role)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the crop; blank ones where drawing them raises and the app outlives it.
        A row is remembered by what it says, so that one that moved or stayed costs little."""
        self._base = self.rich_style
        try:
            return super().render_lines(crop)
        except Exception as error:
            if not (isinstance(self.app, FrugalApp) and self.app.outlive(error)):
                raise
            return [Strip.blank(crop.width, self.rich_style) for _ in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """One line of the widget, cut to what is scrolled into sight."""
        scroll_x, scroll_y = self.scroll_offset
        index = int(scroll_y) + y
        base = self._base
        row = self.rows[index] if index < len(self.rows) else ()
        key = (row, int(scroll_x), self.size.width, base, self.palette)
        known = self._known.get(key)
        if known is None:
            strip = Strip([Segment(text, base + self.cell_style(role)) for text, role in row])
            known = strip.crop_extend(int(scroll_x), int(scroll_x) + self.size.width, base)
            self._known[key] = known
        return known


def _cells(row: Row) -> int:
    return sum(width(text) for text, _ in row)
