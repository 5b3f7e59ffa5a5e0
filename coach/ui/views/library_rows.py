"""The library as rows: a session in one line, and what is to be said about the one in front."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.boards.board import Row
from coach.journal.query import SessionQuery
from coach.journal.summary import DRILL, Summary
from coach.progress.charts import bar
from coach.progress.groups import title
from coach.session.stopwatch import clock
from coach.session.timeline import Moment
from coach.text import cut, pad, width
from coach.ui.views.wrap import wrap

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_EIGHTHS = "▁▂▃▄▅▆▇█"
_PLAIN_EIGHTHS = ".:-=+*#@"
_WIDE = 100
_BEFORE_TITLE = 8
_LEVEL, _PHASES, _DIFFERENCE = 7, 7, 5


def day(wall: str) -> str:
    """The day of an ISO time as people write it, without its year."""
    try:
        year, month, of_month = wall[:10].split("-")
        return f"{int(of_month):>2} {_MONTHS[int(month) - 1]}" if year else wall[:10]
    except (ValueError, IndexError):
        return pad(wall[:6], 6)


def phase_cells(summary: Summary, plain: bool = False) -> str:
    """A sign a phase: its share of the window in eighths, + over it, · never entered."""
    signs = _PLAIN_EIGHTHS if plain else _EIGHTHS
    drawn = ""
    for use in summary.phases:
        if use.used <= 0:
            drawn += "·"
        elif not use.most:
            drawn += "-"
        elif use.used > use.most:
            drawn += "+"
        else:
            drawn += signs[min(7, int(use.used / use.most * 8))]
    return drawn


def result(summary: Summary) -> tuple[str, str]:
    """What came of a session, and the role it is shown in."""
    whose = "" if summary.mine else "theirs, "
    if summary.seat in ("interviewer", "observer") and summary.sound:
        return whose + _from_the_other_side(summary), "dim"
    if summary.state == "unreadable" or not summary.sound:
        told = {"newer": "newer coach", "empty": "empty"}.get(summary.damage, "damaged")
        line = summary.broken.partition("damaged at ")[2].partition(":")[0]
        return f"{whose}{told}{': ' + line if line else ''}, read only", "bad"
    if summary.score is not None:
        verdict = "" if summary.kind == DRILL else f" {summary.verdict}"
        drilled = "drill, " if summary.kind == DRILL else ""
        afterwards = "~" if summary.reckoned and summary.rules == summary.reckoned else ""
        given = f", {summary.peer or 'interviewer'}: {summary.given}" if summary.given else ""
        return f"{whose}{drilled}{afterwards}{summary.score:.0f}{verdict}{given}", ""
    if summary.state == "gave up":
        return f"{whose}gave up", "dim"
    if summary.state == "finished":
        return f"{whose}no debrief yet", "dim"
    torn = ", end torn" if summary.torn else ""
    return f"{whose}unfinished, in {summary.phase or 'no phase'}{torn}", "warn"


def _from_the_other_side(summary: Summary) -> str:
    """A mock of which somebody else was the candidate: it counts for them alone."""
    did = "interviewed" if summary.seat == "interviewer" else "watched"
    given = f": {summary.given}" if summary.given else "" if summary.closed else ", unfinished"
    return f"{did} {summary.peer or 'somebody'}{given}"


def head_row(cells: int) -> Row:
    """The heads of the columns."""
    room = _title_room(cells)
    last = "since last" if cells >= _WIDE else "±"
    return (
        (pad("  when", _BEFORE_TITLE) + pad("prompt", room + 1), "dim"),
        (pad("level", _LEVEL) + pad("phases", _PHASES) + pad("result", _result_room(cells)), "dim"),
        (last, "dim"),
    )


def _title_room(cells: int) -> int:
    free = cells - _BEFORE_TITLE - _LEVEL - _PHASES - _DIFFERENCE - 1
    return max(16, min(46, free * 47 // 100))


def _result_room(cells: int) -> int:
    last = len("since last") if cells >= _WIDE else _DIFFERENCE
    return max(10, cells - _BEFORE_TITLE - _title_room(cells) - _LEVEL - _PHASES - last)


def session_row(summary: Summary, difference: float | None, cells: int, plain: bool = False) -> Row:
    """A session in one line of so many cells, the cursor's sign before it not counted."""
    room = _title_room(cells)
    told, role = result(summary)
    rest = _result_room(cells)
    since = "" if difference is None else f"{difference:+.0f}"
    return (
        (pad(day(summary.wall), _BEFORE_TITLE - 2) + " ", "dim"),
        (pad(cut(summary.title, room), room) + " ", "title"),
        (pad(cut(summary.level, _LEVEL - 1), _LEVEL), "dim"),
        (pad(phase_cells(summary, plain), _PHASES), "accent"),
        (pad(cut(told, rest - 1), rest), role),
        (since, "dim"),
    )


def differences(sessions: Sequence[Summary]) -> Mapping[Path, float]:
    """By how many points each session of one's own differs from the attempt before it at the same
    prompt, newest first as given."""
    last: dict[str, float] = {}
    by_path: dict[Path, float] = {}
    for session in reversed(sessions):
        if not session.counts or session.score is None or session.kind == DRILL:
            continue
        if session.prompt in last:
            by_path[session.path] = session.score - last[session.prompt]
        last[session.prompt] = session.score
    return by_path


