"""Follow-up questions of a phase that probes, chosen by what the candidate has drawn and said."""

from coach.catalog.prompt import DeepDive, Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer import talk
from coach.language.hearing import hears
from coach.match.boards_seen import Told, present, told
from coach.session.decide import Intent, Say
from coach.session.state import State

QUIET = 8.0
"""Seconds without a key before a probe: a probe must not break a sentence."""
FIRST = 60.0
"""Seconds the candidate has to choose a topic alone."""
SPACING = 100.0
"""Seconds between a probe and whatever the interviewer said before it."""
UNLED = 150.0
"""Seconds after which a topic that nobody brought up may be asked about."""


def probe(
    state: State, prompt: Prompt, workflow: Workflow, now: float, idle: float
) -> tuple[Intent, ...]:
    """The probe that is due, each asked once; none while the last one is still unanswered."""
    if not workflow.probes(state.phase) or idle < QUIET:
        return ()
    spent = state.seconds(state.phase, now)
    asked = talk.said(state, "probe")
    if spent < FIRST or talk.since_unasked(state, now) < (SPACING if asked else FIRST):
        return ()
    if asked and now - asked[-1].at <= idle:
        return ()
    next_probe = _next(state, prompt, spent >= UNLED)
    if next_probe is None:
        return ()
    dive, number = next_probe
    return (Say(dive.probes[number], "probe", f"{dive.id}:{number}"),)


def _next(state: State, prompt: Prompt, unled: bool) -> tuple[DeepDive, int] | None:
    there = present(state, prompt)
    heard = told(state)
    best: tuple[float, DeepDive, int] | None = None
    for dive in prompt.deep_dives:
        number = _unasked(state, dive)
        if number is None:
            continue
        weight = brought_up(dive, there, heard, state.phase)
        if (weight > 0 or unled) and (best is None or weight > best[0]):
            best = (weight, dive, number)
    return None if best is None else best[1:]


def _unasked(state: State, dive: DeepDive) -> int | None:
    done = {u.ref for u in talk.said(state, "probe")}
    open_ = [n for n in range(len(dive.probes)) if f"{dive.id}:{n}" not in done]
    return open_[0] if open_ else None


def brought_up(dive: DeepDive, there: frozenset[str], heard: tuple[Told, ...], phase: str) -> float:
    """How much the candidate has brought this topic up: what was said lately counts most, in this
    phase twice."""
    weight = 0.5 * len(there & set(dive.components))
    for age, told_line in enumerate(reversed(heard)):
        hits = sum(hears(told_line.words, (term,)) for term in dive.terms)
        in_phase = 2.0 if told_line.phase == phase else 1.0
        weight += hits * in_phase / (1 + 0.2 * age)
    return weight
