"""The commands of looking back: of the replay and of the library of sessions."""

from coach.ui.command import Command


def _looking(  # noqa: PLR0917 - a row of a table
    id: str, key: str, title: str, does: str, footer: str = "", run: str = ""
) -> Command:
    """A command of the replay; `run` is a function of `coach.ui.replaying`."""
    return Command(id, key, title, does, ("replay",), footer, run=f"replaying.{run}" if run else "")


REPLAYED = (
    _looking("play", "space", "Play", "Goes on, silences cut short; or stands still", "Play"),
    _looking("step_back", "left", "Back", "One entry back"),
    _looking("step_on", "right", "On", "One entry on", "Step"),
    _looking("ten_back", "shift+left", "10 s back", "Ten seconds back"),
    _looking("ten_on", "shift+right", "10 s on", "Ten seconds on"),
    _looking(
        "phase_back", "left_square_bracket", "Phase back",
        "To where the phase began, then to the one before",
    ),
    _looking(
        "phase_on", "right_square_bracket", "Next phase", "To where the next phase began", "Phase"
    ),
    _looking(
        "mark_back", "comma", "Mark back", "To the mark, hint, fact or change before",
        run="mark_back",
    ),
    _looking(
        "mark_on", "full_stop", "Next mark", "To the next mark, hint, fact or change", "Mark",
        "mark_on",
    ),
    _looking("to_hint", "h", "Next hint", "To the next hint", run="to_hint"),
    _looking(
        "to_curveball", "c", "Next change", "To the next change of requirements",
        run="to_curveball",
    ),
    _looking("to_fact", "f", "Next fact", "To the next fact that was told", run="to_fact"),
    _looking(
        "to_missed", "x", "Missed point", "To the next point that was missed: it asks first",
        "Missed", "next_missed",
    ),
    _looking("find", "slash", "Find", "Goes to where words were said or written", "Find", "find"),
    _looking(
        "find_again", "N", "Next match", "To the next place with these words", run="find_again"
    ),
    _looking("go_to", "g", "Go to", "To a time (14:05) or an entry (#117)", "Go", "go_to"),
    _looking("speed", "1-9", "Speed", "How many times as fast: 1 2 3 4 6 8 10 12 16"),
    _looking("mark_moment", "m", "Mark", "Puts a mark here, to come back to", run="mark_moment"),
    _looking("note_moment", "n", "Note", "Writes yourself a note here", "Note", "note_moment"),
    _looking(
        "drawing_alone", "d", "Diagram alone", "The diagram over the whole screen, and back",
        run="drawing_alone",
    ),
    _looking(
        "break_shown", "b", "Break it", "The drawing of this moment under load, and broken",
        run="break_shown",
    ),
    _looking(
        "export_moment", "e", "Export", "Writes the session up to here into a file",
        run="export_moment",
    ),
    _looking(
        "copy_shown", "y", "Copy",
        "The drawing in front, or what was said last, to the terminal's clipboard",
        run="copy_shown",
    ),
    _looking("conversation", "f7", "Conversation", "What was said"),
    _looking("leave_replay", "escape", "Back", "Leaves the replay", "Back"),
)  # fmt: skip


def _library(  # noqa: PLR0917 - a row of a table
    id: str, key: str, title: str, does: str, footer: str = "", run: str = ""
) -> Command:
    """A command of the library; `run` is a function of `coach.ui.library_keys`."""
    return Command(
        id, key, title, does, ("review",), footer, run=f"library_keys.{run}" if run else ""
    )


REVIEWED = (
    _library("open_session", "enter", "Open", "What can be done with the session", "Open"),
    _library("to_matches", "tab", "Matches", "To the places found, and back", "Matches"),
    _library("replay_session", "ctrl+r", "Replay", "Watches it again", "Replay", "replay"),
    _library(
        "compare_session", "ctrl+e", "Compare", "Beside the attempt before it, or the answer",
        "Compare", "compare",
    ),
    _library("label_session", "ctrl+t", "Label", "Puts a word on it, or takes it off", "Label",
             "label"),
    _library("rename_session", "ctrl+n", "Rename", "Gives it a title of your own", "", "rename"),
    _library("trash_session", "delete", "Trash", "Takes it out of the library", "", "trash"),
    _library("undo_trash", "ctrl+z", "Undo", "Brings back what was taken out last", "", "undo"),
    _library("see_progress", "ctrl+p", "Progress", "Your numbers over all sessions", "Progress",
             "progress"),
    _library("see_due", "ctrl+d", "Today", "What to practise today, and why", "Today", "today"),
    _library("leave_review", "escape", "Back", "To the start page", "Back"),
)  # fmt: skip


def _today(id: str, key: str, title: str, does: str, footer: str = "") -> Command:
    """A command of the page of what to practise."""
    return Command(id, key, title, does, ("today",), footer)


PRACTISED = (
    _today("begin_proposal", "enter", "Begin", "Begins it at once; so does its number", "Begin"),
    _today("reasons", "w", "Why", "Shows or hides the reasons", "Why"),
    _today("something_else", "s", "Another", "The same on another prompt today", "Another"),
    _today("not_today", "l", "Not today", "Leaves it until tomorrow", "Not today"),
    _today("never", "x", "Never", "Does not propose this prompt again", "Never"),
    _today("all_again", "a", "All again", "Takes back everything that was declined"),
    _today("leave_today", "escape", "Back", "Leaves the page", "Back"),
)
