"""What the library keeps its summaries on: the contract, and the plain one in memory.

The plain one is used where SQLite cannot be: it forgets everything with the process and is
filled from the files again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Protocol, TypeAlias

from coach.frozen import dataclass
from coach.journal.query import SessionQuery
from coach.journal.summary import FINISHED, Summary

Stamp: TypeAlias = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds: what tells that a file is the same."""


class ShelfError(Exception):
    """The shelf cannot be used; when `corrupt`, a new one in its place can."""

    def __init__(self, why: str, corrupt: bool) -> None:
        super().__init__(why)
        self.corrupt = corrupt


@dataclass(frozen=True, slots=True)
class SummaryCard:
    """What is kept of a file: its name under the sessions folder, its stamp, its summary (None
    for a stranger, then `why` says what it is) and its texts by column (see `search_words`)."""

    name: str
    stamp: Stamp
    summary: Summary | None
    why: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


class Shelf(Protocol):
    """Any method may raise ShelfError."""

    def known(self) -> Mapping[str, Stamp]:
        """The stamp of every file that is on the shelf."""
        ...

    def change(self, cards: Iterable[SummaryCard], gone: Iterable[str]) -> None:
        """Puts cards in place of those of the same name and takes away those that are gone."""
        ...

    def put(self, name: str, summary: Summary) -> None:
        """Puts a summary in place of the one on that file's card; nothing where there is none."""
        ...

    def sessions(self, limit: int | None, unfinished: bool) -> tuple[Summary, ...]:
        """Summaries, newest first, one a session; the unfinished ones alone if asked."""
        ...

    def without_points(self) -> tuple[Summary, ...]:
        """One's own finished sessions of which no score, or no points by group, are known, newest
        first."""
        ...

    def counts(self) -> tuple[int, int]:
        """How many sessions there are, and how many of them are not sound."""
        ...

    def beginning(self, prefix: str) -> tuple[Summary, ...]:
        """Sessions whose id or whose file's name begins so, newest first."""
        ...

    def search(self, query: SessionQuery) -> Iterator[Summary]:
        """Sessions that the query chooses and whose columns hold what it asks, newest first; those
        of which nothing could be read are none."""
        ...

    def strangers(self) -> tuple[tuple[str, str], ...]:
        """Names and sentences of files that are no sessions."""
        ...

    def close(self) -> None:
        """Lets go of what the shelf holds."""
        ...


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._cards: dict[str, SummaryCard] = {}

    def known(self) -> Mapping[str, Stamp]:
        return {name: card.stamp for name, card in self._cards.items()}

    def change(self, cards: Iterable[SummaryCard], gone: Iterable[str]) -> None:
        for name in gone:
            self._cards.pop(name, None)
        for card in cards:
            self._cards[card.name] = card

    def put(self, name: str, summary: Summary) -> None:
        if name in self._cards:
            self._cards[name] = replace(self._cards[name], summary=summary)

    def sessions(self, limit: int | None, unfinished: bool) -> tuple[Summary, ...]:
        summaries = [
            summary
            for summary in self._summaries()
            if not unfinished or (summary.mine and summary.resumable)
        ]
        return tuple(summaries[:limit])

    def without_points(self) -> tuple[Summary, ...]:
        return tuple(
            summary
            for summary in self._summaries()
            if summary.state == FINISHED
            and summary.mine
            and (summary.score is None or not summary.worth)
        )

    def counts(self) -> tuple[int, int]:
        summaries = self._summaries()
        return len(summaries), sum(not summary.sound for summary in summaries)

    def beginning(self, prefix: str) -> tuple[Summary, ...]:
        return tuple(
            summary
            for summary in self._summaries()
            if summary.id.startswith(prefix) or summary.path.name.startswith(prefix)
        )

    def search(self, query: SessionQuery) -> Iterator[Summary]:
        texts = {card.summary.path: card.texts for card in self._cards.values() if card.summary}
        return (
            summary
            for summary in self._summaries()
            if summary.entries and query.chooses(summary) and query.holds(texts[summary.path])
        )

    def strangers(self) -> tuple[tuple[str, str], ...]:
        names_and_reasons = ((c.name, c.why) for c in self._cards.values() if c.summary is None)
        return tuple(sorted(names_and_reasons))

    def close(self) -> None:
        self._cards.clear()

    def _summaries(self) -> list[Summary]:
        """One a session, newest first: of two files of one session the sounder, longer one."""
        best: dict[tuple[str, str, str], Summary] = {}
        for card in self._cards.values():
            summary = card.summary
            if summary is None:
                continue
            same = (summary.id, summary.wall, summary.seat)
            if same not in best or rank(summary) > rank(best[same]):
                best[same] = summary
        return sorted(
            best.values(), key=lambda summary: (summary.order, summary.path.name), reverse=True
        )


def rank(summary: Summary) -> tuple[bool, int, str]:
    """Which of two files of one session is the one to show."""
    return not summary.broken, summary.entries, summary.path.name