def attempt_before(summary: Summary, sessions: Sequence[Summary]) -> Summary | None:
    """The attempt of one's own at the same prompt before that session of one's own."""
    return next(iter(_attempts_before(summary, sessions)), None)


def first_attempt(summary: Summary, sessions: Sequence[Summary]) -> Summary | None:
    """The oldest attempt of one's own at the same prompt before that session of one's own."""
    return next(reversed(_attempts_before(summary, sessions)), None)


def _attempts_before(summary: Summary, sessions: Sequence[Summary]) -> tuple[Summary, ...]:
    """Whole and sound attempts at the same prompt before it, the newest first."""
    if not summary.mine:
        return ()
    return tuple(
        other
        for other in sessions
        if (other.prompt, other.workflow) == (summary.prompt, summary.workflow)
        and other.path != summary.path
        and other.order < summary.order
        and other.mine
        and other.sound
        and other.kind != DRILL
        and other.entries
    )


def about_row(summary: Summary, matches: int | None, cells: int) -> Row:
    """The session in front, in one line: when, how it was sat, its labels, how much was found."""
    length = summary.pace if summary.pace == "untimed" else f"{summary.pace} min"
    sat = ", ".join(
        part for part in (summary.level, length if summary.pace else "", summary.mode) if part
    )
    matches_told = "" if matches is None else f"{matches} {'match' if matches == 1 else 'matches'}"
    afterwards = "~ by today's rules" if summary.reckoned else ""
    parts = (
        f"{summary.title}, {day(summary.wall).strip()} {summary.wall[:4]}",
        sat,
        " ".join(summary.labels),
        afterwards,
        matches_told,
    )
    return ((" " + cut("  ·  ".join(part for part in parts if part), cells - 2), "heading"),)


def group_rows(
    summary: Summary, before: Summary | None, cells: int, plain: bool
) -> tuple[Row, ...]:
    """Points by group as small bars, and what differs from the attempt before."""
    rows: list[Row] = []
    cellsrow: list[tuple[str, str]] = []
    used = 0
    for group, worth in summary.worth.items():
        if worth <= 0:
            continue
        points = summary.groups.get(group, 0.0)
        drawn = pad(bar(points / worth, 6, plain), 6)
        text = f"  {title(group)} {drawn} {points:.3g}/{worth:.3g}"
        if used + width(text) > cells - 2 and cellsrow:
            rows.append(tuple(cellsrow))
            cellsrow, used = [], 0
        cellsrow.append((text, ""))
        used += width(text)
    if cellsrow:
        rows.append(tuple(cellsrow))
    if before is not None and before.score is not None and summary.score is not None:
        rows.append(((f"  {_against(summary, before)}"[: cells - 1], "dim"),))
    elif summary.broken:
        lines = wrap(summary.broken, max(1, cells - 3))
        rows += [((f"  {line}", "warn"),) for line in lines]
    return tuple(rows)


def _against(summary: Summary, before: Summary) -> str:
    told = [f"{(summary.score or 0) - (before.score or 0):+.0f} points"]
    facts = summary.facts - before.facts
    if facts:
        told.append(f"asked {abs(facts)} {'fact' if abs(facts) == 1 else 'facts'} "
                    f"{'more' if facts > 0 else 'fewer'}")  # fmt: skip
    earlier = {use.id: use.used for use in before.phases}
    longest = max(
        ((use.used - earlier.get(use.id, 0.0), use.id) for use in summary.phases),
        key=lambda pair: abs(pair[0]),
        default=(0.0, ""),
    )
    if abs(longest[0]) >= 30:
        how = "longer" if longest[0] > 0 else "shorter"
        told.append(f"{longest[1]} {clock(abs(longest[0]))} {how}")
    return f"against the last attempt ({day(before.wall).strip()}): {'; '.join(told)}"


def match_row(moment: Moment, query: SessionQuery, cells: int) -> Row:
    """A moment that was found: when, what, and its line with the words found in capitals."""
    where = moment.ref if moment.kind == "edit" else moment.kind.value
    head = f"{clock(moment.clock):>6} {pad(cut(where, 9), 9)} {pad(cut(moment.phase, 11), 11)} "
    line = query.line(moment.text)
    return ((head, "dim"), *_marked(line, query, max(10, cells - width(head) - 1)))


def _marked(line: str, query: SessionQuery, room: int) -> tuple[tuple[str, str], ...]:
    """A line cut around the first word found, the words found in capitals."""
    words = line.split()
    hit = [query.finds(text) for text in words]
    start = query.begin(words, room)
    parts: list[tuple[str, str]] = [("…", "dim")] if start else []
    left = room - len(parts)
    for at in range(start, len(words)):
        text = words[at].upper() if hit[at] else words[at]
        shown = cut(text, left)
        parts.append((shown + " ", "current" if hit[at] else ""))
        left -= width(shown) + 1
        if left <= 1:
            break
    return tuple(parts)
