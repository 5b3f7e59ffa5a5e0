"""Remarks on the boards, in coach mode only: a silent box, a number that is a factor off."""

from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer import talk
from coach.interviewer.wild_estimates import assumed, wild
from coach.match.boards_seen import unspoken
from coach.session.decide import Intent, Say, pressed
from coach.session.state import State

QUIET = 10.0
SPACING = 75.0
"""Seconds between a remark and whatever the interviewer said of its own accord before it."""
SETTLED = 60.0
"""Seconds into a phase before a box may be called unmentioned: it is drawn first, then told."""
MOST = 4
"""Remarks on silent boxes in one session; more would be nagging."""


def remark(
    state: State, prompt: Prompt, workflow: Workflow, now: float, idle: float
) -> tuple[Intent, ...]:
    """The remark that is due, each made once; none in pressure mode."""
    if pressed(state) or idle < QUIET or talk.since_unasked(state, now) < SPACING:
        return ()
    return _number(state, prompt) or _box(state, workflow, now)


def _number(state: State, prompt: Prompt) -> tuple[Intent, ...]:
    for quantity, figure in wild(state, prompt):
        ref = f"estimate:{quantity.id}"
        if not talk.said(state, "remark", ref):
            given = assumed(state.boards["estimate"], figure.line)
            text = f"Are you sure about “{figure.line}”? {_WHENCE if given else _REWORK}"
            return (Say(text, "remark", ref),)
    return ()


def _box(state: State, workflow: Workflow, now: float) -> tuple[Intent, ...]:
    drawing = state.phase in workflow.works_on("diagram")
    if not drawing or state.seconds(state.phase, now) < SETTLED:
        return ()
    made = [u for u in talk.said(state, "remark") if u.ref.startswith("component:")]
    if len(made) >= MOST:
        return ()
    done = {u.ref for u in made}
    for node in unspoken(state):
        ref = f"component:{node.id}"
        if ref not in done:
            text = _SILENT[len(made) % len(_SILENT)].format(node.label)
            return (Say(text, "remark", ref),)
    return ()


_WHENCE = "Say where you take that number from."
_REWORK = "Go through its units once more."
_SILENT = (
    "You drew {0} but have not said a word about it. What does it do for you?",
    "What happens if you take {0} out of the drawing?",
    "I see {0} there. Who needs it?",
    "Tell me about {0}: what goes in, what comes out?",
)
