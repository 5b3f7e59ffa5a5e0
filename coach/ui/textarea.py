"""A text area that repaints only what a key changed; leans on Textual's private parts, read in
version 8.2.8.

The stock one repaints all rows at every key because its selection is a repainting reactive, and
its undo asks for the size of a text while the cursor stands on a line that is gone.
"""

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.cache import LRUCache
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import TextArea

from coach.ui.own_keys import acted


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

    @property
    def _draw_cursor(self) -> bool:
        """No cursor is painted: the terminal's own one stands there."""
        return False

    class Acted(Message):
        """A key did something to the text or the cursor, and was not passed on."""

    async def _on_key(self, event: events.Key) -> None:
        if await acted(self, event):
            self.post_message(self.Acted())
        else:
            await super()._on_key(event)

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

    def take(self, text: str) -> None:
        """Shows another text that somebody else decided on: no change is announced, nothing can
        be undone to what stood here, and the cursor stays at its place as far as it is there."""
        place, scrolled = self.cursor_location, self.scroll_offset
        self.history.clear()
        with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
            self._set_document(text, self.language)
            row = min(place[0], self.document.line_count - 1)
            column = min(place[1], len(self.document.get_line(row)))
            self.selection = Selection.cursor((row, column))
        self.scroll_to(y=scrolled.y, animate=False)
        self.refresh()

    def undo(self) -> None:
        """Takes the last batch of edits back."""
        self._replay(self.history._pop_undo(), back=True)

    def redo(self) -> None:
        """Makes the batch of edits again that was taken back last."""
        self._replay(self.history._pop_redo(), back=False)

    def _replay(self, edits: Sequence[Edit] | None, *, back: bool) -> None:
        """Edits undone or done again, in the order that each needs; then wrapping, then the
        cursor, and only then the size: a scrollbar that comes or goes looks at the cursor, which
        until then may stand on a line that is gone. The stock one asks for the size first."""
        if not edits:
            return
        ordered = list(reversed(edits)) if back else list(edits)
        for edit in ordered:
            if back:
                edit.undo(self)
            else:
                edit.do(self, record_selection=False)
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        self._line_cache.clear()
        ordered[-1].after(self)
        self._build_highlight_map()
        self.post_message(self.Changed(self))
        self.update_suggestion()
        self._refresh_size()
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
