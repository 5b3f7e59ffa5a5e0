"""The editors: a board's text with results at the right of its lines, and the talking line."""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.strip import Strip

from coach.boards.board import Cell
from coach.session.decide import SAY_LIMIT, TEXT_LIMIT
from coach.text import clean, cut, width
from coach.ui.styles import style
from coach.ui.textarea import LeanTextArea
from coach.ui.widgets.blanks import go_on

PASTE_LIMIT = 150_000
_BULLET = re.compile(r"(\s*[-*+] (?:\[[ x]\] )?)")

Completer = Callable[[str, int], str]


class CleanTextArea(LeanTextArea):
    """A text area that takes in only clean text, without line numbers, blink or themes."""

    DEFAULT_CSS = """
    CleanTextArea {
        border: none; padding: 0 1; background: $background; color: $foreground;
        scrollbar-size: 1 1;
    }
    CleanTextArea:focus { border: none; background-tint: 0%; }
    CleanTextArea .text-area--cursor-line { background: $background; }
    CleanTextArea .text-area--placeholder, CleanTextArea .text-area--suggestion { color: $quiet; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "text_start", show=False),
        Binding("ctrl+end", "text_end", show=False),
    ]
    limit: ClassVar[int] = TEXT_LIMIT

    class Refused(Message):
        """What would make the text too long to be kept, and was not taken in."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, text: str = "", *, id: str | None = None, placeholder: str = "") -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.history.checkpoint_timer = 1.0
        self.history.checkpoint_max_characters = 40

    def action_text_start(self) -> None:
        """To the start of the text."""
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        """To the end of the text."""
        self.move_cursor(self.document.end)

    def action_copy(self) -> None:
        """Copies what is selected; with nothing selected ^C is somebody who wants to leave, and the
        app says how, after all that the key does on its way there."""
        if self.selection.is_empty:
            raise SkipAction
        super().action_copy()

    def edit(self, edit: Edit) -> EditResult:
        """Performs the edit unless the text would be longer than what can be kept."""
        grown = len(edit.text) - self._selected(edit)
        if grown > 0 and len(self.document.text) + grown > self.limit:
            self.post_message(self.Refused(f"At most {self.limit:,} characters; nothing changed."))
            return EditResult(self.cursor_location, "")
        return super().edit(edit)

    def _selected(self, edit: Edit) -> int:
        """How many characters the edit takes away."""
        return len(self.document.get_text_range(edit.top, edit.bottom)) if edit.text else 0

    def on_key(self, event: events.Key) -> None:
        """A line feed is a new line too: terminals send it for Ctrl+J and some pastes."""
        if event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def on_paste(self, event: events.Paste) -> None:
        """Cleans what is pasted before the text area sees it."""
        if len(event.text) > PASTE_LIMIT:
            event.prevent_default()
            self.post_message(
                self.Refused(f"A paste holds at most {PASTE_LIMIT:,} characters; nothing changed.")
            )
            return
        event.text = clean(event.text).replace("\t", "    ")


