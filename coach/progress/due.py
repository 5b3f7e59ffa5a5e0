"""What is due: prompts and skills as cards, scheduled by FSRS (the package `fsrs`, 6.3.2).

A card is `prompt:SLUG` or `skill:GROUP`. A session reviews the cards it touched on its day: the
share of points becomes Again, Hard, Good or Easy. Only this module imports the scheduler; its
weights stand here, so that a newer package does not move anybody's days.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.journal.summary import DRILL, GAVE_UP, Summary
from coach.progress.groups import group_share, ordered, phase_of

HARD, GOOD, EASY = 0.5, 0.7, 0.9
"""Shares of the points from which on a review is Hard, Good, Easy; below them it is Again."""
RETENTION = 0.9
LONGEST_DAYS = 45
WEIGHTS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The defaults of FSRS-6, as `fsrs` 6.3.2 has them."""
PROMPT = "prompt:"
SKILL = "skill:"


@dataclass(frozen=True, slots=True)
class Card:
    """A prompt or a skill: when it is due, when it was last practised, in which session, how that
    was rated (1 Again to 4 Easy), how often, with which percent of the points, and how many days
    it is overdue (less than 0: not yet)."""

    card: str
    due: date
    last: date
    session: str
    rating: int
    reviews: int
    share: float
    overdue: int


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of one card by one session; `share` is 0 to 1."""

    card: str
    share: float
    hinted: bool

    @property
    def rating(self) -> int:
        """1 to 4; never Easy after a hint."""
        easy = self.share >= EASY and not self.hinted
        return 1 + (self.share >= HARD) + (self.share >= GOOD) + easy


def reviews(summary: Summary) -> Iterator[Rating]:
    """What a session says about its prompt and about skills; a drill says nothing of the prompt."""
    if summary.state == GAVE_UP:
        yield Rating(PROMPT + summary.prompt, 0.0, hinted=False)
        return
    if summary.score is None:
        return
    if summary.kind != DRILL:
        yield Rating(PROMPT + summary.prompt, summary.score / 100, bool(summary.hints))
    for group in ordered(summary.worth):
        share = group_share(summary, group)
        if share is not None:
            yield Rating(SKILL + group, share, phase_of(group) in summary.hints)


def cards(summaries: Iterable[Summary], today: date) -> tuple[Card, ...]:
    """The cards of a library's sessions, given newest first; the most overdue first.

    Of a card's reviews on one day the first counts. CoachError where the scheduler is not there.
    """
    scheduler, new_card, rating_of = _scheduler()
    states: dict[str, Any] = {}
    told: dict[str, Card] = {}
    for summary in reversed([summary for summary in summaries if summary.counts]):
        day = _day(summary)
        if day is None:
            continue
        when = datetime(day.year, day.month, day.day, tzinfo=UTC)
        for review in reviews(summary):
            before = told.get(review.card)
            if before is not None and before.last == day:
                continue
            state = states.get(review.card) or new_card(card_id=1, due=when)
            state, _ = scheduler.review_card(state, rating_of(review.rating), when)
            states[review.card] = state
            due = state.due.date()
            told[review.card] = Card(
                review.card,
                due,
                day,
                summary.id,
                review.rating,
                (before.reviews if before else 0) + 1,
                round(100 * review.share, 1),
                (today - due).days,
            )
    return tuple(sorted(told.values(), key=lambda card: (-card.overdue, card.card)))


def _day(summary: Summary) -> date | None:
    try:
        return date.fromisoformat(summary.wall[:10])
    except ValueError:
        return None


def _scheduler() -> tuple[Any, Any, Any]:
    """FSRS with our settings, and its classes of cards and ratings."""
    try:
        import fsrs
    except ImportError:
        raise CoachError(
            "What is due needs the package fsrs, which is not installed.",
            "Install coach again with its dependencies.",
        ) from None
    scheduler = fsrs.Scheduler(
        parameters=WEIGHTS,
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
    return scheduler, fsrs.Card, fsrs.Rating
