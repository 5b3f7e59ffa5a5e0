"""A session in one line of a list, and the words it can be found by."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.journal.reader import Damage
    from coach.session.entry import Entry

SUFFIX = ".jsonl"

_OURS = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)-([a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a session. Texts are one clean line each.

    `wall` is when it was opened (ISO 8601), `elapsed` the seconds its clock ran, `phase` the id of
    the phase it stands in, `score` 0 to 100 or None, `broken` what is wrong with its file ("" when
    nothing that keeps it from being continued), `torn` what is wrong with its end, in the same way.
    """

    id: str
    path: Path
    prompt: str
    title: str
    workflow: str
    level: str
    pace: str
    mode: str
    wall: str
    entries: int
    phase: str
    elapsed: float
    closed: bool
    score: float | None
    verdict: str
    broken: str
    torn: str = ""

    @property
    def order(self) -> float:
        """Seconds since 1970 of `wall`, 0 where it is no time; for sorting only."""
        try:
            found = datetime.fromisoformat(self.wall)
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            return 0.0


@dataclass(frozen=True, slots=True)
class Past:
    """What was done under one title: sessions finished and not, the best result and its day.

    `score` is 0 to 100, None where no session came to a debrief.
    """

    finished: int = 0
    unfinished: int = 0
    score: float | None = None
    verdict: str = ""
    day: str = ""


def pasts(sessions: "Iterable[Summary]") -> dict[tuple[str, str], Past]:
    """What was done, by the prompt's slug and the session's title: a drill is titled by its phase
    too, and is no match for a whole interview. What cannot be read counts for nothing."""
    together: dict[tuple[str, str], list[Summary]] = {}
    for one in sessions:
        if one.workflow:
            together.setdefault((one.prompt, one.title), []).append(one)
    return {place: _past(same) for place, same in together.items()}


def _past(same: "Sequence[Summary]") -> Past:
    finished = sum(one.closed for one in same)
    best = max(same, key=lambda one: -1.0 if one.score is None else one.score)
    if best.score is None:
        return Past(finished, len(same) - finished)
    return Past(finished, len(same) - finished, best.score, best.verdict, best.wall[:10])


def summarize(
    path: Path, entries: "tuple[Entry, ...]", damage: "Damage | None"
) -> tuple[Summary, str] | None:
    """A session's summary and the text to search it by; None where no session can be seen."""
    from coach.journal.reader import Harm
    from coach.session.fold import fold

    state = fold(entries)
    opened = state.opened
    if opened is None:
        return None
    torn = damage is not None and damage.harm is Harm.TAIL
    harmful = damage is not None and damage.harm not in (Harm.TAIL, Harm.NEWLINE)
    summary = Summary(
        id=clean_line(opened.session),
        path=path,
        prompt=clean_line(opened.prompt),
        title=clean_line(opened.title),
        workflow=clean_line(opened.workflow),
        level=clean_line(opened.level),
        pace=clean_line(opened.pace),
        mode=clean_line(opened.mode),
        wall=clean_line(opened.wall),
        entries=len(entries),
        phase=clean_line(state.phase),
        elapsed=round(state.elapsed(state.at), 3),
        closed=state.closed,
        score=state.score.total if state.score else None,
        verdict=clean_line(state.score.verdict) if state.score else "",
        broken=str(damage) if harmful else "",
        torn=str(damage) if torn else "",
    )
    said = (words.text for words in state.conversation)
    text = "\n".join((opened.prompt, opened.title, *said, *state.boards.values()))
    return summary, text


def unreadable(path: Path, why: str) -> Summary | None:
    """A stand-in for a session nothing can be read of, by its file's name; None if it has none."""
    named = _OURS.fullmatch(path.stem)
    if named is None:
        return None
    wall, prompt, id_ = named.groups()
    return Summary(
        id=id_,
        path=path,
        prompt=clean_line(prompt),
        title=clean_line(prompt),
        workflow="",
        level="",
        pace="",
        mode="",
        wall=wall,
        entries=0,
        phase="",
        elapsed=0.0,
        closed=False,
        score=None,
        verdict="",
        broken=why,
    )
