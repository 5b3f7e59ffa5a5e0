"""The curveball: one change of the requirements in a session, at a moment of its own.

Which one and when follow from the session's id, so that a resumed session keeps its plan. In
pressure mode it comes for certain; in coach mode it is offered and thrown on request.
"""

from zlib import crc32

from coach.catalog.prompt import Curveball, Prompt
from coach.catalog.workflow import Workflow
from coach.errors import Refused
from coach.interviewer import talk
from coach.language.words import tokens
from coach.session import events as ev
from coach.session.decide import Intent, Say, ThrowCurveball, pressed
from coach.session.entry import Entry
from coach.session.state import State

QUIET = 3.0
_UNTIMED_PHASE = 600.0
_LATE_SHARE = 0.8
_SETTLE = 20.0
_OFFER = "offer:"
_SHORT_ANSWER = 6
_YES = frozenset(
    tokens("yes yeah yep yup sure ok okay please bring throw accept ready absolutely certainly")
)
_NO = frozenset(tokens("no not nope later dont rather skip pass"))


def placed(prompt: Prompt, workflow: Workflow) -> Prompt:
    """The prompt with a phase for each curveball that names none: the workflow's deepest."""
    if all(ball.phase for ball in prompt.curveballs):
        return prompt
    balls = (ball if ball.phase else ball.but(phase=workflow.deepest) for ball in prompt.curveballs)
    return prompt.but(curveballs=tuple(balls))


def chosen(state: State, prompt: Prompt) -> Curveball | None:
    """The curveball of this session, None where the prompt has none."""
    if not prompt.curveballs or state.opened is None:
        return None
    return prompt.curveballs[_seed(state) % len(prompt.curveballs)]


def throw(state: State, prompt: Prompt) -> Intent:
    """The session's curveball at the candidate's own request; Refused when there is none left."""
    ball = chosen(state, prompt)
    if ball is None or state.curveballs:
        raise Refused("There is no further curveball in this session.")
    return ThrowCurveball(ball.id, ball.change)


def due(state: State, prompt: Prompt, now: float, idle: float) -> tuple[Intent, ...]:
    """The curveball (pressure mode) or the offer of it (otherwise), once its moment has come."""
    ball = chosen(state, prompt)
    if ball is None or state.curveballs or idle < QUIET or not _moment(state, ball, now):
        return ()
    if pressed(state):
        return (ThrowCurveball(ball.id, ball.change),)
    if talk.said(state, "remark", _OFFER + ball.id):
        return ()
    text = "I have a change of requirements for you, if you want one now. Shall I?"
    return (Say(text, "remark", _OFFER + ball.id),)


def on_last_phase(state: State, prompt: Prompt) -> tuple[Intent, ...]:
    """In pressure mode, the curveball at the door of the last phase, if it has not come before."""
    ball = chosen(state, prompt)
    last = bool(state.phases) and state.phase == state.phases[-1].id
    if ball is None or state.curveballs or not pressed(state) or not last:
        return ()
    return () if ball.phase == state.phase else (ThrowCurveball(ball.id, ball.change),)


def on_closing(state: State, prompt: Prompt) -> tuple[Intent, ...]:
    """In pressure mode, the curveball for somebody who would finish without having met it."""
    ball = chosen(state, prompt)
    if ball is None or state.curveballs or not pressed(state):
        return ()
    return (ThrowCurveball(ball.id, ball.change),)


def accepted(state: State, entry: Entry, prompt: Prompt) -> bool:
    """Whether this utterance of the candidate takes up the offer: the answer given at once, or a
    short yes later, while it is still the last thing the interviewer said."""
    ball = chosen(state, prompt)
    if ball is None or state.curveballs or not isinstance(entry.event, ev.Said):
        return False
    before = [u for u in state.conversation if u.n < entry.n]
    heard = [u for u in before if state.role(u.by) == ev.INTERVIEWER]
    if not heard or heard[-1].ref != _OFFER + ball.id:
        return False
    words = tokens(entry.event.text)
    if _NO & set(words):
        return False
    if before[-1] is heard[-1]:
        return bool(_YES & set(words[:6]))
    return len(words) <= _SHORT_ANSWER and bool(_YES & set(words[:1]))


def _seed(state: State) -> int:
    session = state.opened.session if state.opened else ""
    return crc32(session.encode("utf-8", "replace"))


def _moment(state: State, ball: Curveball, now: float) -> bool:
    """Whether the ball's moment has come: between a third and two thirds of its phase, or as
    soon as that phase is past, or when the session is nearly over."""
    order = [phase.id for phase in state.phases]
    if state.phase not in order or ball.phase not in order:
        return False
    spent = state.seconds(state.phase, now)
    if state.phase == ball.phase:
        window = state.phases[order.index(ball.phase)].most or _UNTIMED_PHASE
        share = 0.35 + 0.3 * ((_seed(state) >> 8) % 1000) / 1000
        return spent >= window * share
    if order.index(state.phase) > order.index(ball.phase):
        return spent >= _SETTLE
    total = sum(phase.most for phase in state.phases)
    return bool(total) and state.elapsed(now) >= _LATE_SHARE * total
