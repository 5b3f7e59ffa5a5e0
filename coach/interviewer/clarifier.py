"""The clarifier: answers the candidate's own words with the facts they ask for, and no others."""

from collections.abc import Iterable
from functools import lru_cache

from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.interviewer.asking_back import ASKED_BACK, LOW, UNPLACED, near, wording
from coach.interviewer.claims import judged, reckoned, wanted
from coach.interviewer.matcher import Matcher
from coach.interviewer.placing import (
    BESIDE,
    FIRM,
    LONGEST,
    asking,
    judge_of,
    match,
    surely,
    verbatim,
)
from coach.interviewer.procedure import (
    TAKEN_UP,
    TURNED_BACK,
    about_design,
    about_interview,
    decides,
    names_technology,
    open_design,
    proposes,
)
from coach.interviewer.pronouns import leans, resolved
from coach.interviewer.questions import (
    asked,
    asks_anew,
    assumption,
    heart,
    supposing,
    told_before,
)
from coach.interviewer.requirements import asks_outside, asks_whole, below, core, outside
from coach.interviewer.shorthand import expanded, ungreeted
from coach.interviewer.slight_questions import joined, slight
from coach.interviewer.unmarked import may_ask, tells_own
from coach.language.lexicon import written
from coach.language.other_languages import foreign
from coach.language.spelling import spelled
from coach.language.words import tokens, topics

BRIEF = 8
"""Words up to which what is no question by its form may be about the interview ("hello", "not sure
what to do now")."""
LONG = 60
"""Words up to which all that was said at once is judged as one."""
ANOTHER = 0.97
"""How sure a question must be by itself to be answered beside what all that was said asks for."""
BACKED = 0.1
"""How likely a fact must be in all that was said to answer a part that does not stand alone."""
SCRAP = 0.15
"""The certainty from which the interviewer asks back about a scrap that need not be a question."""

UNKNOWN = (
    "Nobody has decided that. Choose, and keep in mind what would change if you are wrong.",
    "I have no number or rule for that. Pick one and tell me why.",
    "That is open. Take something sensible and write it down.",
    "We do not know. What would be a reasonable assumption?",
    "I have nothing on that. Make it as simple as you can defend.",
)
"""What is said where no fact is near."""
NOT_PLACED = (
    "I cannot place that. Say it another way, or assume something and say what you assume.",
    "I do not follow that question. Put it differently, or make an assumption aloud.",
    "I am not sure what you ask for. Try other words, or state an assumption and go on.",
    "That one I cannot place. Ask it more plainly, or settle it yourself and say so.",
)
ONLY_ENGLISH = "I follow English only. Please say that in English."
CONFIRM = (
    "I cannot confirm that. Note it as an assumption, and say what would change without it.",
    "Take it as your assumption; nothing that I know decides it.",
)


@dataclass(frozen=True, slots=True)
class Reply:
    """The ids of the facts that answer, and the words; silence is no facts and "" as text.

    `kind` is that of the utterance: an answer, a question back about the facts in `near`, or that
    the question could not be placed. `lead` is what stands before a fact that a claim is about:
    yes or no.
    """

    facts: tuple[str, ...]
    text: str
    kind: str = "answer"
    near: tuple[str, ...] = ()
    lead: str = ""


