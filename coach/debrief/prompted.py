"""What was said only after the interviewer had asked for it: a probe or a hint on it.

In a real interview that is worth less the higher the level: a senior raises it unasked.
"""

from collections.abc import Mapping
from functools import lru_cache

from coach.catalog.content_model import Level
from coach.catalog.observable import Observable
from coach.debrief.case import Case
from coach.debrief.closeness import Closeness
from coach.debrief.detect import first_shown
from coach.debrief.levels import is_deep
from coach.language.normal import normal_stems
from coach.session.events import INTERVIEWER

SHARE: Mapping[Level, float] = {"mid": 1.0, "senior": 1 / 2, "staff": 1 / 3}
"""What a point brings, by the session's level, that was made only when it was asked for."""
NEAR = 2.0
"""How close an interviewer's words must come to a point, and closer than to others, to be on it."""
_PROBE = "probe"


def prompted(case: Case, close: Closeness, observable: Observable) -> int | None:
    """The entry with which the interviewer brought a heard point up before the candidate did;
    None where the candidate was first, or for what must be asked for."""
    if not is_deep(case.workflow, observable) and not observable.load_bearing:
        return None
    first = first_shown(case, observable)
    if first is None:
        return None
    before = [
        entry for entry, text in _asked(case) if entry < first and _on(close, text) == observable.id
    ]
    return before[0] if before else None


def _asked(case: Case) -> list[tuple[int, str]]:
    """What the interviewer brought up, by entry."""
    state = case.record.state
    askings = [
        (utterance.n, utterance.text)
        for utterance in state.conversation
        if utterance.by == INTERVIEWER and utterance.kind == _PROBE
    ]
    return sorted(askings + [(hint.n, hint.text) for hint in state.hints])


@lru_cache(maxsize=1024)
def _on(close: Closeness, text: str) -> str:
    """The observable that words of the interviewer's are on; "" for none."""
    scores = close.scores(normal_stems(text))
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] >= NEAR else ""
