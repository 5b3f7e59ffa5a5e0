"""Everything about today in one answer: cards, proposals, titles, what came of the last drill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coach.catalog.header import DIFFICULTIES, INTERVIEW
from coach.catalog.shelf import Folders, headers
from coach.journal.summary import Summary
from coach.progress.due import Card, cards
from coach.progress.proposal import Outcome, Proposal, outcome, proposals


@dataclass(frozen=True, slots=True)
class Agenda:
    """`titles` are those of all interviews by slug, the easy ones first."""

    cards: tuple[Card, ...]
    proposals: tuple[Proposal, ...]
    titles: dict[str, str]
    outcome: Outcome | None


def agenda(sessions: Sequence[Summary], folders: Folders, today: date) -> Agenda:
    """What the library's sessions, newest first, say about that day."""
    known, _ = headers(folders)
    by_ease = sorted(known, key=lambda one: DIFFICULTIES.index(one.difficulty))
    titles = {one.slug: one.title for one in by_ease if one.workflow == INTERVIEW}
    found = cards(sessions, today)
    wanted = proposals(found, sessions, tuple(titles), today)
    return Agenda(found, wanted, titles, outcome(sessions))
