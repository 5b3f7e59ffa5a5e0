"""Starting at once what a debrief proposes: the drill of the weakest phase, a kindred problem."""

from typing import TYPE_CHECKING

from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.ui.faces import DebriefFace


def practise(screen: "DebriefFace") -> None:
    """Into a session with the settings as they are; says why where nothing can be started."""
    from coach.live.opening import begin
    from coach.ui.screens.session import SessionScreen

    debrief = screen.read.debrief
    start, opened = debrief.practice.start, debrief.state.opened
    if start is None or opened is None:
        screen.say("This debrief proposes nothing to start; P on the start page has the prompts.")
        return
    environment = screen.coach.environment
    pace, mode = environment.settings.pace, environment.settings.mode
    try:
        sitting = begin(
            environment,
            start.prompt,
            debrief.tally.level,
            pace,
            mode,
            only=start.phase,
            workflow=opened.workflow,
        )
    except CoachError as error:
        screen.say(str(error))
        return
    screen.app.switch_screen(SessionScreen(sitting))
