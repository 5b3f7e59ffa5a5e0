"""Closing a session: its transcript beside the journal, its score, and a claim made afterwards."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import NotSaved
from coach.live.afterwards import amend
from coach.live.opening import OpenSession
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import whole
from coach.session.scores import Overrule, RecordScore

if TYPE_CHECKING:
    from coach.debrief.score import Debrief


def write_transcript(journal: Path, entries: Sequence[Entry]) -> Path:
    """Writes the Markdown transcript beside the journal and gives its path; NotSaved if it fails.

    A new file is written, synced and moved into place, so that a reader sees the old transcript
    or the new one and never half of one.
    """
    from coach.export.transcript import markdown

    return _written(journal.with_suffix(".md"), markdown(whole(entries)))


def write_documents(journal: Path, entries: Sequence[Entry]) -> tuple[Path, ...]:
    """Writes what the session's boards come to (a runbook, scripts) beside its journal, as
    `write_transcript` does, and gives the paths."""
    from coach.export.documents import documents

    made = documents(fold(entries))
    return tuple(_written(journal.with_suffix(ending), text) for ending, text in made)


def _written(target: Path, text: str) -> Path:
    fresh = target.with_name(target.name + f".{os.getpid()}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        fd = os.open(fresh, flags, 0o600)
        try:
            with os.fdopen(fd, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as reason:
        raise NotSaved(
            f"{target.name} could not be written: {reason.strerror}.",
            "The session itself is saved; `coach export ID` makes the transcript again.",
        ) from None
    return target


def record_score(sitting: OpenSession) -> "Debrief | None":
    """Records the debrief's result in the session's journal and renews its transcript; gives the
    debrief, None for a session without a prompt."""
    from coach.debrief.score import score

    if sitting.prompt is None or sitting.workflow is None:
        return None
    result = score(sitting.prompt, sitting.workflow, whole(sitting.live.entries))
    sitting.live.do(_recorded(result))
    sitting.journal.sync()
    write_transcript(sitting.journal.path, sitting.live.entries)
    return result


def record_again(path: Path, result: "Debrief") -> str:
    """Records what a closed session comes to after answers of the candidate's; gives what was
    found wrong with the file and mended. Errors as `amend` has them."""
    return amend(path, _recorded(result))


def _recorded(result: "Debrief") -> RecordScore:
    """The debrief's result as it is recorded, with the version of its rules."""
    from coach.debrief.score import RULES

    return RecordScore(
        result.total,
        result.tally.told,
        result.tally.shares,
        {group.group: group.worth for group in result.groups},
        tuple(point.id for point in result.points if point.met),
        tuple(point.id for point in result.points if not point.met),
        RULES,
    )


def overrule(path: Path, observable: str, entry: int, met: bool = True) -> str:
    """Notes in a closed session that the candidate claims a point, or gives it back, citing an
    entry; gives what was found wrong with the file and mended, "" where nothing was. Errors as
    `amend` has them."""
    return amend(path, Overrule(observable, met, entry))
