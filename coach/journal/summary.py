"""A session as a list, progress and practice know it: everything that is told without reading its
file again."""

import json
import re
from collections.abc import Mapping
from dataclasses import field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.frozen import dataclass
from coach.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach.journal.entry_reader import Damage
    from coach.session.entry import Entry
    from coach.session.state import State

SUFFIX = ".jsonl"

_OURS = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)-([a-z0-9]+)")


SOLO_KIND = "solo"
DRILL = "drill"
MOCK = "mock"
UNREADABLE = "unreadable"
GAVE_UP = "gave up"
FINISHED = "finished"
UNFINISHED = "unfinished"
TORN = "torn"
BROKEN = "broken"
_JSON = json.JSONEncoder(ensure_ascii=False)
THEIRS_FOLDER = "theirs"
"""The folder, among the years, of what somebody else sent."""


@dataclass(frozen=True, slots=True)
class PhaseUse:
    """A phase of a session: the seconds used in it and the most of its window."""

    id: str
    used: float
    most: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of a session without its file. Texts are one clean line each.

    `wall` is when it was opened (ISO 8601), `elapsed` the seconds its clock ran, `phase` the id of
    the phase it stands in, `score` 0 to 100 or None, `broken` what is wrong with its file ("" when
    nothing that keeps it from being continued), `torn` what is wrong with its end, in the same way.
    `kind` is solo, drill (one phase planned) or mock, `state` finished, gave up, unfinished or
    unreadable, `damage` "", torn, broken, newer or empty. `hints` has the phase of each hint,
    `facts` how many were asked for, `groups` the points by group, `worth` what each could bring.
    `reckoned` is the version of the rules by which points that no debrief recorded were reckoned
    afterwards, 0 where all are the session's own. `seat` is the role that its owner had in a mock
    ("" alone), `peer` the name of the other one, `given` the verdict of the interviewer's form.
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
    kind: str = SOLO_KIND
    mine: bool = True
    state: str = UNREADABLE
    damage: str = ""
    labels: tuple[str, ...] = ()
    phases: tuple[PhaseUse, ...] = ()
    hints: tuple[str, ...] = ()
    facts: int = 0
    predicted: int | None = None
    groups: Mapping[str, float] = field(default_factory=dict)
    worth: Mapping[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    rules: int = 0
    reckoned: int = 0
    seat: str = ""
    peer: str = ""
    given: str = ""

    @property
    def own(self) -> bool:
        """Whether it is about what its owner can do: not somebody else's file, and of a mock only
        the candidate's."""
        return self.mine and self.seat in ("", "candidate")

    @property
    def resumable(self) -> bool:
        """Whether it can be gone on with alone; a mock goes on in its room."""
        return self.kind != MOCK and not (self.closed or self.broken)

    @property
    def sound(self) -> bool:
        """Whether all that counts of it can be read; a torn end takes nothing away."""
        return self.damage in ("", TORN)

    @property
    def counts(self) -> bool:
        """Whether it says something about how its owner does: one's own, sound, finished."""
        return self.own and self.sound and self.closed

    @property
    def order(self) -> float:
        """Seconds since 1970 of `wall`, 0 where it is no time; for sorting only."""
        try:
            moment = datetime.fromisoformat(self.wall)
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError):
            return 0.0


_KEPT = tuple(kept.name for kept in fields(Summary) if kept.name != "path")


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


def pasts(sessions: "Iterable[Summary]") -> dict[tuple[str, str, str], Past]:
    """What was done, by the workflow, the prompt's slug and the session's title: a drill is titled
    by its phase too, and is no match for a whole interview. What cannot be read counts for
    nothing."""
    together: dict[tuple[str, str, str], list[Summary]] = {}
    for session in sessions:
        if session.workflow and session.own:
            together.setdefault((session.workflow, session.prompt, session.title), []).append(
                session
            )
    return {place: _past(same) for place, same in together.items()}


def _past(same: "Sequence[Summary]") -> Past:
    finished = sum(summary.closed for summary in same)
    best = max(same, key=lambda summary: -1.0 if summary.score is None else summary.score)
    if best.score is None:
        return Past(finished, len(same) - finished)
    return Past(finished, len(same) - finished, best.score, best.verdict, best.wall[:10])


def summarize(
    path: Path, entries: "tuple[Entry, ...]", damage: "Damage | None"
) -> tuple[Summary, Mapping[str, str]] | None:
    """A session's summary and its words by column; None where no session can be seen."""
    from coach.journal.search_words import searchable
    from coach.session.events import CANDIDATE
    from coach.session.timeline import replayed

    state, moments = replayed(entries)
    hints = tuple([hint.phase for hint in state.hints])
    summary = summary_of(path, state, len(entries), damage, hints=hints, facts=len(state.facts))
    return (
        None if summary is None else (summary, with_head(summary, searchable(moments, CANDIDATE)))
    )


