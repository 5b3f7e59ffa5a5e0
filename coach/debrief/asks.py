"""The questions before the verdict, as a person is asked them, and what answers come to."""

from collections.abc import Iterable, Sequence

from coach.boards.board import Row
from coach.debrief.beside_ears import unheard
from coach.debrief.doubts import told as told_doubt
from coach.debrief.evidence import Evidence, quoted
from coach.debrief.point import Point
from coach.debrief.score import Debrief
from coach.debrief.standing import stands
from coach.debrief.verdicts import told
from coach.frozen import dataclass
from coach.session.events import CANDIDATE
from coach.text import cut

_AROUND = 100
"""Characters of what was said before and after a quotation."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: whether what stands at an entry showed a point. `before` and `after` are the
    words around it, `doubt` what speaks against them, "" where there is none."""

    observable: str
    text: str
    worth: float
    entry: int
    how: str
    quote: str
    before: str
    after: str
    doubt: str = ""


def asks(debrief: Debrief) -> tuple[Ask, ...]:
    """What is unsure of a session, the question worth most first."""
    return tuple(
        _ask(debrief, point, point.nearest) for point in debrief.tally.unsure if point.nearest
    )


def testified(debrief: Debrief) -> tuple[Ask, ...]:
    """What a witness says was shown and the score does not have, as questions to the candidate."""
    asks: list[Ask] = []
    for reading in debrief.readings:
        shown = {point.id: point for point in reading.points}
        for point in unheard(debrief.tally, reading):
            said = shown[point.id]
            asks.append(_ask(debrief, point, Evidence(said.entry, "said", quoted(said.quote))))
    return tuple(asks)


def _ask(debrief: Debrief, point: Point, near: Evidence) -> Ask:
    said = [
        utterance
        for utterance in debrief.state.conversation
        if utterance.kind in ("", "probe", "answer")
    ]
    before = next((utterance for utterance in reversed(said) if utterance.n < near.entry), None)
    after = next(
        (utterance for utterance in said if utterance.n > near.entry and utterance.by == CANDIDATE),
        None,
    )
    whole = next((utterance.text for utterance in said if utterance.n == near.entry), "")
    spoken = near.how in ("said", "asked")
    around = " ".join(whole.split())
    at = around.find(near.text.rstrip("…"))
    lead = around[:at] if at > 0 else ""
    rest = around[at + len(near.text) :] if at >= 0 else ""
    earlier = lead or (before.text if before and spoken else "")
    later = rest or (after.text if after and spoken else "")
    return Ask(
        point.id,
        point.text,
        point.brings,
        near.entry,
        near.how,
        near.text,
        _tail(" ".join(earlier.split())),
        cut(" ".join(later.split()), _AROUND),
        told_doubt(near.doubt, point.missed),
    )


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:]


def standing_at(
    debrief: Debrief, yes: Iterable[str], no: Iterable[str]
) -> tuple[float, float, str]:
    """Low and high points once some questions are answered, and the verdict in words."""
    tally = debrief.tally
    confirmed, denied = frozenset(yes), frozenset(no)
    still = {point.id for point in tally.unsure} - denied
    low, high = tally.reach(confirmed), tally.reach(confirmed | still)
    if tally.sort != "whole" or (still - confirmed and not tally.following.enough):
        return low.total, high.total, "no verdict yet"
    asked = {point.id for point in tally.unsure}
    words = [low.verdict, high.verdict]
    if not asked <= confirmed | denied:
        now = stands(tally.every, tally.reach, asked, confirmed, denied)
        words = [now.word] if now.word else [*words, *([now.other] if now.other else [])]
    return low.total, high.total, told(words)


def point_at(points: Sequence[Point], rows: Sequence[Row], at: int) -> Point | None:
    """The point that a row of the debrief's page is about; None where it is about none."""
    for row in reversed(rows[max(0, at - 15) : at + 1]):
        text = "".join(text for text, _ in row)
        if text[:2] != "  " and text.strip():
            return None
        mark, body = text[:4].strip(), text[4:].strip()
        if mark in ("+", "?", "–", "×", "·"):
            start = body[:36].rstrip()
            return next(
                (
                    p
                    for p in points
                    if start and (p.text.startswith(start) or p.missed.startswith(start))
                ),
                None,
            )
    return None
