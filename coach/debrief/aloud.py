"""How one spoke, where a transcriber heard it: words a minute, silences, and the longest talk from
one decision to the next. Nothing of it is judged in points.

An utterance's time is that of its arrival, on the interview's own clock. A silence is a gap of at
least `SILENCE` seconds in which nobody spoke and nothing was written.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coach.boards.board import Row
from coach.debrief.score import Debrief
from coach.debrief.typeset import heading, paragraph
from coach.frozen import dataclass
from coach.session.admit import OVERHEARD
from coach.session.pacing import clock
from coach.session.state import Utterance

SILENCE = 20.0
"""Seconds without a word that an interviewer notices; our own measure."""
LEAST_HEARD = 5
"""Utterances below which nothing is told of how one spoke."""
FAST, SLOW = 170, 100
"""Words a minute: talk is mostly between 120 and 160, and hard to follow beyond these."""
LONG_TALK = 180.0
"""Seconds of talk without a decision after which that is worth a sentence; our own measure."""


@dataclass(frozen=True, slots=True)
class Speech:
    """`rate` in words a minute of the time that was spoken; `silences` as (from, seconds); `talk`
    as (from, seconds) of the longest talk in which nothing was earned."""

    rate: int
    silences: tuple[tuple[float, float], ...]
    talk: tuple[float, float]


def spoken(heard: Sequence[Utterance], others: Sequence[float], deciding: frozenset[int]) -> Speech:
    """How these utterances were spoken; `others` are the times at which anything else happened,
    `deciding` the entries that earned something."""
    gaps = []
    pauses = 0.0
    for before, after in pairwise(heard):
        marks = sorted({before.clock, *(t for t in others if before.clock < t < after.clock)})
        stops = [*marks[1:], after.clock]
        longest = max(zip(marks, stops, strict=True), key=lambda pair: pair[1] - pair[0])
        if longest[1] - longest[0] >= SILENCE:
            gaps.append((longest[0], longest[1] - longest[0]))
        pauses += max(0.0, after.clock - before.clock - SILENCE)
    words = sum(len(utterance.text.split()) for utterance in heard[1:])
    minutes = (heard[-1].clock - heard[0].clock - pauses) / 60
    rate = round(words / minutes) if minutes > 0 else 0
    return Speech(rate, tuple(gaps), _longest(heard, deciding))


def _longest(heard: Sequence[Utterance], deciding: frozenset[int]) -> tuple[float, float]:
    start, best = heard[0].clock, (heard[0].clock, 0.0)
    for utterance in heard:
        if utterance.clock - start > best[1]:
            best = (start, utterance.clock - start)
        if utterance.n in deciding:
            start = utterance.clock
    return best


def aloud(debrief: Debrief, cells: int) -> Iterator[Row]:
    """What the page says of it; nothing where too little was heard aloud."""
    said = debrief.state.conversation
    heard = [utterance for utterance in said if utterance.ref == OVERHEARD]
    if len(heard) < LEAST_HEARD:
        return
    others = [utterance.clock for utterance in said if utterance.ref != OVERHEARD]
    deciding = frozenset(
        evidence.entry for point in debrief.points if point.met for evidence in point.evidence
    )
    speech = spoken(heard, others, deciding)
    yield heading("How you spoke")
    for sentence in _sentences(speech):
        yield from paragraph(sentence, cells, "", "  ")


def _sentences(speech: Speech) -> Iterator[str]:
    if speech.rate:
        pace = "fast" if speech.rate > FAST else "slow" if speech.rate < SLOW else "easy to follow"
        yield f"About {speech.rate} words a minute, {pace}; silences are not counted."
    if speech.silences:
        at, seconds = max(speech.silences, key=lambda gap: gap[1])
        many = len(speech.silences)
        count = "One silence" if many == 1 else f"{many} silences"
        longest = f"the longest {clock(seconds)} from {clock(at)}"
        yield f"{count} of {SILENCE:.0f} seconds or more, {longest}."
    at, seconds = speech.talk
    if seconds >= LONG_TALK:
        yield f"The longest talk in which nothing was decided: {clock(seconds)}, from {clock(at)}."
