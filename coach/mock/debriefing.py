"""The candidate's debrief after a mock: from their own file and their own copy of the prompt."""

from coach.live.closing import write_transcript
from coach.live.environment import Environment
from coach.mock.dossier import open_dossier
from coach.mock.remote import RemoteLive
from coach.session.history import whole
from coach.session.scores import RecordScore


def record(environment: Environment, live: RemoteLive) -> None:
    """Scores the session and keeps the result in the candidate's file; CoachError."""
    from coach.debrief.score import RULES, score

    dossier = open_dossier(environment, live.state)
    result = score(dossier.prompt, dossier.workflow, whole(live.entries))
    live.do(
        RecordScore(
            result.total,
            result.verdict,
            result.tally.shares,
            {group.group: group.worth for group in result.groups},
            tuple(point.id for point in result.points if point.met),
            tuple(point.id for point in result.points if not point.met),
            RULES,
        )
    )
    live.record.sync()
    write_transcript(live.record.path, live.entries)
