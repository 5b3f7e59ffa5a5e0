"""What a seat keeps beside its sessions: the line to come back by, and which file is whose.

`rooms/<room>/seat-<p>.json` in the data folder, 0600 in a 0700 folder.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.errors import CoachError, JournalError, LockedJournal, NotFound
from coach.journal.file import create, names_of, open_journal
from coach.journal.writer import Journal
from coach.mock.room import replace_file
from coach.mock.strict_json import BadFrame, read, write
from coach.paths import Paths, prepare
from coach.session.entry import Entry
from coach.session.events import SessionOpened
from coach.session.together import Seated

ROOMS = "rooms"


@dataclass(slots=True)
class SeatFile:
    """One seat in one room: its join line, its person's name, and the last session's file."""

    room: str
    me: str
    line: str
    name: str
    session: str = ""
    journal: str = ""
    title: str = ""
    ended: bool = False


def folder_of(paths: Paths) -> Path:
    """Where rooms are kept, those one hosts and those one has a seat in."""
    return paths.data / ROOMS


def save(paths: Paths, seat: SeatFile) -> None:
    """Writes the seat's file; JournalError when the disk refuses."""
    prepare(paths.data)
    prepare(folder_of(paths))
    folder = prepare(folder_of(paths) / seat.room)
    replace_file(folder / f"seat-{seat.me}.json", write(asdict(seat)))


def load(path: Path) -> SeatFile:
    """A seat's file; JournalError where it is none."""
    try:
        told = read(path.read_text("utf-8"))
        texts = {
            key: str(told[key]) for key in ("room", "me", "line", "name", "session", "journal")
        }
        return SeatFile(**texts, title=str(told["title"]), ended=told["ended"] is True)
    except (OSError, BadFrame, UnicodeDecodeError, KeyError) as error:
        raise JournalError(f"{path} is not a seat's file: {error}.", "Join by the line.") from None


def seats(paths: Paths) -> list[SeatFile]:
    """All seats this computer has had, the last used one first; what is unreadable is left out."""
    dated: list[tuple[float, SeatFile]] = []
    try:
        for path in folder_of(paths).glob("*/seat-*.json"):
            try:
                dated.append((path.stat().st_mtime, load(path)))
            except (OSError, CoachError):
                continue
    except OSError:
        return []
    return [seat for _, seat in sorted(dated, key=lambda pair: -pair[0])]


def last_seat(paths: Paths) -> SeatFile:
    """The seat to come back to; NotFound where there is none whose room may still be open."""
    for seat in seats(paths):
        if not seat.ended:
            return seat
    raise NotFound("There is no room to come back to.", "coach join LINE joins one.")


def of_line(paths: Paths, line: str) -> SeatFile | None:
    """The seat that was held with this line before."""
    return next((seat for seat in seats(paths) if seat.line == line), None)


def of_journal(paths: Paths, journal: str) -> SeatFile:
    """The seat whose last session that file keeps; NotFound."""
    for seat in seats(paths):
        if seat.journal == journal and not seat.ended:
            return seat
    raise NotFound("That room is not known here any more.", "coach join LINE joins by its line.")


def of_room(paths: Paths, room: str, me: str) -> SeatFile | None:
    """The seat that was held in a room, by whatever line, where an interview was begun in it."""
    held = (seat for seat in seats(paths) if (seat.room, seat.me) == (room, me))
    return next((seat for seat in held if seat.journal), None)


def reopen(seat: SeatFile) -> tuple[Journal, Iterable[Entry]] | None:
    """The seat's file of its last session, to go on with; None where there is none any more.

    LockedJournal when another coach sits there with it; JournalError when it may only be read.
    """
    if not seat.journal:
        return None
    path = Path(seat.journal)
    try:
        opened = open_journal(path)
    except LockedJournal:
        raise
    except NotFound:
        return None
    if opened.journal is None:
        raise JournalError(
            f"{path.name} can only be read: {opened.damage}.", "`coach doctor` says what to do."
        )
    return opened.journal, opened.entries


def begin(
    paths: Paths, opened: SessionOpened, first: Entry, seated: Seated
) -> tuple[Journal, list[Entry]]:
    """A new session's file for a seat, its name ending in the role, and the entries it holds: the
    opening, and that the seat was taken. Where this seat was killed before it had noted where its
    file is, that one is gone on with: two files of one opening would leave no name for a third."""
    for name in names_of(opened, seated.role):
        left = _left_behind(paths.sessions / opened.wall[:4] / name, first, seated)
        if left is not None:
            journal, entries = left
            break
    else:
        journal, entries = create(paths, opened, first=first, ending=seated.role), [first]
    if len(entries) == 1:
        entries.append(journal.append(seated, seated.role, 0.0))
    return journal, entries


def _left_behind(path: Path, first: Entry, seated: Seated) -> tuple[Journal, list[Entry]] | None:
    """The file of just that opening, with nothing of the hub's after it and taken by nobody else;
    None where it is another one, is open elsewhere or may only be read."""
    if not path.exists():
        return None
    try:
        opened = open_journal(path)
    except CoachError:
        return None
    entries = [*opened.entries]
    same = bool(entries) and (entries[0].hub, entries[0].h) == (1, first.h)
    mine = all(not entry.hub and _takes(entry, seated.me) for entry in entries[1:])
    if opened.journal is not None and same and mine:
        return opened.journal, entries
    if opened.journal is not None:
        opened.journal.close()
    return None


def _takes(entry: Entry, me: str) -> bool:
    """Whether an entry says no more than that this seat was taken."""
    return isinstance(entry.event, Seated) and entry.event.me == me
