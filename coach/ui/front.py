"""What the start page says, read from the sessions on disk. Knows nothing of Textual."""

from typing import TYPE_CHECKING

from coach.live.environment import WARM_UP
from coach.session.stopwatch import clock
from coach.ui.proposed import proposal_file, remembered
from coach.ui.views.home import Choice, HomeModel

if TYPE_CHECKING:
    from coach.config import Settings
    from coach.journal.summary import Summary
    from coach.live.environment import Environment

_NEWEST = 100
_LOOKED_AT = 40
GROUPS = ("requirements", "estimate", "high-level", "deep-dive", "failure", "communication")
"""The groups of points of an interview, in the order in which they stand as bars."""
_EIGHTHS = "▁▂▃▄▅▆▇█"
_LAST = 12
"""Sessions told at most; how many are shown depends on the room."""


def home_model(environment: "Environment") -> HomeModel:
    """The start page's menu: unfinished sessions first, then what else can be done.

    Of sessions that are not in the index yet only the newest are read; `HomeScreen` has the rest
    read while it is shown.
    """
    library = environment.library()
    try:
        library.refresh(_NEWEST)
        unfinished = library.unfinished(2)
        newest = library.sessions(_LOOKED_AT)
        finished = [one for one in newest if one.closed and one.own]
        if len(newest) == _LOOKED_AT and all(one.workflow == WARM_UP for one in finished):
            finished = [one for one in library.sessions() if one.closed and one.own]
        strangers = len(library.strangers())
        hidden = library.hidden()
    finally:
        library.close()
    choices = [_continue(one, "c" if index == 0 else "o") for index, one in enumerate(unfinished)]
    choices += _first_steps(finished, environment.settings)
    proposed = remembered(environment, finished)
    if proposed is not None and proposed.line:
        target = f"{proposed.prompt} {proposed.phase}"
        choices.append(Choice("today", "t", "Today", proposed.line, target=target))
    choices.append(
        Choice("practise", "p", "Practise", "a timed interview, alone, with a scripted interviewer")
    )
    choices.append(
        Choice("mock", "m", "Mock", "an interview of two: host a room, or join by a line")
    )
    choices.append(Choice("review", "r", "Review", "transcripts and debriefs of past sessions"))
    choices.append(
        Choice("drills", "d", "Drills", "other exercises, or one phase of an interview alone")
    )
    choices.append(Choice("settings", "s", "Settings", _settings(environment.settings)))
    notice = ""
    if hidden:
        notice = f"{hidden[0]} `coach doctor` looks closer."
    elif strangers:
        files = "file" if strangers == 1 else "files"
        notice = f"{strangers} {files} among the sessions cannot be used: `coach doctor` says why."
    outcome = proposed.outcome if proposed is not None else ""
    return HomeModel(tuple(choices), tuple(map(_told, finished[:_LAST])), notice, outcome)


def _first_steps(finished: "list[Summary]", settings: "Settings") -> list[Choice]:
    """What is offered until an interview has been finished, and until anything has."""
    if any(one.workflow != WARM_UP for one in finished):
        return []
    length = "without a clock" if settings.pace == "untimed" else f"of {settings.pace} minutes"
    about = f"URL shortener, easy: a first interview {length}"
    steps = [Choice("first", "u", "Start here", about)]
    if not finished:
        about = "three minutes: ask, estimate, draw, read the debrief"
        steps.append(Choice("warm-up", "w", "Warm-up", about))
    return steps


def _settings(settings: "Settings") -> str:
    length = settings.pace if settings.pace == "untimed" else f"{settings.pace} minutes"
    return f"{settings.level}, {length}, {settings.mode} mode; {settings.theme} theme, glyphs, bell"


def sources(environment: "Environment", model: HomeModel) -> tuple[str, ...]:
    """The files that the start page depends on, for `coach.ui.frame`."""
    sessions = environment.paths.sessions
    years = sorted(sessions.glob("*"))[-3:] if sessions.is_dir() else []
    newest = sorted(years[-1].glob("*"))[-50:] if years else []
    shown = [choice.target for choice in model.choices if choice.id == "continue"]
    settings = environment.paths.config / "settings.json"
    today = proposal_file(environment)
    return tuple(map(str, (settings, today, sessions, *years, *newest))) + tuple(shown)


def _continue(one: "Summary", letter: str) -> Choice:
    day = one.wall[:16].replace("T", " ")
    about = f"{one.title} · {one.phase or 'not begun'} · {clock(one.elapsed)} used · {day}"
    return Choice("continue", letter, "Continue", about, one.broken, str(one.path))


def _told(one: "Summary") -> tuple[str, str, str]:
    result = f"{one.score:.0f} points, {one.verdict}" if one.score is not None else "no debrief yet"
    told = f"{one.level}, {clock(one.elapsed)}, {result}"
    bars = _bars(one)
    return (one.wall[:10], one.title, f"{bars} {told}" if bars else told)


def _bars(one: "Summary") -> str:
    """The share of each group's points as one sign, in the order of the debrief; · where nothing
    could be earned."""
    if not one.worth:
        return ""
    return "".join(_sign(one.groups.get(group, 0.0), one.worth.get(group, 0.0)) for group in GROUPS)


def _sign(points: float, worth: float) -> str:
    return _EIGHTHS[max(0, min(7, int(points / worth * 8)))] if worth > 0 else "·"
