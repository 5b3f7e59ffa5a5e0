"""An entry: one line of a session's journal, and its exact text on disk and on the wire.

`{"n":17,"at":93.42,"by":"candidate","type":"said","v":1,"data":{...},"crc":"9f3a01c2"}`

The CRC32 (zlib's polynomial, eight hex digits) is of the line's UTF-8 bytes before `,"crc"`, so
that a reader can cut it off and check, and `jq` still reads the line.
"""

import json
from collections.abc import Callable, Mapping
from math import inf
from typing import Any
from zlib import crc32

from coach.errors import JournalError
from coach.frozen import dataclass
from coach.session.events import Event
from coach.session.wire import from_data, to_data

LINE_LIMIT = 4 * 1024 * 1024
_CRC_MARK = b',"crc":"'
_TAIL = len(_CRC_MARK) + 8 + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """Number (dense from 1), seconds since the session opened, author, event.

    In a session of several: `p` is the author's seat and `id` the name they gave the entry,
    `made` when they made it where that was before, `hub` its number in the hub's order and `h`
    the hub's hash up to it. None of these is set, or written, in a session alone.
    """

    n: int
    at: float
    by: str
    event: Event
    id: str = ""
    p: str = ""
    made: float | None = None
    hub: int = 0
    h: str = ""


def encode(entry: Entry) -> bytes:
    """The entry's line with its newline, in UTF-8."""
    name, version, data = to_data(entry.event)
    line = {
        "n": entry.n,
        "at": round(entry.at, 3),
        "by": entry.by,
        **_together(entry),
        "type": name,
        "v": version,
        "data": data,
    }
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    body = text[:-1].encode("utf-8", "backslashreplace")
    return body + _CRC_MARK + f'{crc32(body):08x}"}}\n'.encode()


def _together(entry: Entry) -> dict[str, Any]:
    """What an entry of several people's session has beside the rest; only what is set."""
    if not (entry.p or entry.id or entry.hub):
        return {}
    told = {"p": entry.p, "id": entry.id, "made": entry.made, "hub": entry.hub, "h": entry.h}
    return {
        key: value for key, value in told.items() if value or (key == "made" and value is not None)
    }


_FIELDS = 7
"""Fields that every line has; one with no more has none of several people's sessions."""
_OPTIONAL: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "p": (str,),
    "made": (int, float),
    "hub": (int,),
    "h": (str,),
}


def _others(line: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of several people's sessions that stand in a line, checked."""
    if len(line) == _FIELDS:
        return {}
    told = {key: line[key] for key in _OPTIONAL if key in line}
    if any(type(value) not in _OPTIONAL[key] for key, value in told.items()):
        raise JournalError("The entry's fields are of wrong types.")
    if told.get("hub", 0) < 0 or not abs(told.get("made", 0)) < 1e12:
        raise JournalError("The entry's numbers are impossible.")
    return told


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    by_key = dict(pairs)
    if len(by_key) != len(pairs):
        raise ValueError("a key stands twice")
    return by_key


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (inf, -inf):
        raise ValueError(f"{digits} is too large")
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates, parse_float=_finite, parse_constant=_no_constant
)


_SCAN: Callable[[str, int], tuple[Any, int]] = vars(_DECODER)["scan_once"]


def _object(text: str) -> Any:
    """What a text says as JSON. One that begins and ends with its object, as every line that was
    written here does, is read without looking for blanks around it, at two thirds of the cost."""
    if text.startswith("{"):
        try:
            value, end = _SCAN(text, 0)
        except StopIteration:
            end = -1
        if end == len(text):
            return value
    return _DECODER.decode(text)


def decode(line: bytes) -> Entry:
    """The entry of a line (without its newline); JournalError says what is wrong with it."""
    body, crc = line[:-_TAIL], line[-10:-2]
    if len(line) > LINE_LIMIT or not line.endswith(b'"}') or line[-_TAIL:-10] != _CRC_MARK:
        raise JournalError("The line does not end as an entry ends.")
    if f"{crc32(body):08x}".encode() != crc:
        if line.count(_CRC_MARK) > 1:
            raise JournalError("The line holds two entries.")
        raise JournalError("The line's checksum is wrong.")
    try:
        entry = _object(line.decode("utf-8"))
        n, at, by = entry["n"], entry["at"], entry["by"]
        name, version, data = entry["type"], entry["v"], entry["data"]
    except (ValueError, KeyError, RecursionError):
        raise JournalError("The line is not an entry.") from None
    sound = (
        type(n) is int
        and type(at) in (int, float)
        and isinstance(by, str)
        and isinstance(name, str)
        and type(version) is int
        and isinstance(data, dict)
        and n > 0
        and 0 <= at < 1e12
    )
    if not sound:
        raise JournalError("The entry's fields are of wrong types.")
    return Entry(n, float(at), by, from_data(name, version, data), **_others(entry))


def checksum_holds(line: bytes) -> bool:
    """Whether the line (without its newline) is as it was written, whatever it says."""
    if line[-_TAIL:-10] != _CRC_MARK or not line.endswith(b'"}'):
        return False
    return f"{crc32(line[:-_TAIL]):08x}".encode() == line[-10:-2]
