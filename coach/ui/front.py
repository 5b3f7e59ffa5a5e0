"""What the start page says, read from the sessions on disk. Knows nothing of Textual."""

from typing import TYPE_CHECKING

from coach.session.stopwatch import clock
from coach.ui.views.home import Choice, HomeModel, last_lines

if TYPE_CHECKING:
    from coach.journal.summary import Summary
    from coach.live.environment import Environment

_NEWEST = 100


def home_model(environment: "Environment") -> HomeModel:
    """The start page's menu: unfinished sessions first, then what else can be done.

    Of sessions that are not in the index yet only the newest are read; `HomeScreen` has the rest
    read while it is shown.
    """
    library = environment.library()
    try:
        library.refresh(_NEWEST)
        unfinished = library.unfinished(2)
        recent = [one for one in library.sessions(8) if one.closed][:3]
        strangers = len(library.strangers())
        hidden = library.hidden()
    finally:
        library.close()
    choices = [_continue(one, "c" if index == 0 else "o") for index, one in enumerate(unfinished)]
    choices.append(
        Choice("practise", "p", "Practise", "a timed interview, alone, with a scripted interviewer")
    )
    choices.append(
        Choice("mock", "m", "Mock", "", "with a peer in a second terminal; not in this version yet")
    )
    choices.append(Choice("review", "r", "Review", "transcripts and debriefs of past sessions"))
    choices.append(
        Choice("drills", "d", "Drills", "one phase of an interview alone, against its own clock")
    )
    notice = ""
    if hidden:
        notice = f"{hidden[0]} `coach doctor` looks closer."
    elif strangers:
        files = "file" if strangers == 1 else "files"
        notice = f"{strangers} {files} among the sessions cannot be used: `coach doctor` says why."
    return HomeModel(tuple(choices), last_lines([_told(one) for one in recent]), notice)


def sources(environment: "Environment", model: HomeModel) -> tuple[str, ...]:
    """The files that the start page depends on, for `coach.ui.frame`."""
    sessions = environment.paths.sessions
    years = sorted(sessions.glob("*"))[-3:] if sessions.is_dir() else []
    newest = sorted(years[-1].glob("*"))[-50:] if years else []
    shown = [choice.target for choice in model.choices if choice.target]
    settings = environment.paths.config / "settings.json"
    return tuple(map(str, (settings, sessions, *years, *newest))) + tuple(shown)


def _continue(one: "Summary", letter: str) -> Choice:
    day = one.wall[:16].replace("T", " ")
    about = f"{one.title} · {one.phase or 'not begun'} · {clock(one.elapsed)} used · {day}"
    return Choice("continue", letter, "Continue", about, one.broken, str(one.path))


def _told(one: "Summary") -> tuple[str, str, str]:
    result = f"{one.score:.0f} points, {one.verdict}" if one.score is not None else "no debrief yet"
    return (one.wall[:10], one.title, f"{one.level}, {clock(one.elapsed)}, {result}")
