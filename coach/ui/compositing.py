"""How a screen is put together: a compositor that renders no more than it must, and lines that are
written past it. Leans on Textual's compositor, read in version 8.2.8.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class LeanCompositor(Compositor):
    """A compositor that renders only the rows that are dirty, and only what lies in front; the
    stock one renders every widget that overlaps the smallest rectangle around all dirt, whole."""

    _wanted: Sequence[Region] = ()
    _rows_of: object = None

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[tuple[Widget, int], Region | None] = {}

    def content_of(self, widget: Widget, y: int) -> Region | None:
        """Where line y of what a widget holds stands on the screen; None where it is not wholly in
        sight. Looked up once for a layout."""
        visible = self.visible_widgets
        if visible is not self._rows_of:
            self._rows_of, self._rows = visible, {}
        key = widget, y
        if key not in self._rows:
            self._rows[key] = self._find_row(widget, y)
        return self._rows[key]

    def _find_row(self, widget: Widget, y: int) -> Region | None:
        region, clip = self.visible_widgets.get(widget, (Region(), Region()))
        inside = region.shrink(widget.styles.gutter)
        row = Region(inside.x, inside.y + y, widget.size.width, 1)
        if not row or not clip.intersection(inside).contains_region(row):
            return None
        for other, (there, seen) in self.visible_widgets.items():
            if other is widget:
                return row
            if there.intersection(seen).overlaps(row):
                return None
        return None

    def render_partial_update(self) -> ChopsUpdate | None:
        """The update of what is dirty; nothing else is rendered for it."""
        self._wanted = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._wanted = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if not crop or not self._wanted:
            yield from super()._get_renders(crop)
            return
        wanted = [part for region in self._wanted if (part := region.intersection(crop))]
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            needed = [part for part in wanted if shown.overlaps(part)]
            if not needed:
                continue
            top = max(shown.y, min(part.y for part in needed))
            bottom = min(shown.bottom, max(part.bottom for part in needed))
            rows = Region(shown.x, top, shown.width, bottom - top)
            yield region, rows, widget.render_lines(rows.translate(-region.offset))
            wanted = [part for part in wanted if not rows.contains_region(part)]


def lean(screen: "Screen[Any]") -> None:
    """Gives a screen the lean compositor; to be called at the end of its __init__."""
    screen._compositor = LeanCompositor()


class LinesUpdate(CompositorUpdate):
    """Pieces of rows, each with its column and its row."""

    def __init__(self, pieces: Sequence[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces


def at_once(screen: "Screen[Any]", lines: Sequence[tuple[Widget, int]]) -> LinesUpdate | None:
    """What a screen shows in these lines of its widgets; None where anything else waits to be
    laid out or drawn, or anything stands before them."""
    compositor = screen._compositor
    waits = (
        screen._dirty_widgets
        or compositor._dirty_regions
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
    )
    if waits or not isinstance(compositor, LeanCompositor):
        return None
    rows = [compositor.content_of(widget, y) for widget, y in lines]
    if None in rows:
        return None
    pieces: list[tuple[int, int, Strip]] = []
    for (widget, y), row in zip(lines, rows, strict=True):
        if row is not None:
            widget._styles_cache.set_dirty(Region(0, y + widget.styles.gutter.top, 1, 1))
            strip = widget.render_line(y)
            background = widget.background_colors[1]
            for line_filter in widget.get_line_filters():
                strip = strip.apply_filter(line_filter, background)
            pieces.append((row.x, row.y, strip))
    return LinesUpdate(pieces)


def paint_now(screen: "Screen[Any]", *widgets: Widget) -> None:
    """Draws at once what these widgets are about to ask for, where nothing is to be laid out; the
    screen's timer holds back for up to two frames what comes right after another picture."""
    laid_out = screen._layout_required or screen._scroll_required or screen._repaint_required
    if screen.is_current and not laid_out and not screen.app._batch_count:
        screen._compositor.update_widgets(screen._dirty_widgets | set(widgets))
        screen._compositor_refresh()
