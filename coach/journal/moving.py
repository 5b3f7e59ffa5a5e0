"""Sessions taken out of the way and brought back, and sessions that somebody else sent.

Taking away is one rename into `data/trash`, bringing back another; nothing is ever emptied. What
somebody sent is kept byte for byte under `sessions/theirs`, and never appended to.
"""

import os
from pathlib import Path

from coach.errors import CoachError, JournalError, LockedJournal, NotFound, NotSaved, Refused
from coach.files import read_anything
from coach.journal.access import SIZE_LIMIT, open_file, open_folder, write_all
from coach.journal.disk import OS_DISK, reason
from coach.journal.entry_reader import Harm, read_bytes
from coach.journal.file import name_in, read
from coach.journal.library import Library
from coach.journal.summary import SUFFIX, THEIRS_FOLDER
from coach.paths import Paths, prepare
from coach.session.events import SessionOpened
from coach.text import clean_line

_COPIES = 100


def trash(paths: Paths, path: Path) -> Path:
    """Moves a session's file, and what belongs to it, into the trash; gives its place there.

    Refused for a session that lies elsewhere, LockedJournal for one that is open, NotSaved when
    the disk refuses.
    """
    if not path.is_relative_to(paths.sessions):
        raise Refused(f"{path} lies outside the library.", "Move it by hand.")
    _ensure_free(path)
    folder = paths.trash / THEIRS_FOLDER if _theirs(path) else paths.trash
    return _moved(path, folder)


def restore(paths: Paths, wanted: str) -> Path:
    """Brings the session of that id, or beginning of it or of its file's name, back from the
    trash; gives its place. NotFound with what there is, NotSaved when the disk refuses."""
    there = trashed(paths)
    chosen = [path for path in there if _named(path, wanted)]
    if len(chosen) != 1:
        some = ", ".join(path.stem for path in there[:5])
        told = f"{len(chosen)} sessions in the trash begin" if chosen else "No session in the trash"
        raise NotFound(
            f"{told}{'' if chosen else ' begins'} with {clean_line(wanted)}.",
            f"There: {some}{' …' if len(there) > 5 else ''}" if there else "The trash is empty.",
        )
    (path,) = chosen
    year = path.name[:4] if path.name[:4].isdigit() else "undated"
    year = THEIRS_FOLDER if _theirs(path) else year
    return _moved(path, paths.sessions / year)


def trashed(paths: Paths) -> tuple[Path, ...]:
    """The sessions in the trash, the newest first."""
    files = (*paths.trash.glob(f"*{SUFFIX}"), *(paths.trash / THEIRS_FOLDER).glob(f"*{SUFFIX}"))
    return tuple(sorted(files, key=lambda path: path.name, reverse=True))


def bring_in(paths: Paths, file: Path) -> Path:
    """Keeps a session that somebody sent, byte for byte; gives its place in the library.

    JournalError for what is no session, or damaged beyond its end; Refused when it is here
    already or in the trash; NotSaved when the disk refuses.
    """
    try:
        data = read_anything(file, SIZE_LIMIT)
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except OSError as error:
        raise JournalError(f"{file} cannot be read: {reason(error)}.") from None
    if len(data) > SIZE_LIMIT:
        raise JournalError(f"{file} is too large to be a session.")
    reading = read_bytes(data)
    opened = reading.entries[0].event if reading.entries else None
    if not isinstance(opened, SessionOpened):
        raise JournalError(f"{clean_line(file.name)} is no session of coach's.")
    if reading.damage and reading.damage.harm not in (Harm.TAIL, Harm.NEWLINE):
        raise JournalError(
            f"It is not taken in. {reading.damage.message}", "Ask for the file once more."
        )
    for kept in trashed(paths):
        day, id_ = kept.stem[:10], kept.stem.rpartition("-")[2]
        if id_ and opened.session.startswith(id_) and opened.wall.startswith(day):
            raise Refused(
                "This session is in the trash.", f"`coach restore {kept.stem}` brings it back."
            )
    library = Library(paths)
    try:
        for summary in library.sessions():
            if (summary.id, summary.wall) == (opened.session, opened.wall):
                raise Refused(f"This session is here already: {summary.id}.", str(summary.path))
    finally:
        library.close()
    return _written(paths, name_in(opened), data)


def _written(paths: Paths, stem: str, data: bytes) -> Path:
    """A new file of these bytes among what others sent, durable."""
    try:
        prepare(paths.sessions)
        folder = prepare(paths.sessions / THEIRS_FOLDER)
        handle = open_folder(OS_DISK, folder)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        name = next(
            name
            for name in (f"{stem}{f'-{n}' if n else ''}{SUFFIX}" for n in range(_COPIES))
            if not (folder / name).exists()
        )
        try:
            fd = OS_DISK.open(name, flags, 0o600, handle)
            try:
                write_all(OS_DISK, fd, data)
                OS_DISK.fsync(fd)
            finally:
                OS_DISK.close(fd)
            OS_DISK.fsync(handle)
        finally:
            OS_DISK.close(handle)
    except (OSError, StopIteration, CoachError) as error:
        told = reason(error) if isinstance(error, OSError) else str(error)
        raise NotSaved(f"The session could not be kept: {told}") from None
    return folder / name


def _theirs(path: Path) -> bool:
    return path.parent.name == THEIRS_FOLDER


def _named(path: Path, wanted: str) -> bool:
    """Whether a file in the trash is the session somebody means."""
    if not wanted.strip():
        return False
    if path.name.startswith(wanted) or path.stem.rsplit("-", 1)[-1].startswith(wanted):
        return True
    try:
        entries = read(path).entries
    except CoachError:
        return False
    opened = entries[0].event if entries else None
    return isinstance(opened, SessionOpened) and opened.session.startswith(wanted)


def _ensure_free(path: Path) -> None:
    """LockedJournal when a running coach has the session open."""
    try:
        folder = open_folder(OS_DISK, path.parent)
        try:
            fd = open_file(OS_DISK, folder, path, os.O_RDONLY)
        finally:
            OS_DISK.close(folder)
    except (OSError, JournalError):
        return
    try:
        OS_DISK.flock(fd)
    except BlockingIOError:
        raise LockedJournal(
            f"{path.name} is open in another coach.", "Leave it there first."
        ) from None
    finally:
        OS_DISK.close(fd)


def _moved(path: Path, folder: Path) -> Path:
    """Moves a session's file into a folder, then its transcript and torn ends after it."""
    target = folder / path.name
    try:
        prepare(folder)
        if target.exists():
            raise NotSaved(f"There is a file {target.name} in {folder} already.")
        path.rename(target)
        for companion in sorted(path.parent.glob(f"{_pattern(path.stem)}.*")):
            companion.rename(folder / companion.name)
    except OSError as error:
        raise NotSaved(f"{path.name} cannot be moved: {reason(error)}.") from None
    except NotSaved:
        raise
    except CoachError as error:
        raise NotSaved(error.message, error.hint) from None
    return target


def _pattern(stem: str) -> str:
    """A name as a pattern that means only itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in stem)
