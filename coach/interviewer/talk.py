"""What the interviewer has already said, and whether this is a moment to speak."""

from coach.session import events as ev
from coach.session.state import State, Utterance

UNASKED = ("announcement", "probe", "interruption", "remark", "curveball", "hint")
"""Kinds of utterance that the interviewer makes of its own accord, or that need thinking over."""


def said(state: State, kind: str, ref: str | None = None) -> tuple[Utterance, ...]:
    """The interviewer's utterances of a kind, about `ref` where it is given."""
    return tuple(
        u
        for u in state.conversation
        if state.role(u.by) == ev.INTERVIEWER and u.kind == kind and (ref is None or u.ref == ref)
    )


def since_unasked(state: State, now: float) -> float:
    """Seconds since the interviewer last spoke of its own accord; a long time if it never has."""
    times = [
        u.at for u in state.conversation if state.role(u.by) == ev.INTERVIEWER and u.kind in UNASKED
    ]
    return now - times[-1] if times else 1e9


def running(state: State) -> bool:
    """Whether the session is in a phase with its clock running."""
    return state.since is not None and not state.paused and not state.closed
