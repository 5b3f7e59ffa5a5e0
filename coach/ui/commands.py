"""The one table of what can be done: key bindings, footer, palette, help and README come from it.

An action that is not here does not exist. `where` names the screens it belongs to; `footer` is
the short word of the bottom line, "" for what is found in the help and the palette only.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One action: its id (the screen's method is action_<id>), key, title, and what it does."""

    id: str
    key: str
    title: str
    does: str
    where: tuple[str, ...]
    footer: str = ""

    @property
    def action(self) -> str:
        """What Textual runs: boards share one action, flows another, the rest have their own."""
        if self.id.startswith("board_"):
            return f"board('{self.id.removeprefix('board_')}')"
        if self.where == ("session",) and self.id in FLOWS:
            return f"flow('{self.id}')"
        return self.id

    @property
    def shown_key(self) -> str:
        """The key as people write it: ^N for ctrl+n, F1 for f1."""
        return shown(self.key)


def shown(key: str) -> str:
    """A key's name as people write it."""
    names = {
        "escape": "Esc",
        "ctrl+home": "^Home",
        "ctrl+end": "^End",
        "enter": "Enter",
        "space": "Space",
        "tab": "Tab",
        "up": "↑",
        "down": "↓",
        "left": "←",
        "right": "→",
        "slash": "/",
        "question_mark": "?",
    }
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    if key in names:
        return names[key]
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


FLOWS = frozenset(
    {
        "checks", "choose_phase", "curveball", "hint", "insert", "inspect", "leave", "note_fact",
        "lose", "palette", "pause", "reference", "save_elsewhere",
    }
)  # fmt: skip

_SESSION = ("session",)
_TEXT = ("text",)
_LOOK = ("look",)

COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "Help", "The keys of this screen", ("home", "session", "reader"), "Help"),
    Command("next_phase", "ctrl+n", "Next phase", "Goes on to the next phase", _SESSION, "Next"),
    Command(
        "choose_phase", "ctrl+p", "Phases", "Goes to any phase, an earlier one too", _SESSION, ""
    ),
    Command(
        "insert", "ctrl+l", "Insert", "A component or a template, at the cursor", _SESSION, "Insert"
    ),
    Command(
        "inspect", "ctrl+s", "Look closer", "The drawing's boxes, a line's steps", _SESSION, "Look"
    ),
    Command(
        "reference",
        "ctrl+r",
        "Reference numbers",
        "Latencies, capacities, powers of two",
        _SESSION,
        "Numbers",
    ),
    Command(
        "note_fact",
        "ctrl+f",
        "Note the answer",
        "Puts the last answer not noted yet into the notes",
        _SESSION,
    ),
    Command("hint", "ctrl+g", "Hint", "Costs points and is logged", _SESSION, "Hint"),
    Command("curveball", "", "Curveball", "Has the requirements changed", _SESSION),
    Command("checks", "", "Checks", "What does not fit together so far", _SESSION),
    Command("save_elsewhere", "", "Save elsewhere", "When the disk refuses", _SESSION),
    Command("lose", "", "Break it", "What a failure of a component takes with it", _SESSION),
    Command("pause", "f9", "Pause", "Stops the clock (coach mode)", _SESSION, "Pause"),
    Command("zoom", "f12", "Zoom", "The board over the whole width, and back", _SESSION),
    Command("board_notes", "f2", "Notes", "Goes to the notes", _SESSION),
    Command("board_estimate", "f3", "Estimate", "Goes to the estimate", _SESSION),
    Command("board_diagram", "f4", "Diagram", "Goes to the diagram", _SESSION),
    Command("board_api", "f5", "API", "Goes to the API board", _SESSION),
    Command("board_schema", "f6", "Schema", "Goes to the schema board", _SESSION),
    Command("talk", "f7", "Talk", "Think aloud and ask the interviewer", _SESSION, "Talk"),
    Command("checklist", "f8", "Checklist", "This phase's checklist", _SESSION, "List"),
    Command("palette", "ctrl+o", "Commands", "Everything that works here", _SESSION, "More"),
    Command("leave", "ctrl+q", "Leave", "Finish, or go on another time", _SESSION, "Leave"),
    Command("undo", "ctrl+z", "Undo", "Takes the last change of the text back", _TEXT),
    Command("redo", "ctrl+y", "Redo", "Makes it again", _TEXT),
    Command("copy", "ctrl+c", "Copy", "What is selected (Shift and arrows select)", _TEXT),
    Command("paste", "ctrl+v", "Paste", "What was copied here, or by the terminal", _TEXT),
    Command("text_start", "ctrl+home", "Start", "To the start of the text", _TEXT),
    Command("text_end", "ctrl+end", "End", "To the end of the text", _TEXT),
    Command("recall", "up", "Said before", "In the talk line: what was said before", _TEXT),
    Command("walk", "↑↓←→", "Next box", "In the drawing: to the next box", _LOOK, "box"),
    Command("tidy", "t", "Tidy", "Lays the drawing out afresh", _LOOK, "tidy"),
    Command("turn", "d", "Turn", "Downwards, to the right, or as it fits", _LOOK, "turn"),
    Command("look_back", "escape", "Back", "Back to the text; ^S too", _LOOK, "back"),
    Command("choose", "enter", "Open", "Opens the line under the cursor", ("home",), "Open"),
    Command("quit", "q", "Quit", "Leaves coach", ("home",), "Quit"),
    Command("jump", "enter", "Entry", "Shows the entry the line cites", ("reader",), "Entry"),
    Command(
        "overrule", "o", "Overrule", "Claims a missed point, citing an entry", ("debrief",), "Claim"
    ),
    Command("search", "slash", "Search", "Goes to a line by its words", ("reader",), "Search"),
    Command("again", "n", "Next", "Goes to the next such line", ("reader",), ""),
    Command("close", "escape", "Back", "Goes back", ("reader",), "Back"),
)


def of(where: str) -> tuple[Command, ...]:
    """The commands of a screen, in the table's order."""
    return tuple(command for command in COMMANDS if where in command.where)


def table(commands: Iterable[Command] = COMMANDS) -> str:
    """The commands as a Markdown table of key, name and effect."""
    lines = ["| key | | what it does |", "|---|---|---|"]
    for command in commands:
        key = command.shown_key if command.key else f"{shown('ctrl+o')} menu"
        lines.append(f"| {key} | {command.title} | {command.does} |")
    return "\n".join(lines)
