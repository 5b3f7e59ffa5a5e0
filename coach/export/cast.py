"""A session as a recording for terminals: asciicast version 2, or 3 on asking.

Moments are printed as they happened, a marker a phase; silences are played as in a replay.
The formats: docs.asciinema.org/manual/asciicast/v2/ and /v3/.
"""

import json
from collections.abc import Iterator

from coach.errors import UsageError
from coach.export.telling import moment_lines
from coach.session.course import SILENCE, SILENCE_PLAYED
from coach.session.history import History
from coach.session.timeline import MomentKind, replayed

COLUMNS = 90
ROWS = 30
VERSIONS = (2, 3)


def cast(history: History, version: int = 2) -> str:
    """The recording, one JSON value a line; UsageError for a version that is not written."""
    if version not in VERSIONS:
        raise UsageError(f"There is no asciicast {version} here.", "Versions: 2 and 3.")
    state, moments = replayed(history.entries)
    size: dict[str, object] = {"width": COLUMNS, "height": ROWS}
    head: dict[str, object] = {"version": version, **size}
    if version == 3:
        head = {"version": 3, "term": {"cols": COLUMNS, "rows": ROWS}}
    head["title"] = state.title
    lines = [json.dumps(head, ensure_ascii=False)]
    played = last = before = 0.0
    for loss in history.losses():
        lines.append(_event(0.0, "o", f"{loss}\r\n"))
    for moment in moments:
        gap = max(0.0, moment.clock - last)
        last = moment.clock
        played += SILENCE_PLAYED if gap > SILENCE else gap
        at = played - before if version == 3 else played
        before = played
        rest = 0.0 if version == 3 else played
        for place, (kind, text) in enumerate(_told(moment_lines(moment), moment.kind, moment.text)):
            lines.append(_event(at if place == 0 else rest, kind, text))
    return "\n".join(lines) + "\n"


def _told(told: list[str], kind: MomentKind, title: str) -> Iterator[tuple[str, str]]:
    if kind is MomentKind.PHASE:
        yield "m", title
    yield "o", "".join(f"{line}\r\n" for line in told)


def _event(at: float, kind: str, text: str) -> str:
    return json.dumps([round(at, 3), kind, text], ensure_ascii=False)
