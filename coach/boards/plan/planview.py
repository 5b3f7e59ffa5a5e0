"""A plan drawn: the chart, the critical path, downtime, ways back, checkpoints and strategies."""

from collections.abc import Iterable

from coach.boards.board import Context, Row
from coach.boards.plan.dates import clock_told, date_told
from coach.boards.plan.document import LoadTest, Plan, Rollback, Scaling
from coach.boards.plan.durations import DAY, in_words, told
from coach.boards.plan.gantt import ASCII, UNICODE, chart
from coach.boards.plan.loadplan import stages
from coach.boards.plan.profile import Sign, outlook
from coach.boards.plan.rule_verdicts import PlanCase, chosen
from coach.boards.plan.rules_form import ends_at, longest_downtime
from coach.boards.plan.schedule import Schedule
from coach.boards.plan.strategies import EXPAND, MATRIX, NAMES, NONE
from coach.text import cut, pad, width

_MATRIX = 46
"""Cells from which the matrix of strategies has all its columns."""
NARROWEST = 24
"""Cells below which nothing is drawn narrower."""
_TABLE = 60
"""Cells from which the ways back stand in a table."""


def rows(plan: Plan, schedule: Schedule, cells: int, ascii: bool = False) -> tuple[Row, ...]:
    """All rows of a plan's drawing, at most `cells` wide; nothing where there is nothing."""
    cells = max(NARROWEST, cells)
    arrow = " -> " if ascii else " → "
    out: list[Row] = []
    if plan.title and not plan.blank:
        out += [((cut(plan.title, cells), "group"),), ()]
    if plan.steps:
        out += chart(plan, schedule, cells, ASCII if ascii else UNICODE)
        out += _ending(plan, schedule, cells, arrow)
        out += _table(plan, cells, ascii)
        out += _shares(plan, cells)
        out += _matrix(plan, cells)
    if plan.profile:
        out += _outlook(plan, cells)
    if plan.loadtest is not None:
        out += _load(plan.loadtest, cells)
    for rule in plan.scaling:
        out += _scaling(rule, cells, arrow)
    if ascii:
        out = [tuple((text.replace("…", "."), role) for text, role in row) for row in out]
    return tuple(row for at, row in enumerate(out) if row or (at and out[at - 1]))


def folded(text: str, cells: int, lead: str, role: str, hang: str = "  ") -> list[Row]:
    """Words in rows of at most so many cells, those after the first indented."""
    lines: list[str] = []
    here = lead
    for word in text.split():
        joined = f"{here} {word}" if here.strip() else f"{here}{word}"
        if width(joined) > cells and here.strip():
            lines.append(here)
            joined = f"{hang}{word}"
        here = joined
    lines.append(here)
    return [((cut(line, cells), role),) for line in lines]


def _ending(plan: Plan, schedule: Schedule, cells: int, arrow: str) -> list[Row]:
    if schedule.length is None:
        path = arrow.join(plan.steps[at].title for at in schedule.cycle)
        return folded(f"these wait for each other: {path}", cells, "", "error")
    out: list[Row] = []
    if schedule.path:
        path = arrow.join(plan.steps[at].title for at in schedule.path)
        out += folded(f"critical: {path}: {in_words(schedule.length)}", cells, "", "text")
    if plan.start is not None:
        end = ends_at(plan, PlanCase(plan, schedule, Context()))
        out += folded(_ends(plan, end), cells, "", "text")
    down = sum((step.seconds or 0) for step in plan.steps if step.downtime)
    longest, _ = longest_downtime(PlanCase(plan, schedule, Context()))
    if down:
        allowed = plan.constraints.downtime
        of = (
            ""
            if allowed is None
            else f" of {told(allowed)} allowed"
            if allowed
            else ", none allowed"
        )
        out.append(((cut(f"down (!): {told(longest)}{of}", cells), "text"),))
    return out


def _ends(plan: Plan, end: int) -> str:
    said = f"ends {date_told(end)}" + (f" {clock_told(end)}" if end % DAY else "")
    if plan.deadline is None:
        return said
    if plan.deadline.timed:
        late = end - plan.deadline.at
        return f"{said}, {told(abs(late))} {'after' if late > 0 else 'before'} the deadline"
    days = end // DAY - plan.deadline.at // DAY
    if days == 0:
        return f"{said}, the day of the deadline"
    count = f"{abs(days)} day" + ("s" if abs(days) != 1 else "")
    return f"{said}, {count} {'after' if days > 0 else 'before'} the deadline"


