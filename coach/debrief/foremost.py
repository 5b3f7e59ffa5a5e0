"""What a debrief says first: what was strong, what was wrong, what to work on, what is unsure."""

from collections.abc import Iterator

from coach.boards.board import Row
from coach.debrief.score import Debrief
from coach.debrief.suspicion import TRUSTED, suspicion
from coach.debrief.typeset import heading, paragraph


def strengths(debrief: Debrief, cells: int) -> Iterator[Row]:
    """Two things that were done well, in the candidate's own words; none in words that may be an
    error, for what is praised is learnt."""
    spoken = [
        point
        for point in debrief.points
        if point.met
        and point.evidence
        and point.evidence[0].how in ("said", "wrote", "asked")
        and (
            point.evidence[0].how == "asked"
            or suspicion(debrief.prompt, point.evidence[0].text).chance < TRUSTED
        )
    ]
    best = sorted(spoken, key=lambda p: (not p.load_bearing, -p.points, p.evidence[0].entry))
    told = {point.evidence[0].entry: point for point in reversed(best)}
    chosen = [point for point in best if told[point.evidence[0].entry] is point][:2]
    if not chosen:
        return
    yield heading("What was strong")
    for point in chosen:
        yield from paragraph(f"{point.text}.", cells, "", "  + ", "good")
        evidence = point.evidence[0]
        yield from paragraph(f"“{evidence.text}”", cells, "dim", f"      #{evidence.entry} ", "key")


def wrongs(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What was said by a mechanism that fails: the words, why, and what would be right."""
    wrong = [point for point in debrief.points if point.wrong]
    if not wrong:
        return
    yield heading("What was wrong")
    for point in wrong:
        if point.wrong is None:
            continue
        said = point.wrong.said
        yield from paragraph(f"“{said.text}”", cells, "", f"  × #{said.entry} ", "bad")
        yield from paragraph(point.wrong.why, cells, "", "      ")
        if point.met:
            later = ", ".join(f"#{evidence.entry}" for evidence in point.evidence)
            yield from paragraph(f"You put it right later: {later}.", cells, "good", "      ")
        elif not point.wrong.anywhere:
            yield from paragraph(f"Right: {point.missed}", cells, "dim", "      ")


def doubtful(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What may be wrong, and would be if it was meant as it sounds."""
    if not debrief.doubted or not debrief.tally.following.enough:
        return
    yield heading("What sounds wrong, and may only be said shortly")
    for row in debrief.doubted:
        yield from paragraph(f"“{row.said.text}”", cells, "", f"  ? #{row.said.entry} ", "warn")
        yield from paragraph(f"If you meant it so: {row.why}", cells, "", "      ")
        yield from paragraph(f"Right: {row.right}", cells, "dim", "      ")


def misfits(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What does not fit together: words against facts, against the sheet, against the drawing."""
    if not debrief.at_odds:
        return
    yield heading("What does not fit together")
    for odd in debrief.at_odds:
        yield from paragraph(f"“{odd.said.text}”", cells, "", f"  / #{odd.said.entry} ", "warn")
        told = f"{odd.against.how} “{odd.against.text}”"
        yield from paragraph(told, cells, "dim", f"      #{odd.against.entry} ", "key")
        yield from paragraph(odd.why, cells, "", "      ")


def first(debrief: Debrief, cells: int) -> Iterator[Row]:
    """At most two things to work on, each with a sentence that would have earned it."""
    advice = debrief.practice.first
    if not advice:
        return
    yield heading("Work on this first" if len(advice) == 1 else "Work on these two first")
    for number, item in enumerate(advice, 1):
        yield from paragraph(item.title, cells, "title", f"  {number}. ", "title")
        yield from paragraph(item.advice, cells, "", "     ")
        if item.sentence:
            yield from paragraph(f"Say: “{item.sentence}”", cells, "good", "     ")


def unsure(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What is asked before the verdict, each with the sentence that it is about."""
    if not debrief.tally.unsure:
        return
    yield heading("What I am not sure of: did you say this?")
    for point in debrief.tally.unsure:
        title = f"{point.text} ({point.brings:.0f})"
        yield from paragraph(title, cells, "", "  ? ", "warn")
        if point.nearest:
            lead = f"      #{point.nearest.entry} "
            yield from paragraph(f"“{point.nearest.text}”", cells, "dim", lead, "key")
        if point.doubt:
            yield from paragraph(point.doubt, cells, "warn", "      ")
