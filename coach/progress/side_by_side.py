"""Two attempts as rows to read: in the terminal, on the screen, in an export."""

from collections.abc import Iterator, Sequence

from coach.boards.board import Row
from coach.boards.diagram.diagram_board import BOARD as DIAGRAM
from coach.progress.attempts import Attempts, attempts
from coach.progress.charts import bar
from coach.progress.groups import title
from coach.progress.union import drawing, in_words
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import State
from coach.session.stopwatch import clock
from coach.text import cut, pad

_NAME = 22
_VALUE = 34
_BAR = 12


def side_by_side(
    first: Sequence[Entry], second: Sequence[Entry], cells: int = 80, plain: bool = False
) -> tuple[Row, ...]:
    """The comparison of two sessions' entries as rows of at most about `cells` cells."""
    a, b = fold(first), fold(second)
    compared = attempts(first, second)
    return (
        *_head(a, b, compared),
        *_points(compared, a, plain),
        *_facts(compared),
        *_pace(compared, a, b),
        *_estimates(compared, cells),
        *_diagram(a, b, compared, cells, plain),
    )


def _head(a: State, b: State, compared: Attempts) -> Iterator[Row]:
    yield ((" " + (b.title if compared.same_prompt else f"{a.title}  and  {b.title}"), "heading"),)
    yield ((f" then: {_sat(a)}   now: {_sat(b)}", "dim"),)
    if not compared.same_prompt:
        yield ((" Two prompts: points compare, boxes and numbers hardly do.", "warn"),)
    yield ()


def _sat(state: State) -> str:
    opened = state.opened
    if opened is None:
        return "never opened"
    return f"{opened.wall[:10]}, {opened.level}, {opened.pace} min"


def _points(compared: Attempts, a: State, plain: bool) -> Iterator[Row]:
    yield ((f"  {pad('', _NAME)}{'then':>7}{'now':>8}", "dim"),)
    yield _numbers("Score", compared.total, 1)
    worth = a.score.worth if a.score else {}
    for group, pair in compared.groups.items():
        if pair != (None, None):
            row = _numbers(f"  {title(group).capitalize()}", pair, 1)
            of = worth.get(group, 0.0)
            bars = [bar((value or 0.0) / of, _BAR, plain) for value in pair] if of else []
            drawn = " → ".join(bars)
            yield (*row, (f"   {drawn}", "accent"))
    yield _numbers("Hints", compared.hints, 0)


def _numbers(name: str, pair: Sequence[float | None], digits: int) -> Row:
    shown = ["–" if value is None else f"{value:.{digits}f}" for value in pair]
    then, now = pair
    differs = "" if then is None or now is None else f"{now - then:+.{digits}f}"
    return (
        (f"  {pad(name, _NAME)}", ""),
        (f"{shown[0]:>7}{shown[1]:>8}", "value"),
        (f"{differs:>8}", "dim"),
    )


def _facts(compared: Attempts) -> Iterator[Row]:
    facts = compared.facts
    then, now = len(facts.kept) + len(facts.dropped), len(facts.kept) + len(facts.added)
    signs = [*(f"+ {name}" for name in facts.added), *(f"– {name}" for name in facts.dropped)]
    yield (
        (f"  {pad('Facts asked', _NAME)}", ""),
        (f"{then:>7}{now:>8}", "value"),
        (f"{now - then:>+8}   {'  '.join(signs)}".rstrip(), "dim"),
    )


def _pace(compared: Attempts, a: State, b: State) -> Iterator[Row]:
    yield ()
    for phase, (then, now) in compared.pace.items():
        plan = b.planned(phase) or a.planned(phase)
        window = f"window {clock(plan.least)}–{clock(plan.most)}" if plan and plan.most else ""
        yield (
            (f"  {pad('Minutes: ' + phase, _NAME)}", ""),
            (f"{clock(then):>7}{clock(now):>8}", "value"),
            (f"           {window}", "dim"),
        )


def _estimates(compared: Attempts, cells: int) -> Iterator[Row]:
    if not compared.estimates:
        return
    yield ()
    yield (("  Estimates", "heading"),)
    room = max(10, min(_VALUE, (cells - _NAME - 14) // 2))
    for name, (then, now) in compared.estimates.items():
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
