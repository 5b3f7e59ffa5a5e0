"""A list to choose from: rows in items, one of them under the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from coach.boards.board import Row
from coach.frozen import dataclass
from coach.ui.widgets.rows import CHOSEN, RowsView


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """Rows that are chosen together; one with an empty id is a heading."""

    id: str
    rows: tuple[Row, ...]


class Choices(RowsView):
    """Up and down move between items, Enter or Space chooses; headings are skipped."""

    DEFAULT_CSS = "Choices { overflow-x: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
        Binding("enter,space", "choose", show=False),
    ]

    class Chosen(Message):
        """The item under the cursor was chosen."""

        def __init__(self, choices: "Choices", id: str) -> None:
            super().__init__()
            self.choices = choices
            self.id = id

        @property
        def control(self) -> "Choices":
            """The list it comes from, so that handlers can select by it."""
            return self.choices

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, choices: "Choices", id: str) -> None:
            super().__init__()
            self.choices = choices
            self.id = id

        @property
        def control(self) -> "Choices":
            """The list it comes from, so that handlers can select by it."""
            return self.choices

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, always: bool = False
    ) -> None:
        super().__init__(id=id, classes=classes, focusable=True)
        self.items: tuple[ChoiceItem, ...] = ()
        self.index = 0
        self._always = always

    @property
    def chosen(self) -> str:
        """The id under the cursor, "" when there is nothing to choose."""
        return self.items[self.index].id if 0 <= self.index < len(self.items) else ""

    def offer(self, items: Sequence[ChoiceItem], keep: bool = True) -> None:
        """Shows these items; the cursor stays on the same id where it still exists."""
        before = self.chosen
        self.items = tuple(items)
        ids = [item.id for item in self.items]
        if keep and before in ids and before:
            self.index = ids.index(before)
        else:
            self.index = next((i for i, id_ in enumerate(ids) if id_), 0)
        self._paint()

    def stand_on(self, id: str) -> bool:
        """Puts the cursor on the item of that id; whether there is one."""
        place = next((at for at, item in enumerate(self.items) if item.id == id), None)
        if place is None or not id:
            return False
        self.index = place
        self._paint()
        return True

    def action_move(self, by: int) -> None:
        """Moves the cursor, over headings, not beyond the ends."""
        stops = [i for i, item in enumerate(self.items) if item.id]
        if not stops:
            return
        here = stops.index(self.index) if self.index in stops else 0
        self.index = stops[max(0, min(len(stops) - 1, here + by))]
        self._paint()
        self.post_message(self.Moved(self, self.chosen))

    def step_off(self) -> None:
        """To the item below, above it at the end: the one under the cursor is to go."""
        before = self.index
        self.action_move(1)
        if self.index == before:
            self.action_move(-1)

    def action_page(self, by: int) -> None:
        """Moves the cursor by what fits into the view."""
        self.action_move(by * max(1, self.size.height - 2))

    def action_choose(self) -> None:
        """Chooses the item under the cursor."""
        if self.chosen:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        """A click takes the item under it."""
        row = int(event.screen_y) - self.content_region.y + int(self.scroll_offset.y)
        for index, item in enumerate(self.items):
            if 0 <= row < len(item.rows) and item.id:
                self.index = index
                self._paint()
                self.action_choose()
                return
            row -= len(item.rows)

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor is shown where the keys go, and not where they do not."""
        super().watch_has_focus(focused)
        self._paint()

    def _paint(self) -> None:
        rows: list[Row] = []
        first = high = 0
        active = self.has_focus or self._always
        for index, item in enumerate(self.items):
            here = active and index == self.index and bool(item.id)
            if index == self.index:
                first, high = len(rows), len(item.rows)
            for at, row in enumerate(item.rows):
                sign = CHOSEN if here and at == 0 else " "
                shown = tuple((t, "selected" if here and r in ("", "title") else r) for t, r in row)
                rows.append(((sign, "accent"), *(shown if here else row)))
        self.show(rows)
        if self.is_mounted and high:
            self.reveal(0, first, 1, high)
