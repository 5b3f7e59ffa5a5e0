"""A prompt and the record of one session on it: what every part of the debrief looks at."""

from collections.abc import Sequence
from functools import lru_cache

from coach.catalog.board_parts import Variant
from coach.catalog.observable import Observable
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.asking import counted
from coach.debrief.evidence import Record, Sentence
from coach.frozen import dataclass
from coach.language.denial import negative
from coach.language.hearing import hears
from coach.language.kin import widened
from coach.language.vocabulary import Vocabulary, vocabulary
from coach.language.wordlists import stemmed
from coach.match.components import Drawn, drawn

_REJECTING = stemmed("rejecting")
"""Words of a sentence that speaks of a design without choosing it."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A prompt, its workflow and the record of one session on it, with the drawing as it stood at
    the end.

    `counted` are the facts that earn for the questions that drew them out.
    """

    prompt: Prompt
    workflow: Workflow
    record: Record
    drawn: Drawn
    honoured: tuple[tuple[Variant, Sentence], ...]
    counted: frozenset[str]

    @property
    def excused(self) -> frozenset[str]:
        """Components that an equally defensible variant does without."""
        return frozenset(part for variant, _ in self.honoured for part in variant.instead_of)

    @property
    def observables(self) -> tuple[Observable, ...]:
        """The prompt's observables, and those of the workflow where the session was a whole one."""
        whole = len(self.record.state.phases) >= len(self.workflow.phases)
        return (*self.prompt.observables, *(self.workflow.observables if whole else ()))

    @property
    def designing(self) -> frozenset[str]:
        """The phases in which the design is talked about."""
        return frozenset(designing(self.workflow))

    def variant_for(self, parts: Sequence[str]) -> tuple[Variant, Sentence] | None:
        """The variant that stands in for one of these components."""
        return next((pair for pair in self.honoured if set(pair[0].instead_of) & set(parts)), None)


@lru_cache(maxsize=4)
def terms_of(prompt: Prompt) -> Vocabulary:
    """Every term the prompt's observables listen for."""
    return vocabulary(
        term
        for observable in prompt.observables
        for show in observable.shows
        for terms in show.said
        for term in widened(terms)
    )


def designing(workflow: Workflow) -> tuple[str, ...]:
    """The phases of a workflow that draw, else all in which no facts are asked for."""
    every = (phase.id for phase in workflow.phases if not phase.listens)
    return workflow.works_on("diagram") or tuple(every)


def case_of(prompt: Prompt, workflow: Workflow, record: Record) -> Case:
    """The prompt and the record with the drawing matched and the variants recognised."""
    honoured = []
    phases = designing(workflow)
    for variant in prompt.design.variants if prompt.design else ():
        meant = (sentence for sentence in record.sentences if sentence.phase in phases)
        sentence = next((sentence for sentence in meant if chosen(sentence, variant)), None)
        if sentence:
            honoured.append((variant, sentence))
    seen = drawn(prompt, record.text("diagram"))
    return Case(prompt, workflow, record, seen, tuple(honoured), counted(prompt, record.state))


def chosen(sentence: Sentence, variant: Variant) -> bool:
    """Whether a sentence takes a variant for its design rather than naming or rejecting it."""
    rejected = not _REJECTING.isdisjoint(sentence.words) or negative(sentence.words)
    return not rejected and hears(sentence.words, variant.terms)
