"""The sections of the page that put the session beside the reference, and the one that teaches."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import TypeAlias

from coach.boards.board import AFRESH, Row, Way, plain
from coach.boards.diagram.diagram_board import BOARD
from coach.boards.diagram.graph import Graph
from coach.catalog.prompt import Fact
from coach.debrief.compare import Compared
from coach.debrief.evidence import quoted
from coach.debrief.not_understood import NotUnderstood
from coach.debrief.score import Debrief
from coach.debrief.stressed import told
from coach.debrief.typeset import beside, heading, paragraph, table
from coach.match.components import graph_of
from coach.session.pacing import PhasePace, Standing, clock
from coach.text import width

_UNASKED_SHOWN = 4
_DRAWN_ROWS = 40
_SHORT = 0.7
_Grown: TypeAlias = tuple[str, Way]
"""The text of a drawing, and how its picture came to be."""


def _unplaced(not_understood: NotUnderstood, cells: int) -> Iterator[Row]:
    """A question that the interviewer could not place, and what it may have asked for."""
    yield from paragraph(
        f"I did not understand #{not_understood.entry} “{quoted(not_understood.text)}”",
        cells,
        "",
        "  ",
    )
    if not_understood.nearest is not None:
        name = not_understood.nearest.name or not_understood.nearest.id.replace("-", " ")
        text = f"If you meant {name}: assume{_default(not_understood.nearest)}"
        yield from paragraph(text, cells, "dim", "    ")


def _default(fact: Fact) -> str:
    """What one assumes in place of a fact, after the word for it: a part of that sentence, or where
    it is a whole one (a light prompt's is the answer), that."""
    whole = fact.default.endswith((".", "!", "?"))
    return f": {fact.default}" if whole else f" {fact.default}."


def questions(debrief: Debrief, cells: int) -> Iterator[Row]:
    """The facts nobody asked for, with their defaults and what they change."""
    unasked = debrief.comparison.unasked
    musts = [fact for fact in unasked if fact.must]
    others = [fact for fact in unasked if not fact.must]
    total = len(debrief.prompt.facts)
    if debrief.comparison.not_understood:
        yield heading("What I did not understand")
        for not_understood in debrief.comparison.not_understood:
            yield from _unplaced(not_understood, cells)
    yield heading("What you did not ask")
    if not unasked and debrief.comparison.asked < total:
        yield from paragraph("Nothing that I am sure of.", cells, "", "  ")
        return
    if not unasked:
        yield from paragraph("You asked for everything there was to know.", cells, "", "  ")
        return
    asked = debrief.comparison.asked
    yield from paragraph(f"You drew out {asked} of {total} facts.", cells, "", "  ")
    for fact in (*musts, *others[: max(0, _UNASKED_SHOWN - len(musts))]):
        lead = "  ! " if fact.must else "  · "
        text = f"{fact.asks[0][:1].upper()}{fact.asks[0][1:]}"
        yield from paragraph(text, cells, "title", lead, "warn" if fact.must else "dim")
        yield from paragraph(f"Without asking, assume{_default(fact)}", cells, "", "    ")
        yield from paragraph(f"It matters: {fact.matters}", cells, "", "    ")
    rest = len(unasked) - len(musts) - max(0, _UNASKED_SHOWN - len(musts))
    if rest > 0:
        more = "one smaller one" if rest == 1 else f"{rest} smaller ones"
        yield from paragraph(f"And {more}.", cells, "dim", "  ")
    if musts:
        yield from paragraph("! is what a good candidate always asks.", cells, "dim", "  ")


def estimates(debrief: Debrief, cells: int) -> Iterator[Row]:
    """The quantities side by side, by factor, with what each decides."""
    compared = debrief.comparison.estimates
    if not compared:
        return
    yield heading("Your numbers beside the reference")
    rows = [
        (
            comparison.quantity.name,
            comparison.figure.shown if comparison.figure else "–",
            comparison.quantity.value,
            how_far(comparison),
        )
        for comparison in compared
    ]
    head: tuple[str, ...] = ("", "yours", "reference", "")
    yield from table([head, *rows], ("title", "", "", ""), cells)
    for figure in compared:
        text = f"{figure.quantity.name}: {figure.quantity.decides}"
        yield from paragraph(text[:1].upper() + text[1:], cells, "dim", "  ")


def how_far(comparison: Compared) -> str:
    """How a figure stands to its reference, in words."""
    if comparison.figure is None:
        return "not estimated"
    factor = comparison.figure.factor
    if factor <= 0:
        return "a unit that cannot be compared"
    if comparison.figure.off < 1.15:
        return "right"
    off = comparison.figure.off
    times = f"{round(off, 1):g}" if off < 10 else f"{off:,.0f}"
    way = "too high" if factor > 1 else "too low"
    allowed = f"within a factor of {comparison.quantity.factor:g}" if comparison.within else "off"
    return f"{times} times {way}, {allowed}"


def design(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Variants honoured, parts and walks missing, and both drawings, where a drawing is wanted."""
    if debrief.prompt.design is None:
        return
    comparison = debrief.comparison
    yield heading("Your design beside the reference")
    for honoured in comparison.honoured:
        text = f"Equally defensible: {honoured.name}. {honoured.why}"
        yield from paragraph(text, cells, "good", f"  = #{honoured.entry} ", "key")
    for part in comparison.missing:
        lead, role = ("  – ", "bad") if part.essential else ("  · ", "dim")
        kind = "No" if part.essential else "Could have:"
        yield from paragraph(f"{kind} {part.name}. {part.why}", cells, "", lead, role)
        if part.essential:
            yield from paragraph(f"Without it: {part.without}", cells, "", "    ")
    for broken in comparison.walks:
        text = f"“{broken.walk.name}” breaks: {broken.sentence}."
        yield from paragraph(text, cells, "", "  ! ", "warn")
    if not comparison.missing and not comparison.walks:
        yield from paragraph("Every part is there and every walk gets through.", cells, "", "  ")
    yield ()
    state, text = debrief.state, comparison.drawn_text
    grown = state.drawing("diagram") if text == state.boards.get("diagram") else AFRESH
    yield from _drawings((text, grown), (comparison.reference_text, AFRESH), cells)


def _drawings(mine: _Grown, reference: _Grown, cells: int) -> Iterator[Row]:
    """Both drawings side by side where they fit, else one above the other."""
    half = (cells - 5) // 2
    right = _drawn(reference, half)  # it grew from nothing, and so is the cheaper one to lay
    if _fits(right, half) and _fits(left := _drawn(mine, half), half):
        yield from beside(["Yours", *left], ["Reference", *right])
        return
    yield (("Yours", "title"),)
    yield from (((line, ""),) for line in _drawn(mine, cells))
    yield (("Reference", "title"),)
    yield from (((line, ""),) for line in _drawn(reference, cells))


def _fits(lines: Sequence[str], cells: int) -> bool:
    return max(map(width, lines), default=0) <= cells


@lru_cache(maxsize=32)
def _drawn(grown: _Grown, cells: int) -> tuple[str, ...]:
    """The drawing's lines; where its labels make it too wide they stand below it instead. Laid
    out once, however often the debrief is folded to its page."""
    text, way = grown
    if not text.strip():
        return ("(nothing drawn)",)
    graph = graph_of(text)
    lines = _lines(graph, way, cells)
    if _fits(lines, cells):
        return tuple(lines)
    unlabelled = replace(graph, edges=tuple(replace(e, label="") for e in graph.edges))
    bare = _lines(unlabelled, AFRESH, cells)
    if max(map(width, bare)) >= max(map(width, lines)):
        return tuple(lines)
    names = {node.id: node.label for node in graph.nodes}
    labels = [
        f"{names[edge.source]} -> {names[edge.target]}: {edge.label}"
        for edge in graph.edges
        if edge.label
    ]
    return (*bare, "", *labels)


def _lines(graph: Graph, way: Way, cells: int) -> list[str]:
    return plain(BOARD.draw(graph, cells, _DRAWN_ROWS, way)).split("\n")


def bottleneck(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What was called the bottleneck beside the arithmetic of the candidate's own design."""
    stressed = debrief.comparison.stressed
    if stressed is None:
        return
    yield heading("Your bottleneck beside the arithmetic")
    yield from paragraph(told(stressed), cells, "", "  ")
    text = (
        "It rests on assumed capacities, and on calls that part evenly where no arrow says what "
        "goes along it: b breaks your drawing and shows every step."
    )
    yield from paragraph(text, cells, "dim", "  ")


def minutes(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Minutes planned against used."""
    yield heading("Minutes")
    rows = []
    for row in debrief.comparison.pace:
        planned = f"{clock(row.least)}–{clock(row.most)}" if row.most else "untimed"
        rows.append((row.title, clock(row.used), planned, _standing(row)))
    if rows:
        yield from table([("", "used", "planned", ""), *rows], ("title", "", "", ""), cells)
    aside = [
        f"{clock(seconds)} {what}"
        for seconds, what in (
            (debrief.comparison.paused, "paused"),
            (debrief.comparison.away, "away"),
        )
        if seconds
    ]
    if aside:
        yield from paragraph(f"Not counted: {', '.join(aside)}.", cells, "dim", "  ")


def _standing(row: PhasePace) -> str:
    if row.standing is Standing.AHEAD:
        return "never entered"
    if row.standing is Standing.OVER:
        return f"{clock(row.over)} over"
    return "much shorter than planned" if row.used < row.least * _SHORT else ""


def hints(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Hints and their price."""
    hints = debrief.comparison.hints
    if not hints:
        return
    tally = debrief.tally
    unit = "point" if tally.hint_price == 1 else "points"
    yield heading(f"Hints: {tally.hint_price:g} {unit}")
    for hint in hints:
        text = f"{hint.rung} ({hint.price:g}): {hint.text}"
        yield from paragraph(text, cells, "", f"  #{hint.n} ", "key")
    if tally.hint_price_asked > tally.hint_price:
        text = f"Together {tally.hint_price_asked:g}, but never more than {tally.hint_price:g}."
        yield from paragraph(text, cells, "dim", "  ")


def curveballs(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Changes of the requirements, with the reply and a good one."""
    thrown = debrief.comparison.thrown
    if not thrown:
        return
    yield heading("The change of requirements")
    for curveball in thrown:
        yield from paragraph(curveball.text, cells, "", f"  #{curveball.entry} ", "key")
        if curveball.reply:
            yield from paragraph(
                f"“{curveball.reply.text}”", cells, "dim", f"  #{curveball.reply.n} ", "key"
            )
        else:
            yield from paragraph("You said nothing to it.", cells, "", "  ")
        if curveball.good:
            yield from paragraph(f"A good answer: {curveball.good}", cells, "", "  ")


def unanswered(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Probes that were let pass."""
    probes = debrief.comparison.unanswered
    if not probes:
        return
    yield heading("Questions you let pass")
    for probe in probes:
        yield from paragraph(probe.text, cells, "", f"  #{probe.n} ", "key")


def findings(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What was still open across the boards and on each of them."""
    board = [
        f"{name} board: {finding.finding.message}"
        for name, open_findings in groupby(
            debrief.comparison.open_findings, key=lambda finding: finding.board
        )
        for finding in open_findings
    ]
    across = [finding.message for finding in debrief.findings]
    if not board and not across:
        return
    yield heading("Left open at the end")
    for text in (*across, *board):
        yield from paragraph(text, cells, "", "  · ", "dim")


def decisions(debrief: Debrief, cells: int) -> Iterator[Row]:
    """The options of each decision, from naive to great."""
    decisions = debrief.prompt.decisions
    if not decisions:
        return
    yield heading("The decisions in this problem")
    for decision in decisions:
        carries = " (everything rests on this one)" if decision.load_bearing else ""
        yield from paragraph(f"{decision.question}{carries}", cells, "title", "  ")
        for option in decision.options:
            text = f"{option.name} [{option.grade}]. Holds: {option.holds} Fails: {option.fails}"
            yield from paragraph(text, cells, "", "  · ", "dim")
