"""Scoring in the background the sessions that ended without a debrief, or before a debrief said
what each group was worth: once, kept in the index alone, so that progress and practice know them.

Nothing is written into a session: its own score is the one that its debrief records.
"""

from collections.abc import Callable
from dataclasses import replace

from coach.catalog import shelf
from coach.debrief.score import RULES, Debrief, ensure_attempted, score
from coach.errors import CoachError, Refused
from coach.journal.access import LISTED
from coach.journal.file import read
from coach.journal.library import Library
from coach.journal.summary import GAVE_UP, Summary
from coach.session.fold import fold
from coach.session.history import History
from coach.session.state import Score


def wants(summary: Summary) -> bool:
    """Whether a session counts and is not known by group: no debrief recorded its points, and
    today's rules have not been tried on it."""
    known = summary.score is not None and summary.worth
    return summary.counts and summary.state != GAVE_UP and not known and summary.reckoned < RULES


def reckon(
    library: Library, folders: shelf.Folders, go_on: Callable[[], bool] = lambda: True
) -> int:
    """Scores what `wants` it, newest first, while `go_on` says so; how many came to a score.

    A recorded total stays as it is: only what its groups brought and could bring is added. What
    cannot be scored (no real attempt, a prompt that is not there) is left as it was.
    """
    scored = 0
    for session in library.without_points():
        if not go_on():
            break
        if not wants(session):
            continue
        try:
            told = _reckoned(session, folders)
        except CoachError:
            continue
        library.remember(told)
        scored += told.score is not None
    return scored


def score_of(history: History, folders: shelf.Folders) -> Score | None:
    """What a session comes to by today's rules; None where it cannot be scored, or has a score of
    its own. The number 0 says that none of its entries holds it."""
    state = fold(history.entries)
    if state.score or state.opened is None:
        return None
    opened = state.opened
    try:
        ensure_attempted(history.entries)
        prompt = shelf.load(opened.prompt, folders, opened.workflow)
        workflow = shelf.load_workflow(opened.workflow, folders)
    except CoachError:
        return None
    result = score(prompt, workflow, history)
    return Score(
        0,
        result.total,
        result.tally.told,
        dict(result.tally.shares),
        RULES,
        {group.group: group.worth for group in result.groups},
    )


def remembered(summary: Summary) -> Score | None:
    """The score of a summary that was reckoned, and that no debrief recorded."""
    if summary.score is None or not summary.reckoned or summary.rules != summary.reckoned:
        return None
    return Score(0, summary.score, summary.verdict, summary.groups, summary.rules, summary.worth)


def _reckoned(summary: Summary, folders: shelf.Folders) -> Summary:
    """The summary with today's score where it has none; CoachError where its file or its prompt
    cannot be read."""
    history = read(summary.path, bounds=LISTED).history
    prompt = shelf.load(summary.prompt, folders, summary.workflow)
    workflow = shelf.load_workflow(summary.workflow, folders)
    tried = replace(summary, reckoned=RULES)
    try:
        ensure_attempted(history.entries)
    except Refused:
        return tried
    return _with_points(tried, score(prompt, workflow, history))


def _with_points(summary: Summary, result: Debrief) -> Summary:
    by_group = replace(
        summary,
        groups=dict(result.tally.shares),
        worth={group.group: group.worth for group in result.groups},
        missed=tuple(point.id for point in result.points if not point.met),
    )
    if summary.score is not None:
        return by_group
    return replace(by_group, score=result.total, verdict=result.tally.told, rules=RULES)
