"""Moments found: a query's answer looked up in the files of the sessions it is about."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.journal.query import SessionQuery
from coach.journal.summary import Summary, head

if TYPE_CHECKING:
    from coach.session.timeline import Moment


@dataclass(frozen=True, slots=True)
class Found:
    """A session that holds what was asked, and the moments in which any of the words occur; none
    where it was found by its title, prompt, labels or fields alone."""

    summary: Summary
    moments: "tuple[Moment, ...]" = ()


def confirmed(query: SessionQuery, candidates: Iterable[Summary]) -> Iterator[Summary]:
    """Those of the candidates that hold what is asked, where their words by column do not say it
    for certain: their moments are looked at one by one."""
    for summary in candidates:
        if query.answered_by_columns(summary) or _hits(query, summary) is not None:
            yield summary


def asked_moments(query: SessionQuery, summary: Summary) -> Found:
    """A session that was found, with its moments."""
    return Found(summary, _hits(query, summary) or ())


def _hits(query: SessionQuery, summary: Summary) -> "tuple[Moment, ...] | None":
    from coach.journal.file import read
    from coach.session.timeline import moments

    try:
        entries = read(summary.path).entries
    except CoachError:
        return None
    return query.hits(head(summary), moments(entries))
