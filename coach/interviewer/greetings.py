"""How the interviewer opens a session and each of its phases."""

from coach.catalog.workflow import Workflow
from coach.interviewer import talk
from coach.session.decide import Intent, Say
from coach.session.state import State

_GREETINGS = {
    "pressure": "Hello. I run this as the real thing: no hints, no breaks, feedback at the end.",
    "coach": "Hello. Think aloud and ask me whatever you need; a hint is there if you get stuck.",
}


def greet(state: State) -> tuple[Intent, ...]:
    """The greeting with the statement, once, when the session opens."""
    if state.opened is None or talk.said(state, "statement"):
        return ()
    greeting = _GREETINGS.get(state.opened.mode, _GREETINGS["coach"])
    return (Say(f"{greeting}\n{state.opened.statement}", "statement", "opening"),)


def announce(state: State, workflow: Workflow) -> tuple[Intent, ...]:
    """What leads into the phase just entered, the first time it is entered."""
    phase = workflow.phase(state.phase)
    if phase is None or not phase.says or talk.said(state, "announcement", phase.id):
        return ()
    return (Say(phase.says, "announcement", phase.id),)