def answer(
    prompt: Prompt,
    question: str,
    already: tuple[str, ...] = (),
    turn: int = 0,
    *,
    listening: bool = True,
    back: bool = True,
) -> Reply:
    """The interviewer's answer to something the candidate said.

    `already` are the ids of facts given before: they are said again, briefly. `turn` counts the
    answers so far, so that two open questions do not get the same words. In a phase that is for
    asking (`listening`) the bare name of a thing is a question too, and so is an assumption with
    "right?" at its end. `back` allows a question back.
    """
    question = question[:LONGEST]
    if foreign(question):
        return Reply((), ONLY_ENGLISH) if "?" in question or listening else Reply((), "")
    question = spelled(expanded(ungreeted(question)), _words(prompt))
    questions = asked(question)
    if not questions:
        greeting = len(tokens(question)) <= BRIEF and judge_of(prompt).guess(question).sure < FIRM
        text = about_interview(prompt, question, turn) if greeting else ""
        if text:
            return Reply((), text)
        questions = asked(question, listening)
        if questions and _technique(prompt, question):
            return Reply((), TURNED_BACK[turn % len(TURNED_BACK)])
        if not questions:
            return _unasked(prompt, question, already, turn, listening)
    if not listening and proposes(question):
        return Reply((), TAKEN_UP[turn % len(TAKEN_UP)])
    context = told_before(question, questions)
    scene = question if len(question.split()) <= LONG else " ".join((*context, *questions))
    questions = joined(tuple(map(heart, questions)))
    meant = resolved((*context, *questions))[len(context) :]
    whole = scene if len(scene.split()) <= LONG else " ".join((*context, *meant))
    facts = _answering(prompt, questions, meant, whole)
    if facts:
        return Reply(tuple(facts), _told(prompt, facts, already))
    return _without_facts(prompt, questions, (*meant, whole), turn, back)


def _answering(
    prompt: Prompt, questions: tuple[str, ...], meant: tuple[str, ...], whole: str
) -> list[str]:
    """The facts that answer questions, which are `meant` with their pronouns resolved.

    All that was said is judged first, for a scene says more than the question behind it ("a
    consumer sleeps for a day. What then?"); then each question, for there may be several. What
    does not stand alone is only answered by a fact that the whole is near to.
    """
    judge = judge_of(prompt)
    near = dict(judge.ranked(whole))
    alone = len(tokens(whole)) == len(tokens(meant[0]))
    fact_ids: list[str] = []
    for question, read in zip(questions, meant, strict=True):
        if _known(prompt, question) or not _not_for_facts(prompt, question):
            bare = not alone and not _stands_alone(judge, read, len(meant))
            asked_for = (id_ for id_ in match(prompt, read) if id_ not in fact_ids)
            fact_ids.extend(id_ for id_ in asked_for if not bare or near.get(id_, 0.0) >= BACKED)
    best = judge.guess(whole)
    lost = alone or not surely(best)
    if lost or _not_for_facts(prompt, whole):
        return fact_ids
    others = [judge.guess(read) for read in meant if len(meant) > 1 and not leans(read)]
    apart = {other.fact for other in others if other.sure >= ANOTHER}
    beside = [id_ for id_ in fact_ids if id_ in apart or near.get(id_, 0.0) >= BESIDE]
    return beside if best.fact in beside else [best.fact, *beside]


def _stands_alone(judge: Matcher, question: str, of: int) -> bool:
    """Whether one `of` so many questions needs nothing of what was said around it: one of several
    that is surely understood, or one after a scene that has words enough of its own."""
    if slight(question):
        return of > 1 and asks_anew(question) and judge.guess(question).sure >= FIRM
    return of > 1 or judge.guess(question).sure >= ANOTHER


def _without_facts(
    prompt: Prompt, questions: tuple[str, ...], meant: tuple[str, ...], turn: int, back: bool
) -> Reply:
    """The reply to questions that no fact surely answers."""
    turned = Reply((), TURNED_BACK[turn % len(TURNED_BACK)])
    if any(about_design(question) and decides(question) for question in questions):
        return turned
    for question in questions:
        text = _whole(prompt, question) or about_interview(prompt, question, turn, surely=True)
        if text:
            return Reply((), text)
    judge = judge_of(prompt)
    offered = next(
        (ids for question in meant[::-1] if (ids := near(judge, prompt.facts, question))), ()
    )
    if offered and back:
        return Reply((), wording(prompt, offered), ASKED_BACK, offered)
    for question in questions:
        text = about_interview(prompt, question, turn)
        if text:
            return Reply((), text)
    if any(about_design(question) or open_design(question) for question in questions):
        return turned
    if all(judge.is_aside(question) for question in meant):
        return Reply((), UNKNOWN[turn % len(UNKNOWN)])
    return Reply((), NOT_PLACED[turn % len(NOT_PLACED)], UNPLACED)


