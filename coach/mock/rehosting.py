"""A room opened again where it was not hosted before: the hub's log rebuilt from a seat's file.

Every seat's file holds the hub's entries with the chain's hashes, so any seat can prove that it
has the whole of what it has. What others wrote after that is not in it: of two files the longer
one should host, and both say how long they are.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coach.errors import CoachError, JournalError, NotFound, Refused
from coach.frozen import dataclass
from coach.journal.file import read
from coach.live.environment import Environment
from coach.mock import hublog, seatfile
from coach.mock.hosting import Hosting
from coach.mock.hub import fresh_tokens
from coach.mock.joinlines import JoinLine, parse, token_hash
from coach.mock.public_entries import genesis, linked, written
from coach.mock.room import FILE, Room, SeatHolder, load_room
from coach.mock.seatfile import SeatFile
from coach.mock.serving import Place, place_kept
from coach.paths import Paths, prepare
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.session.pacing import clock


@dataclass(frozen=True, slots=True)
class Kept:
    """What a seat's file holds of its room's last session: the hub's entries in order (their `n`
    is this file's), the roles by seat, and the names."""

    seat: SeatFile
    entries: tuple[Entry, ...]
    roles: dict[str, str]
    names: dict[str, str]

    @property
    def sentence(self) -> str:
        """How much it is, to be compared with what the other one has."""
        last = self.entries[-1] if self.entries else None
        at = clock(last.at) if last else "0:00"
        return f"Your file holds {len(self.entries)} entries of this interview, up to {at}."


COMPARE = "If the other one's file holds more, they should host: coach host --resume there."


def seat_to_resume(paths: Paths, wanted: str) -> SeatFile:
    """The seat of that room or session, of the last room where nothing is said; NotFound."""
    for seat in seatfile.seats(paths):
        if wanted in ("", seat.room, seat.session) and (wanted or not seat.ended):
            return seat
    raise NotFound(
        f"You have had no seat in a room {wanted}."
        if wanted
        else "There is no room to go on with.",
        "coach host PROMPT opens a new one.",
    )


def hosted_here(paths: Paths, seat: SeatFile) -> bool:
    """Whether this computer's own hub keeps the seat's room, with its lines."""
    return (seatfile.folder_of(paths) / seat.room / FILE).exists()


def kept(seat: SeatFile) -> Kept:
    """The hub's entries in a seat's file, their chain proved; Refused where it does not hold."""
    if not seat.journal:
        raise Refused("No interview was begun in that room.", "coach host PROMPT opens a new one.")
    reading = read(Path(seat.journal))
    entries = tuple(entry for entry in reading.entries if entry.hub)
    before = genesis(seat.session)
    for n, entry in enumerate(entries, 1):
        before = linked(before, written(entry))
        if entry.hub != n or entry.h != before:
            raise Refused(
                f"Entry {n} of {Path(seat.journal).name} is not as the hub had it.",
                "The other one's file may be whole: coach host --resume there.",
            )
    opening = entries[0].event if entries else None
    if not isinstance(opening, ev.SessionOpened) or opening.session != seat.session:
        raise Refused(f"{Path(seat.journal).name} holds no session of a room.")
    return Kept(seat, entries, _roles(entries, seat), _names(reading.entries, seat))


def _roles(entries: Sequence[Entry], seat: SeatFile) -> dict[str, str]:
    """Who is what: whoever opened the session interviews, the other of the two does not."""
    first = entries[0].p if entries[0].p in ("p1", "p2") else "p1"
    second = "p2" if first == "p1" else "p1"
    roles = {first: ev.INTERVIEWER, second: ev.CANDIDATE}
    seen = {entry.p for entry in entries if entry.p} | {seat.me}
    return roles | {p: ev.OBSERVER for p in sorted(seen) if p.startswith("o")}


def _names(entries: Sequence[Entry], seat: SeatFile) -> dict[str, str]:
    names = {seat.me: seat.name}
    for entry in entries:
        if isinstance(entry.event, tg.Seated):
            names |= {person.p: person.name for person in entry.event.others}
        elif isinstance(entry.event, tg.Came):
            names[entry.event.p] = entry.event.name
    return names


