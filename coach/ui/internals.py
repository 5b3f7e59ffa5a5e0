"""Everything that leans on Textual's private parts, read in version 8.2.8.

`QuietDriver` sleeps until there is input, leaves at once when told to, and ends the app when the
terminal goes away; the stock driver wakes ten times a second, waits 200 ms at the end and spins
when standard input ends. `LeanTextArea` repaints only the rows that a key changed; the stock one
repaints all of them because its selection is a repainting reactive. `LeanCompositor` renders
only what is dirty, and `FrugalApp` writes only the cells that differ from what the terminal shows.
`tests/ui/test_internals.py` fails when the parts used here move.
"""

import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from threading import Thread
from typing import Any

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.cache import LRUCache
from textual.color import Color
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive, reactive
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from coach.ui.difference import Pen, Shown

READ_IN = "8.2.8"
_ESCAPE_DELAY = 0.1


class QuietDriver(LinuxDriver):
    """The Linux driver with a wake pipe instead of a polling loop."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__
        self._wake_read, self._wake_write = os.pipe()

    def run_input_thread(self) -> None:
        """Feeds keys to the app until woken by `disable_input` or the end of input."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            pending = False
            while not self.exit_event.is_set():
                ready = selector.select(_ESCAPE_DELAY if pending else None)
                if any(key.fd == self._wake_read for key, _ in ready):
                    os.read(self._wake_read, 1)
                    return
                if ready:
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        self._app.call_later(self._app.action_leave_in_order)  # type: ignore[attr-defined]
                        return
                    for message in parser.feed(decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
                pending = parser._timeout_time is not None

    def disable_input(self) -> None:
        """Wakes the input thread so that joining it takes no time."""
        if not self.exit_event.is_set() and isinstance(self._key_thread, Thread):
            os.write(self._wake_write, b"q")
        super().disable_input()


class LeanTextArea(TextArea):
    """A text area that repaints only what a key changed."""

    selection: Reactive[Selection] = reactive(
        Selection(), init=False, always_update=True, repaint=False
    )
    suggestion: Reactive[str] = reactive("", repaint=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        self._known_rows: LRUCache[tuple[object, ...], Strip] = LRUCache(256)
        super().__init__(*args, **options)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the crop. The stylesheet is asked only when the look may have changed, and
        a row is remembered by what it says, so that scrolling costs the new rows only."""
        look = (self.app.theme, self.has_focus, self.app.native_ansi_color)
        if look != self._look and self._theme is not None:
            self._look = look
            self._theme.apply_css(self)
        cache, above = self._styles_cache, self.gutter.top
        fresh = {}
        for y in crop.line_range:
            if y not in cache._dirty_lines and y in cache._cache:
                continue
            says = self.row_says(y - above)
            if not says:
                continue
            key = (*says, self.size.width, look)
            if (known := self._known_rows.get(key)) is not None:
                cache._cache[y] = known
                cache._dirty_lines.discard(y)
            else:
                fresh[y] = key
        strips = super(TextArea, self).render_lines(crop)
        for y, key in fresh.items():
            self._known_rows[key] = cache._cache[y]
        return strips

    _look: tuple[str, bool, bool] | None = None
    _editing = False

    def row_says(self, y: int) -> tuple[object, ...]:
        """All that a row of the view shows of the text; () where cursor or selection stand."""
        row = y + int(self.scroll_offset.y)
        rows = self.wrapped_document._offset_to_line_info
        top, bottom = sorted((self.selection.start[0], self.selection.end[0]))
        if y < 0 or row >= len(rows) or top <= rows[row][0] <= bottom:
            return ()
        line, section = rows[row]
        part = self.wrapped_document.get_sections(line)[section]
        return self.document.get_line(line), section, part

    def _refresh_size(self) -> None:
        if not self._editing or not self.soft_wrap:
            super()._refresh_size()
            return
        resize_content(self, Size(0, self.wrapped_document.height))
        self._refresh_scrollbars()

    def _watch_selection(self, previous_selection: Selection, selection: Selection) -> None:
        super()._watch_selection(previous_selection, selection)
        if self.is_mounted:
            self._repaint_lines(previous_selection)
            self._repaint_lines(selection)

    def watch_suggestion(self) -> None:
        """The ghost text stands on the cursor's line."""
        if self.is_mounted:
            self._line_cache.clear()
            self._repaint_lines(self.selection)

    def _repaint_lines(self, selection: Selection) -> None:
        top, bottom = sorted((selection.start[0], selection.end[0]))
        self.repaint_rows(top, bottom)

    def repaint_rows(self, top: int, bottom: int) -> None:
        """Repaints the wrapped rows of the document's lines top..bottom, both included."""
        last = self.document.line_count - 1
        if last < 0:
            return
        top, bottom = min(top, last), min(bottom, last)
        wrapped = self.wrapped_document
        first_row = wrapped.location_to_offset((top, 0)).y
        end_column = len(self.document.get_line(bottom))
        last_row = wrapped.location_to_offset((bottom, end_column)).y
        self._refresh_rows(first_row, last_row - first_row + 1)

    def line_at(self, row: int) -> tuple[int, bool]:
        """The document's line at a wrapped row, and whether the row is the line's last one."""
        rows = self.wrapped_document._offset_to_line_info
        if not 0 <= row < len(rows):
            return -1, False
        line, _ = rows[row]
        return line, row + 1 >= len(rows) or rows[row + 1][0] != line

    def _refresh_rows(self, row: int, count: int) -> None:
        y = row - int(self.scroll_offset.y)
        height = self.size.height
        if y < height and y + count > 0:
            top = max(0, y)
            self.refresh(Region(0, top, self.size.width, min(height, y + count) - top))

    def edit(self, edit: Edit) -> EditResult:
        """Performs the edit; rows below are repainted only when lines were made or lost."""
        before = self.wrapped_document.height
        self._editing = True
        try:
            result = super().edit(edit)
        finally:
            self._editing = False
        first = min(edit.top[0], result.end_location[0])
        if self.wrapped_document.height != before:
            row = self.wrapped_document.location_to_offset((first, 0)).y
            self._refresh_rows(row, max(before, self.wrapped_document.height) - row + 1)
        else:
            self.repaint_rows(first, max(edit.bottom[0], result.end_location[0]))
        return result

    def undo(self) -> None:
        """Takes the last edits back and repaints all, since any line may have changed."""
        super().undo()
        self.refresh()

    def redo(self) -> None:
        """Makes the last undone edits again and repaints all."""
        super().redo()
        self.refresh()


def resize_content(view: ScrollView, size: Size) -> None:
    """Gives a view of fixed size another size of its content; the screen is laid out again only
    where a scrollbar comes or goes."""
    if view.styles.is_auto_width or view.styles.is_auto_height or not view.is_mounted:
        view.virtual_size = size
        return
    if size != view.virtual_size:
        view.set_reactive(ScrollView.virtual_size, size)
        view._scroll_update(size)


class LeanCompositor(Compositor):
    """A compositor that renders only the rows that are dirty, and only what lies in front; the
    stock one renders every widget that overlaps the smallest rectangle around all dirt, whole."""

    _wanted: Sequence[Region] = ()

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


class FrugalApp(App[str], inherit_bindings=False):
    """An app that writes only the cells that differ from what the terminal shows.

    Another screen, another size and coming back from a suspension are written whole.
    """

    def __init__(self, driver_class: type[LinuxDriver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._shown = Shown()

    def _display(self, screen: "Screen[Any]", renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self._shown.belongs_to(screen, self.size.width)
            update = _Difference(renderable, self._shown)
            super()._display(screen, update)  # type: ignore[arg-type]
            return
        if renderable is not None:
            self._shown.forget()
        super()._display(screen, renderable)

    def _resume_signal(self) -> None:
        self._shown.forget()
        super()._resume_signal()


class _Difference(CompositorUpdate):
    """An update less what is already there; it is worked out when it is written."""

    def __init__(self, update: LayoutUpdate | ChopsUpdate, shown: Shown) -> None:
        self._update = update
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """What to write."""
        written: list[str] = []
        pen = Pen(console._color_system or ColorSystem.TRUECOLOR)
        for x, y, strip in self._pieces():
            if strip.cell_length:
                written += Control.move_to(x, y).segment.text, pen.draw(strip)
        written.append(pen.lift())
        return "".join(written)

    def _pieces(self) -> Iterator[tuple[int, int, Strip]]:
        update, shown = self._update, self._shown
        if isinstance(update, LayoutUpdate):
            for y, row in enumerate(update.strips, update.region.y):
                x, strip = shown.replace(y, Strip.join(row))
                yield x, y, strip
            return
        for y, left, right in update.spans:
            for end, (x, part) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if part is None or x > right or end <= left:
                    continue
                start, strip = shown.update(x, y, part.crop(0, min(end, right) - x))
                yield start, y, strip


class ControlFilter(LineFilter):
    """The second wall: no rendered text carries a control character to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Segments as they were, control characters in their text replaced by spaces."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            Segment("".join(map(_visible, segment.text)), segment.style)
            if not segment.text.isprintable()
            else segment
            for segment in segments
        ]


def _visible(char: str) -> str:
    return " " if ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F else char
