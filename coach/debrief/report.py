"""The debrief as a page: rows for a terminal, or plain text. Entries are cited as #17.

The page begins with what matters, goes on with the points and their evidence, and ends with what
the prompt teaches. Nothing of it may be seen without an attempt: then it refuses.
"""

from collections.abc import Iterator
from itertools import groupby

from coach.boards import registry
from coach.boards.board import Row, plain
from coach.debrief.compare import Compared
from coach.debrief.layout import beside, paragraph, table
from coach.debrief.score import Debrief
from coach.debrief.tally import EXTRA_LIMIT, GroupScore, Point
from coach.session.pacing import PhasePace, Standing, clock
from coach.text import width

_GROUPS = {
    "requirements": "Requirements",
    "estimate": "Estimate",
    "high-level": "High-level design",
    "deep-dive": "Deep dive",
    "failure": "Failure and trade-offs",
    "communication": "Communication and pace",
}
_UNASKED_SHOWN = 4
_HINT_ROWS = 40
_NARROW = 60
_SHORT = 0.7


def report(debrief: Debrief, cells: int = 80) -> tuple[Row, ...]:
    """The page at a width of so many cells; raises the debrief's refusal when there is one."""
    if debrief.refusal:
        raise debrief.refusal
    cells = max(_NARROW, cells)
    sections = (
        _verdict,
        _first,
        _score,
        _higher,
        _questions,
        _estimates,
        _design,
        _pace,
        _hints,
        _curveballs,
        _unanswered,
        _findings,
        _decisions,
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


def _heading(text: str) -> Row:
    return ((text, "heading"),)


def _verdict(debrief: Debrief, cells: int) -> Iterator[Row]:
    tally = debrief.tally
    yield ((f"{debrief.prompt.title}: debrief at {tally.level} level", "title"),)
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
    return "; ".join(parts) + "."


def _first(debrief: Debrief, cells: int) -> Iterator[Row]:
    advice = debrief.practice.first
    if not advice:
        return
    yield _heading("Work on this first" if len(advice) == 1 else "Work on these two first")
    for number, one in enumerate(advice, 1):
        yield from paragraph(one.title, cells, "title", f"  {number}. ", "title")
        yield from paragraph(one.advice, cells, "", "     ")


def _score(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield _heading("Points and where they come from")
    for group in debrief.groups:
        mine = [point for point in debrief.points if point.group == group.group]
        if mine:
            yield ((f"  {_GROUPS[group.group]}", "title"), (f"   {_group_sum(group)}", ""))
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
    yield _heading("What a higher level would add")
    for point in above:
        yield from paragraph(f"{point.missed} ({point.level})", cells, "", "  · ", "dim")


def _phase_title(debrief: Debrief, phase: str) -> str:
    plan = debrief.state.planned(phase)
    return plan.title if plan else phase


def _questions(debrief: Debrief, cells: int) -> Iterator[Row]:
    unasked = debrief.comparison.unasked
    musts = [fact for fact in unasked if fact.must]
    others = [fact for fact in unasked if not fact.must]
    total = len(debrief.prompt.facts)
    yield _heading("What you did not ask")
    if not unasked:
        yield from paragraph("You asked for everything there was to know.", cells, "", "  ")
        return
    asked = debrief.comparison.asked
    yield from paragraph(f"You drew out {asked} of {total} facts.", cells, "", "  ")
    for fact in (*musts, *others[: max(0, _UNASKED_SHOWN - len(musts))]):
        lead = "  ! " if fact.must else "  · "
        text = f"{fact.asks[0][:1].upper()}{fact.asks[0][1:]}"
        yield from paragraph(text, cells, "title", lead, "warn" if fact.must else "dim")
        yield from paragraph(f"Without asking, assume {fact.default}.", cells, "", "    ")
        yield from paragraph(f"It matters: {fact.matters}", cells, "", "    ")
    rest = len(unasked) - len(musts) - max(0, _UNASKED_SHOWN - len(musts))
    if rest > 0:
        yield from paragraph(f"And {rest} smaller ones.", cells, "dim", "  ")
    if musts:
        yield from paragraph("! is what a good candidate always asks.", cells, "dim", "  ")


def _estimates(debrief: Debrief, cells: int) -> Iterator[Row]:
    compared = debrief.comparison.estimates
    yield _heading("Your numbers beside the reference")
    rows = [
        (
            one.quantity.name,
            one.figure.shown if one.figure else "–",
            one.quantity.value,
            how_far(one),
        )
        for one in compared
    ]
    head: tuple[str, ...] = ("", "yours", "reference", "")
    yield from table([head, *rows], ("title", "", "", ""), cells)
    for one in compared:
        text = f"{one.quantity.name}: {one.quantity.decides}"
        yield from paragraph(text[:1].upper() + text[1:], cells, "dim", "  ")


def how_far(one: Compared) -> str:
    """How a figure stands to its reference, in words."""
    if one.figure is None:
        return "not estimated"
    factor = one.figure.factor
    if factor <= 0:
        return "a unit that cannot be compared"
    if one.figure.off < 1.15:
        return "right"
    off = one.figure.off
    times = f"{round(off, 1):g}" if off < 10 else f"{off:,.0f}"
    way = "too high" if factor > 1 else "too low"
    allowed = f"within a factor of {one.quantity.factor:g}" if one.within else "off"
    return f"{times} times {way}, {allowed}"


def _design(debrief: Debrief, cells: int) -> Iterator[Row]:
    found = debrief.comparison
    yield _heading("Your design beside the reference")
    for one in found.honoured:
        text = f"Equally defensible: {one.name}. {one.why}"
        yield from paragraph(text, cells, "good", f"  = #{one.entry} ", "key")
    for part in found.missing:
        lead, role = ("  – ", "bad") if part.essential else ("  · ", "dim")
        kind = "No" if part.essential else "Could have:"
        yield from paragraph(f"{kind} {part.name}. {part.why}", cells, "", lead, role)
        if part.essential:
            yield from paragraph(f"Without it: {part.without}", cells, "", "    ")
    for broken in found.walks:
        text = f"“{broken.walk.name}” breaks: {broken.sentence}."
        yield from paragraph(text, cells, "", "  ! ", "warn")
    if not found.missing and not found.walks:
        yield from paragraph("Every part is there and every walk gets through.", cells, "", "  ")
    yield ()
    yield from _drawings(found.drawn_text, found.reference_text, cells)


def _drawings(mine: str, reference: str, cells: int) -> Iterator[Row]:
    """Both drawings side by side where they fit, else one above the other."""
    half = (cells - 5) // 2
    left, right = _drawn(mine, half), _drawn(reference, half)
    if max(map(width, left + right), default=0) <= half:
        yield from beside(["Yours", *left], ["Reference", *right])
        return
    yield (("Yours", "title"),)
    yield from (((line, ""),) for line in _drawn(mine, cells))
    yield (("Reference", "title"),)
    yield from (((line, ""),) for line in _drawn(reference, cells))


def _drawn(text: str, cells: int) -> list[str]:
    if not text.strip():
        return ["(nothing drawn)"]
    board = registry.board("diagram")
    return plain(board.draw(board.parse(text), cells, _HINT_ROWS)).split("\n")


def _pace(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield _heading("Minutes")
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


def _hints(debrief: Debrief, cells: int) -> Iterator[Row]:
    hints = debrief.comparison.hints
    if not hints:
        return
    tally = debrief.tally
    unit = "point" if tally.hint_price == 1 else "points"
    yield _heading(f"Hints: {tally.hint_price:g} {unit}")
    for hint in hints:
        text = f"{hint.rung} ({hint.price:g}): {hint.text}"
        yield from paragraph(text, cells, "", f"  #{hint.n} ", "key")
    if tally.hint_price_asked > tally.hint_price:
        text = f"Together {tally.hint_price_asked:g}, but never more than {tally.hint_price:g}."
        yield from paragraph(text, cells, "dim", "  ")


def _curveballs(debrief: Debrief, cells: int) -> Iterator[Row]:
    thrown = debrief.comparison.thrown
    if not thrown:
        return
    yield _heading("The change of requirements")
    for one in thrown:
        yield from paragraph(one.text, cells, "", f"  #{one.entry} ", "key")
        if one.reply:
            yield from paragraph(f"“{one.reply.text}”", cells, "dim", f"  #{one.reply.n} ", "key")
        else:
            yield from paragraph("You said nothing to it.", cells, "", "  ")
        if one.good:
            yield from paragraph(f"A good answer: {one.good}", cells, "", "  ")


def _unanswered(debrief: Debrief, cells: int) -> Iterator[Row]:
    probes = debrief.comparison.unanswered
    if not probes:
        return
    yield _heading("Questions you let pass")
    for one in probes:
        yield from paragraph(one.text, cells, "", f"  #{one.n} ", "key")


def _findings(debrief: Debrief, cells: int) -> Iterator[Row]:
    board = [
        f"{name} board: {one.finding.message}"
        for name, found in groupby(debrief.comparison.open_findings, key=lambda one: one.board)
        for one in found
    ]
    across = [finding.message for finding in debrief.findings]
    if not board and not across:
        return
    yield _heading("Left open at the end")
    for text in (*across, *board):
        yield from paragraph(text, cells, "", "  · ", "dim")


def _decisions(debrief: Debrief, cells: int) -> Iterator[Row]:
    decisions = debrief.prompt.decisions
    if not decisions:
        return
    yield _heading("The decisions in this problem")
    for decision in decisions:
        carries = " (everything rests on this one)" if decision.load_bearing else ""
        yield from paragraph(f"{decision.question}{carries}", cells, "title", "  ")
        for option in decision.options:
            text = f"{option.name} [{option.grade}]. Holds: {option.holds} Fails: {option.fails}"
            yield from paragraph(text, cells, "", "  · ", "dim")


def _next(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield _heading("What next")
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
