"""The one table of what can be done: key bindings, footer, palette, help and README come from it.

An action that is not here does not exist. `where` names the screens it belongs to; `footer` is
the short word of the bottom line, "" for what is found in the help and the palette only.
"""

from collections.abc import Callable, Iterable, Mapping

from coach.boards.registry import SPECS, spec
from coach.session.admit import MOCK
from coach.session.decide import pressed
from coach.session.events import INTERVIEWER
from coach.ui.break_commands import BROKEN
from coach.ui.command import Command, Here
from coach.ui.key_profiles import keymap, rekeyed, shown, use
from coach.ui.line_commands import SPOKEN
from coach.ui.looking_back import PRACTISED, REPLAYED, REVIEWED
from coach.ui.mock_commands import MOCK_COMMANDS

__all__ = ["COMMANDS", "Command", "Here", "keyed", "named", "of", "shown", "table"]


_SESSION = ("session",)
_SHOWN = ("session", "replay")
_EVERYWHERE = ("home", "session", "replay", "review", "today", "reader", "break")
_TEXT = ("text",)
_BRIEF = ("debrief",)
_LOOK = ("look",)


def _mock(here: Here) -> str:
    opened = here.state.opened
    told = "In a mock the program gives no help; ask the interviewer."
    return told if opened is not None and opened.mode == MOCK else ""


def _turns(here: Here) -> str:
    """Why the phases are not the candidate's to turn, in a mock."""
    opened = here.state.opened
    held = opened is not None and opened.mode == MOCK and opened.clock == INTERVIEWER
    return "The interviewer turns the phases and holds the clock." if held else ""


def _not_pressed(here: Here) -> str:
    if why := _mock(here):
        return why
    if not pressed(here.state):
        return ""
    return "Pressure mode has no help and no pause; the debrief tells all."


def _while_running(here: Here) -> str:
    if why := _turns(here):
        return why
    return "Pressure mode has no pause: the clock runs on." if pressed(here.state) else ""


def _no_hints(here: Here) -> str:
    return "Pressure mode has no hints: say what you would do." if pressed(here.state) else ""


def _insertable(here: Here) -> str:
    if here.part == "centre" and here.board and spec(here.board).inserts:
        return ""
    names = " and ".join(board_spec.title.lower() for board_spec in SPECS if board_spec.inserts)
    return f"There is nothing to insert here; {names} have something."


def _viewed(here: Here) -> str:
    if here.part == "centre" and here.board and not spec(here.board).prose:
        return ""
    return "There is nothing to look at here: go to a board that is drawn."


def _calculated(here: Here) -> str:
    if here.board and (spec(here.board).explains or spec(here.board).guide):
        return ""
    guided = " and ".join(
        f"{board_spec.title} ({shown(board_spec.key)})" for board_spec in SPECS if board_spec.guide
    )
    return f"Reference pages belong to the estimate (F3) and to {guided}."


def _further(here: Here) -> str:
    if why := _turns(here):
        return why
    return "This is the last phase. ^Q finishes the session." if here.last_phase else ""


def _in_trouble(here: Here) -> str:
    return "" if here.trouble else "The session is saved where it is; nothing refuses."


def _drawn(here: Here) -> str:
    if why := _mock(here):
        return why
    if pressed(here.state):
        return "Pressure mode has no help; say what breaks first."
    return "" if here.board == "diagram" else "Only the diagram (F4) can be broken."


def _told(here: Here) -> str:
    return "" if here.state.facts else "The interviewer has told you nothing yet: ask."


def _has_board(name: str) -> Callable[[Here], str]:
    def when(here: Here) -> str:
        return "" if name in here.state.boards else f"This session has no {name} board."

    return when


_BOARDS = tuple(
    Command(
        f"board_{board.name}",
        board.key,
        board.title,
        f"Goes to the {board.title if board.title.isupper() else board.title.lower()} board",
        _SHOWN,
        when=_has_board(board.name),
    )
    for board in SPECS
)


