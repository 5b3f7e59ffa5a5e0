"""Hints by ladder: a nudge, then a prescription, then a sketch; each rung logged and priced.

Which ladder is due follows from the phase and from what is still missing on the boards. A ladder
that was begun is climbed on, unless what it leads to stands there by now.
"""

from coach.catalog.prompt import HintLadder, Prompt
from coach.catalog.workflow import Workflow
from coach.errors import Refused
from coach.interviewer.hint_goals import made
from coach.interviewer.placing import match
from coach.interviewer.procedure import HELP
from coach.language.words import stems, topics, within
from coach.match.boards_seen import own_lines, present, told
from coach.session.decide import GiveHint, pressed
from coach.session.state import State

RUNGS = ("nudge", "prescribe", "sketch")
PRICES = {"nudge": 1.0, "prescribe": 2.0, "sketch": 4.0}
"""Points a rung costs in the debrief: a question is cheap, a drawn fragment is not."""

_COVERED = 0.6


def hint(state: State, prompt: Prompt, workflow: Workflow) -> GiveHint:
    """The next rung for this phase; Refused in pressure mode, when there is none left, and when
    what the rest leads to has been heard."""
    if pressed(state):
        raise Refused("Pressure mode has no hints.", "Say what you would do, and go on.")
    ladders = [ladder for ladder in prompt.hints if ladder.phase == state.phase]
    open_ = [ladder for ladder in ladders if _rung(state, ladder) is not None]
    if not open_:
        raise Refused("There is no further hint for this phase.", "Go on with what you have.")
    missing = [ladder for ladder in open_ if not reached(state, prompt, workflow, ladder)]
    if not missing:
        raise Refused("What the hints of this phase lead to has been heard already.", "Go on.")
    ladder = min(missing, key=lambda ladder: -len(_given(state, ladder)))
    rung = _rung(state, ladder)
    assert rung is not None
    return GiveHint(state.phase, ladder.id, rung, getattr(ladder, rung), PRICES[rung])


def offered(state: State, prompt: Prompt, workflow: Workflow) -> str:
    """What is said to who asks for a hint in words: how to take it and its price, or that there is
    none. Nobody pays for one that was only talked about."""
    try:
        rung = hint(state, prompt, workflow).rung
    except Refused as refusal:
        return f"{refusal.message} {HELP}"
    price = f"{PRICES[rung]:g} point{'s' if PRICES[rung] != 1 else ''}"
    otherwise = f"Otherwise {HELP[0].lower()}{HELP[1:]}"
    return f"I have one for this part: /hint takes it, for {price}. {otherwise}"


def reached(state: State, prompt: Prompt, workflow: Workflow, ladder: HintLadder) -> bool:
    """Whether what the ladder leads to has been asked, drawn or said already."""
    phase = workflow.phase(ladder.phase)
    if phase is not None and phase.listens:
        wanted = match(prompt, ladder.nudge) or match(prompt, ladder.about)
        if wanted:
            return set(wanted) <= {fact.fact for fact in state.facts}
    said = made(state, prompt, ladder) if phase is not None and phase.probes else None
    if said is not None:
        return said
    parts = parts_of(prompt, ladder)
    if parts and phase is not None and (phase.draws == "diagram" or phase.probes):
        return parts <= present(state, prompt)
    about = topics(ladder.about)
    heard = {word for told_line in told(state) for word in told_line.words}
    heard |= set(stems(own_lines(state, "estimate")))
    return bool(about) and len(about & heard) >= _COVERED * len(about)


def parts_of(prompt: Prompt, ladder: HintLadder) -> frozenset[str]:
    """Components that a ladder leads to: the one that it is about, else by the names in its texts;
    clients aside."""
    about = next((part.id for part in prompt.components if part.name == ladder.about), "")
    if about:
        return frozenset((about,))
    said = stems(f"{ladder.about} {ladder.prescribe} {ladder.sketch}")
    return frozenset(
        part.id
        for part in prompt.components
        if "client" not in part.kinds and within(stems(part.name), said)
    )


def _given(state: State, ladder: HintLadder) -> frozenset[str]:
    return frozenset(hint.rung for hint in state.hints if hint.ladder == ladder.id)


def _rung(state: State, ladder: HintLadder) -> str | None:
    given = _given(state, ladder)
    return next((rung for rung in RUNGS if rung not in given), None)
