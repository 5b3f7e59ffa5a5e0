"""What the start page says about practising today: reckoned after the page is painted, as that
means loading the scheduler, and remembered in the cache folder for the next start.

What is remembered counts only on its day and while no session came since.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.files import read_plain, replace_with
from coach.frozen import dataclass
from coach.paths import prepare
from coach.text import clean_line

if TYPE_CHECKING:
    from coach.journal.summary import Summary
    from coach.live.environment import Environment

_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Proposed:
    """The day it is for, the newest finished session it knew, the line of the page ("" for nothing
    to propose), what it opens, what came of the last drill, and the day on which it is due."""

    day: str
    newest: str
    line: str = ""
    prompt: str = ""
    phase: str = ""
    outcome: str = ""
    due: str = ""

    @property
    def urgent(self) -> bool:
        """Whether the day itself asks for it; else it is what comes next, on a later day."""
        return self.due == self.day


def proposal_file(environment: "Environment") -> Path:
    """Where it is remembered; it may be deleted at any time."""
    return environment.paths.cache / "today.json"


def remembered(environment: "Environment", finished: "Sequence[Summary]") -> Proposed | None:
    """What was remembered, None where it is of another day or a session came since."""
    try:
        data = read_plain(proposal_file(environment), _LIMIT)
        fields = json.loads(data[:_LIMIT])
        proposal = Proposed(**{name: clean_line(str(value)) for name, value in fields.items()})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    current = proposal.day == _today(environment) and proposal.newest == _newest(finished)
    return proposal if current else None


def propose(environment: "Environment") -> Proposed:
    """Reckons what to practise today and remembers it; may run in a thread. CoachError where the
    library or the scheduler cannot be used."""
    from coach.progress.agenda import agenda
    from coach.progress.declining import declined_in
    from coach.progress.today import coming_line, outcome_line, proposal_line

    library = environment.library()
    try:
        sessions = library.sessions()
    finally:
        library.close()
    declined = declined_in(environment.paths)
    today_agenda = agenda(sessions, environment.folders, environment.wall().date(), declined)
    first = today_agenda.offered[0] if today_agenda.offered else None
    line = proposal_line(first, today_agenda.titles) if first else ""
    line = coming_line(today_agenda.coming, today_agenda.titles) if today_agenda.coming else line
    finished = [session for session in sessions if session.closed and session.own]
    proposed = Proposed(
        _today(environment),
        _newest(finished),
        line,
        first.prompt if first else "",
        first.phase if first else "",
        outcome_line(today_agenda.outcome) if today_agenda.outcome else "",
        today_agenda.coming.day.isoformat() if today_agenda.coming else _today(environment),
    )
    try:
        prepare(environment.paths.cache)
        replace_with(str(proposal_file(environment)), json.dumps(asdict(proposed)))
    except (OSError, CoachError):
        return proposed
    return proposed


def _today(environment: "Environment") -> str:
    return environment.wall().date().isoformat()


def _newest(finished: "Sequence[Summary]") -> str:
    return f"{finished[0].id} {finished[0].entries}" if finished else ""
