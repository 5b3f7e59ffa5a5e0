"""What every sitting needs of the outside: folders, settings, sources of time and ids. With
`opening` the only reader of real clocks, ids and environment behind the screens."""

import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from coach import config, paths
from coach.frozen import dataclass

if TYPE_CHECKING:
    from coach.catalog.shelf import Folders
    from coach.journal.library import Library

WARM_UP = "warm-up"
"""The prompt, and its workflow, of three minutes that show what a session is."""
FIRST = "url-shortener"
"""The prompt to begin with."""


def awake_and_asleep() -> float:
    """Seconds that go on counting while the machine sleeps, where the system can tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


@dataclass(frozen=True, slots=True)
class Environment:
    """What every screen needs of the outside: folders, settings, sources of time and ids."""

    paths: paths.Paths
    settings: config.Settings
    source: Callable[[], float] = awake_and_asleep
    wall: Callable[[], datetime] = lambda: datetime.now().astimezone()
    new_id: Callable[[], str] = lambda: os.urandom(4).hex()

    @property
    def folders(self) -> "Folders":
        """Where prompts lie."""
        from coach.catalog import shelf

        return shelf.folders(self.paths.prompts)

    def library(self) -> "Library":
        """All sessions on disk."""
        from coach.journal.library import Library

        return Library(self.paths)


def usual_name() -> str:
    """The name of who is logged in, as others in a mock see it."""
    import getpass

    from coach.text import clean_line

    try:
        return clean_line(getpass.getuser(), 40)
    except (OSError, KeyError, ImportError):
        return "somebody"


def read_environment(environ: Mapping[str, str]) -> Environment:
    """What surrounds this run; nothing is made on disk."""
    paths_found = paths.find(environ)
    return Environment(paths_found, config.load(paths_found.config))
