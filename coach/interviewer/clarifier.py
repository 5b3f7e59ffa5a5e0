"""The clarifier: answers the candidate's own words with the facts they ask for, and no others."""

from dataclasses import dataclass

from coach.catalog.prompt import Prompt
from coach.interviewer.matcher import matcher
from coach.interviewer.procedure import TURNED_BACK, about_design, about_interview, open_design
from coach.interviewer.questions import asked, clauses
from coach.interviewer.words import tokens

SURE = 0.58
"""The least certainty at which a fact answers a question."""
CLAUSE = 0.58
"""The same for each of two questions in one sentence."""
NOUN = 0.75
"""The same for each of two things joined in one question, such as latency and availability."""
VERBATIM = 0.9
"""From this likeness on an asking is the question itself, and the sentence asks one thing."""

UNKNOWN = (
    "Assume what you like there, and say what you assume.",
    "I have no number or rule for that. Pick one and tell me why.",
    "That is open. Take something sensible and write it down.",
    "Nobody has decided that. Choose, and keep in mind what would change if you are wrong.",
    "I cannot tell you more about that; state an assumption and go on.",
    "Leave that to your judgement, but say it aloud.",
    "We do not know. What would be a reasonable assumption?",
    "I have nothing on that. Make it as simple as you can defend.",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the facts that answer, and the words; silence is no facts and "" as text."""

    facts: tuple[str, ...]
    text: str


SILENCE = Answer((), "")


def answer(prompt: Prompt, question: str, already: tuple[str, ...] = (), turn: int = 0) -> Answer:
    """The interviewer's answer to something the candidate said.

    `already` are the ids of facts given before: they are said again, briefly. `turn` counts the
    answers so far, so that two open questions do not get the same words.
    """
    questions = asked(question)
    greeting = not questions and len(tokens(question)) <= 6
    if not questions:
        return Answer((), about_interview(prompt, question, turn) if greeting else "")
    found: list[str] = []
    for one in questions:
        facts = verbatim(prompt, one) or (() if about_design(one) else match(prompt, one))
        found.extend(fact for fact in facts if fact not in found)
    if found:
        return Answer(tuple(found), _told(prompt, found, already))
    for one in questions:
        text = about_interview(prompt, one, turn)
        if text:
            return Answer((), text)
    if any(about_design(one) or open_design(one) for one in questions):
        return Answer((), TURNED_BACK[turn % len(TURNED_BACK)])
    return Answer((), UNKNOWN[turn % len(UNKNOWN)])


def verbatim(prompt: Prompt, question: str) -> tuple[str, ...]:
    """The fact one of whose known askings is this very question, if there is one."""
    scores = matcher(prompt.facts).scores(question)
    near = max(scores, key=lambda one: one.fit, default=None)
    return (near.fact,) if near is not None and near.fit >= VERBATIM else ()


def match(prompt: Prompt, question: str) -> tuple[str, ...]:
    """The ids of the facts a question asks for, in the order it asks for them; mostly one."""
    exact = verbatim(prompt, question)
    if exact:
        return exact
    judge = matcher(prompt.facts)
    parts, anew = clauses(question)
    if len(parts) > 1:
        several = [judge.guess(part) for part in parts]
        least = CLAUSE if anew else NOUN
        if all(one.sure >= least for one in several) or anew:
            ids = tuple(dict.fromkeys(one.fact for one in several if one.sure >= least))
            if len(ids) > 1:
                return ids
    best = judge.guess(question)
    return (best.fact,) if best.sure >= SURE else ()


def _told(prompt: Prompt, facts: list[str], already: tuple[str, ...]) -> str:
    texts = []
    for name in facts:
        fact = prompt.fact(name)
        if fact is not None:
            texts.append(f"As I said: {fact.answer}" if name in already else fact.answer)
    return " ".join(texts)
