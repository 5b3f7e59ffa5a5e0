"""Proof of a prompt by playing it: its clarifier is asked, its own answer and bluffs are scored."""

from collections.abc import Callable, Iterator
from itertools import chain, permutations

from coach.authoring import played_sessions
from coach.authoring.examples import examples
from coach.authoring.problem import Problem, error, warning
from coach.authoring.swaps import swaps
from coach.catalog.prompt import Prompt
from coach.catalog.workflow import Workflow
from coach.debrief.score import tallied
from coach.interviewer.clarifier import answer
from coach.interviewer.questions import is_question
from coach.language.hearing import listened
from coach.session.history import whole

REFERENCE_LEAST = 95.0
BLUFF_MOST = 25.0


def prove(prompt: Prompt, workflow: Workflow, shipped: bool = False) -> tuple[Problem, ...]:
    """Problems that show only when the prompt is played.

    That bluffing pays is an error in a shipped prompt; in a small one of one's own, where few
    observables weigh much, it is a warning.
    """
    return (
        *_clarifier(prompt),
        *_idle(prompt),
        *examples(prompt),
        *swaps(prompt, workflow),
        *_scores(prompt, workflow, error if shipped else warning),
    )


def _clarifier(prompt: Prompt) -> Iterator[Problem]:
    """Every asking of a fact must get that fact and no other; the reference's questions too."""
    for fact in prompt.facts:
        for ask in fact.asks:
            where = f"facts.{fact.id}.asks"
            facts = answer(prompt, ask).facts
            others = ", ".join(fact_id for fact_id in facts if fact_id != fact.id)
            if others:
                yield error(where, f'"{ask}" is answered with {others}.')
            elif not is_question(ask):
                yield warning(where, f'"{ask}" does not sound like a question.')
            elif not facts:
                yield warning(where, f'"{ask}" is not recognised.')
    for ask in prompt.answer.asks:
        if not answer(prompt, ask).facts:
            yield error("answer.asks", f'"{ask}" is answered with no fact.')


def _idle(prompt: Prompt) -> Iterator[Problem]:
    """Two lists that one sentence must serve ask for two things, unless every word of the one is
    in the other too, as the debrief widens them: then the one asks for nothing."""
    for observable in prompt.observables:
        for show in observable.shows:
            lists = [frozenset(chain(*listened(terms))) for terms in show.said]
            for first, other in permutations(range(len(lists)), 2):
                if lists[first] < lists[other] or (first < other and lists[first] == lists[other]):
                    words = ", ".join(show.said[first][:4])
                    sentence = f"the other list of its sentence has every word of: {words}."
                    yield warning(f"observables.{observable.id}", sentence)


def _scores(
    prompt: Prompt, workflow: Workflow, bluff: Callable[[str, str], Problem]
) -> Iterator[Problem]:
    reference = whole(played_sessions.reference_entries(prompt, workflow))
    result = tallied(prompt, workflow, reference, "staff")
    if result.total < REFERENCE_LEAST:
        missed = [point.id for point in result.points if not point.met]
        sentence = f"the reference answer scores {result.total:g}, below {REFERENCE_LEAST:g}."
        yield error("answer", f"{sentence} Missed: {', '.join(missed)}.")
    for paste in played_sessions.PASTES:
        pasted = whole(played_sessions.buzzword_entries(prompt, workflow, paste))
        total = tallied(prompt, workflow, pasted).total
        if total >= BLUFF_MOST:
            sentence = f"all terms pasted ({paste}) score {total:g}; it must stay below"
            yield bluff("observables", f"{sentence} {BLUFF_MOST:g}.")
    empty = tallied(prompt, workflow, whole(played_sessions.empty_entries(prompt, workflow))).total
    if empty > 0:
        yield error("observables", f"an empty session scores {empty:g}; it must be 0.")
