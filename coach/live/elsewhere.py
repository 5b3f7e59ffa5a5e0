"""A session goes on in another place after its disk refused, and every road leads there.

Where no folder of coach's takes a note of the move, that is tried again whenever the session is
left, and the way on is told by the new file itself: `coach resume FILE` notes the move then.
"""

from pathlib import Path
from shlex import quote

from coach.errors import NotSaved
from coach.journal.moved import record
from coach.journal.writer import Journal
from coach.live.opening import OpenSession
from coach.paths import Paths
from coach.text import clean_line


def save_elsewhere(sitting: OpenSession, paths: Paths, typed: str) -> str:
    """Writes the whole session to the folder or file that was typed and goes on there; the
    sentence that says so. NotSaved, with the reason, where that is no place for it."""
    try:
        target = Path(typed.strip()).expanduser().absolute()
        journal = sitting.journal.save_elsewhere(target)
    except (OSError, RuntimeError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotSaved(f"That is no place to save in: {clean_line(why).rstrip('.')}.") from None
    sitting.journal = sitting.live.record = journal
    journal.start_syncing()
    if noted(journal, paths):
        return f"Saved in {journal.path}; the session goes on there."
    return f"Saved, but coach could not note where. Note it: {journal.path}"


def noted(journal: Journal, paths: Paths) -> bool:
    """Whether every road leads to the journal's file; where it moved, that is noted now."""
    if journal.left is not None and record(paths, journal.left, journal.path):
        journal.left = None
    return journal.left is None


def way_to(journal: Journal, paths: Paths, session: str) -> str:
    """What `coach resume` wants for going on: the session's id, or its file where the move to it
    can be noted nowhere."""
    return session if noted(journal, paths) else quote(str(journal.path))
