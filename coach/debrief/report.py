"""The debrief as a page: rows for a terminal, or plain text. Entries are cited as #17.

The page begins with what matters, goes on with the points and their evidence, and ends with what
the prompt teaches. Nothing of it may be seen without an attempt: then it refuses.
"""

from collections.abc import Iterator

from coach.boards.board import Row, plain
from coach.debrief.beside import (
    curveballs,
    decisions,
    design,
    estimates,
    findings,
    hints,
    minutes,
    questions,
    unanswered,
)
from coach.debrief.score import Debrief
from coach.debrief.tally import EXTRA_LIMIT, GroupScore, Point
from coach.debrief.texts_beside import texts
from coach.debrief.typeset import heading, paragraph

_NARROW = 40


def report(debrief: Debrief, cells: int = 80) -> tuple[Row, ...]:
    """The page at a width of so many cells; raises the debrief's refusal when there is one."""
    if debrief.refusal:
        raise debrief.refusal
    cells = max(_NARROW, cells)
    sections = (
        _unseen,
        _verdict,
        _first,
        _score,
        _higher,
        questions,
        estimates,
        design,
        texts,
        minutes,
        hints,
        curveballs,
        unanswered,
        findings,
        decisions,
        _next,
    )
    rows: list[Row] = []
    for section in sections:
        found = list(section(debrief, cells))
        if found:
            rows += [*([()] if rows else []), *found]
    return tuple(rows)


def as_text(debrief: Debrief, cells: int = 80) -> str:
    """The page as plain text, ending in a newline."""
    return plain(report(debrief, cells)) + "\n"


def _unseen(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What is lost of the session, before any number that may suffer from it."""
    if not debrief.losses:
        return
    yield heading("What this debrief could not see")
    for one in debrief.losses:
        yield from paragraph(one, cells, "bad", "  ! ", "bad")
    told = "Points that rest on what is lost are missing below, and the boards may be older ones."
    yield from paragraph(told, cells, "", "  ")


def _verdict(debrief: Debrief, cells: int) -> Iterator[Row]:
    tally = debrief.tally
    planned = debrief.state.opened.level if debrief.state.opened else tally.level
    other = f" (played at {planned} level)" if planned != tally.level else ""
    yield ((f"{debrief.prompt.title}: debrief at {tally.level} level{other}", "title"),)
    yield ()
    role = {"strong hire": "good", "hire": "good", "lean hire": "warn"}.get(tally.verdict, "bad")
    yield ((tally.verdict.upper(), role), (f"   {tally.total:g} of 100", "title"))
    yield from paragraph(tally.because, cells)
    yield from paragraph(_sum(debrief), cells, "dim")
    yield from paragraph(debrief.comparison.calibration, cells)
    yield ()
    yield from paragraph(f"A {tally.verdict} here: {tally.meaning}", cells)
    yield from paragraph(f"The bar for {tally.level}: {tally.bar}", cells)
    if tally.ignored_overrules:
        told = ", ".join(f"#{n}" for n in tally.ignored_overrules)
        yield from paragraph(
            f"Not counted, since they point at no entry of yours: self-assessments {told}.", cells
        )


def _sum(debrief: Debrief) -> str:
    tally = debrief.tally
    parts = [f"{tally.earned:g} of the 100 points that {tally.level} level asks for"]
    if tally.extra:
        most = f"half weight, at most {EXTRA_LIMIT:g} and half of what was missed"
        parts.append(f"{tally.extra:g} extra for what higher levels are asked ({most})")
    if tally.hint_price:
        parts.append(f"{tally.hint_price:g} off for hints")
    claimed = sum(point.points for point in tally.points if point.self_assessed)
    if claimed:
        parts.append(f"{claimed:g} of it by self-assessment")
    return "; ".join(parts) + "."


def _first(debrief: Debrief, cells: int) -> Iterator[Row]:
    advice = debrief.practice.first
    if not advice:
        return
    yield heading("Work on this first" if len(advice) == 1 else "Work on these two first")
    for number, one in enumerate(advice, 1):
        yield from paragraph(one.title, cells, "title", f"  {number}. ", "title")
        yield from paragraph(one.advice, cells, "", "     ")


def _score(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield heading("Points and where they come from")
    for group in debrief.groups:
        mine = [point for point in debrief.points if point.group == group.group]
        if mine:
            yield ((f"  {group.title}", "title"), (f"   {_group_sum(group)}", ""))
            for point in mine:
                yield from _point(debrief, point, cells)


def _group_sum(group: GroupScore) -> str:
    extra = f" and {group.extra:g} extra" if group.extra else ""
    return f"{group.points:g} of {group.worth:g}{extra}"


def _point(debrief: Debrief, point: Point, cells: int) -> Iterator[Row]:
    """A point earned with its evidence, or missed with what would have earned it."""
    if point.extra and not point.met and not point.self_assessed:
        return
    tag = f" ({point.level} level, extra credit)" if point.extra else ""
    mark, role = ("  + ", "good") if point.met else ("  – ", "bad")
    amount = f"{point.points:.1f}" if point.met else f"0 of {point.worth:.1f}"
    yield from paragraph(f"{point.text}{tag}: {amount}", cells, "", mark, role)
    if point.met or point.self_assessed:
        yield from _evidence(point, cells)
        return
    yield from paragraph(point.missed, cells, "", "      ")
    yield from _elsewhere(debrief, point, cells)


def _elsewhere(debrief: Debrief, point: Point, cells: int) -> Iterator[Row]:
    """The words that would have earned a point in another phase, where there are any."""
    if point.elsewhere:
        title = _phase_title(debrief, point.elsewhere.how).lower()
        text = f"said in “{title}”, where it does not count by itself: “{point.elsewhere.text}”"
        yield from paragraph(text, cells, "dim", f"      #{point.elsewhere.entry} ", "key")


def _evidence(point: Point, cells: int) -> Iterator[Row]:
    """Every entry that shows a point, with the words."""
    if point.evidence[0].how == "worked":
        firsts = ", ".join(f"#{one.entry}" for one in point.evidence)
        yield from paragraph(firsts, cells, "key", "      ")
        return
    for one in point.evidence:
        quoted = f" “{one.text}”" if one.text else ""
        yield from paragraph(f"{one.how}{quoted}", cells, "dim", f"      #{one.entry} ", "key")


def _higher(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What the levels above would have added; it was not held against the candidate."""
    above = [point for point in debrief.points if point.extra and not point.met]
    if not above:
        return
    yield heading("What a higher level would add")
    for point in above:
        yield from paragraph(f"{point.missed} ({point.level})", cells, "", "  · ", "dim")
        yield from _elsewhere(debrief, point, cells)


def _phase_title(debrief: Debrief, phase: str) -> str:
    plan = debrief.state.planned(phase)
    return plan.title if plan else phase


def _next(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield heading("What next")
    drill = debrief.practice.drill
    if drill:
        head = f"Weakest phase: {drill.title.lower()}, {drill.share:.0%} of its points."
        yield from paragraph(head, cells, "title", "  ")
        yield from paragraph(drill.text, cells, "", "  ")
    related = [slug for slug in debrief.prompt.related if slug]
    if related:
        yield from paragraph(f"Kindred problems: {', '.join(related)}.", cells, "dim", "  ")
    text = (
        "A point you think you earned can be overruled in the debrief, by pointing at the entry "
        "that shows it."
    )
    yield from paragraph(text, cells, "dim", "  ")
