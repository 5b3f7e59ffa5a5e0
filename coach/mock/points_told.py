"""The points' texts when the forms are open, and what the checks say of each: from the own copy of
the prompt, where its reader may see it by then."""

from dataclasses import field

from coach.errors import CoachError
from coach.frozen import dataclass
from coach.live.environment import Environment
from coach.mock.dossier import open_dossier
from coach.mock.listening import look_closely, of_level
from coach.mock.remote import RemoteLive
from coach.session import events as ev


@dataclass(frozen=True, slots=True)
class PointsTold:
    """By a point's id its text and whether the checks see it; `why_none` says why there are none
    ("" where there are)."""

    texts: dict[str, str] = field(default_factory=dict)
    met: dict[str, bool] = field(default_factory=dict)
    why_none: str = ""


def points_told(environment: Environment, live: RemoteLive) -> PointsTold:
    """What may be told after the session. A candidate sees nothing of it while the attempt was too
    short for a debrief, or where their copy is another version than the interviewer's."""
    from coach.debrief.evidence import attempted

    if live.me == ev.CANDIDATE and not attempted(live.entries):
        return PointsTold(
            why_none="The points' texts stay unseen: the attempt was too short for a debrief."
        )
    try:
        dossier = open_dossier(environment, live.state)
    except CoachError as error:
        return PointsTold(why_none=f"The points' texts are not on this computer: {error.message}")
    if dossier.other and live.me == ev.CANDIDATE:
        return PointsTold(
            why_none="Your copy of the prompt is another version; the peer may share it."
        )
    seen = look_closely(dossier, tuple(live.entries)).evidence or {}
    level = of_level(live.state, dossier)
    return PointsTold(
        {observable.id: observable.text for observable in level},
        {observable.id: observable.id in seen for observable in level},
    )
