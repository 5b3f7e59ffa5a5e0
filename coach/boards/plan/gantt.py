"""The Gantt chart: a row a step, its bar to scale, marked where critical, down or a share."""

from coach.boards.board import Cell, Row
from coach.boards.plan.document import Plan, Step
from coach.boards.plan.durations import DAY, HOUR, MINUTE, WEEK, told
from coach.boards.plan.schedule import Schedule, Timed
from coach.frozen import dataclass
from coach.text import pad, width

NAME = 24
"""Cells of the names, the specification's own; less where the whole is narrow."""
_LENGTH = 8
_TICK = 7
"""Cells at least between two numbers of the scale."""
_UNITS = ((WEEK, "w"), (DAY, "d"), (HOUR, "h"), (MINUTE, "min"))
_STEPS = (1, 2, 3, 5, 6, 7, 10, 12, 15, 20, 24, 30, 50, 60, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True, slots=True)
class Signs:
    """What bars are made of."""

    critical: str
    slack: str
    checkpoint: str
    down: str
    point: str


UNICODE = Signs("█", "▒", "◆", "!", "·")
ASCII = Signs("#", "=", "<>", "!", ".")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Seconds from `start` to `end` over so many cells."""

    start: int
    end: int
    cells: int

    def cell(self, at: int) -> int:
        """The cell a moment falls into."""
        whole = max(1, self.end - self.start)
        return min(self.cells - 1, (at - self.start) * self.cells // whole)


def chart(plan: Plan, schedule: Schedule, width: int, signs: Signs = UNICODE) -> list[Row]:
    """The rows of the chart, at most `width` cells wide (24 at least)."""
    width = max(24, width)
    name = min(NAME, max(6, width // 3))
    scale = _scale(schedule, width - name - 1 - _LENGTH)
    rows: list[Row] = [((" " * (name + 1), "dim"), (_axis(scale), "dim"))] if scale else []
    for step, time in zip(plan.steps, schedule.times, strict=True):
        label = _label(step, signs)
        cells: list[Cell] = [(pad(label, name), "label"), (" ", "dim")]
        if scale is None or time.start is None:
            cells.append(("waits for itself", "error") if time.start is None else ("", "dim"))
        else:
            cells += _bar(step, time, scale, signs)
        rows.append(tuple(cells))
    return rows


def _label(step: Step, signs: Signs) -> str:
    return step.name if step.share is None else f"{signs.checkpoint} {step.share:g} %"


def _scale(schedule: Schedule, cells: int) -> _Scale | None:
    ends = [time.end for time in schedule.times if time.end is not None]
    starts = [time.start for time in schedule.times if time.start is not None]
    if not ends:
        return None
    return _Scale(min([0, *starts]), max(ends), max(6, cells))


def _bar(step: Step, time: Timed, scale: _Scale, signs: Signs) -> list[Cell]:
    start, end = time.start or 0, time.end or 0
    first = scale.cell(start)
    last = max(first, scale.cell(end - 1)) if end > start else first
    sign = signs.critical if time.critical else signs.slack
    role = "value" if time.critical else "dim"
    if step.downtime:
        sign, role = signs.down, "error"
    body = sign * (last - first + 1)
    if not step.seconds and step.share is None:
        body, role = signs.point, "dim"
    cells: list[Cell] = [(" " * first, "dim")]
    if step.share is not None:
        mark = signs.checkpoint[: scale.cells - first] or signs.checkpoint[0]
        cells.append((mark, "mark"))
        body = body[width(mark) :] if step.seconds else ""
    cells.append((body, role))
    used = sum(width(text) for text, _ in cells)
    length = told(step.seconds) if step.seconds else "-" if step.seconds is None else "0min"
    cells.append((" " * max(1, scale.cells - used + 1), "dim"))
    cells.append((length, "text"))
    return [cell for cell in cells if cell[0]]


def _axis(scale: _Scale) -> str:
    """The numbers of the scale in the unit that fits, the unit after the last."""
    span = max(1, scale.end - scale.start)
    most = max(2, scale.cells // _TICK)
    unit, name = next(((size, name) for size, name in _UNITS if span >= 3 * size), (MINUTE, "min"))
    step = next((step for step in _STEPS if span / (step * unit) <= most), _STEPS[-1])
    line = ""
    at = -(-scale.start // (step * unit)) * step * unit
    while at <= scale.end:
        place = (at - scale.start) * scale.cells // span
        text = f"{at // unit:,}"
        if place >= len(line) + bool(line) and place + len(text) <= scale.cells + _LENGTH - 4:
            line += " " * (place - len(line)) + text
        at += step * unit
    return f"{line} {name}"