def summary_of(
    path: Path,
    state: "State",
    entries: int,
    damage: "Damage | None",
    *,
    hints: tuple[str, ...],
    facts: int,
) -> Summary | None:
    """The summary of a session that stands so after that many entries, with the phase of each of
    its hints and so many facts; None where no session can be seen."""
    from coach.journal.entry_reader import Harm

    opened = state.opened
    if opened is None:
        return None
    torn = damage is not None and damage.harm is Harm.TAIL
    harmful = damage is not None and damage.harm not in (Harm.TAIL, Harm.NEWLINE)
    return Summary(
        id=clean_line(opened.session),
        path=path,
        prompt=clean_line(opened.prompt),
        title=clean_line(state.title),
        workflow=clean_line(opened.workflow),
        level=clean_line(opened.level),
        pace=clean_line(opened.pace),
        mode=clean_line(opened.mode),
        wall=clean_line(opened.wall),
        entries=entries,
        phase=clean_line(state.phase),
        elapsed=round(state.elapsed(state.at), 3),
        closed=state.closed,
        score=state.score.total if state.score else None,
        verdict=clean_line(state.score.verdict) if state.score else "",
        broken=str(damage) if harmful else "",
        torn=str(damage) if torn else "",
        hints=hints,
        facts=facts,
        **_standing(path, state, damage),
        **_practice(state),
    )


def with_head(summary: Summary, texts: Mapping[str, str]) -> Mapping[str, str]:
    """The words by column with those that stand in its head."""
    from coach.journal.search_words import HEAD, words_of

    return {**texts, HEAD: " ".join(words_of(head(summary)))}


def head(summary: Summary) -> str:
    """What a session can be found by besides its moments: title, prompt, labels."""
    return " ".join((summary.title, summary.prompt, *summary.labels))


def _standing(path: Path, state: "State", damage: "Damage | None") -> dict[str, Any]:
    """What a summary says of what kind of session it is and how it ended."""
    opened = state.opened
    assert opened is not None
    alone = all(seat.author in (seat.role, "") for seat in opened.roles)
    kind = DRILL if len(opened.phases) == 1 else SOLO_KIND
    seat = state.seat
    return {
        "kind": kind if alone and seat is None else MOCK,
        "seat": clean_line(seat.role) if seat else "",
        "peer": _peer(state),
        "given": _given(state),
        "mine": path.parent.name != THEIRS_FOLDER,
        "state": GAVE_UP if state.gave_up else FINISHED if state.closed else UNFINISHED,
        "damage": _harm(damage),
        "labels": tuple(sorted(clean_line(label) for label in state.labels)),
    }


def _practice(state: "State") -> dict[str, Any]:
    """What a summary has for progress and practice to be reckoned from."""
    score = state.score
    return {
        "phases": tuple(
            PhaseUse(phase.id, round(state.seconds(phase.id, state.at), 3), phase.most)
            for phase in state.phases
        ),
        "predicted": state.predicted,
        "groups": dict(score.groups) if score else {},
        "worth": dict(score.worth) if score else {},
        "missed": score.missed if score else (),
        "rules": score.rules if score else 0,
    }


def _peer(state: "State") -> str:
    """Who sat on the other side of a mock; of those who watched it, the candidate."""
    mine = state.seat.role if state.seat else ""
    wanted = "interviewer" if mine == "candidate" else "candidate"
    names = (person.name for person in state.people.values() if person.role == wanted)
    return clean_line(next(names, "")) if mine else ""


def _given(state: "State") -> str:
    """The verdict of the interviewer's form, once it is open; "" for none."""
    if not state.forms:
        return ""
    from coach.session.filed import verdict_of

    forms = (form.text for form in state.forms.values() if form.role == "interviewer")
    return verdict_of(next(forms, "")).replace("_", " ")


def _harm(damage: "Damage | None") -> str:
    """A file's damage as one word; a last line without its end counts as torn."""
    from coach.journal.entry_reader import Harm

    if damage is None:
        return ""
    return TORN if damage.harm in (Harm.TAIL, Harm.NEWLINE) else damage.harm.value


def as_row(summary: Summary) -> str:
    """The summary without its path, as a line of JSON."""
    kept = {name: getattr(summary, name) for name in _KEPT}
    kept["phases"] = [(phase.id, phase.used, phase.most) for phase in summary.phases]
    return _JSON.encode(kept)


def from_row(path: Path, row: str) -> Summary:
    """The summary of that file from its line; ValueError or TypeError where it is none."""
    kept = json.loads(row)
    for name in ("labels", "hints", "missed"):
        kept[name] = tuple(kept[name])
    kept["phases"] = tuple([PhaseUse(*phase) for phase in kept["phases"]])
    return Summary(path=path, **kept)


def unreadable(path: Path, why: str, damage: str = BROKEN) -> Summary | None:
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
        mine=path.parent.name != THEIRS_FOLDER,
        damage=damage,
    )
