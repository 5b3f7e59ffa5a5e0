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
from coach.interviewer.asking_back import ASKED_BACK, OFFERED, UNPLACED, wording
from coach.interviewer.clarifier import UNKNOWN, Reply, answer
from coach.interviewer.open_topics import declined, open_facts
from coach.interviewer.placing import SURE, guess
from coach.interviewer.plain_topics import COMMON, TRIED, named, spoken_of
from coach.interviewer.procedure import UNJUDGED

FIRM = 0.75
"""The certainty at which a common answer is given without asking back: it is about anything."""
DOUBTED = 0.85
"""The certainty under which a fact without a word of the matter that a question names is asked back
about: of the written rounds two of 2,300 right answers lie below, of strangers' wrong ones most."""
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
    common = next((answer for answer in answers if fact.id in (answer.id, *answer.stands)), None)
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
    sure = Counter(guessed.fact for guessed in guesses if guessed.sure >= SURE)
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
    answers: tuple[CommonAnswer, ...] = (),
) -> Reply:
    """The interviewer's answer by a prompt and its `whole` with the common answers; as `answer`.

    With `answers` a question that names a common matter is at least asked back about it.
    """
    reply = answer(whole, question, already, turn, listening=listening, back=back)
    reply = declined(whole, reply, turn)
    meant = _meant(whole, question, reply, answers) if back else ()
    if meant:
        return Reply((), wording(whole, meant), ASKED_BACK, meant)
    if whole is prompt or not reply.facts or not all(id_.startswith(COMMON) for id_ in reply.facts):
        return reply
    if guess(whole, question).sure >= FIRM:
        return reply
    own = answer(prompt, question, already, turn, listening=listening, back=back)
    offered = (own.facts[0], reply.facts[0]) if own.facts else reply.facts
    if back and all(fact is not None and fact.name for fact in map(whole.fact, offered)):
        return Reply((), wording(whole, offered), ASKED_BACK, offered)
    return own if own.facts else reply


def _meant(
    whole: Prompt, question: str, reply: Reply, answers: tuple[CommonAnswer, ...]
) -> tuple[str, ...]:
    """What to ask back about where a question names a common matter, and the reply tells nothing
    of it and does not ask about it: the ids of facts; none where the reply may stand."""
    if not (reply.facts or reply.near or _at_a_loss(reply)):
        return ()
    ids = tuple(dict.fromkeys(fact.id for fact in named(whole, answers, question)))
    near = reply.facts or reply.near
    if not ids or any(id_ in near for id_ in ids):
        return ()
    if reply.facts and guess(whole, question).sure >= DOUBTED:
        return ()
    facts = tuple(fact for fact in map(whole.fact, near) if fact is not None)
    told = reply.facts and any(spoken_of(answers, question, fact) for fact in facts)
    return () if told else (*near[: OFFERED - 1], *ids)[:OFFERED]


def _at_a_loss(reply: Reply) -> bool:
    """Whether a reply has nothing to tell, and is neither a decision handed back nor silence."""
    return reply.kind == UNPLACED or reply.text in (*UNKNOWN, *UNJUDGED)