COMMANDS: tuple[Command, ...] = (
    Command("help", "f1", "Help", "The keys of this screen", _EVERYWHERE, "Help"),
    Command(
        "next_phase", "ctrl+n", "Next phase", "Goes on to the next phase", _SESSION, "Next",
        _further, word="next",
    ),
    Command(
        "choose_phase", "ctrl+p", "Phases", "Goes to any phase, an earlier one too", _SESSION,
        run="flows.choose_phase", word="phase",
    ),
    Command(
        "insert", "ctrl+l", "Insert", "A component or a template, at the cursor", _SESSION,
        "Insert", _insertable, "flows.insert",
    ),
    Command(
        "inspect", "ctrl+s", "Look closer", "The drawing's boxes, a line's steps", _SESSION,
        "Look", _viewed, "flows.inspect", word="look",
    ),
    Command(
        "reference", "ctrl+r", "Reference",
        "Numbers of the estimate, tables and examples of the API",
        _SESSION, "Reference", _calculated, "flows.reference",
    ),
    Command(
        "note_fact", "ctrl+f", "Note the answer",
        "Puts the last answer not noted yet into the notes, with its question", _SESSION,
        when=_told, run="flows.note_fact", word="note",
    ),
    Command(
        "hint", "ctrl+g", "Hint", "Costs 1, then 2, then 4 points", _SESSION, "Hint", _no_hints,
        "flows.hint",
    ),
    Command(
        "curveball", "", "Curveball", "Has the requirements changed", _SESSION,
        when=_not_pressed, run="flows.curveball",
    ),
    Command(
        "more_questions", "", "What to ask", "What else could be asked in this phase", _SESSION,
        when=_not_pressed, run="flows.more_questions",
    ),
    Command(
        "checks", "", "Checks", "What does not fit together so far", _SESSION,
        when=_not_pressed, run="flows.checks",
    ),
    Command(
        "read_out", "", "Read out", "All that stands on the screen, part after part, for an ear",
        _SESSION, run="flows.read_out", word="parts",
    ),
    Command(
        "save_elsewhere", "", "Save elsewhere", "When the disk refuses", _SESSION,
        when=_in_trouble, run="flows.save_elsewhere",
    ),
    Command(
        "break_it", "", "Break it", "The drawing under load, and without what fails", _SESSION,
        when=_drawn, run="flows.break_it", word="break",
    ),
    Command(
        "pause", "f9", "Pause", "Stops the clock (coach mode)", _SESSION, "Pause",
        _while_running, "leaving.pause",
    ),
    Command("zoom", "f12", "Zoom", "The board over the whole width, and back", _SHOWN),
    *_BOARDS,
    Command("talk", "f7", "Talk", "Think aloud and ask the interviewer", _SESSION, "Talk"),
    Command("checklist", "f8", "Checklist", "This phase's checklist", _SHOWN, "List"),
    Command(
        "palette", "ctrl+o", "Commands", "Everything that works here", _SESSION, "More",
        run="flows.palette", word="commands",
    ),
    Command(
        "leave", "ctrl+q", "Leave", "Finish, or go on another time", _SESSION, "Leave",
        run="leaving.leave",
    ),
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
    Command(
        "break_drawing", "b", "Break it", "The drawing under load, and without what fails",
        ("look", "debrief"), "break",
    ),
    Command(
        "copy_drawing", "y", "Copy", "The drawing as text, to the terminal's clipboard", _LOOK,
        "copy",
    ),
    Command("look_back", "escape", "Back", "Back to the text; ^S too", _LOOK, "back"),
    *SPOKEN,
    *REPLAYED,
    *REVIEWED,
    *PRACTISED,
    *BROKEN,
    Command("choose", "enter", "Open", "Opens the line under the cursor", ("home",), "Open"),
    Command("quit", "q", "Quit", "Leaves coach", ("home",), "Quit"),
    Command("jump", "enter", "Entry", "Shows the entry the line cites", ("reader",), "Entry"),
    Command("answer", "a", "Answer", "Answers what the debrief is not sure of", _BRIEF, "Answer"),
    Command("overrule", "o", "Claim", "Claims the point under the cursor", _BRIEF, "Claim"),
    Command("practise", "n", "Practise", "Starts what is proposed at the end", _BRIEF, "Practise"),
    Command("next_heading", "tab", "Heading", "To the next heading; ⇧Tab back", _BRIEF, "Heading"),
    Command("witness", "w", "Witness", "Lets a program read it as a witness", _BRIEF, ""),
    Command("rescore", "s", "Rescore", "Records today's score of an old session", _BRIEF, ""),
    Command("search", "slash", "Search", "Goes to a line by its words", ("reader",), "Search"),
    Command("again", "f3", "Next", "Goes to the next such line", ("reader",), ""),
    Command(
        "copy_passage", "y", "Copy", "What stands at the cursor, to the terminal's clipboard",
        ("reader",),
    ),
    Command("copy_page", "Y", "Copy all", "The whole page, in the same way", ("reader",)),
    Command("close", "escape", "Back", "Goes back", ("reader", "break"), "Back"),
    *(
        Command(id_, key, title, does, (where,), footer, run=run)
        for id_, key, title, does, where, footer, run in MOCK_COMMANDS
    ),
)  # fmt: skip


def choose_keys(profile: str, own: Mapping[str, str]) -> None:
    """Puts the keys of a profile in force, and those of one's own by the words of the session's
    commands; one that would take another command's key is passed over."""
    use(profile)
    ids: dict[str, str] = {}
    for command in of("session"):
        key = own.get(command.spoken, "")
        beside = [
            neighbour for neighbour in COMMANDS if set(neighbour.where) & {*command.where, "text"}
        ]
        taken = {
            k
            for neighbour in beside
            for k in (neighbour.key, ids.get(neighbour.id))
            if neighbour.id != command.id
        }
        if key and key not in taken:
            ids[command.id] = key
    use(profile, ids)


def chosen_keys() -> dict[str, str]:
    """By command, the key in force where it is not the usual one."""
    return keymap([(command.id, command.usual) for command in COMMANDS if command.usual])


def named(id: str) -> Command:
    """The command of that id."""
    return next(command for command in COMMANDS if command.id == id)


def of(where: str) -> tuple[Command, ...]:
    """The commands of a screen, in the table's order."""
    return tuple(command for command in COMMANDS if where in command.where)


def keyed(where: str) -> tuple[Command, ...]:
    """Those of a screen's commands that have a key of their own: what its bindings are made of."""
    return tuple(command for command in of(where) if command.usual)


def table(commands: Iterable[Command] = COMMANDS) -> str:
    """The commands as a Markdown table of key, name and effect."""
    lines = ["| key | | what it does |", "|---|---|---|"]
    for command in commands:
        key = command.shown_key if command.key else f"{rekeyed(shown('ctrl+o'))} menu"
        lines.append(f"| {key} | {command.title} | {command.does} |")
    return "\n".join(lines)
