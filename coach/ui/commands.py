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
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


FLOWS = frozenset(
    {
        "checks", "choose_phase", "curveball", "hint", "insert", "inspect", "leave", "note_fact",
        "palette", "pause", "reference",
    }
)  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command(
        "help", "f1", "Help", "Shows the keys of this screen", ("home", "session", "reader"), "Help"
    ),
    Command("board_notes", "f2", "Notes", "Goes to the notes", ("session",), "Notes"),
    Command("board_estimate", "f3", "Estimate", "Goes to the estimate", ("session",), "Estimate"),
    Command("board_diagram", "f4", "Diagram", "Goes to the diagram", ("session",), "Diagram"),
    Command("board_api", "f5", "API", "Goes to the API board", ("session",), ""),
    Command("board_schema", "f6", "Schema", "Goes to the schema board", ("session",), ""),
    Command("talk", "f7", "Talk", "Think aloud and ask the interviewer", ("session",), "Talk"),
    Command("checklist", "f8", "Checklist", "Goes to this phase's checklist", ("session",), "List"),
    Command(
        "next_phase",
        "ctrl+n",
        "Next phase",
        "Goes on to the next phase",
        ("session",),
        "Next phase",
    ),
    Command(
        "phases", "ctrl+p", "Phases", "Goes to any phase, an earlier one too", ("session",), ""
    ),
    Command(
        "insert",
        "ctrl+l",
        "Insert",
        "Components in the diagram, templates in the estimate",
        ("session",),
        "Insert",
    ),
    Command(
        "inspect",
        "ctrl+s",
        "Look closer",
        "Boxes of the drawing; the steps of an estimate's line",
        ("session",),
        "Look",
    ),
    Command(
        "reference",
        "ctrl+r",
        "Reference numbers",
        "Latencies, powers of two, what machines carry",
        ("session",),
        "",
    ),
    Command(
        "note_fact",
        "ctrl+f",
        "Note the answer",
        "Puts the interviewer's last answer into the notes",
        ("session",),
        "",
    ),
    Command(
        "hint", "ctrl+g", "Hint", "Asks for a hint; it costs points and is logged", ("session",), ""
    ),
    Command(
        "curveball",
        "",
        "Curveball",
        "Asks the interviewer to change the requirements",
        ("session",),
        "",
    ),
    Command(
        "checks", "", "Checks", "What does not fit together between the boards", ("session",), ""
    ),
    Command("pause", "f9", "Pause", "Stops the clock (coach mode)", ("session",), "Pause"),
    Command("zoom", "f12", "Zoom", "Gives the board the whole width, and back", ("session",), ""),
    Command(
        "palette",
        "ctrl+o",
        "Commands",
        "Everything that can be done here, by name",
        ("session",),
        "More",
    ),
    Command(
        "leave",
        "ctrl+q",
        "Leave",
        "Finish and close the session, or go on another time",
        ("session",),
        "Leave",
    ),
    Command("choose", "enter", "Open", "Opens the line under the cursor", ("home",), "Open"),
    Command("quit", "q", "Quit", "Leaves coach", ("home",), "Quit"),
    Command("close", "escape", "Back", "Goes back", ("reader",), "Back"),
    Command(
        "jump",
        "enter",
        "Go to the entry",
        "Shows the entry of the transcript that the line cites",
        ("reader",),
        "",
    ),
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
