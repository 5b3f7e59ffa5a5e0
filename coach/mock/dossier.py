"""The interviewer's private pack: what the prompt on this machine knows, and what of it is told.

Only an interviewer's seat opens it; nothing of it travels but what is told on purpose.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coach.catalog import shelf
from coach.catalog.header import LEVELS
from coach.errors import NotFound, Refused
from coach.frozen import dataclass
from coach.live.environment import Environment
from coach.mock.proposed_session import digest_of
from coach.session.decide import GiveHint, RevealFact, Say, ThrowCurveball
from coach.session.state import State, Utterance

SEARCHED = 2
"""So many words look for a fact by its name; more of them are a question."""
HEARD_MOST = 1000
"""Characters of a question that are listened to."""

if TYPE_CHECKING:
    from coach.catalog.prompt import DeepDive, Fact, HintLadder, Prompt
    from coach.catalog.workflow import Workflow
    from coach.interviewer.clarifier import Reply


@dataclass(frozen=True, slots=True)
class Dossier:
    """A prompt and its workflow in an interviewer's hand. `other` says that the session was opened
    with another version of its file."""

    prompt: "Prompt"
    workflow: "Workflow"
    other: bool = False

    def must(self, state: State) -> tuple["Fact", ...]:
        """The facts that must be asked for and have not been."""
        told = {fact.fact for fact in state.facts}
        return tuple(fact for fact in self.prompt.facts if fact.must and fact.id not in told)

    def asked(self, state: State) -> tuple["Fact", ...]:
        """The facts told, in the prompt's order."""
        told = {fact.fact for fact in state.facts}
        return tuple(fact for fact in self.prompt.facts if fact.id in told)

    def more(self, state: State) -> tuple["Fact", ...]:
        """The other facts not told yet."""
        told = {fact.fact for fact in state.facts}
        return tuple(fact for fact in self.prompt.facts if not fact.must and fact.id not in told)

    def ranked(self, words: str, told: Collection[str] = ()) -> tuple["Fact", ...]:
        """All facts, those that the words ask for first: the beginning of a fact's own name, then
        what the clarifier hears, of that and of the rest what was not `told` yet, then letters of
        an asking or the answer; else the prompt's order."""
        meant = self.asked_for(words)
        others = (self.known(id_) for id_ in meant if self.prompt.fact(id_) is None)
        facts = (*self.prompt.facts, *(fact for fact in others if fact is not None))
        wanted = words.lower().split()
        typed = wanted if len(wanted) <= SEARCHED else []

        def rank(fact: "Fact") -> tuple[int, bool, bool, int, int]:
            name = fact.id.split("-")
            begun = sum(any(part.startswith(word) for part in name) for word in typed)
            about = f"{' '.join(fact.asks)} {fact.answer}".lower()
            hits = sum(word in about for word in wanted)
            place = meant.index(fact.id) if fact.id in meant else len(meant)
            return (-begun, fact.id not in meant, fact.id in told, place, -hits)

        return tuple(sorted(facts, key=rank))

    def asked_for(self, words: str) -> tuple[str, ...]:
        """The ids of the facts that the clarifier hears asked for, in the order of the words."""
        from coach.interviewer.placing import match

        words = words.strip()[:HEARD_MOST]
        if not words:
            return ()
        reply = self.heard(words)
        return reply.facts or reply.near or match(self.prompt, words)

    def heard(self, words: str, listening: bool = True) -> "Reply":
        """What the scripted interviewer would answer: of the prompt, of its workflow's common
        answers, of what machines carry."""
        from coach.interviewer.capacity_questions import capacity_asked, fact_of
        from coach.interviewer.clarifier import Reply
        from coach.interviewer.common_answers import answered

        words, workflow = words.strip()[:HEARD_MOST], self.workflow
        row = capacity_asked(self.prompt, workflow.capacities, words)
        if row is not None:
            return Reply((fact_of(row),), row.answer)
        return answered(
            self.prompt, self.whole, words, listening=listening, answers=workflow.answers
        )

    @property
    def whole(self) -> "Prompt":
        """The prompt with its workflow's common answers."""
        from coach.interviewer.common_answers import joined

        return joined(self.prompt, self.workflow.answers)

    def known(self, name: str) -> "Fact | None":
        """A fact by its id: of the prompt, a common answer, or a row of what machines carry."""
        from coach.catalog.prompt import Fact
        from coach.interviewer.capacity_questions import fact_of

        fact = self.whole.fact(name)
        row = next((row for row in self.workflow.capacities if fact_of(row) == name), None)
        if fact is not None or row is None:
            return fact
        return Fact(
            id=name, name=row.id, asks=(row.id,), answer=row.answer, default=row.answer, matters="-"
        )

    def prepare(self) -> None:
        """Works out what only a question needs, so that the first one need not wait for it."""
        from coach.interviewer.placing import guess

        guess(self.whole, "")

    def unanswered(self, state: State, said: Utterance) -> tuple[str, ...]:
        """Of the facts with which the scripted interviewer would answer one utterance, those not
        told, where one of them was: the second of two things asked is easily passed over. The
        ids."""
        from coach.interviewer.clarifier import answer

        told = {fact.fact for fact in state.facts}
        wanted = answer(self.prompt, said.text[:HEARD_MOST]).facts
        left = tuple(fact for fact in wanted if fact not in told)
        return left if len(left) < len(wanted) else ()

    def fact(self, state: State, name: str, text: str = "") -> RevealFact:
        """Telling a fact, in its prepared words or in other ones, for the last thing asked."""
        fact = self.known(name)
        if fact is None:
            raise NotFound(f"This prompt has no fact {name}.", "`look pack` lists them.")
        mine = [u for u in state.conversation if state.role(u.by) == "candidate"]
        return RevealFact(fact.id, text or fact.answer, mine[-1].n if mine else 0)

    def hint(self, state: State, name: str = "") -> GiveHint:
        """The next rung of a ladder, of the one that is due where none is named."""
        from coach.interviewer.hint_ladders import PRICES, RUNGS, hint

        if not name:
            return hint(state, self.prompt, self.workflow)
        ladder = next((hint for hint in self.prompt.hints if hint.id == name), None)
        if ladder is None:
            raise NotFound(f"This prompt has no hint ladder {name}.")
        rung = self.rung(state, ladder)
        if not rung:
            raise Refused("That ladder has no further rung.")
        assert rung in RUNGS
        return GiveHint(state.phase, ladder.id, rung, getattr(ladder, rung), PRICES[rung])

    def hints(self, state: State) -> tuple[GiveHint, ...]:
        """The next rungs of this phase's ladders, the one that is due first; none of a ladder that
        leads to what was drawn or said already."""
        from coach.interviewer.hint_ladders import reached

        due = self.hint(state)
        others = (
            self.hint(state, ladder.id)
            for ladder in self.prompt.hints
            if ladder.phase == state.phase
            and ladder.id != due.ladder
            and self.rung(state, ladder)
            and not reached(state, self.prompt, self.workflow, ladder)
        )
        return (due, *others)

    def rung(self, state: State, ladder: "HintLadder") -> str:
        """The next rung of a ladder; "" when all are given."""
        from coach.interviewer.hint_ladders import RUNGS

        given = {hint.rung for hint in state.hints if hint.ladder == ladder.id}
        return next((rung for rung in RUNGS if rung not in given), "")

    def curveball(self, name: str) -> ThrowCurveball:
        """A change of requirements."""
        for ball in self.prompt.curveballs:
            if ball.id == name:
                return ThrowCurveball(ball.id, ball.change)
        raise NotFound(f"This prompt has no change called {name}.")

    def probes(self, state: State) -> tuple[tuple["DeepDive", int, bool], ...]:
        """Every probe with its topic and whether it has been asked; first the topics that were
        spoken of lately or are drawn."""
        from coach.interviewer.probes import brought_up
        from coach.match.boards_seen import present, told

        drawn, heard = present(state, self.prompt), told(state)
        asked = {u.ref for u in state.conversation if u.kind == "probe"}
        dives = sorted(
            self.prompt.deep_dives, key=lambda dive: -brought_up(dive, drawn, heard, state.phase)
        )
        rows = [
            (dive, n, f"{dive.id}:{n}" in asked) for dive in dives for n in range(len(dive.probes))
        ]
        return tuple(sorted(rows, key=lambda row: row[2]))

    def probe(self, name: str) -> Say:
        """Asking a probe, named topic:number."""
        topic, _, digits = name.partition(":")
        dive = next(
            (deep_dive for deep_dive in self.prompt.deep_dives if deep_dive.id == topic), None
        )
        number = int(digits) if digits.isdigit() and len(digits) < 4 else -1
        if dive is None or not 0 <= number < len(dive.probes):
            raise NotFound(f"This prompt has no probe {name}.")
        return Say(dive.probes[number], "probe", name)

    def told(self, state: State) -> dict[str, Any]:
        """The pack as programs are shown it."""
        prompt = self.prompt
        told = {fact.fact for fact in state.facts}
        return {
            "title": prompt.title,
            "other_version": self.other,
            "facts": [
                {
                    "id": fact.id, "asks": list(fact.asks), "answer": fact.answer,
                    "must": fact.must, "told": fact.id in told,
                }
                for fact in prompt.facts
            ],
            "hints": [
                {"id": hint.id, "phase": hint.phase, "next": self.rung(state, hint)}
                | {rung: getattr(hint, rung) for rung in ("nudge", "prescribe", "sketch")}
                for hint in prompt.hints
            ],
            "probes": [
                {"id": f"{dive.id}:{n}", "topic": dive.topic, "text": dive.probes[n], "asked": done}
                for dive, n, done in self.probes(state)
            ],
            "curveballs": [
                {"id": curveball.id, "change": curveball.change, "good": curveball.good}
                for curveball in prompt.curveballs
            ],
            "decisions": [
                {
                    "id": decision.id, "question": decision.question,
                    "turns_on": decision.load_bearing,
                    "options": [{"name": o.name, "grade": o.grade} for o in decision.options],
                }
                for decision in prompt.decisions
            ],
            "observables": [
                {
                    "id": observable.id, "phase": observable.phase, "text": observable.text,
                    "level": observable.level,
                }
                for observable in prompt.observables
            ],
            "bar": {level: getattr(prompt.bar, level) for level in LEVELS},
        }  # fmt: skip


def open_dossier(environment: Environment, state: State) -> Dossier:
    """The pack of a running session, from the prompts on this machine; NotFound, ContentError."""
    opened = state.opened
    if opened is None:
        raise Refused("No session has been opened yet.")
    dossier = preview(environment, opened.prompt, opened.workflow)
    mine = digest_of(environment, opened.prompt, opened.workflow)
    return replace(dossier, other=bool(opened.digest) and mine != opened.digest)


def preview(environment: Environment, slug: str, workflow: str = "") -> Dossier:
    """The pack of a prompt before its session begins: the brief."""
    prompt = shelf.load(slug, environment.folders, workflow)
    return Dossier(prompt, shelf.load_workflow(prompt.workflow, environment.folders))
