"""What was declined of the proposals, in the user's data folder as `practice.json`."""

import contextlib
from pathlib import Path

from coach.errors import CoachError
from coach.files import read_plain, replace_with
from coach.paths import Paths
from coach.progress.declined import Declined, as_json, from_json

NAME = "practice.json"
_LIMIT = 200_000


def declined_in(paths: Paths) -> Declined:
    """What was declined; nothing where there is no file or it cannot be read."""
    try:
        return from_json(read_plain(paths.data / NAME, _LIMIT)[:_LIMIT].decode("utf-8"))
    except (OSError, ValueError):
        return Declined()


def keep_declined(paths: Paths, declined: Declined) -> Path:
    """Writes it whole or not at all, forgets the proposal that was remembered, and gives the
    file; CoachError where it cannot be written."""
    target = paths.data / NAME
    try:
        paths.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_with(str(target), as_json(declined))
    except OSError as reason:
        raise CoachError(
            f"{target} could not be written: {reason.strerror}.", "The proposals stay as they are."
        ) from None
    with contextlib.suppress(OSError):
        (paths.cache / "today.json").unlink(missing_ok=True)
    return target
