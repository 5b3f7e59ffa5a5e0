"""The order in which a screen is read aloud: every part has a name, and says what stands in it.

A terminal's reader goes over the screen row by row, through columns that have nothing to do with
each other. Here the parts stand one after the other, in the order in which the screen is composed:
what one must know first, first. A part that a narrow screen hides is read too, a drawing in words.
"""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach.boards.board import plain
from coach.boards.diagram.describe import whole
from coach.boards.diagram.diagram_text import read
from coach.boards.registry import spec
from coach.frozen import dataclass
from coach.ui.widgets.drawing_pane import DiagramPane
from coach.ui.widgets.pane import BoardPane
from coach.ui.widgets.rows import RowsView

LABELS = {
    "about": "About what is chosen",
    "answers": "Answers",
    "asktitle": "Over the line to type in",
    "boardtitle": "The board's name",
    "columns": "Columns",
    "checklist": "Checklist",
    "drawing": "Drawing",
    "filter": "Filter",
    "foot": "Below the form",
    "head": "About the form",
    "header": "Session and clock",
    "heading": "What it is about",
    "home": "What can be done",
    "keys": "Keys that work now",
    "last": "Last thing that was said",
    "leftrows": "Phases and what to listen for",
    "line": "Line to type in",
    "lines": "Lines of the form",
    "list": "To choose from",
    "lobby": "Lobby",
    "marks": "Marks on the time line",
    "matches": "Places found",
    "notes": "Your notes",
    "now": "To do now",
    "offer": "What fits the line",
    "pack": "What the prompt knows",
    "page": "Page",
    "peer": "The other one",
    "prompts": "Prompts",
    "proposals": "Proposals",
    "question": "Question",
    "rail": "Phases",
    "sessions": "Sessions",
    "setup": "Settings",
    "tabs": "Boards",
    "talk": "What you say",
    "talked": "Conversation",
    "text": "The board's text",
    "timeline": "Time line",
    "told": "What is told",
    "top": "What it is about",
    "wrong": "What is wrong",
}
"""The name of each part by its id; those of a board's pane come from the board."""

_RULES = dict.fromkeys(range(0x2500, 0x2580))
"""The signs of rules and boxes, which say nothing to an ear."""


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A part of a screen as it is read aloud: its name, what stands in it line by line, and
    whether it has the focus."""

    label: str
    lines: tuple[str, ...]
    focused: bool


def spoken_parts(screen: Widget) -> tuple[SpokenPart, ...]:
    """The parts of a screen in the order in which they are read; empty ones say so."""
    return tuple(_part(widget) for widget in _leaves(screen))


def spoken_lines(screen: Widget) -> tuple[str, ...]:
    """All of a screen as it is read aloud: each part's name with its place, then its lines."""
    parts = spoken_parts(screen)
    lines: list[str] = []
    for place, part in enumerate(parts, 1):
        here = ", here you are" if part.focused else ""
        lines.append(f"{place} of {len(parts)}: {part.label}{here}.")
        lines.extend(f"  {line}" for line in part.lines or ("Nothing.",))
    return tuple(lines)


def label(widget: Widget) -> str:
    """The name of a part, "" where it has none."""
    pane = next((above for above in widget.ancestors if isinstance(above, BoardPane)), None)
    if pane is None:
        return LABELS.get(widget.id or "", "")
    board = spec(pane.board_name).title
    if widget is pane.editor:
        return f"{board}, what you write"
    return f"{board}, remark" if widget is pane.finding else f"{board}, its view"


def _leaves(screen: Widget) -> Iterator[Widget]:
    """The widgets that show or take text, in the order in which the screen is composed."""
    kinds = (RowsView, Input, TextArea)
    shown = (widget for widget in screen.walk_children() if isinstance(widget, kinds))
    yield from (widget for widget in shown if widget.display)


def _part(widget: Widget) -> SpokenPart:
    pane = widget.parent
    if isinstance(pane, DiagramPane) and widget is pane.view:
        text = "\n".join(whole(read(pane.editor.text)))
    elif isinstance(widget, RowsView):
        text = plain(widget.rows)
    elif isinstance(widget, TextArea):
        text = widget.text
    else:
        text = widget.value if isinstance(widget, Input) else ""
    lines = (" ".join(line.translate(_RULES).split()) for line in text.split("\n"))
    return SpokenPart(label(widget), tuple(line for line in lines if line), widget.has_focus)