def _unasked(
    prompt: Prompt, text: str, already: tuple[str, ...], turn: int, listening: bool
) -> Reply:
    """The reply to what is no question by its form: in a phase for asking, to an assumption that
    asks to be confirmed, and to a scrap that a fact is near to; silence to all else."""
    claim = assumption(text) if listening else ""
    if claim and topics(claim):
        return _confirmed(prompt, text, claim, already, turn)
    if not listening or not may_ask(text):
        return Reply((), "")
    fact_ids = match(prompt, text)
    if fact_ids:
        return Reply(fact_ids, _told(prompt, list(fact_ids), already))
    offered = near(judge_of(prompt), prompt.facts, text, SCRAP)
    return Reply((), wording(prompt, offered), ASKED_BACK, offered) if offered else Reply((), "")


def _confirmed(prompt: Prompt, text: str, claim: str, already: tuple[str, ...], turn: int) -> Reply:
    """The reply to an assumption that asks to be confirmed ("I'd assume one region, right?"):
    the fact that decides it, else that nothing does; silence to any other statement."""
    asked_for = wanted(claim)
    fact_ids = () if reckoned(claim) else match(prompt, asked_for)
    if fact_ids:
        fact = prompt.fact(fact_ids[0])
        alone = fact is not None and len(fact_ids) == 1 and fact_ids[0] not in already
        lead = judged(claim, fact.answer) if fact is not None and alone else ""
        return Reply(fact_ids, lead + _told(prompt, list(fact_ids), already), lead=lead)
    offered = near(judge_of(prompt), prompt.facts, asked_for, LOW if supposing(text) else SCRAP)
    if offered and (supposing(text) or not tells_own(claim)):
        return Reply((), wording(prompt, offered), ASKED_BACK, offered)
    return Reply((), CONFIRM[turn % len(CONFIRM)] if supposing(text) else "")


def _technique(prompt: Prompt, question: str) -> bool:
    """Whether a bare name is that of a means, and of none that the prompt itself speaks of."""
    asks = (ask for fact in prompt.facts for ask in fact.asks)
    lines = (*prompt.requirements.functional, *prompt.requirements.below_the_line)
    spoken = topics(" ".join((prompt.title, prompt.statement, *asks, *lines)))
    means = (word for word in tokens(question) if names_technology(word))
    return names_technology(question) and not any(topics(word) & spoken for word in means)


def _not_for_facts(prompt: Prompt, question: str) -> bool:
    return (
        _for_designer(prompt, question)
        or asks_whole(question)
        or bool(below(prompt, question))
        or bool(about_interview(prompt, question, 0, surely=True))
    )


def _for_designer(prompt: Prompt, question: str) -> bool:
    """Whether a question asks for a decision; one that a fact surely answers need not be one."""
    if not about_design(question):
        return False
    return decides(question) or not surely(judge_of(prompt).guess(question))


def _whole(prompt: Prompt, question: str) -> str:
    if asks_outside(question):
        return outside(prompt)
    return below(prompt, question) or core(prompt, question)


def _known(prompt: Prompt, question: str) -> bool:
    """Whether a question is one of the facts' own, whatever else it sounds like."""
    near = asking if asks_whole(question) or below(prompt, question) else verbatim
    return bool(near(prompt, question))


@lru_cache(maxsize=8)
def _words(prompt: Prompt) -> frozenset[str]:
    """The words that a candidate may have meant to type."""
    asks = (ask for fact in prompt.facts for ask in (*fact.asks, fact.answer))
    lines = (*prompt.requirements.functional, *prompt.requirements.below_the_line)
    texts = (prompt.title, prompt.statement, *asks, *lines)
    return written() | frozenset(word for text in texts for word in tokens(text))


def answer_again(prompt: Prompt, facts: Iterable[str], already: tuple[str, ...]) -> str:
    """What was answered before, briefly; "" where nothing of it was."""
    told_facts = (prompt.fact(name) for name in facts if name in already)
    answers = " ".join(fact.answer for fact in told_facts if fact is not None)
    return f"As I said: {answers}" if answers else ""


def _told(prompt: Prompt, facts: list[str], already: tuple[str, ...]) -> str:
    fresh = (prompt.fact(name) for name in facts if name not in already)
    texts = [fact.answer for fact in fresh if fact is not None]
    return " ".join([*texts, answer_again(prompt, facts, already)]).strip()
