"""The commands of the line seat (`coach sit`), and the words by which any command is called.

Behind a slash every command has a word, in the talk line of the screen and in the line seat alike;
what the line seat can do with the session's own commands stands in `coach.sit`.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from coach.errors import NotFound
from coach.session.events import Phase
from coach.tuples import NamedTuple
from coach.ui.command import Command

_CALLED = re.compile(r"/([A-Za-z][A-Za-z-]*)?(?:\s+(.*))?", re.DOTALL)


def _line(id: str, title: str, does: str) -> Command:
    """A command of the line seat alone."""
    return Command(id, "", title, does, ("sit",))


SPOKEN = (
    _line("where", "Where", "Phase, clock, boards, and what is still open"),
    _line("time", "Time", "The phase's minutes and the interview's"),
    _line("board", "Board", "/board diagram: what it holds, told; /board alone: which there are"),
    _line("read", "Read", "/read diagram, /read talk, /read facts: word for word, with numbers"),
    _line("say", "Say", "/say TEXT: said as it stands, whatever it begins with"),
    _line("write", "Write", "/write notes: lines go to the board until one with a dot alone"),
    _line("back", "Take back", "/back diagram: undoes the last change of a board"),
    _line("tick", "Tick", "/tick 2: ticks the checklist's second line, or takes it back"),
    _line("go", "Go on", "Ends a pause"),
    _line("finish", "Finish", "Closes the session: transcript and debrief"),
)


class Called(NamedTuple):
    """What was called: the word in lower case, "" for a slash alone, and what stands behind it."""

    word: str
    rest: str


def called(text: str) -> Called | None:
    """The command that a line calls; None where it is something to say: two slashes, a path such
    as /users/{id}, anything that does not begin with a slash and a word."""
    match = _CALLED.fullmatch(text.strip())
    if match is None:
        return None
    return Called((match[1] or "").lower(), (match[2] or "").strip())


def spoken_text(text: str) -> str:
    """What is said by a line that calls nothing: the first of two slashes is only a sign."""
    return text.strip()[1:] if text.strip().startswith("//") else text


def by_word(word: str, commands: Sequence[Command]) -> Command | None:
    """The command of that word; also of the only one that begins with it."""
    for command in commands:
        if command.spoken == word:
            return command
    begun = [command for command in commands if len(word) > 1 and command.spoken.startswith(word)]
    return begun[0] if len(begun) == 1 else None


def unknown(word: str, commands: Sequence[Command]) -> str:
    """What is told where no command has that word."""
    near = get_close_matches(word, [command.spoken for command in commands], 1)
    meant = f" Did you mean /{near[0]}?" if near else ""
    return f"There is no command /{word}.{meant} / alone lists them; // says it as it stands."


def phase_named(phases: Sequence[Phase], words: str) -> Phase:
    """The phase of that number, id, title, or of the only title that begins or goes on so;
    NotFound where there is none."""
    wanted = " ".join(words.casefold().split())
    if wanted.isdecimal() and 1 <= int(wanted[:6]) <= len(phases):
        return phases[int(wanted) - 1]
    for phase in phases:
        if wanted in (phase.id, phase.title.casefold(), phase.id.replace("-", " ")):
            return phase
    near = [phase for phase in phases if wanted and wanted in phase.title.casefold()]
    if len(near) == 1:
        return near[0]
    told = ", ".join(f"{n} {phase.title}" for n, phase in enumerate(phases, 1))
    raise NotFound(f"Which phase? There is no {words}." if words else "Which phase?", f"{told}.")
