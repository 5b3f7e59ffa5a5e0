"""Which of the facts drawn out count for their questions.

One question earns for two things at most, however many facts its answer gave away, unless it asked
for more things than that.
"""

from coach.catalog.prompt import Prompt
from coach.interviewer.questions import asked, clauses
from coach.language.wordlists import SMALL
from coach.language.words import tokens
from coach.session.state import State

LEAST = 2
_IDLE = SMALL | {"ok", "okay", "well", "hello", "please", "thanks", "great", "roughly", "maybe"}


def things(question: str) -> int:
    """How many things a question asks for: its parts between commas and ands that name any."""
    whole = [clause for part in asked(question) for clause in clauses(part)[0]]
    parts = [part for clause in whole for part in clauses(clause)[0]]
    return sum(any(word not in _IDLE for word in tokens(part)) for part in parts)


def counted(prompt: Prompt, state: State) -> frozenset[str]:
    """The facts that may earn points: of each question those that serve its first observables, up
    to two or as many as it asked for; all that the interviewer told unasked."""
    limits = {utterance.n: max(LEAST, things(utterance.text)) for utterance in state.conversation}
    served: dict[int, set[str]] = {}
    counted_things = set()
    for fact in state.facts:
        if fact.fact in counted_things:
            continue  # said again: it takes no other question's place
        serves = {
            observable.id
            for observable in prompt.observables
            if any(fact.fact in show.facts for show in observable.shows)
        }
        before = served.setdefault(fact.question, set())
        limit = limits.get(fact.question)
        if limit is None or len(before | serves) <= limit:
            counted_things.add(fact.fact)
            before |= serves
    return frozenset(counted_things)
