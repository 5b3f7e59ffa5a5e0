"""Progress as small charts of characters, a row a series; every number stands beside its chart."""

from collections.abc import Iterator, Sequence
from datetime import date
from statistics import mean, median
from textwrap import wrap

from coach.boards.board import Row
from coach.frozen import dataclass
from coach.progress.groups import title
from coach.progress.series import Progress, SeriesPoint
from coach.text import cut, pad

EIGHTHS = "▁▂▃▄▅▆▇█"
_PLAIN = "._-=+*%#"
_PARTS = " ▏▎▍▌▋▊▉"
LEAST_DRAWN = 3
"""No line is drawn through fewer sessions."""
_NAME = 23
_TOLD = 26
"""Cells for what is said beside a line."""
_VALUES = 15
"""Cells of the first and the last value, with what stands between."""
_RECENT = 5
_MONTH = 28


def bar(share: float, cells: int, plain: bool = False) -> str:
    """A horizontal bar of at most so many cells for a share of 0 to 1, in eighths of a cell."""
    share = max(0.0, min(1.0, share))
    if plain:
        return "#" * round(share * cells)
    eighths = round(share * cells * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_PARTS[rest] if rest else "")


def sparkline(
    points: Sequence[SeriesPoint], least: float, most: float, cells: int, plain: bool = False
) -> str:
    """A character a session, the last `cells` of them; ▏ where the scoring rules changed."""
    signs = _PLAIN if plain else EIGHTHS
    drawn = []
    before = None
    for point in points[-cells:]:
        if before is not None and point.rules != before:
            drawn.append("|" if plain else "▏")
        before = point.rules
        share = (point.value - least) / (most - least) if most > least else 0.0
        drawn.append(signs[max(0, min(len(signs) - 1, int(share * len(signs))))])
    return "".join(drawn)


def charts(
    progress: Progress, today: date, cells: int = 80, plain: bool = False
) -> tuple[Row, ...]:
    """The whole page, at most about `cells` wide."""
    total = progress.series["total"]
    if not total:
        return (
            ((" No finished, scored session yet: progress begins with the first debrief.", "dim"),),
        )
    return (*_head(progress, today), (), *_rows(progress, cells, plain), (), *_foot(progress))


def _head(progress: Progress, today: date) -> Iterator[Row]:
    total = progress.series["total"]
    recent = sum((today - _day(point)).days < _MONTH for point in total)
    count = f"{progress.sessions} {'session' if progress.sessions == 1 else 'sessions'}"
    since = f"since {total[0].opened[:10]}"
    yield (
        (f" Progress: {count} {since}", "heading"),
        (f"   {recent} in the last {_MONTH} days", "dim"),
    )


def _rows(progress: Progress, cells: int, plain: bool) -> Iterator[Row]:
    room = max(8, cells - _NAME - _VALUES - _TOLD)
    series = progress.series
    draw = _Lines(room, plain)
    yield draw.row("Score", series["total"], _medians(series["total"]))
    for name, points in series.items():
        if name.startswith("group.") and points:
            group = name.removeprefix("group.")
            told = _standing(progress, group)
            yield draw.row(title(group).capitalize(), points, told)
    if calibration := series["calibration"]:
        yield _calibration(calibration, room, plain)
    if hints := series["hints"]:
        most = max(1.0, *(point.value for point in hints))
        yield draw.row("Hints", hints, most=most)
    paces = [
        f"{name.removeprefix('pace.').replace('-', ' ')} {mean(p.value for p in points):.2f}"
        for name, points in series.items()
        if name.startswith("pace.") and points
    ]
    for place, line in enumerate(wrap(", ".join(paces), max(20, cells - _NAME - 2))):
        name = "Pace, of the window" if place == 0 else ""
        yield ((f" {pad(name, _NAME)}", ""), (f" {line}", "dim"))


@dataclass(frozen=True, slots=True)
class _Lines:
    """Draws series as rows with so many cells for each line."""

    room: int
    plain: bool

    def row(
        self, name: str, points: Sequence[SeriesPoint], told: str = "", most: float = 100.0
    ) -> Row:
        """Name, first value, line, last value, and what is to be said about it."""
        points = points[-self.room :]
        enough = len(points) >= LEAST_DRAWN
        shown = sparkline(points, 0.0, most, self.room, self.plain) if enough else ""
        first, last = points[0].value, points[-1].value
        return (
            (f" {pad(cut(name, _NAME - 1), _NAME)}", ""),
            (f"{first:>6.5g} ", "value"),
            (pad(shown, min(self.room, len(points) + 2) if shown else 0), "accent"),
            (f" {last:<6.5g}", "value"),
            (f" {told}".rstrip(), "dim"),
        )


def _medians(points: Sequence[SeriesPoint]) -> str:
    if len(points) < 2 * _RECENT:
        return ""
    last = median(point.value for point in points[-_RECENT:])
    before = median(point.value for point in points[-2 * _RECENT : -_RECENT])
    return f"median {last:.0f}, before that {before:.0f}"


def _standing(progress: Progress, group: str) -> str:
    order = [weakness.group for weakness in progress.weakest]
    if group not in order[:2]:
        return ""
    weak = progress.weakest[order.index(group)]
    place = "weakest" if order[0] == group else "next"
    return f"{place}: {weak.share:g} % in the last {weak.sessions}"


def _calibration(points: Sequence[SeriesPoint], room: int, plain: bool) -> Row:
    points = points[-room:]
    up, down, even = ("^", "v", ".") if plain else ("↑", "↓", "·")
    drawn = "".join(up if p.value > 5 else down if p.value < -5 else even for p in points)
    off = mean(point.value for point in points)
    where = "too high" if off > 0 else "too low"
    told = f"{abs(off):.0f} {where} on average"
    return (
        (f" {pad('Calibration', _NAME)}", ""),
        (f"{points[0].value:>+6.5g} ", "value"),
        (pad(drawn, min(room, len(points) + 2)), "accent"),
        (f" {points[-1].value:<+6.5g} ", "value"),
        (told, "dim"),
    )


def _foot(progress: Progress) -> Iterator[Row]:
    yield (
        (f" Lines begin at {LEAST_DRAWN} sessions; ", "dim"),
        ("▏ marks where the scoring rules changed.", "dim"),
    )
    yield ((" Points are by rule and on your word; a witness's are never among them.", "dim"),)


def _day(point: SeriesPoint) -> date:
    try:
        return date.fromisoformat(point.opened[:10])
    except ValueError:
        return date.min


def csv(progress: Progress) -> str:
    """The numbers: series,id,opened,value, a line each, with a header."""
    lines = ["series,id,opened,value"]
    for name, points in progress.series.items():
        lines += [f"{name},{_field(p.id)},{_field(p.opened)},{p.value:g}" for p in points]
    return "\n".join(lines) + "\n"


def _field(text: str) -> str:
    """A text as a field of CSV (RFC 4180)."""
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text
