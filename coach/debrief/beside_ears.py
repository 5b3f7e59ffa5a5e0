"""The sections of the page that put the score beside others: that of the day, and other ears'."""

from collections.abc import Iterator

from coach.boards.board import Row
from coach.debrief.point import Point
from coach.debrief.readings import Reading, by_rule
from coach.debrief.score import RULES, Debrief
from coach.debrief.tally import Tally
from coach.debrief.typeset import heading, paragraph
from coach.session.state import Score


def recorded(debrief: Debrief) -> Score | None:
    """The score that the session carries where other rules gave it, None where it is today's."""
    score = debrief.state.score
    return score if score is not None and score.rules != RULES else None


def then(debrief: Debrief, cells: int) -> Iterator[Row]:
    """The score that the session carries, where it is of other rules than today's."""
    score = recorded(debrief)
    if score is None:
        return
    text = (
        f"This session carries {score.total:.0f} points, {score.verdict}, by version {score.rules} "
        f"of the rules. Below is what version {RULES} makes of it; it is not recorded unless you "
        "say so with s."
    )
    yield from paragraph(text, cells, "warn")


def ears(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What other ears make of the session, each point and wrong statement with its quotation."""
    if not debrief.readings:
        return
    yield heading("What other ears heard")
    yield from paragraph(compared(debrief), cells, "", "  ")
    for reading in debrief.readings:
        yield from _reading(debrief, reading, cells)


def compared(debrief: Debrief) -> str:
    """All readings in one line: by rule 28 to 64, on your word 58, your witness (x): 91, hire."""
    tally = debrief.tally
    parts = [f"By rule {_span(*by_rule(tally))}"]
    if any(point.on_word for point in tally.every):
        parts.append(f"on your word {_span(tally.low.total, tally.high.total)}")
    for reading in debrief.readings:
        parts.append(f"{reading.who}: {_span(reading.low, reading.high)}, {reading.verdict}")
    return f"{'; '.join(parts)}."


def _span(low: float, high: float) -> str:
    return f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"


def _reading(debrief: Debrief, reading: Reading, cells: int) -> Iterator[Row]:
    if not reading.asked:
        return
    open_ones = unheard(debrief.tally, reading)
    if open_ones:
        text = "Shown, says the witness, and not counted unless you say so (w):"
        yield from paragraph(text, cells, "dim", "  ")
    shown = {point.id: point for point in reading.points}
    for point in open_ones:
        said = shown[point.id]
        doubt = " (one of two answers)" if point.id in reading.unsure else ""
        yield from paragraph(f"{point.text}{doubt}", cells, "", "  w ", "warn")
        yield from paragraph(f"“{said.quote}”", cells, "dim", f"      #{said.entry} ", "key")
    for wrong in reading.wrong:
        yield from paragraph(f"“{wrong.quote}”", cells, "", f"  w× #{wrong.entry} ", "bad")
        yield from paragraph(f"Wrong, says the witness: {wrong.why}", cells, "", "      ")
    if reading.dropped:
        things = "One thing" if reading.dropped == 1 else f"{reading.dropped} things"
        text = f"{things} it said could not be found in your words and did not count."
        yield from paragraph(text, cells, "dim", "  ")


def unheard(tally: Tally, reading: Reading) -> tuple[Point, ...]:
    """The points that a reading shows and the score does not have, the dearest first."""
    shown = {point.id for point in reading.points}
    open_ones = [p for p in tally.every if p.id in shown and not p.met and not p.self_assessed]
    return tuple(sorted(open_ones, key=lambda point: -point.worth))
