"""Public entries as text on the wire: read with care, written in one way, chained by a hash.

`{"n":17,"at":93.42,"by":"candidate","p":"p2","id":"a8","type":"said","v":1,"data":{...}}` and
`"made":91.0` where the author said when. The hub keeps and sends exactly this text; `h(n)` is the
first half of SHA-256 over `h(n-1)`, a line end and the text.
"""

from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

from coach.errors import JournalError
from coach.mock.client_frames import EDIT_MOST
from coach.mock.strict_json import BadFrame, read, write
from coach.session import events as ev
from coach.session import together as tg
from coach.session.admit import Refusal
from coach.session.entry import Entry
from coach.session.wire import KNOWN, from_data, to_data
from coach.text import UNSAFE, scrub

HUBS: frozenset[type[ev.Event]] = frozenset({tg.Came, tg.Went, ev.WasAway})
"""What only a hub makes."""
_NOT_TOLD = {"roles", "room"}
"""Fields of the opening that do not travel: roles are the hub's to give."""
_MUST_BE_TOLD = {"clock"}


def genesis(session: str) -> str:
    """h(0) of a session."""
    return sha256(f"coach 1\n{session}".encode()).hexdigest()[:32]


def linked(before: str, text: str) -> str:
    """h(n) from h(n-1) and the text of entry n."""
    return sha256(f"{before}\n{text}".encode()).hexdigest()[:32]


def written(entry: Entry) -> str:
    """The text of an entry whose number at the hub is `entry.hub`."""
    name, version, data = to_data(entry.event)
    if isinstance(entry.event, ev.SessionOpened):
        data = {k: v for k, v in data.items() if k not in _NOT_TOLD} | {"clock": entry.event.clock}
    told: dict[str, Any] = {"n": entry.hub, "at": round(entry.at, 3), "by": entry.by}
    told |= {"p": entry.p, "id": entry.id}
    if entry.made is not None:
        told["made"] = entry.made
    return write({**told, "type": name, "v": version, "data": data})


def understood(text: str, h: str) -> Entry:
    """The entry of a text that a hub sent; its own `n` is 0. BadFrame where it is none.

    Whatever is unclean in it is made harmless, places in text unchanged.
    """
    told = read(text)
    try:
        n, at, by, p, id_ = (told[key] for key in ("n", "at", "by", "p", "id"))
        name, version, data = told["type"], told["v"], told["data"]
        made = told.get("made")
        sound = (
            type(n) is int
            and n > 0
            and type(at) in (int, float)
            and 0 <= at < 1e9
            and all(isinstance(part, str) for part in (by, p, id_, name))
            and type(version) is int
            and isinstance(data, dict)
            and (made is None or type(made) in (int, float))
        )
        if not sound:
            raise BadFrame("An entry's fields are of wrong types.")
        event = from_data(name, version, _scrubbed(data))
    except KeyError as error:
        raise BadFrame(f"An entry has no {error}.") from None
    except JournalError as error:
        raise BadFrame(error.message) from None
    return Entry(0, float(at), scrub(by), event, scrub(id_), scrub(p), made, n, h)


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, list):
        return [_scrubbed(part) for part in value]
    if isinstance(value, dict):
        return {scrub(key): _scrubbed(part) for key, part in value.items()}
    return value


def event_of(type_: str, data: Any) -> ev.Event | Refusal:
    """The event that a client would add, or why it cannot be one: private, unknown_type, fields,
    unclean, too_big. What it may do in the session is `admit`'s to say."""
    cls = KNOWN.get(type_)
    if cls is None or cls is ev.ClockNoted:
        return Refusal("unknown_type", "There is no such entry.")
    if cls.AUDIENCE is ev.Audience.OWN:
        return Refusal("private", "That is private; it stays in its owner's file.")
    if cls in HUBS:
        return Refusal("forbidden", "Only the hub notes that.")
    if not isinstance(data, dict) or not _whole(cls, data):
        return Refusal("fields", "A field is missing, or one stands there that does not belong.")
    if _unclean(data):
        return Refusal("unclean", "There are characters in it that may not travel.")
    try:
        event = from_data(type_, cls.VERSION, data)
    except JournalError:
        return Refusal("fields", "A field is of a wrong type.")
    if isinstance(event, ev.TextEdited) and len(event.removed) + len(event.inserted) > EDIT_MOST:
        return Refusal("too_big", f"One edit has at most {EDIT_MOST:,} characters; send parts.")
    return event


def _whole(cls: type[ev.Event], data: Mapping[str, Any]) -> bool:
    """Whether all fields are there and no others; those added later may be left out."""
    names = {part.name for part in fields(cls)} - (_NOT_TOLD if cls is ev.SessionOpened else set())
    later = {part.name for part in fields(cls) if part.metadata.get("later")} - _MUST_BE_TOLD
    return names - later <= set(data) <= names


def _unclean(value: Any) -> bool:
    if isinstance(value, str):
        return UNSAFE.search(value) is not None
    if isinstance(value, list):
        return any(_unclean(part) for part in value)
    if isinstance(value, dict):
        return any(_unclean(key) or _unclean(part) for key, part in value.items())
    return False
