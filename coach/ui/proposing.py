"""Starting at once what is proposed: by the start page, the page of today, or a debrief."""

from typing import TYPE_CHECKING

from coach.config import Settings
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.live.environment import Environment
    from coach.ui.faces import DebriefFace
    from coach.ui.screens.session import SessionScreen


def begun(
    environment: "Environment",
    slug: str,
    phase: str = "",
    *,
    settings: Settings | None = None,
    level: str = "",
    workflow: str = "",
) -> "SessionScreen":
    """A new session's screen, or a drill's where a phase is given, with the settings as they are
    or those given; a `level` goes before theirs. Errors as `begin` has them."""
    from coach.live.opening import begin
    from coach.ui.screens.session import SessionScreen

    chosen = settings or environment.settings
    return SessionScreen(
        begin(
            environment,
            slug,
            level or chosen.level,
            chosen.pace,
            chosen.mode,
            only=phase,
            workflow=workflow,
        )
    )


def practise(screen: "DebriefFace") -> None:
    """Into a session with the settings as they are; says why where nothing can be started."""
    debrief = screen.read.debrief
    start, opened = debrief.practice.start, debrief.state.opened
    if start is None or opened is None:
        screen.say("This debrief proposes nothing to start; p on the start page has the prompts.")
        return
    try:
        session = begun(
            screen.coach.environment,
            start.prompt,
            start.phase,
            level=debrief.tally.level,
            workflow=opened.workflow,
        )
    except CoachError as error:
        screen.say(str(error))
        return
    screen.app.switch_screen(session)
