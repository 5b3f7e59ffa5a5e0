"""The transcript file beside the journal: written whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from coach.errors import NotSaved
from coach.session.entry import Entry


def write_transcript(journal: Path, entries: Sequence[Entry]) -> Path:
    """Writes the Markdown transcript beside the journal and gives its path; NotSaved if it fails.

    A new file is written, synced and moved into place, so that a reader sees the old transcript
    or the new one and never half of one.
    """
    from coach.export.transcript import markdown
    from coach.session.history import whole

    target = journal.with_suffix(".md")
    fresh = target.with_name(target.name + f".{os.getpid()}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        fd = os.open(fresh, flags, 0o600)
        try:
            with os.fdopen(fd, "w", encoding="utf-8") as file:
                file.write(markdown(whole(entries)))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as reason:
        raise NotSaved(
            f"The transcript could not be written: {reason.strerror}.",
            "The session itself is saved; `coach export ID` makes the transcript again.",
        ) from None
    return target
