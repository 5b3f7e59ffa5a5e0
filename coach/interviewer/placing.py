"""Which facts of a prompt one question asks for: mostly one, at times two in one breath."""

from collections.abc import Mapping
from functools import lru_cache

from coach.catalog.prompt import Prompt
from coach.interviewer.matcher import FactScore, Guess, Matcher, matcher
from coach.interviewer.pronouns import resolved
from coach.interviewer.questions import clauses
from coach.interviewer.shorthand import expanded
from coach.language.words import tokens

SURE = 0.78
"""The least certainty at which a fact answers a question; like those below tuned on the rounds of
tests/data/questions."""
LONE = 0.5
RIVAL = 100.0
"""The same for a fact that is so many times as likely as the next one: of the answers that turned
out wrong most had the right one close behind."""
LIKELY = 0.45
AHEAD = 5.0
UNASKED = 0.2
"""The same for one that is so far ahead of the next, where it is no likelier than this that none is
asked for: the rest is spread over many, none of which is meant. Of rounds that were not fitted on
it answers one roundabout question in twelve more, and less than one in a hundred wrongly."""
CLAUSE = 0.6
"""The least for each of two questions in one sentence."""
NOUN = 0.7
"""The same for each of two things joined in one question, such as latency and availability."""
EVEN = 0.1
TRACE = 0.0005
"""How likely each of several must be in the whole question: things joined, and two questions."""
FIRM = 0.9
"""How sure a part must be by itself to need no backing by the whole."""
BESIDE = 0.25
"""How likely a fact must be in all that was said to be told beside one that surely answers it."""
APART = 0.7
"""How sure a part of the question must be by itself to be told beside it all the same."""
LONGEST = 4000
"""Characters of an utterance that are listened to; what goes on longer is no question."""
VERBATIM = 0.9
"""From this likeness on an asking is the question itself, and the sentence asks one thing; where
the fact is surely meant, for questions of one word have many that are like them."""


def verbatim(prompt: Prompt, question: str) -> tuple[str, ...]:
    """The fact one of whose known askings is this very question, if there is one."""
    exact = asking(prompt, question)
    if exact:
        return exact
    judge = judge_of(prompt)
    near = max(judge.scores(question), key=lambda score: score.fit, default=None)
    if near is None or near.fit < VERBATIM:
        return ()
    best = judge.guess(question)
    return (near.fact,) if best.fact == near.fact and surely(best) else ()


def asking(prompt: Prompt, question: str) -> tuple[str, ...]:
    """The fact one of whose known askings is this question to the word, if there is one."""
    fact_ids = _askings(prompt).get(tuple(tokens(question)))
    return (fact_ids,) if fact_ids else ()


@lru_cache(maxsize=8)
def _askings(prompt: Prompt) -> Mapping[tuple[str, ...], str]:
    """The fact of each known asking; the first one where two share it."""
    asks = (
        (tuple(tokens(expanded(ask))), fact.id) for fact in prompt.facts[::-1] for ask in fact.asks
    )
    return dict(asks)


def match(prompt: Prompt, question: str) -> tuple[str, ...]:
    """The ids of the facts a question asks for, in the order it asks for them; mostly one."""
    exact = verbatim(prompt, question)
    if exact:
        return exact
    judge = judge_of(prompt)
    best = judge.guess(question)
    parts, anew = clauses(question)
    several = [judge.guess(part) for part in resolved(parts)] if len(parts) > 1 else []
    if several:
        ids = _joined(several, anew, best, dict(judge.ranked(question)))
        if len(ids) > 1:
            return ids
    if not surely(best) and anew:
        best = max(several, key=lambda guessed: guessed.sure)
    if best.sure >= FIRM:
        return (best.fact,)
    volume_fact = judge.volume(question, best.fact if surely(best) else "")
    return (volume_fact,) if volume_fact else ()


def _joined(
    several: list[Guess], anew: bool, best: Guess, shares: Mapping[str, float]
) -> tuple[str, ...]:
    """The facts that the parts of one question ask for, where all of them stand in the whole."""
    least, trace = (CLAUSE, TRACE) if anew else (NOUN, EVEN)
    if best.sure >= SURE:
        several = [
            part for part in several if part.sure >= APART or shares.get(part.fact, 0.0) >= BESIDE
        ]
    ids = tuple(dict.fromkeys(part.fact for part in several if part.sure >= least))
    return ids if all(shares[id_] >= trace for id_ in ids) else ()


def surely(best: Guess) -> bool:
    """Whether a guess is sure enough to be told."""
    if best.sure >= (LONE if best.sure >= RIVAL * best.rival else SURE):
        return True
    return best.sure >= max(LIKELY, AHEAD * best.rival) and best.none < UNASKED


def scores(prompt: Prompt, question: str) -> tuple[FactScore, ...]:
    """How well a question fits each fact, the best first."""
    return judge_of(prompt).scores(question[:LONGEST])


def guess(prompt: Prompt, question: str) -> Guess:
    """The fact a question most likely asks for, and how sure that is."""
    return judge_of(prompt).guess(question[:LONGEST])


def judge_of(prompt: Prompt) -> Matcher:
    """The matcher of a prompt's facts."""
    return matcher(prompt.facts, setting(prompt), f"{prompt.workflow}/{prompt.slug}")


def setting(prompt: Prompt) -> str:
    """The texts of a prompt whose words are known to the interviewer, but mean no fact."""
    return f"{prompt.title}. {prompt.statement} {' '.join(prompt.requirements.functional)}"
