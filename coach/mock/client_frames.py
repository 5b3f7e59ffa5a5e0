"""Frames of a client as the room protocol has them: which there are, and of which types their
fields must be. Keys that are not known are ignored."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from coach.mock.strict_json import BadFrame, read

VERSION = 1
FRAME_MOST = 65_536
"""Bytes of one frame, measured after inflating."""
RATE = 50.0
BURST = 100.0
EDIT_MOST = 12_000
"""Characters removed and inserted by one edit."""
LIMITS = {"frame": FRAME_MOST, "rate": int(RATE), "burst": int(BURST), "edit": EDIT_MOST}
NAME_MOST = 80

ID = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")

CLOSE: Mapping[str, int] = {
    "bad_frame": 4000,
    "hello_timeout": 4001,
    "version": 4002,
    "auth": 4003,
    "locked_out": 4004,
    "fork": 4005,
    "rate": 4006,
    "replaced": 4007,
    "room_closed": 4008,
    "slow": 4009,
}
"""The close code of every reason a hub ends a connection for."""
RETRIED = frozenset({1001, 1005, 1006, 1011, 1012, 1013, 4001, 4006, 4009})
"""Close codes after which a client tries again by itself."""

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= NAME_MOST


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: Any) -> bool:
    return _whole(value) and value >= 0


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _id(value: Any) -> bool:
    return isinstance(value, str) and ID.match(value) is not None


def _versions(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_whole(number) for number in value)


def _anything(value: Any) -> bool:
    return True


_REQUIRED: Mapping[str, Mapping[str, Check]] = {
    "hello": {
        "v": _versions, "token": _short, "client": _short, "name": _short, "session": _short,
        "n": _count, "h": _short,
    },
    "ready": {"on": _flag},
    "open": {"id": _id, "d": _anything},
    "add": {"id": _id, "s": _text, "t": _text, "d": _anything},
    "see": {"board": _short, "at": _count},
    "swap": {"on": _flag},
    "time": {"t": _number},
    "bye": {},
}  # fmt: skip
_OPTIONAL: Mapping[str, Mapping[str, Check]] = {
    "add": {"at": _number},
    "see": {"to": _count},
}


def frame_of(raw: str | bytes, first: bool = False) -> dict[str, Any]:
    """The frame of a client; BadFrame says what is wrong. The `first` must be a hello."""
    if isinstance(raw, bytes):
        raise BadFrame("A frame is text, not binary.")
    told = read(raw)
    kind = told.get("k")
    if not isinstance(kind, str) or kind not in _REQUIRED:
        raise BadFrame("There is no such frame.")
    if first != (kind == "hello"):
        raise BadFrame("The first frame, and no other, is hello.")
    for name, fits in _REQUIRED[kind].items():
        if name not in told or not fits(told[name]):
            raise BadFrame(f"The field {name} of {kind} is missing or of a wrong type.")
    for name, fits in _OPTIONAL.get(kind, {}).items():
        if name in told and not fits(told[name]):
            raise BadFrame(f"The field {name} of {kind} is of a wrong type.")
    return told