class BoardEditor(CleanTextArea):
    """A board's text; `annotate` puts cells at the right of each line, `completer` ghost text.

    Where `lists` is set, Enter in a bullet begins the next one, and in an empty one ends the list.
    """

    DEFAULT_CSS = "BoardEditor { height: 1fr; }"

    class LineEnded(Message):
        """Enter was pressed: what stands here is worth keeping."""

    class Incomplete(Message):
        """The completer raised."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self, text: str, *, id: str | None = None, placeholder: str = "", reserved: int = 0
    ) -> None:
        self.reserved = reserved
        self.completer: Completer | None = None
        self._results: tuple[tuple[Cell, ...], ...] = ()
        super().__init__(text, id=id, placeholder=placeholder)

    @property
    def wrap_width(self) -> int:
        """The text's width: what the results at the right leave over."""
        return max(10, super().wrap_width - self.reserved) if self.soft_wrap else 0

    @property
    def results_end(self) -> int:
        """The cell of the editor at which results end, for what stands above them."""
        return self.scrollable_content_region.width

    def annotate(self, results: Sequence[tuple[Cell, ...]]) -> None:
        """Shows these cells at the right of the lines, repainting only lines that changed."""
        old, self._results = self._results, tuple(results)
        for index in range(max(len(old), len(self._results))):
            before = old[index] if index < len(old) else ()
            after = self._results[index] if index < len(self._results) else ()
            if before != after:
                self.repaint_rows(index, index)

    def reserve(self, cells: int) -> None:
        """Keeps so many cells at the right for results."""
        if cells != self.reserved:
            self.reserved = cells
            if self.is_mounted:
                self._on_resize()
                self.refresh()

    lists = False
    _stayed = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.suggestion and self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self.insert(self.suggestion)
            self._stayed = True
            return
        if event.key in ("tab", "shift+tab") and go_on(self, back=event.key != "tab"):
            event.stop()
            event.prevent_default()
            return
        stayed, self._stayed = self._stayed, event.key == "tab"
        if event.key == "tab" and not stayed and self._in_a_word():
            event.stop()
            event.prevent_default()
            return
        if self.lists and event.key == "enter" and self.selection.is_empty and self._bullet():
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)
        if event.key == "enter":
            self.post_message(self.LineEnded())

    def _in_a_word(self) -> bool:
        """Whether Tab asks for the rest of the word before the cursor, which has none.

        What is typed next belongs to it: the first Tab does not leave the board.
        """
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        asked = self.completer is not None and self.selection.is_empty and not self.read_only
        return asked and before[-1:].isalnum()

    def _bullet(self) -> bool:
        """Goes on with a list, or ends it; whether the cursor stands in one."""
        row, column = self.cursor_location
        match = _BULLET.match(self.document.get_line(row))
        if match is None or column < match.end():
            return False
        if self.document.get_line(row)[match.end() :].strip():
            self.insert("\n" + match[1].replace("[x]", "[ ]"))
        else:
            self.replace("", (row, 0), (row, column))
        return True

    def update_suggestion(self) -> None:
        """Ghost text behind the cursor when it stands at the end of its line."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        ghost = ""
        if self.completer is not None and column == len(line) and self.selection.is_empty:
            try:
                ghost = self.completer(line, column)
            except Exception as error:  # noqa: BLE001 - a missing completion must not stop a key
                self.post_message(self.Incomplete(error))
        self.suggestion = ghost

    def row_says(self, y: int) -> tuple[object, ...]:
        """The row's text and its result."""
        says = super().row_says(y)
        if says and self.reserved:
            line, last = self.line_at(y + int(self.scroll_offset.y))
            return (*says, self._results[line] if last and line < len(self._results) else ())
        return says

    def render_line(self, y: int) -> Strip:
        """The text's line with its result, when this is the last row of the line."""
        strip = super().render_line(y)
        if not self.reserved or not self._results:
            return strip
        line, last = self.line_at(y + int(self.scroll_offset.y))
        if not last or not 0 <= line < len(self._results) or not self._results[line]:
            return strip
        return self._with_result(strip, self._results[line])

    def _with_result(self, strip: Strip, cells: tuple[Cell, ...]) -> Strip:
        whole = strip.cell_length
        used = max((i for i, c in enumerate(strip.text) if c != " "), default=-1) + 1
        room = min(whole - width(strip.text[:used]) - 3, whole - 8)
        palette = self.app.theme.removeprefix("coach-")
        base = self.rich_style
        segments: list[Segment] = []
        for text, role in cells:
            shown = cut(text, room)
            room -= width(shown)
            segments.append(Segment(shown, base + style(palette, role)))
            if room <= 0:
                break
        right = Strip(segments)
        return Strip.join(
            [strip.crop(0, whole - right.cell_length - 1), right, Strip([Segment(" ", base)])]
        )

    @property
    def offset_in_text(self) -> int:
        """The cursor as a number of characters from the text's start."""
        row, column = self.cursor_location
        return sum(len(self.document.get_line(i)) + 1 for i in range(row)) + column

    def put_cursor(self, offset: int) -> None:
        """Moves the cursor to that many characters from the start."""
        before = self.text[:offset]
        self.move_cursor((before.count("\n"), len(before) - (before.rfind("\n") + 1)))

    def replace_text(self, text: str, cursor: int | None = None) -> None:
        """Makes the text another one as one edit that can be undone."""
        start, end = (0, 0), self.document.end
        self.replace(text, start, end, maintain_selection_offset=False)
        if cursor is not None:
            self.put_cursor(cursor)


class TalkLine(CleanTextArea):
    """Where the candidate thinks aloud: Enter says it, Alt+Enter or Ctrl+J breaks the line."""

    DEFAULT_CSS = "TalkLine, TalkLine:focus { height: 4; border-top: solid $rule; }"

    class Spoken(Message):
        """The candidate said this."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    limit = SAY_LIMIT
    _said: tuple[str, ...] = ()
    _back = 0

    def take_back(self, text: str) -> None:
        """Puts what could not be said before what has been typed meanwhile."""
        self.text = text + self.text
        self.action_text_end()

    def recall(self, said: Sequence[str]) -> None:
        """What was said before, the last first, that `action_cursor_up` brings back."""
        self._said = tuple(said)
        self._back = 0

    def action_cursor_up(self, select: bool = False) -> None:
        """On the first row of an empty line, or of what was brought back: an earlier saying."""
        brought = self._said[-self._back] if self._back else ""
        if not select and self.text == brought and self._back < len(self._said):
            self._back += 1
            self.text = self._said[-self._back]
            self.action_text_end()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """From what was brought back to the next later saying, at last to an empty line."""
        if not select and self._back and self.text == self._said[-self._back]:
            self._back -= 1
            self.text = self._said[-self._back] if self._back else ""
            self.action_text_end()
        else:
            super().action_cursor_down(select)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            text, self.text = self.text, ""
            if text.strip():
                self.post_message(self.Spoken(text))
            return
        if event.key in ("alt+enter", "shift+enter"):
            event.stop()
            event.prevent_default()
            self.insert("\n")
            return
        await super()._on_key(event)
