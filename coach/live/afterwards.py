"""What one does with a session on disk without going on with it: a claim, a label, a title, a
note at a moment. Each is one entry in the session's own journal."""

from collections.abc import Callable
from pathlib import Path

from coach.errors import NotSaved, Refused
from coach.journal.file import open_journal
from coach.journal.summary import THEIRS_FOLDER
from coach.session.decide import Intent, decide
from coach.session.events import CANDIDATE, Event
from coach.session.fold import fold
from coach.session.state import State
from coach.session.witnessed import Testified

NOTE = "note"
"""The tag of a note to oneself."""


def amend(path: Path, intent: Intent) -> str:
    """Carries the intent out in a session's file; gives what was found wrong with the file and
    mended, "" where nothing was.

    NotFound and Refused as `decide` says them, Refused for what somebody else sent, NotSaved and
    JournalError when the file cannot be written, LockedJournal when it is open elsewhere.
    """
    return _added(path, lambda state: decide(state, intent, CANDIDATE))


def testify(path: Path, testimony: Testified) -> str:
    """Keeps what a witness said of a closed session in its file; gives and raises what `amend`
    does."""

    def told(state: State) -> tuple[Event, ...]:
        if not state.closed:
            raise Refused("The session is still open; a witness reads what is finished.")
        return (testimony,)

    return _added(path, told)


def _added(path: Path, events: Callable[[State], tuple[Event, ...]]) -> str:
    if path.parent.name == THEIRS_FOLDER:
        raise Refused("Somebody sent this session: nothing is written into it.")
    opened = open_journal(path)
    if opened.journal is None:
        raise NotSaved(f"{path.name} can only be read.", "`coach doctor` says what to do.")
    try:
        last = opened.entries[-1].at
        for event in events(fold(opened.entries)):
            opened.journal.append(event, CANDIDATE, last)
        opened.journal.sync()
    finally:
        opened.journal.close()
    return str(opened.damage or "")
