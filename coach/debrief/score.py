"""The debrief of a session: its points, its comparison with the reference, checks, practice.

Everything follows from the prompt and the entries; nothing is kept. `tally` says how points add
up and what the verdict needs.
"""

from collections.abc import Sequence

from coach.boards.board import Finding
from coach.boards.registry import PROSE
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.at_odds import AtOdds, at_odds
from coach.debrief.case import Case, case_of, terms_of
from coach.debrief.checks import check
from coach.debrief.compare import Comparison, compare
from coach.debrief.doubted import Doubted, doubted
from coach.debrief.evidence import (
    Evidence,
    Record,
    gather,
    needed,
    needed_phases,
    work,
    worked_phases,
    worked_throughout,
)
from coach.debrief.likely import cited, single
from coach.debrief.point import Point
from coach.debrief.practice import Practice, practice
from coach.debrief.readings import Reading, readings
from coach.debrief.tally import GroupScore, Tally, tally
from coach.errors import Refused
from coach.frozen import dataclass
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.history import History
from coach.session.state import State

RULES = 11
"""The version of the rules by which sessions are scored; a session names the one that scored it."""


@dataclass(frozen=True, slots=True, eq=False)
class Debrief:
    """All that a debrief shows. `refusal` says why it may not be shown yet; None when it may.

    `losses` says what of the session it could not see, a sentence each; `own` are the candidate's
    own sentences, from which a point can be claimed; `readings` what other ears make
    of the session; `doubted` what may be wrong; `at_odds` what does not fit together.
    """

    prompt: Prompt
    state: State
    tally: Tally
    comparison: Comparison
    findings: tuple[Finding, ...]
    practice: Practice
    refusal: Refused | None
    losses: tuple[str, ...]
    own: tuple[Evidence, ...]
    readings: tuple[Reading, ...] = ()
    doubted: tuple[Doubted, ...] = ()
    at_odds: tuple[AtOdds, ...] = ()

    @property
    def total(self) -> float:
        """Points, 0 to 100."""
        return self.tally.total

    @property
    def verdict(self) -> str:
        """strong hire, hire, lean hire or no hire."""
        return self.tally.verdict

    @property
    def groups(self) -> tuple[GroupScore, ...]:
        """Points by group."""
        return self.tally.groups

    @property
    def points(self) -> tuple[Point, ...]:
        """Every observable with what it earned."""
        return self.tally.points


def score(
    prompt: Prompt, workflow: Workflow, history: History, level: str | None = None
) -> Debrief:
    """The debrief of a session on a prompt of a workflow; `level` (mid, senior, staff) overrules
    the session's.

    Pure and deterministic. Observables above the level are not held against the candidate: they
    are extra credit of half weight, at most 8 points and at most half of what was missed, so the
    total never passes 100.
    """
    case = case_from(prompt, workflow, history)
    prompt, points = case.prompt, tally(case, level)
    comparison = compare(case, points)
    state = case.record.state
    return Debrief(
        prompt,
        state,
        points,
        comparison,
        check(state, prompt, frozenset(point.id for point in points.points if point.met)),
        practice(case, points, comparison),
        _refusal(case.record),
        history.losses(),
        own_sentences(case),
        readings(case, points),
        doubted(case, points.points),
        at_odds(case),
    )


def tallied(
    prompt: Prompt, workflow: Workflow, history: History, level: str | None = None
) -> Tally:
    """The points and the verdict of `score` alone, in half of its time."""
    return tally(case_from(prompt, workflow, history), level)


def case_from(prompt: Prompt, workflow: Workflow, history: History) -> Case:
    """A prompt and a session on it, ready to be judged: of a drill the planned phases alone."""
    prompt = _drilled(prompt, history.entries)
    return case_of(prompt, workflow, gather(history.entries, terms_of(prompt)))


def own_sentences(case: Case) -> tuple[Evidence, ...]:
    """What the candidate said and wrote, a sentence each, in order; what stood on other boards by
    the last edit."""
    boards = [
        Evidence(versions[-1].n, f"wrote on the {board} board", f"your {board} board")
        for board, versions in case.record.versions.items()
        if len(versions) > 1 and board not in PROSE
    ]
    return (*(cited(sentence) for sentence in single(case)), *boards)


def _drilled(prompt: Prompt, entries: Sequence[Entry]) -> Prompt:
    """The prompt with the observables of the planned phases only, where a drill has just some."""
    planned = {phase.id for phase in fold(entries).phases}
    kept = tuple(observable for observable in prompt.observables if observable.phase in planned)
    if not kept or len(kept) == len(prompt.observables):
        return prompt
    return prompt.but(observables=kept)


def ensure_attempted(entries: Sequence[Entry]) -> None:
    """Refused, with a way out, unless the session is closed with a real attempt behind it.

    A real attempt is some words in each of three phases, or in all of a session that has fewer;
    giving up aloud counts as well.
    """
    refusal = _refusal(work(entries))
    if refusal:
        raise refusal


def _refusal(record: Record) -> Refused | None:
    if record.state.gave_up:
        return None
    spread = worked_phases(record) >= needed_phases(record.state)
    if not spread and not worked_throughout(record):
        return Refused(
            f"There is no debrief yet: it needs {needed(record.state)}.",
            "Go on with the session, or give up in it to see the reference all the same.",
        )
    if not record.state.closed:
        return Refused(
            "The session is still open, and the debrief would show the reference answer.",
            "Finish the session first, or give up in it.",
        )
    return None
