"""What a workflow answers for every prompt that says nothing of its own: cost, roll-out, alarms.

A prompt's own fact goes first. Where a common answer is not quite certain, the interviewer asks
which is meant, or whether it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from coach.catalog.prompt import Fact, Prompt
from coach.catalog.workflow import CommonAnswer
from coach.interviewer.asking_back import ASKED_BACK, wording
from coach.interviewer.clarifier import Reply, answer
from coach.interviewer.open_topics import declined, open_facts
from coach.interviewer.placing import SURE, guess

COMMON = "common-"
"""How the ids of such facts begin."""
FIRM = 0.75
"""The certainty at which a common answer is given without asking back: it is about anything."""
TRIED = 4
"""How many of a common answer's askings are tried on a prompt's own facts."""
OWN = 0.5
"""The share of these that a prompt's own fact must surely answer to stand in
its place."""


@lru_cache(maxsize=8)
def joined(prompt: Prompt, answers: tuple[CommonAnswer, ...]) -> Prompt:
    """The prompt with those of its workflow's common answers that it has no fact for; a fact that
    stands in the place of one is asked for in the common ways too. A light one also knows what
    nobody has decided."""
    left = tuple(open_facts(prompt, [common.id for common in answers]))
    if not answers and not left:
        return prompt
    own = tuple(_asked_alike(fact, answers) for fact in prompt.facts)
    return prompt.but(facts=(*own, *_facts(prompt, answers), *left))


def _asked_alike(fact: Fact, answers: tuple[CommonAnswer, ...]) -> Fact:
    common = next((one for one in answers if fact.id in (one.id, *one.stands)), None)
    if common is None:
        return fact
    return replace(fact, asks=tuple(dict.fromkeys((*fact.asks, *common.asks))))


def _facts(prompt: Prompt, answers: tuple[CommonAnswer, ...]) -> Iterator[Fact]:
    for common in answers:
        if not _has_own(prompt, common):
            yield Fact(
                id=COMMON + common.id,
                name=common.name,
                asks=common.asks,
                answer=common.answer,
                default=common.answer,
                matters=common.name,
            )


def _has_own(prompt: Prompt, common: CommonAnswer) -> bool:
    if any(fact.id in (common.id, *common.stands) for fact in prompt.facts):
        return True
    asks = common.asks[:TRIED]
    guesses = [guess(prompt, ask) for ask in asks]
    sure = Counter(one.fact for one in guesses if one.sure >= SURE)
    return max(sure.values(), default=0) >= OWN * len(asks)


def answered(
    prompt: Prompt,
    whole: Prompt,
    question: str,
    already: tuple[str, ...] = (),
    turn: int = 0,
    *,
    listening: bool = True,
    back: bool = True,
) -> Reply:
    """The interviewer's answer by a prompt and its `whole` with the common answers; as `answer`."""
    reply = answer(whole, question, already, turn, listening=listening, back=back)
    reply = declined(whole, reply, turn)
    if whole is prompt or not reply.facts or not all(id_.startswith(COMMON) for id_ in reply.facts):
        return reply
    if guess(whole, question).sure >= FIRM:
        return reply
    own = answer(prompt, question, already, turn, listening=listening, back=back)
    offered = (own.facts[0], reply.facts[0]) if own.facts else reply.facts
    if back and all(fact is not None and fact.name for fact in map(whole.fact, offered)):
        return Reply((), wording(whole, offered), ASKED_BACK, offered)
    return own if own.facts else reply
