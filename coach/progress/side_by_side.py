"""Two attempts as rows to read: in the terminal, on the screen, in an export."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from coach.boards.board import Row
from coach.boards.diagram.diagram_board import BOARD as DIAGRAM
from coach.progress.attempts import NONE, Attempts, Reckoned, attempts, scored
from coach.progress.charts import bar
from coach.progress.groups import title
from coach.progress.union import drawing, in_words
from coach.session.entry import Entry
from coach.session.state import State
from coach.session.stopwatch import clock
from coach.text import cut, pad

_NAME = 25
_VALUE = 34
_BAR = 12


def side_by_side(
    first: Sequence[Entry],
    second: Sequence[Entry],
    cells: int = 80,
    plain: bool = False,
    reckoned: Reckoned = NONE,
) -> tuple[Row, ...]:
    """The comparison of two sessions' entries as rows of at most about `cells` cells."""
    a, b = scored(first, reckoned[0]), scored(second, reckoned[1])
    compared = attempts(first, second, reckoned)
    return (
        *_head(a, b, compared),
        *_points(compared, a, b, plain),
        *_predicted(a, b),
        *_facts(compared, cells),
        *_pace(compared, a, b),
        *_estimates(compared, (_values(a), _values(b)), cells),
        *_diagram(a, b, compared, cells, plain),
    )


def _head(a: State, b: State, compared: Attempts) -> Iterator[Row]:
    yield ((" " + (b.title if compared.same_prompt else f"{a.title}  and  {b.title}"), "heading"),)
    one_day = bool(a.opened and b.opened and a.opened.wall[:10] == b.opened.wall[:10])
    yield ((f" then: {_sat(a, one_day)}   now: {_sat(b, one_day)}", "dim"),)
    if not compared.same_prompt:
        yield ((" Two prompts: points compare, boxes and numbers hardly do.", "warn"),)
    yield ()


def _sat(state: State, one_day: bool) -> str:
    """When and how somebody sat, with the time of day where the day does not tell two apart."""
    opened = state.opened
    if opened is None:
        return "never opened"
    day = opened.wall[:16].replace("T", " ") if one_day else opened.wall[:10]
    return f"{day}, {opened.level}, {opened.pace}{' min' if opened.pace.isdigit() else ''}"


def _points(compared: Attempts, a: State, b: State, plain: bool) -> Iterator[Row]:
    yield ((f"  {pad('', _NAME)}{'then':>7}{'now':>8}", "dim"),)
    yield _numbers("Score", compared.total, 1)
    if after := [name for name, state in (("then", a), ("now", b)) if _reckoned(state)]:
        told = " and ".join(after)
        yield ((f"  {pad('', _NAME)}~ {told}: by today's rules, no debrief recorded it", "dim"),)
    worth = a.score.worth if a.score else {}
    for group, pair in compared.groups.items():
        if pair != (None, None):
            row = _numbers(f"  {title(group).capitalize()}", pair, 1)
            of = worth.get(group, 0.0)
            bars = [bar((value or 0.0) / of, _BAR, plain) for value in pair] if of else []
            drawn = " → ".join(pad(shown, _BAR) for shown in bars)
            yield (*row, (f"   {drawn}", "accent"))
    yield _numbers("Hints", compared.hints, 0)


def _reckoned(state: State) -> bool:
    """Whether a session's points stand in none of its entries."""
    return state.score is not None and not state.score.n


def _numbers(name: str, pair: Sequence[float | None], digits: int) -> Row:
    shown = ["–" if value is None else f"{value:.{digits}f}" for value in pair]
    then, now = pair
    differs = "" if then is None or now is None else f"{now - then:+.{digits}f}"
    return (
        (f"  {pad(name, _NAME)}", ""),
        (f"{shown[0]:>7}{shown[1]:>8}", "value"),
        (f"{differs:>8}", "dim"),
    )


def _predicted(a: State, b: State) -> Iterator[Row]:
    """What each expected less what it got; nothing where neither guessed."""
    less = [
        None if state.predicted is None or state.score is None
        else state.predicted - state.score.total
        for state in (a, b)
    ]  # fmt: skip
    if less == [None, None]:
        return
    shown = ["–" if value is None else f"{value:+.1f}" for value in less]
    yield (
        (f"  {pad('Predicted minus got', _NAME)}", ""),
        (f"{shown[0]:>7}{shown[1]:>8}", "value"),
    )


def _facts(compared: Attempts, cells: int) -> Iterator[Row]:
    facts = compared.facts
    then, now = len(facts.kept) + len(facts.dropped), len(facts.kept) + len(facts.added)
    yield (
        (f"  {pad('Facts asked', _NAME)}", ""),
        (f"{then:>7}{now:>8}", "value"),
        (f"{now - then:>+8}", "dim"),
    )
    for sign, names in (("+", facts.added), ("–", facts.dropped)):
        if names:
            told = ", ".join(name.removeprefix("common-").replace("-", " ") for name in names)
            lines = wrap(told, max(20, cells - 7))
            yield from (((f"    {sign if not at else ' '} {line}", "dim"),)
                        for at, line in enumerate(lines))  # fmt: skip


def _pace(compared: Attempts, a: State, b: State) -> Iterator[Row]:
    yield ()
    for phase, (then, now) in compared.pace.items():
        plan = b.planned(phase) or a.planned(phase)
        window = f"window {_span(plan.least, plan.most)}" if plan and plan.most else ""
        yield (
            (f"  {pad('Minutes: ' + phase, _NAME)}", ""),
            (f"{clock(then):>7}{clock(now):>8}", "value"),
            (f"           {window}", "dim"),
        )


def _values(state: State) -> dict[str, str]:
    """What each named line of a sheet comes to, by its name without case."""
    from coach.match.sheets import values

    return {
        value.name.casefold(): value.shown for value in values(state.boards.get("estimate", ""))
    }


def _estimates(
    compared: Attempts, shown: tuple[dict[str, str], dict[str, str]], cells: int
) -> Iterator[Row]:
    """Each named line with what it came to; where it cannot be worked out, as it was written."""
    if not compared.estimates:
        return
    yield ()
    yield (("  Estimates", "heading"),)
    room = max(10, min(_VALUE, (cells - _NAME - 14) // 2))
    for name, lines in compared.estimates.items():
        then, now = (
            line if line is None else values.get(name) or line
            for line, values in zip(lines, shown, strict=True)
        )
        same = "  same" if then == now else ""
        yield (
            (f"  {pad(cut(name, _NAME - 1), _NAME)}", ""),
            (f"{pad(cut(then or '(none)', room), room)} → {cut(now or '(none)', room)}", "value"),
            (same, "dim"),
        )


def _diagram(a: State, b: State, compared: Attempts, cells: int, plain: bool) -> Iterator[Row]:
    graphs = [DIAGRAM.parse(state.boards.get("diagram", "")) for state in (a, b)]
    if not any(graph.nodes for graph in graphs):
        return
    yield ()
    yield (("  One drawing of both: kept plain, + came, – went (dotted)", "heading"),)
    yield from drawing(graphs[0], graphs[1], cells, plain)
    yield ()
    yield ((f"  In words: {in_words(compared.nodes, compared.edges)}", ""),)


def _span(least: float, most: float) -> str:
    """A window as a clock, "8:00" where it has one end only."""
    return clock(most) if least == most else f"{clock(least)}–{clock(most)}"
