"""A sound journal read quickly: the same entries in a fraction of the time.

Only what is beyond doubt is read here: every line whole, its checksum right, its number the next,
its event known and of its types, nothing in it that would have to be made harmless. For anything
else there is no answer, and `coach.journal.entry_reader` is the judge.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias, Union, cast
from zlib import crc32

import msgspec

from coach.journal.entry_reader import suspect
from coach.session import events as ev
from coach.session.entry import LINE_LIMIT, Entry

Numbers: TypeAlias = Callable[[Any], tuple[float, ...]]
_ENDING = b',"crc":"%08x"}'
_TAIL = len(_ENDING % 0)
MOST = 1e12
"""Larger numbers are left to the exact reader, which knows which of them are too large."""


class _QuickLine(msgspec.Struct, frozen=True, gc=False):
    """A line with an entry's attributes, all that an entry of a session alone has; the event of
    each kind of line is in `event`, the kind and its version are held by the class."""

    n: int
    at: float
    by: str
    crc: str
    id: ClassVar[str] = ""
    p: ClassVar[str] = ""
    made: ClassVar[float | None] = None
    hub: ClassVar[int] = 0
    h: ClassVar[str] = ""


def _planned(event: ev.SessionOpened) -> tuple[float, ...]:
    windows = (number for phase in event.phases for number in (phase.least, phase.most))
    return (event.format, *windows)


def _points(event: ev.Scored) -> tuple[float, ...]:
    return (event.total, event.rules, *event.groups.values(), *event.worth.values())


_NUMBERS: Mapping[type[ev.Event], Numbers] = {
    ev.SessionOpened: _planned,
    ev.DraftEdited: lambda event: (event.at,),
    ev.FactRevealed: lambda event: (event.question,),
    ev.HintGiven: lambda event: (event.price,),
    ev.Tagged: lambda event: (event.entry,),
    ev.WasAway: lambda event: (event.seconds,),
    ev.ScorePredicted: lambda event: (event.score,),
    ev.Overruled: lambda event: (event.entry,),
    ev.Scored: _points,
}
"""The numbers in an event's fields, for events that have any and are few."""


def _line_of(name: str, event: type[ev.Event]) -> type[_QuickLine]:
    """The class of the lines that hold that event."""
    made = msgspec.defstruct(
        f"_{event.__name__}Line",
        [("event", event, msgspec.field(name="data")), ("v", Literal[event.VERSION])],
        bases=(_QuickLine,),
        tag_field="type",
        tag=name,
        kw_only=True,
        frozen=True,
        gc=False,
        forbid_unknown_fields=True,
    )
    return cast("type[_QuickLine]", made)


_LINES = msgspec.json.Decoder(Union[tuple(_line_of(*typed) for typed in ev.BY_TYPE.items())])  # noqa: UP007 - of as many as there are


def quick_lines(data: bytes) -> Sequence[Entry] | None:
    """The lines of a journal's bytes, with an entry's attributes though none is an `Entry`; None
    where anything about them is unusual. How large an edit's place is has not been looked at."""
    if not data.endswith(b"\n") or suspect(data):
        return None
    try:
        read = _LINES.decode_lines(data)
    except (msgspec.MsgspecError, ValueError):
        return None
    lines = data.split(b"\n")
    lines.pop()
    if [line.n for line in read] != [*range(1, len(lines) + 1)]:
        return None
    sums = tuple([crc32(line[:-_TAIL]) for line in lines])
    if b"".join([line[-_TAIL:] for line in lines]) != _ENDING * len(lines) % sums:
        return None
    if len(data) > LINE_LIMIT and max(map(len, lines)) > LINE_LIMIT:
        return None
    times = [line.at for line in read]
    if min(times) < 0 or max(times) >= MOST:
        return None
    numbers, opened = _NUMBERS, read[0].event
    for event in [line.event for line in read if type(line.event) in numbers]:
        if max(map(abs, numbers[type(event)](event))) >= MOST:
            return None
    return read if type(opened) is ev.SessionOpened and opened.format <= ev.FORMAT else None


def quick_entries(data: bytes) -> tuple[Entry, ...] | None:
    """The entries of a sound journal's bytes, as `coach.journal.entry_reader` has them; None
    where anything about them is unusual."""
    read = quick_lines(data)
    if read is None:
        return None
    for line in read:
        if isinstance(line.event, ev.TextEdited) and abs(line.event.at) >= MOST:
            return None
    return tuple([Entry(line.n, line.at, line.by, line.event) for line in read])
