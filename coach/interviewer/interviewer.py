"""The scripted interviewer: what it wants to say or do at an entry, and as time passes.

It keeps nothing in mind. All it knows is the state (what it said is in the conversation by kind
and reference) and the prompt, so a resumed session goes on as if it had never stopped. Its
intents pass `coach.session.decide` and are appended in the interviewer's name.
"""

from functools import cached_property

from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.interviewer import (
    asking_back,
    board_remarks,
    curveballs,
    greetings,
    hint_ladders,
    interruptions,
    probes,
    repeating,
    stress_questions,
    talk,
)
from coach.interviewer.asking_back import Pending
from coach.interviewer.capacity_questions import capacity_asked, fact_of
from coach.interviewer.clarifier import answer_again
from coach.interviewer.common_answers import answered, joined
from coach.interviewer.placing import guess
from coach.interviewer.procedure import HELP
from coach.session import events as ev
from coach.session.decide import GiveHint, Intent, RevealFact, Say
from coach.session.entry import Entry
from coach.session.state import State


class Interviewer:
    """One prompt's interviewer in one workflow. Pure: equal arguments give equal intents."""

    def __init__(self, prompt: Prompt, workflow: Workflow) -> None:
        self._prompt = curveballs.placed(prompt, workflow)
        self._workflow = workflow

    @cached_property
    def _whole(self) -> Prompt:
        """The prompt with its workflow's common answers."""
        return joined(self._prompt, self._workflow.answers)

    def prepare(self) -> None:
        """Works out what only a question needs, a quarter of a second: in a thread, so that the
        first one need not wait for it. Not called, it is done at the first question."""
        guess(self._whole, "")

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
            or stress_questions.question(state, self._workflow, now, idle_seconds)
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
        repeated = repeating.again(state, text, entry.n)
        if repeated:
            return (repeated,)
        waiting = asking_back.pending(state, entry)
        if waiting:
            settled = asking_back.settle(self._whole, waiting.offered, text)
            if settled and not settled.rest:
                return self._settled(state, waiting, settled.facts, text)
            text = settled.rest if settled else text
        known = tuple(fact.fact for fact in state.facts)
        turn = sum(u.kind in _REPLIES for u in state.conversation)
        row = capacity_asked(self._prompt, self._workflow.capacities, text)
        if row is not None:
            fact = fact_of(row)
            if fact in known:
                return (Say(row.answer, "answer", str(entry.n)),)
            return (RevealFact(fact, row.answer, entry.n),)
        listening = self._workflow.listens(state.phase)
        back = not asking_back.spent(state)
        reply = answered(
            self._prompt,
            self._whole,
            text,
            known,
            turn,
            listening=listening,
            back=back,
            answers=self._workflow.answers,
        )
        if reply.facts:
            return self._revealed(state, reply.facts, entry.n, reply.lead)
        if not reply.text:
            return ()
        ref = asking_back.reference(entry.n, reply.near) if reply.near else str(entry.n)
        said = reply.text
        if said == HELP:
            said = hint_ladders.offered(state, self._prompt, self._workflow)
        return (Say(said, reply.kind, ref),)

    def _settled(
        self, state: State, waiting: Pending, facts: tuple[str, ...], text: str
    ) -> tuple[Intent, ...]:
        """What follows on the answer to a question back. A yes to several is asked about once
        more, and the second time taken for all of them."""
        ref = asking_back.reference(waiting.question, waiting.offered)
        if not facts:
            turn = len(talk.said(state, asking_back.UNPLACED))
            sentence = asking_back.NEITHER[turn % len(asking_back.NEITHER)]
            return (Say(sentence, asking_back.UNPLACED, str(waiting.question)),)
        vague = len(facts) > 1 and asking_back.says_yes(text)
        if vague and len(talk.said(state, asking_back.ASKED_BACK, ref)) < 2:
            again = asking_back.wording(self._whole, waiting.offered, again=True)
            return (Say(again, asking_back.ASKED_BACK, ref),)
        return self._revealed(state, facts, waiting.question)

    def _revealed(
        self, state: State, facts: tuple[str, ...], question: int, lead: str = ""
    ) -> tuple[Intent, ...]:
        """The facts that answer an entry's question, the first after `lead`; those known already
        are said again."""
        known = tuple(fact.fact for fact in state.facts)
        told: list[Intent] = [
            RevealFact(fact.id, lead + fact.answer, question)
            for fact in self._whole.facts
            if fact.id in facts and fact.id not in known
        ]
        again = answer_again(self._whole, facts, known)
        return (*told, Say(again, "answer", str(question))) if again else tuple(told)


_REPLIES = ("answer", asking_back.ASKED_BACK, asking_back.UNPLACED)
"""Kinds of what is said to a question."""
