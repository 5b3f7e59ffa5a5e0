"""Sessions named on the command line: found, read, and what is lost of them said."""

import os
import sys
from typing import TYPE_CHECKING

from coach.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coach.journal.file import Read
    from coach.journal.library import Library
    from coach.journal.summary import Summary
    from coach.session.decide import Intent

DAMAGED = 4
"""The exit code of a command that did its work on a session of which something is lost."""


def library() -> "Library":
    """All sessions of this environment."""
    from coach.journal.library import Library
    from coach.paths import find

    return Library(find(os.environ))


def path_of(id_: str) -> "Path":
    """The file of a session; the id is cleaned first, as an argument need not be text."""
    return library().find(clean(id_))


def amend(id_: str, intent: "Intent") -> int:
    """Carries an intent out in a session's own file; 0. What was found wrong with the file and
    mended is said on standard error."""
    from coach.live.afterwards import amend

    mended = amend(path_of(id_), intent)
    if mended:
        sys.stderr.write(f"coach: {mended}\n")
    return 0


def read_session(id_: str) -> "tuple[Read, int]":
    """A session as it stands on disk, and the exit code for a command that used it: what is lost
    of it is said on standard error, and the code is not 0 where its file is damaged."""
    from coach.journal.file import read

    journal = read(path_of(id_))
    history = journal.history
    for loss in history.losses():
        sys.stderr.write(f"coach: {loss}\n")
    return journal, DAMAGED if history.damage else 0


def tell_damage(summaries: "Iterable[Summary]", means: str = "") -> int:
    """Says on standard error which of these sessions are damaged, and what that means for the
    command; its exit code."""
    code = 0
    for summary in summaries:
        harm = summary.broken or summary.torn
        if harm:
            sys.stderr.write(f"coach: {summary.id}{means}: {clean(harm)}\n")
            code = DAMAGED
    return code


def uncounted(summaries: "Iterable[Summary]") -> int:
    """Says which of one's own sessions are in no count because of damage; the exit code."""
    return tell_damage(
        (summary for summary in summaries if summary.own and not summary.sound), " is not counted"
    )
