"""What every interview may ask about: which of its workflow's common matters a question names.

The matcher weighs a question against the askings of facts; one in words of its own ("roughly what
funding is behind this?") has none in common with them. A word that names the matter is enough to
ask back about it, and never enough to tell.
"""

from functools import lru_cache

from coach.catalog.prompt import Fact, Prompt
from coach.catalog.workflow import CommonAnswer
from coach.interviewer.placing import guess
from coach.language.words import Stems, stems, within

COMMON = "common-"
"""How the ids of the facts begin that a workflow's common answers become."""
TRIED = 4
"""How many of a common answer's askings are tried on a prompt's own facts."""


def named(prompt: Prompt, answers: tuple[CommonAnswer, ...], question: str) -> tuple[Fact, ...]:
    """The facts of `prompt` (its own, or common ones) that tell of the common matters which a
    question names by a word, those with a name to ask back by; in the workflow's order."""
    words = stems(question)
    tellers = (teller(prompt, common) for common in answers if speaks(common, words))
    return tuple(fact for fact in tellers if fact is not None and fact.name)


def spoken_of(answers: tuple[CommonAnswer, ...], question: str, fact: Fact) -> bool:
    """Whether a fact has a word of one of the common matters that a question names."""
    words, told = stems(question), stems(_text(fact))
    return any(speaks(common, words) and speaks(common, told) for common in answers)


def speaks(common: CommonAnswer, words: Stems) -> bool:
    """Whether stems of a text hold a word that names the matter."""
    return any(within(stems(word), words) for word in common.words)


@lru_cache(maxsize=64)
def teller(prompt: Prompt, common: CommonAnswer) -> Fact | None:
    """The fact that tells of a common matter: by its id, else the one that the common askings are
    surest of, if it has a word of the matter."""
    ids = (common.id, *common.stands, COMMON + common.id)
    by_id = next((fact for fact in map(prompt.fact, ids) if fact is not None), None)
    if by_id is not None:
        return by_id
    guesses = [guess(prompt, ask) for ask in common.asks[:TRIED]]
    fact = prompt.fact(max(guesses, key=lambda taken: taken.sure).fact)
    return fact if fact is not None and speaks(common, stems(_text(fact))) else None


def _text(fact: Fact) -> str:
    return " / ".join((fact.name, fact.answer, *fact.asks))
