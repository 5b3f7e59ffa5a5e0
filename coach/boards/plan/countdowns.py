"""Lines counted from a day: T-7 where it is days, D-10 to D-4, D-day 04:00, T-0 21:00; and a
heading that counts only itself, `Sprint 14: orders`.

Each is written as the line that the reader of lines knows: with its unit and its length.
"""

import re
from itertools import pairwise

from coach.boards.plan.dates import CLOCK, time_of_day
from coach.boards.plan.durations import DAY, HOUR, MINUTE, lengths
from coach.boards.plan.rawline import Mark, outside

_SIGN = r"[-+−–±]"
_LEAD = r"(?P<lead>[ \t]*(?:[-*+•][ \t]+|\|[ \t]*)?)"
_TEE = re.compile(
    rf"{_LEAD}T[ ]?(?:(?P<sign>{_SIGN})[ ]?)?(?P<size>\d{{1,3}})(?P<rest>[ \t:|)].*)$", re.I
)
_SPAN = re.compile(
    rf"{_LEAD}(?P<letter>[TDJ])[ ]?(?P<sign>{_SIGN})[ ]?(?P<from>\d{{1,3}})[ ]?d?"
    rf"[ ]?(?:\.\.+|to|until|till|–|-(?=[TDJ ]))[ ]?(?:(?P=letter)[ ]?)?(?P<to_sign>{_SIGN})?[ ]?"
    r"(?P<to>\d{1,3})d?(?P<rest>[ \t:|)].*)$",
    re.I,
)
_DAY = re.compile(rf"{_LEAD}(?P<letter>[DT])(?:-day|-0|[+]0|0)(?P<rest>[ \t:|)].*)$", re.I)
_TIMED = re.compile(
    rf"[ \t:|)]*(?P<from>{CLOCK})(?:[ ]?(?:-|–|—|to)[ ]?(?P<to>{CLOCK}))?"
    r"[ \t:|–—-]+(?P<rest>\S.*)$",
    re.I,
)
_COUNTED = re.compile(r"(?P<unit>sprint|week|month)[ ]?\d{1,3}[ ]?[:–—-][ ]", re.I)


def counted_down(raws: list[str]) -> dict[int, str]:
    """The lines to be read in place of others, by their number."""
    out = {**_heading(raws), **_numbered(raws)}
    days = _in_days(raws)
    for number, raw in enumerate(raws, 1):
        if raw.lstrip("-*+•| \t")[:1] not in ("T", "D", "J", "t"):
            continue
        said = _spanned(raw) or _on_the_day(raw, days) or (_of_days(raw) if days else "")
        if said:
            out[number] = said
    return out


def _heading(raws: list[str]) -> dict[int, str]:
    """The first line as a heading where it counts a sprint or a week and no other does."""
    first = next((at for at, raw in enumerate(raws, 1) if raw.strip()), 0)
    counted = [at for at, raw in enumerate(raws, 1) if _COUNTED.match(raw.strip())]
    below = next((raw for raw in raws[first:] if raw.strip()), "")
    listed = outside(below).mark in (Mark.BULLET, Mark.NUMBER, Mark.BOX)
    return {first: f"# {raws[first - 1].strip()}"} if counted == [first] and listed else {}


def _numbered(raws: list[str]) -> dict[int, str]:
    """Lines that count 1, 2, 3 without a dot, and milestones M1, M2 with their dates."""
    out: dict[int, str] = {}
    run: list[tuple[int, re.Match[str]]] = []
    for number, raw in enumerate(raws, 1):
        dated = _MILESTONE.match(raw)
        if dated:
            out[number] = f"- {dated['date']}: {dated['rest']}"
        counted = _PLAIN.match(raw)
        if counted and int(counted["size"]) == len(run) + 1:
            run.append((number, counted))
        elif run and raw.strip() and not raw[:1].isspace():
            break
    if len(run) >= _FEWEST:
        out.update({number: f"{plain['size']}. {plain['rest']}" for number, plain in run})
    return out


_FEWEST = 3
_PLAIN = re.compile(r"[ \t]*(?P<size>\d{1,2})[ \t]+(?P<rest>[A-Za-z]{2,}[ ]+\S.*)$")
_MILESTONE = re.compile(r"[ \t]*M\d{1,2}[:. ]+(?P<date>20\d\d-\d\d-\d\d)[ :–—-]+(?P<rest>\S.*)$")


def _in_days(raws: list[str]) -> bool:
    """Whether bare numbers after T are days: a step lasts longer than the minutes up to the next,
    or a time of day stands behind the mark."""
    marks: list[tuple[int, str]] = []
    for raw in raws:
        match = _TEE.match(raw)
        if match:
            size = int(match["size"])
            marks.append((-size if (match["sign"] or "+") in "-−–" else size, match["rest"]))
    if len(marks) < 2:
        return False
    for (at, rest), (after, _) in pairwise(marks):
        times = [size.seconds for size in lengths(rest)]
        if _TIMED.match(rest) or (times and max(times) > max(HOUR, (after - at) * MINUTE)):
            return True
    return _TIMED.match(marks[-1][1]) is not None


def _of_days(raw: str) -> str:
    """A bare number after T with its days, and a time of day behind it added."""
    match = _TEE.match(raw)
    if match is None:
        return ""
    negative = (match["sign"] or "+") in "-−–"
    at = int(match["size"]) * DAY * (-1 if negative else 1)
    return _pinned(match["lead"], at, match["rest"])


def _on_the_day(raw: str, days: bool) -> str:
    match = _DAY.match(raw)
    if match is None or (match["letter"] in "Tt" and not days):
        return ""
    return _pinned(match["lead"], 0, match["rest"])


def _spanned(raw: str) -> str:
    """`D-10 to D-4 copy`: it begins with the first day and lasts to the last one."""
    match = _SPAN.match(raw)
    if match is None:
        return ""
    sign = -1 if match["sign"] in "-−–" else 1
    until = -1 if (match["to_sign"] or match["sign"]) in "-−–" else 1
    first, last = sign * int(match["from"]), until * int(match["to"])
    if last < first:
        return ""
    rest = match["rest"].strip(" \t:|")
    length = "" if lengths(rest) else f" ({last - first + 1}d)"
    return _pinned(match["lead"], first * DAY, f" {rest}{length}")


def _pinned(lead: str, at: int, rest: str) -> str:
    """A line at so many seconds from T; a time of day before its words is added to a day."""
    timed = _TIMED.match(rest)
    start = time_of_day(timed["from"]) if timed else None
    if timed and start is not None:
        at += start
        end = time_of_day(timed["to"]) if timed["to"] else None
        rest = f" {timed['rest']}"
        if end is not None and not lengths(rest):
            rest = f"{rest} ({(end - start) % DAY // MINUTE} min)"
    minutes = abs(at) // MINUTE
    return f"{lead}T{'-' if at < 0 else '+'}{minutes}m{rest}"