def _table(plan: Plan, cells: int, ascii: bool) -> list[Row]:
    """The ways back: step, when, what, how long."""
    lines = [(step.title, step.rollback) for step in plan.steps if step.rollback is not None]
    if plan.rollback is not None:
        lines.append(("all others" if lines else "all steps", plan.rollback))
    if not lines:
        return []
    if cells < _TABLE:
        return _stacked(lines, cells)
    name = min(22, cells // 4)
    when = min(26, cells // 4)
    time = 7
    room = cells - name - when - time - 3
    head = f"{pad('rollback of', name)} {pad('when', when)} {pad('what', room)} {'time':>{time}}"
    out: list[Row] = [(), ((head, "dim"),)]
    for title, back in lines:
        out += _way(title, back, (name, when, room, time))
    return out


def _stacked(lines: list[tuple[str, Rollback]], cells: int) -> list[Row]:
    """The ways back one below the other, where a table has no room."""
    out: list[Row] = [()]
    for title, back in lines:
        length = "" if back.seconds is None else f" ({told(back.seconds)})"
        out += folded(f"{title}: {back.words or 'rollback'}{length}", cells, "", "text")
        for trigger in back.triggers:
            out += folded(f"if {trigger.text}", cells, " ", "dim", "    ")
    return out


def _way(title: str, back: Rollback, sizes: tuple[int, int, int, int]) -> Iterable[Row]:
    name, when, room, time = sizes
    triggers = ["-"] if not back.triggers else [trigger.text for trigger in back.triggers]
    steps = [back.text] if back.text or not back.steps else []
    steps += [f"{number}. {text}" for number, text in enumerate(back.steps, 1)]
    lefts = [part for text in triggers for part in _wrapped(text, when)]
    rights = [part for text in steps for part in _wrapped(text, room)]
    length = "-" if back.seconds is None else told(back.seconds)
    if back.needless:
        length = ""
    for at in range(max(len(lefts), len(rights), 1)):
        yield (
            (pad(title if at == 0 else "", name), "label"),
            (f" {pad(lefts[at] if at < len(lefts) else '', when)}", "text"),
            (f" {pad(rights[at] if at < len(rights) else '', room)}", "text"),
            (f" {length if at == 0 else '':>{time}}", "value"),
        )


def _wrapped(text: str, cells: int) -> list[str]:
    return [row[0][0] for row in folded(text, cells, "", "", "")] or [""]


def _shares(plan: Plan, cells: int) -> list[Row]:
    said = [
        f"{step.share:g}% {'watched ' + told(step.seconds) if step.seconds else 'not watched'}"
        if step.share < 100 or step.seconds
        else f"{step.share:g}%"
        for step in plan.steps
        if step.share is not None
    ]
    return [(), *folded("checkpoints: " + ", ".join(said), cells, "", "text")] if said else []


def _matrix(plan: Plan, cells: int) -> list[Row]:
    """The document's matrix, what is ruled out with its reason, and the choice."""
    choice = chosen(plan)
    if not choice.recommended and not plan.strategy:
        return []
    head = f"{'strategy':<16}{'risk':<8}{'downtime':<10}complexity"
    head = head if cells >= _MATRIX else "strategy"
    out: list[Row] = [(), ((head, "dim"),)]
    for name, risk, down, complexity in MATRIX:
        against = choice.against(name)
        mark = "x" if against else "*" if name == plan.strategy else " "
        line = f"{mark} {NAMES[name]:<14}{risk:<8}{down:<10}{complexity:<8}"
        line = line if cells >= _MATRIX else f"{mark} {NAMES[name]}:"
        why = f" {against[0].because}" if against else " said" if name == plan.strategy else ""
        if name == choice.recommended:
            why += " recommended"
        role = (
            "dim" if against else "label" if name in (plan.strategy, choice.recommended) else "text"
        )
        out += (
            folded(line + why, cells, "", role, " " * 17)
            if width(line + why) > cells
            else [((line + why, role),)]
        )
    if plan.strategy == EXPAND:
        out.append((("* Expand and contract: said", "label"),))
    if choice.recommended == NONE:
        out += folded("no strategy fits the constraints", cells, "", "error")
    elif choice.recommended:
        out += folded(f"{NAMES[choice.recommended]}: {choice.reason}", cells, "", "value")
    return out


def _scaling(rule: Scaling, cells: int, arrow: str) -> list[Row]:
    trigger = rule.trigger.text if rule.trigger else "no trigger"
    out = [(), *folded(f"when {trigger}", cells, "", "label" if rule.trigger else "error")]
    for number, action in enumerate(rule.actions, 1):
        out += folded(action, cells, f"  {number}.", "text", "     ")
    undo = arrow.join(rule.rollback) if rule.rollback else "no rollback"
    return [
        *out,
        *folded(f"rollback: {undo}", cells, " ", "text" if rule.rollback else "error", "    "),
    ]


def _load(load: LoadTest, cells: int) -> list[Row]:
    head = (
        f"load test of {load.target}: p99 < {load.p99 * 1000:g} ms, errors < "
        f"{load.errors * 100:g} %"
    )
    out: list[Row] = [(), *folded(head, cells, "", "group")]
    head = f"{'scenario':<10}{'rate/s':>10}{'for':>7}{'VUs':>9}{'at most':>9}"
    out.append(((cut(head, cells), "dim"),))
    for stage in stages(load):
        line = (
            f"{stage.name:<10}{stage.rate:>10,.6g}{told(stage.hold):>7}{stage.users:>9,}"
            f"{stage.most:>9,}"
        )
        out.append(((cut(line, cells), "text"),))
    for request in load.requests:
        line = f"  {request.share:>6.1%}  {request.method} {request.path}"
        out.append(((cut(line, cells), "text"),))
    if load.defaults:
        out += folded(f"taken for granted: {', '.join(load.defaults)}", cells, "", "dim")
    return out


def _outlook(plan: Plan, cells: int) -> list[Row]:
    seen = outlook(plan.profile)
    out: list[Row] = [()]
    if seen.in_flight is not None:
        p99 = "" if seen.in_flight_p99 is None else f", {seen.in_flight_p99:,.4g} at the p99"
        out += folded(
            f"in flight at the peak: {seen.in_flight:,.4g}{p99} (Little's law)", cells, "", "text"
        )
    if seen.loads and seen.loads[0][1]:
        names = [name for name, _ in seen.loads[0][1]]
        wide = [max(len(name), 5) + 2 for name in names]
        titles = "".join(f"{name:>{w}}" for name, w in zip(names, wide, strict=True))
        out.append(((cut(f"{'load':<6}{titles}", cells), "dim"),))
        for times, loads in seen.loads:
            over = any(value > 1 for _, value in loads)
            shares = zip(loads, wide, strict=True)
            line = f"{f'{times}x !' if over else f'{times}x':<6}" + "".join(
                f"{value:>{w}.0%}" for (_, value), w in shares
            )
            out.append(((cut(line, cells), "error" if over else "text"),))
        out += folded(
            "memory follows users and caches, not requests: it is not extrapolated",
            cells,
            "",
            "dim",
        )
    if seen.first is not None and seen.ends_at is not None and seen.tight_at is not None:
        said = (
            f"{seen.first} ends first: full at {seen.ends_at:.3g} times today's peak, "
            f"tight at {seen.tight_at:.3g}"
        )
        out += folded(said, cells, "", "label")
    for sign in seen.signs:
        out += folded(_layered(sign), cells, "!", "warning")
    if seen.in_flight is None:
        out += folded(
            "still open: the peak rate and the latency, which give what is in flight",
            cells,
            "",
            "dim",
        )
    if seen.first is None:
        out += folded(
            "still open: CPU, disk, network or threads, which tell what ends first",
            cells,
            "",
            "dim",
        )
    return out


def _layered(sign: Sign) -> str:
    """A sign's sentence with the layer it is about, said once."""
    return (
        sign.sentence if sign.sentence.startswith(sign.layer) else f"{sign.layer}: {sign.sentence}"
    )
