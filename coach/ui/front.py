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
        finished = [summary for summary in newest if summary.closed and summary.own]
        if len(newest) == _LOOKED_AT and all(summary.workflow == WARM_UP for summary in finished):
            finished = [session for session in library.sessions() if session.closed and session.own]
        strangers = len(library.strangers())
        hidden = library.hidden()
    finally:
        library.close()
    choices = [
        _continue(summary, "c" if index == 0 else "o") for index, summary in enumerate(unfinished)
    ]
    if newest and newest[0].kind == "mock" and newest[0].state == "unfinished":
        choices.insert(0, _back(newest[0]))
    choices += _first_steps(finished, environment.settings)
    proposed = remembered(environment, finished)
    today: list[Choice] = []
    if proposed is not None and proposed.line:
        target = f"{proposed.prompt} {proposed.phase}"
        today = [Choice("today", "t", "Today", proposed.line, target=target)]
    if proposed is not None and proposed.urgent:
        choices += today
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
    if proposed is not None and not proposed.urgent:
        choices += today
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
    if any(summary.workflow != WARM_UP for summary in finished):
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


def _continue(summary: "Summary", letter: str) -> Choice:
    day = summary.wall[:16].replace("T", " ")
    about = (
        f"{summary.title} · {summary.phase or 'not begun'} · {clock(summary.elapsed)} used · {day}"
    )
    return Choice("continue", letter, "Continue", about, summary.broken, str(summary.path))


def _back(summary: "Summary") -> Choice:
    """The mock that was left last, by a key or by a fault, and has not been ended."""
    other = f" with {summary.peer}" if summary.peer else ""
    about = f"your mock{other}: {summary.title} · {summary.phase or 'not begun'}"
    return Choice("back", "b", "Back", about, summary.broken, str(summary.path))


def _told(summary: "Summary") -> tuple[str, str, str]:
    result = "no debrief yet" if summary.sound else "damaged: Review says where"
    if summary.score is not None and summary.sound:
        result = f"{summary.score:.0f} points, {summary.verdict}"
    told = f"{summary.level}, {clock(summary.elapsed)}, {result}"
    bars = _bars(summary)
    return (summary.wall[:10], summary.title, f"{bars} {told}" if bars else told)


def _bars(summary: "Summary") -> str:
    """The share of each group's points as one sign, in the order of the debrief; · where nothing
    could be earned."""
    return "".join(
        _sign(summary.groups.get(group, 0.0), worth) for group, worth in summary.worth.items()
    )


def _sign(points: float, worth: float) -> str:
    return _EIGHTHS[max(0, min(7, int(points / worth * 8)))] if worth > 0 else "·"
