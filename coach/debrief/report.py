"""The debrief as a page: rows for a terminal, or plain text. Entries are cited as #17.

The page begins with what matters, goes on with the points and their evidence, and ends with what
the prompt teaches. Nothing of it may be seen without an attempt: then it refuses.
"""

from collections.abc import Iterator

from coach.boards.board import Row, plain
from coach.debrief.aloud import aloud
from coach.debrief.beside import (
    bottleneck,
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
from coach.debrief.beside_ears import ears, then
from coach.debrief.described_instead import wording
from coach.debrief.evidence import BY_CLOCK
from coach.debrief.foremost import doubtful, first, misfits, strengths, unsure, wrongs
from coach.debrief.levels import LEVELS
from coach.debrief.overview import overview, span
from coach.debrief.point import Point
from coach.debrief.score import Debrief
from coach.debrief.tally import GroupScore, Tally
from coach.debrief.texts_beside import texts
from coach.debrief.typeset import heading, paragraph
from coach.debrief.verdicts import EXTRA_LIMIT, OPEN

_NARROW = 40
STARTS = "  n  "
"""The beginning of the line that says what n, and Enter on it, starts."""
FEW_WORDS = (
    "This prompt hears with few words: it is a light one, and knows one or two ways to say each "
    "thing. What it missed you may well have said, so nothing that is missing holds the verdict "
    "back; claim what you said."
)
MORE_SAID = (
    "On what I heard. Some of what is missing you may well have said, and it would change this: go "
    "through the points below and claim what you said (o)."
)
_SORTS = {
    "short": "This is too little to judge by: most phases had less than half of their least "
    "minutes, or next to no words. So there are points, and no verdict.",
    "drill": "A drill: these are the points of what was practised, of 100, and no hire word.",
}
_MARKS = {
    "heard": ("  + ", "good"),
    "unsure": ("  ? ", "warn"),
    "wrong": ("  × ", "bad"),
    "missed": ("  – ", "bad"),
}


def report(debrief: Debrief, cells: int = 80) -> tuple[Row, ...]:
    """The page at a width of so many cells; raises the debrief's refusal when there is one."""
    if debrief.refusal:
        raise debrief.refusal
    cells = max(_NARROW, cells)
    sections = (
        _unseen,
        then,
        _verdict,
        strengths,
        wrongs,
        doubtful,
        misfits,
        first,
        unsure,
        ears,
        _reasons,
        _score,
        _beyond,
        _higher,
        questions,
        estimates,
        design,
        bottleneck,
        texts,
        minutes,
        aloud,
        wording,
        hints,
        curveballs,
        unanswered,
        findings,
        decisions,
        _next,
    )
    rows: list[Row] = []
    for section in sections:
        lines = list(section(debrief, cells))
        if lines:
            rows += [*([()] if rows else []), *lines]
    return tuple(rows)


def as_text(debrief: Debrief, cells: int = 80) -> str:
    """The page as plain text, ending in a newline."""
    return plain(report(debrief, cells)) + "\n"


def _unseen(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What is lost of the session, before any number that may suffer from it."""
    if not debrief.losses:
        return
    yield heading("What this debrief could not see")
    for loss in debrief.losses:
        yield from paragraph(loss, cells, "bad", "  ! ", "bad")
    told = "Points that rest on what is lost are missing below, and the boards may be older ones."
    yield from paragraph(told, cells, "", "  ")


def _verdict(debrief: Debrief, cells: int) -> Iterator[Row]:
    tally = debrief.tally
    planned = debrief.state.opened.level if debrief.state.opened else tally.level
    other = f" (played at {planned} level)" if planned != tally.level else ""
    yield ((f"{debrief.prompt.title}: debrief at {tally.level} level{other}", "title"),)
    yield ()
    role = {"strong hire": "good", "hire": "good", "lean hire": "warn", "no hire": "bad"}
    yield ((tally.told.upper(), role.get(tally.verdict, "warn")), (f"   {span(tally)}", "title"))
    if tally.sort != "whole":
        yield from paragraph(_SORTS[tally.sort], cells, "warn")
    if debrief.prompt.tier == "light":
        yield from paragraph(FEW_WORDS, cells, "warn")
    if not tally.following.enough:
        yield from paragraph(_lost(tally), cells, "warn")
    elif tally.unsure:
        yield from paragraph(_open(tally), cells, "warn")
    elif tally.other:
        yield from paragraph(MORE_SAID, cells, "warn")
    yield ()
    yield from overview(tally, debrief.comparison.pace, cells)


def _lost(tally: Tally) -> str:
    """What is said to whom the debrief did not follow: what to do, or what its verdict rests on
    where all that was asked is answered."""
    if tally.verdict != OPEN:
        count = sum(point.on_word for point in tally.every)
        which = "one point" if count == 1 else f"{count} points"
        return (
            f"{tally.following.told}; your words are not the ones I know. This rests on your own "
            f"word for {which}, and there is no advice. A peer or a witness can grade it."
        )
    first = "Answer the questions below" if tally.unsure else "Claim what you said (o)"
    return (
        f"{tally.following.told}; your words are not the ones I know, so there is no verdict and "
        f"no advice. {first}, or have a peer or a witness grade it."
    )


def _open(tally: Tally) -> str:
    count = len(tally.unsure)
    which = "one point is" if count == 1 else f"{count} points are"
    end = f"{which} unsure, and answering the questions below settles that."
    surely = tally.verdict in (OPEN, tally.low.verdict)
    return f"On what I heard; {end}" if surely else f"Very likely at least this: {end}"


def _reasons(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What decided the verdict, how it adds up, and what such a verdict typically means."""
    tally = debrief.tally
    yield heading("On what I heard")
    yield from paragraph(tally.because, cells)
    yield from paragraph(_sum(debrief), cells, "dim")
    yield from paragraph(debrief.comparison.calibration, cells)
    if tally.verdict != OPEN:
        yield from paragraph(f"Typical of a {tally.verdict} here: {tally.meaning}", cells)
    yield from paragraph(f"The bar for {tally.level}: {tally.bar}", cells)
    limits = (
        "What this cannot judge: whether it would have convinced a person, how you listened, and "
        "what you drew in the air."
    )
    yield from paragraph(limits, cells, "dim")
    if tally.ignored_overrules:
        told = ", ".join(f"#{n}" for n in tally.ignored_overrules)
        yield from paragraph(
            f"Not counted, since they point at no entry of yours: self-assessments {told}.", cells
        )


def _sum(debrief: Debrief) -> str:
    tally = debrief.tally
    parts = [f"{tally.earned:.0f} of the 100 points that {tally.level} level asks for"]
    if tally.extra:
        most = f"half weight, at most {EXTRA_LIMIT:g} and half of what was missed"
        parts.append(f"{tally.extra:.0f} extra for what higher levels are asked ({most})")
    if tally.hint_price:
        parts.append(f"{tally.hint_price:g} off for hints")
    claimed = sum(point.points for point in tally.points if point.on_word)
    if claimed:
        parts.append(f"{claimed:.0f} of it on your word")
    return "; ".join(parts) + "."


def _score(debrief: Debrief, cells: int) -> Iterator[Row]:
    yield heading("Points and where they come from")
    for group in debrief.groups:
        mine = [point for point in debrief.points if point.group == group.group]
        if mine:
            yield ((f"  {group.title}", "title"), (f"   {_group_sum(group)}", ""))
            for point in mine:
                yield from _point(debrief, point, cells)


def _group_sum(group: GroupScore) -> str:
    extra = f" and {group.extra:.0f} extra" if group.extra else ""
    return f"{group.points:.0f} of {group.worth:.0f}{extra}"


def _point(debrief: Debrief, point: Point, cells: int) -> Iterator[Row]:
    """A point earned with its evidence, or missed with what would have earned it."""
    if point.extra and not point.met and not point.self_assessed:
        return
    tag = f" ({point.level} level, extra credit)" if point.extra else ""
    mark, role = _MARKS[point.state]
    amount = f"{point.points:.1f}" if point.met else f"0 of {point.worth:.1f}"
    yield from paragraph(f"{point.text}{tag}: {amount}", cells, "", mark, role)
    if point.met or point.self_assessed:
        yield from _evidence(point, cells)
        yield from _partly(point, cells)
        return
    if point.state != "unsure":
        yield from paragraph(point.missed, cells, "", "      ")
    if point.elsewhere and point.state != "unsure":
        yield from _elsewhere(debrief, point, cells)
    elif point.nearest and point.state != "wrong":
        text = f"closest you came: “{point.nearest.text}”"
        yield from paragraph(text, cells, "dim", f"      #{point.nearest.entry} ", "key")


def _partly(point: Point, cells: int) -> Iterator[Row]:
    """Why a point that was made did not bring all of its worth."""
    if not point.says_how:
        told = "Named only: say by what it works, when it fails or what it costs, with a number."
        yield from paragraph(told, cells, "warn", "      ")
    if point.prompted and point.points < point.worth:
        told = f"Only after the interviewer had asked for it (#{point.prompted})."
        yield from paragraph(told, cells, "warn", "      ")


def _elsewhere(debrief: Debrief, point: Point, cells: int) -> Iterator[Row]:
    """The words that would have earned a point in another phase, where there are any."""
    if point.elsewhere:
        title = _phase_title(debrief, point.elsewhere.how).lower()
        text = f"said in “{title}”, where it does not count by itself: “{point.elsewhere.text}”"
        yield from paragraph(text, cells, "dim", f"      #{point.elsewhere.entry} ", "key")


def _evidence(point: Point, cells: int) -> Iterator[Row]:
    """Every entry that shows a point, with the words."""
    if point.evidence[0].how == BY_CLOCK[0]:
        firsts = ", ".join(f"#{evidence.entry}" for evidence in point.evidence)
        yield from paragraph(firsts, cells, "key", "      ")
        return
    for evidence in point.evidence:
        quoted = f" “{evidence.text}”" if evidence.text else ""
        yield from paragraph(
            f"{evidence.how}{quoted}", cells, "dim", f"      #{evidence.entry} ", "key"
        )


def _beyond(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What is asked of the highest level whatever the problem, where it was heard."""
    heard = [point for point in debrief.tally.beyond if point.met]
    if heard:
        yield heading("Asked whatever the problem")
        for point in heard:
            yield from _point(debrief, point, cells)


def _higher(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What the levels above would have added; it was not held against the candidate."""
    above = [point for point in debrief.tally.every if point.extra and not point.met]
    if not above:
        return
    top = debrief.tally.level == LEVELS[-1]
    yield heading("What would add to it" if top else "What a higher level would add")
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
    if debrief.practice.start:
        yield from paragraph(debrief.practice.start.told, cells, "good", STARTS, "key")
    related = [slug for slug in debrief.prompt.related if slug]
    if related:
        yield from paragraph(f"Kindred problems: {', '.join(related)}.", cells, "dim", "  ")
    text = (
        "A point you think you earned can be claimed in the debrief, by choosing the sentence of "
        "yours that shows it."
    )
    yield from paragraph(text, cells, "dim", "  ")
