"""The scripted interviewer: what it wants to say or do at an entry, and as time passes.

It keeps nothing in mind. All it knows is the state (what it said is in the conversation by kind
and reference) and the prompt, so a resumed session goes on as if it had never stopped. Its
intents pass `coach.session.decide` and are appended in the interviewer's name.
"""

from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer import (
    board_remarks,
    curveballs,
    greetings,
    hint_ladders,
    interruptions,
    probes,
    talk,
)
from coach.interviewer.clarifier import answer, answer_again
from coach.session import events as ev
from coach.session.decide import GiveHint, Intent, RevealFact, Say
from coach.session.entry import Entry
from coach.session.state import State


class Interviewer:
    """One prompt's interviewer in one workflow. Pure: equal arguments give equal intents."""

    def __init__(self, prompt: Prompt, workflow: Workflow) -> None:
        self._prompt = curveballs.placed(prompt, workflow)
        self._workflow = workflow

    def on_entry(self, state: State, entry: Entry) -> tuple[Intent, ...]:
        """The reaction to an entry just appended; `state` includes it.

        Its own entries get none. Every question of the candidate is answered, also in pressure
        mode.
        """
        event = entry.event
        if state.closed:
            return ()
        if isinstance(event, ev.SessionOpened):
            return greetings.greet(state)
        if isinstance(event, ev.PhaseEntered):
            announced = greetings.announce(state, self._workflow)
            return announced + curveballs.on_last_phase(state, self._prompt)
        if isinstance(event, ev.Said) and state.role(entry.by) == ev.CANDIDATE:
            return self._heard(state, entry, event.text)
        return ()

    def on_tick(self, state: State, now: float, idle_seconds: float) -> tuple[Intent, ...]:
        """What is due at `now` (seconds of the session's clock), one thing at a time.

        `idle_seconds` is the time since the last key; while the candidate types there is nothing.
        """
        if not talk.running(state):
            return ()
        return (
            interruptions.interrupt(state, self._workflow, now, idle_seconds)
            or curveballs.due(state, self._prompt, now, idle_seconds)
            or probes.probe(state, self._prompt, self._workflow, now, idle_seconds)
            or board_remarks.remark(state, self._prompt, self._workflow, now, idle_seconds)
        )

    def hint(self, state: State) -> GiveHint:
        """The next rung of the hint that is due; Refused where there is none."""
        return hint_ladders.hint(state, self._prompt, self._workflow)

    def curveball(self, state: State) -> Intent:
        """The session's curveball at the candidate's request; Refused where there is none left."""
        return curveballs.throw(state, self._prompt)

    def before_closing(self, state: State) -> tuple[Intent, ...]:
        """What must still happen before the candidate may finish: in pressure mode a curveball
        that has not come yet."""
        return curveballs.on_closing(state, self._prompt)

    def _heard(self, state: State, entry: Entry, text: str) -> tuple[Intent, ...]:
        if curveballs.accepted(state, entry, self._prompt):
            return (curveballs.throw(state, self._prompt),)
        known = tuple(fact.fact for fact in state.facts)
        said = sum(u.kind == "answer" for u in state.conversation)
        listening = self._workflow.listens(state.phase)
        reply = answer(self._prompt, text, known, said, listening)
        told: list[Intent] = [
            RevealFact(fact.id, fact.answer, entry.n)
            for fact in self._prompt.facts
            if fact.id in reply.facts and fact.id not in known
        ]
        again = answer_again(self._prompt, reply.facts, known)
        text = again if reply.facts else reply.text
        if text:
            told.append(Say(text, "answer", str(entry.n)))
        return tuple(told)
