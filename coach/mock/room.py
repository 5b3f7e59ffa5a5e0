"""A room: its people by their tokens' hashes, who has which role, and its sessions one after the
other. What must outlive the hub stands in `room.json`, written anew at each change."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.errors import JournalError
from coach.mock.hublog import HubLog, load
from coach.mock.joinlines import token_hash
from coach.mock.strict_json import BadFrame, read, write
from coach.paths import prepare
from coach.session.events import CANDIDATE, INTERVIEWER, OBSERVER

FILE = "room.json"
MOST_SEATS = 34
SESSION = re.compile(r"[0-9a-f]{8}\Z")
BEGINNING = {"p1": INTERVIEWER, "p2": CANDIDATE}
"""The roles of the two with whom a room begins; everybody else observes."""


@dataclass(slots=True, eq=False)
class SeatHolder:
    """Somebody with a seat: `hash` of their token, role in the present session, their name."""

    p: str
    hash: str
    role: str
    name: str = ""
    client: str = ""
    ready: bool = False
    swap: bool = False


@dataclass(slots=True, eq=False)
class Room:
    """A room on the disk and in memory. `outage` is how long the hub was down, in seconds."""

    id: str
    folder: Path
    people: dict[str, SeatHolder] = field(default_factory=dict)
    logs: list[HubLog] = field(default_factory=list)
    port: int = 0
    made: float = 0.0
    outage: float = 0.0
    ended: bool = False

    @property
    def log(self) -> HubLog | None:
        """The present session's log, or the last one's; None before the first."""
        return self.logs[-1] if self.logs else None

    @property
    def open(self) -> bool:
        """Whether a session is running."""
        return self.log is not None and self.log.n > 0 and not self.log.state.closed

    def session(self, name: str) -> HubLog | None:
        """The log of a session of this room."""
        return next((log for log in self.logs if log.session == name), None)

    def swapped(self) -> None:
        """The two exchange their roles for the next session."""
        first, second = self.people["p1"], self.people["p2"]
        first.role, second.role = second.role, first.role
        self.nobody_waits()

    def nobody_waits(self) -> None:
        """Readiness and the wish to swap are forgotten."""
        for person in self.people.values():
            person.ready = person.swap = False

    def save(self) -> None:
        """Writes room.json; JournalError when the disk refuses."""
        told = {
            "room": self.id,
            "port": self.port,
            "made": self.made,
            "ended": self.ended,
            "people": [
                {"p": holder.p, "hash": holder.hash, "role": holder.role, "name": holder.name}
                for holder in self.people.values()
            ],
            "sessions": [{"session": log.session, "roles": log.roles} for log in self.logs],
        }
        replace_file(self.folder / FILE, write(told))


def replace_file(path: Path, text: str) -> None:
    """Writes a file of ours (0600) so that a reader sees the old one or the new one; durable."""
    fresh = path.with_name(path.name + ".new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {error.strerror}.") from None


def new_room(folder: Path, id: str, tokens: dict[str, str], port: int, now: float) -> Room:
    """A new room of these seats (p1, p2, o1 ...) with their tokens, on the disk."""
    prepare(folder)
    room = Room(id, prepare(folder / id), port=port, made=now)
    for p, token in tokens.items():
        room.people[p] = SeatHolder(p, token_hash(token), BEGINNING.get(p, OBSERVER))
    room.save()
    return room


def find_rooms(folder: Path) -> Iterable[str]:
    """The ids of the rooms in a folder, the oldest first."""
    try:
        paths = [path.parent for path in folder.glob(f"*/{FILE}")]
    except OSError:
        return []
    return [
        path.name for path in sorted(paths, key=lambda path: (_changed(path / FILE), path.name))
    ]


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def load_room(folder: Path, id: str, wall: float) -> Room:
    """A room as it stands on the disk; JournalError where it cannot be read. `wall` is now."""
    path = folder / id / FILE
    try:
        told = read(path.read_text("utf-8"))
        room = _room_of(folder / id, told)
        sessions = [
            (_session(session["session"]), dict(session["roles"])) for session in told["sessions"]
        ]
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}.") from None
    except (BadFrame, KeyError, TypeError, ValueError):
        raise JournalError(f"{path} is not a room's file.", "Move the folder away.") from None
    for name, roles in sessions:
        log, changed = load(room.folder, name)
        log.roles = roles
        room.logs.append(log)
        room.outage = max(0.0, wall - changed)
    return room


def _session(name: str) -> str:
    if not SESSION.match(name):
        raise ValueError("a session is named by 8 hexadecimal digits")
    return name


def _room_of(folder: Path, told: dict[str, Any]) -> Room:
    room = Room(str(told["room"]), folder, port=int(told["port"]), made=float(told["made"]))
    room.ended = bool(told["ended"])
    for person in told["people"][:MOST_SEATS]:
        p = str(person["p"])
        room.people[p] = SeatHolder(
            p, str(person["hash"]), str(person["role"]), str(person["name"])
        )
    if not set(BEGINNING) <= set(room.people):
        raise ValueError("a room has two seats at least")
    return room
