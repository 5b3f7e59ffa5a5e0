"""Where coach keeps its files: data, cache and settings, or all of them under COACH_HOME."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.text import clean_line

HOME_VARIABLE = "COACH_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders everything else lies in. Nothing is made by asking."""

    data: Path
    cache: Path
    config: Path

    @property
    def sessions(self) -> Path:
        """The folder of all sessions, one folder a year inside."""
        return self.data / "sessions"

    @property
    def trash(self) -> Path:
        """Where sessions lie that were taken away."""
        return self.data / "trash"

    @property
    def prompts(self) -> Path:
        """The user's own prompts."""
        return self.data / "prompts"

    @property
    def index(self) -> Path:
        """The library's index, which may be deleted at any time."""
        return self.cache / "library.sqlite"


def find(environ: Mapping[str, str]) -> Paths:
    """The folders by COACH_HOME, else where the platform keeps such things (platformdirs)."""
    home = environ.get(HOME_VARIABLE, "").strip()
    if home:
        try:
            root = Path(home).expanduser().absolute()
        except (RuntimeError, ValueError):
            raise CoachError(
                f"{HOME_VARIABLE} names no folder: {clean_line(home)}.", "Give a whole path."
            ) from None
        return Paths(root / "data", root / "cache", root / "config")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("coach", appauthor=False)
    return Paths(
        _absolute(dirs.user_data_path, "~/.local/share/coach"),
        _absolute(dirs.user_cache_path, "~/.cache/coach"),
        _absolute(dirs.user_config_path, "~/.config/coach"),
    )


def _absolute(folder: Path, otherwise: str) -> Path:
    """The folder, or its usual place where a relative XDG variable put it into whatever folder
    one happens to be in: the XDG Base Directory Specification has those ignored."""
    path = folder if folder.is_absolute() else Path(otherwise).expanduser()
    if not path.is_absolute():
        raise CoachError("HOME names no whole path.", f"Set it, or {HOME_VARIABLE}, to one.")
    return path


def prepare(folder: Path) -> Path:
    """The folder, made with rights 0700 where it is missing, its parents too.

    CoachError when it is a link, not a folder, someone else's, or writable by everybody.
    """
    missing = []
    here = folder
    while not os.path.lexists(here) and here != here.parent:
        missing.append(here)
        here = here.parent
    for missing_folder in reversed(missing):
        _make(missing_folder)
    check(folder)
    return folder


def check(folder: Path) -> None:
    """CoachError, a sentence with a way out, when the folder cannot be trusted with sessions."""
    try:
        status = folder.lstat()
    except OSError as error:
        raise CoachError(f"{folder} cannot be looked at: {_lower(error)}.", _ELSEWHERE) from None
    if stat.S_ISLNK(status.st_mode):
        raise CoachError(f"{folder} is a link; coach does not write through links.", _ELSEWHERE)
    if not stat.S_ISDIR(status.st_mode):
        raise CoachError(f"{folder} is not a folder.", "Move that file away, or set COACH_HOME.")
    if status.st_uid != os.geteuid():
        raise CoachError(f"{folder} belongs to someone else.", _ELSEWHERE)
    if status.st_mode & stat.S_IWOTH:
        raise CoachError(f"Everybody may write to {folder}.", f"Run: chmod go-w {folder}")


_ELSEWHERE = "Set COACH_HOME to a folder of your own."


def _make(folder: Path) -> None:
    """Makes one folder and has its parent remember it through a power cut."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        parent = os.open(folder.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)
    except OSError as error:
        raise CoachError(f"{folder} cannot be made: {_lower(error)}.", _ELSEWHERE) from None


def _lower(error: OSError) -> str:
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]