def rebuild(paths: Paths, kept_room: Kept, port: int, wall: float) -> dict[str, str]:
    """Writes the room of a seat's file as a hub keeps it, with new tokens; gives them by seat.

    Refused where this computer's hub keeps the room already; JournalError when the disk refuses.
    """
    if hosted_here(paths, kept_room.seat):
        raise Refused("This computer keeps that room already.")
    observers = max(
        [int(p[1:]) for p in kept_room.roles if p[1:].isdigit() and p[0] == "o"], default=0
    )
    tokens = fresh_tokens(observers)
    prepare(paths.data)
    folder = prepare(prepare(seatfile.folder_of(paths)) / kept_room.seat.room)
    left = folder / f"{kept_room.seat.session}{hublog.SUFFIX}"
    if left.exists():  # of a room whose other file is gone: set aside, never written over
        left.replace(left.with_suffix(f"{hublog.SUFFIX}.before"))
    log = _log(folder, kept_room)
    room = Room(kept_room.seat.room, folder, port=port, made=wall)
    for p, token in tokens.items():
        role = kept_room.roles.get(p, ev.OBSERVER)
        room.people[p] = SeatHolder(p, token_hash(token), role, kept_room.names.get(p, ""))
    log.roles = dict(kept_room.roles)
    room.logs.append(log)
    room.save()
    log.close()
    return tokens


def _log(folder: Path, kept_room: Kept) -> hublog.HubLog:
    """The hub's log, byte for byte; its time is that of the file it was made of, so that the
    hub counts how long nobody hosted."""
    log = hublog.create(folder, kept_room.seat.session)
    try:
        for entry in kept_room.entries:
            log.adopt(written(entry), entry.h)
        log.durable = log.sync()
        changed = Path(kept_room.seat.journal).stat().st_mtime
        os.utime(log.fd, (changed, changed))
    except (OSError, CoachError) as error:
        log.close()
        log.path.unlink(missing_ok=True)
        raise JournalError(f"The room's log cannot be written: {error}.") from None
    return log


@dataclass(frozen=True, slots=True)
class Rehosted:
    """A hub that runs again, the line of one's own seat in it, and what to tell the person."""

    hosting: Hosting
    line: JoinLine
    name: str
    told: str


def rehost(environment: Environment, place: Place | None, wanted: str) -> Rehosted:
    """Opens a room of before again: from the hub's own files where this computer hosted it, with
    the old lines; else from one's seat's file, with new ones. CoachError says why it cannot be."""
    seat = seat_to_resume(environment.paths, wanted)
    if hosted_here(environment.paths, seat):
        hosting = host_again(environment, seat, place)
        return Rehosted(hosting, parse(seat.line), seat.name, "The others still have their lines.")
    kept_room = kept(seat)
    tokens = rebuild(environment.paths, kept_room, 0, environment.wall().timestamp())
    folder = seatfile.folder_of(environment.paths)
    hosting = Hosting(folder, place or Place(), environment.source)
    hosting.start()
    try:
        hosting.take_up(seat.room)
        hosting.lines_of(tokens)
        line = hosting.lines[seat.me]
        seat.line, seat.ended = str(line), False
        seatfile.save(environment.paths, seat)
    except BaseException:
        hosting.stop()
        raise
    return Rehosted(hosting, line, seat.name, f"{kept_room.sentence} {COMPARE}")


def host_again(environment: Environment, seat: SeatFile, place: Place | None = None) -> Hosting:
    """The hub of a room that this computer hosted, running again where its lines lead. NotFound
    where the room has ended; LockedJournal where another coach runs it."""
    folder = seatfile.folder_of(environment.paths)
    room = load_room(folder, seat.room, 0.0)
    for log in room.logs:
        log.close()
    line = parse(seat.line)
    usual = Place(line.host, 0, "", "none" if line.scheme == "ws" else "pinned")
    before = place_kept(folder)
    if before is not None and place is None:
        place, port = replace(before, port=0), before.port
    else:
        place, port = place or usual, room.port
    hosting = Hosting(folder, place, environment.source)
    hosting.start(port)
    try:
        hosting.take_up(seat.room)
    except BaseException:
        hosting.stop()
        raise
    return hosting


def own_hub(environment: Environment, line: JoinLine) -> Hosting | None:
    """The hub that a line leads to, started again, where this computer hosted its room; None
    where it did not, or another coach runs it."""
    seat = seatfile.of_line(environment.paths, str(line))
    if seat is None or not hosted_here(environment.paths, seat):
        return None
    try:
        return host_again(environment, seat)
    except CoachError:
        return None
