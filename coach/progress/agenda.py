"""Everything about today in one answer: cards, proposals, titles, what came of the last drill."""

from collections.abc import Sequence
from datetime import date

from coach.catalog.header import DIFFICULTIES, INTERVIEW
from coach.catalog.shelf import Folders, headers
from coach.frozen import dataclass
from coach.journal.summary import Summary
from coach.progress.declined import Declined
from coach.progress.due import Card, cards
from coach.progress.proposal import Coming, Proposal, ProposalOutcome, coming, outcome, proposals


@dataclass(frozen=True, slots=True)
class Agenda:
    """`titles` are those of all interviews by slug, the easy ones first, and those that hear with
    few words last. `coming` is what comes next where nothing is proposed."""

    cards: tuple[Card, ...]
    proposals: tuple[Proposal, ...]
    titles: dict[str, str]
    outcome: ProposalOutcome | None
    coming: Coming | None = None

    @property
    def offered(self) -> tuple[Proposal, ...]:
        """What can be begun: the proposals, else what comes next."""
        return self.proposals or ((self.coming.proposal,) if self.coming else ())


def agenda(
    sessions: Sequence[Summary], folders: Folders, today: date, declined: Declined | None = None
) -> Agenda:
    """What the library's sessions, newest first, say about that day, without what is declined."""
    known, _ = headers(folders)
    by_ease = sorted(
        known, key=lambda header: (header.light, DIFFICULTIES.index(header.difficulty))
    )
    titles = {header.slug: header.title for header in by_ease if header.workflow == INTERVIEW}
    due_cards = cards(sessions, today)
    declined = (declined or Declined()).on(today)
    barred = {*declined.never, *declined.instead}
    asked = [card for card in due_cards if card.card not in declined.cards]
    prompts = tuple(slug for slug in titles if slug not in barred)
    wanted = proposals(asked, sessions, prompts, today)
    later = None if wanted else coming(due_cards, sessions, prompts, today)
    return Agenda(due_cards, wanted, titles, outcome(sessions), later)
