"""Whether what comes nearest to a point that was missed is near enough to be shown to anybody.

Something always comes nearest. A quotation teaches where it is about the point; where it is about
something else it reads as if nothing had been understood. Of nine rehearsed candidates 26 of 83
quotations were about their point, read by a person; with these bounds 31 of 44 are.
"""

from collections.abc import Sequence

from coach.catalog.observable import Observable
from coach.debrief.closeness import Closeness
from coach.debrief.evidence import Evidence
from coach.debrief.likely import Asked
from coach.language.normal import normal_stems

LEAST = 2.0
"""How close a sentence comes at least, by closeness."""
SHARE = 0.63
"""How close beside what the sentence is closest to: else it is about that."""
GUESSED, FIRST = 0.3, 2
"""How well a question fits one of the point's facts at least, and among how many guesses."""


def points_there(
    close: Closeness, asked: Sequence[Asked], observable: Observable, near: Evidence
) -> bool:
    """Whether evidence that shows nothing is about a missed point all the same; what stands on a
    board is of the point's kind already, and only must have a word of it."""
    if near.how == "asked":
        facts = {fact for show in observable.shows for fact in show.facts}
        guesses = [question.guesses for question in asked if question.entry == near.entry]
        return any(
            fact in facts and total >= GUESSED for every in guesses for fact, total in every[:FIRST]
        )
    every = close.scores(normal_stems(near.text.replace("_", " ")))
    mine = every[observable.id]
    if near.how != "said":
        return mine > 0 or near.how in ("drew", "estimated")
    return mine >= LEAST and mine >= SHARE * max(every.values())
