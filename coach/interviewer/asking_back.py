"""Asking back: "do you mean A or B?" where a question is near to facts and surely none of them.

What is offered are the neutral names of facts. The next line of the candidate's settles it; what
was offered, and for which question, stands in the `ref` of what was said, so that a journal can
be gone on with.
"""

import re
from collections.abc import Sequence

from coach.catalog.prompt import Fact, Prompt
from coach.frozen import dataclass
from coach.interviewer import talk
from coach.interviewer.matcher import Matcher
from coach.interviewer.placing import guess
from coach.interviewer.questions import asks_anew
from coach.language.words import stems, tokens
from coach.session.entry import Entry
from coach.session.events import CANDIDATE, INTERVIEWER
from coach.session.state import State, Utterance

ASKED_BACK = "asked_back"
UNPLACED = "unplaced"
"""Kinds of utterance: a question back, and that a question could not be placed."""
LOW = 0.05
"""The least certainty at which a fact is near enough to be named in a question back."""
MOST = 8
"""Questions back in one session; whoever needs more is told to say it another way."""
NEAR = 0.08
"""How likely, against the best fact, another must be to be named beside it."""
OFFERED = 3
"""So many facts are named at most."""
ANOTHER = 0.5
"""How likely an answer must by itself ask for another fact to be a question of its own."""
SHORT = 14
"""Words of an answer that may be the choice of an offered name."""

NEITHER = (
    "Then I cannot place that yet: say it another way.",
    "Neither, then. Put it differently, and I will try again.",
    "Then I did not follow. Ask for it in other words.",
)

_ORDINALS = (
    frozenset(tokens("first 1st former a 1 left")),
    frozenset(tokens("second 2nd latter b 2 right")),
    frozenset(tokens("third 3rd c 3")),
)
_LAST = frozenset(("last", "latter"))
_ALL = frozenset(("both", "all", "either"))
_NONE = frozenset(("neither", "none", "no", "nope", "nah", "not", "something", "else", "different"))
_YES = frozenset(("yes", "yeah", "yep", "yup", "right", "exactly", "correct", "sure", "that"))
_AROUND = frozenset(
    tokens(
        """the one ones option please mean meant i it is its that of them two three these those
        choice thing answer sorry well ok okay um hmm rather more or and your you question for"""
    )
)
_BARE = frozenset(stems("a the of it is are be to and or in on at by for with what must may"))
"""Words of a name that choose nothing; "how long" does, beside "how many"."""
_NEGATING = re.compile(r"^\W*(?:no|nope|nah|neither|none)\b(?: of (?:them|these|those))?", re.I)


@dataclass(frozen=True, slots=True)
class Pending:
    """A question back that waits for its answer: the entry that asked, and the facts offered."""

    question: int
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What an answer to a question back comes to: the facts chosen, or none where all were
    refused; `rest` is what was said beside a refusal."""

    facts: tuple[str, ...]
    rest: str = ""


def near(judge: Matcher, facts: Sequence[Fact], question: str, low: float = LOW) -> tuple[str, ...]:
    """The ids of the facts to ask back about, likeliest first; none where it is less sure than
    `low` that it is one of the best two, or the best has no name."""
    named = {fact.id for fact in facts if fact.name}
    ranked = judge.ranked(question)[:OFFERED]
    if not ranked or sum(sure for _, sure in ranked[:2]) < low or ranked[0][0] not in named:
        return ()
    return tuple(id_ for id_, sure in ranked if id_ in named and sure >= NEAR * ranked[0][1])


def wording(prompt: Prompt, offered: Sequence[str], again: bool = False) -> str:
    """The question back about these facts; `again` where the answer did not say which."""
    facts = [prompt.fact(id_) for id_ in offered]
    names = [fact.name for fact in facts if fact is not None]
    either = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, or {names[-1]}"
    if again:
        return f"Which of them: {either}?"
    return f"Do you mean {either}?"


def reference(question: int, offered: Sequence[str]) -> str:
    """What a question back keeps: the entry that asked, then the facts offered."""
    return " ".join((str(question), *offered))


def kept(said: Utterance) -> Pending | None:
    """What a question back was about, None where its reference cannot be read."""
    number, *offered = said.ref.split()[:5] or [""]
    return Pending(int(number), tuple(offered)) if number.isdecimal() and offered else None


def pending(state: State, entry: Entry) -> Pending | None:
    """The question back that this entry of the candidate's may answer: the last thing asked, with
    nothing of the candidate's between."""
    for said in reversed(state.conversation):
        if said.n >= entry.n:
            continue
        if state.role(said.by) == CANDIDATE:
            return None
        if said.kind == ASKED_BACK:
            return kept(said)
        if state.role(said.by) == INTERVIEWER and said.kind in ("answer", UNPLACED):
            return None
    return None


def spent(state: State) -> bool:
    """Whether no further question back is to be asked in this session."""
    asked = {utterance.ref for utterance in talk.said(state, ASKED_BACK)}
    return len(asked) >= MOST


def settle(prompt: Prompt, offered: tuple[str, ...], text: str) -> Settled | None:
    """What an answer to a question back chooses; None where it is about something else.

    "The first", "b", "both", a word of one of the names, "neither". A bare yes to one name takes
    it; to several it says nothing, and gives all of them to be asked about once more.
    """
    words = tokens(text)
    if not words:
        return None
    refused = _NEGATING.match(text)
    rest = [word for word in words if word not in _AROUND]
    if refused or (rest and not set(rest) - _NONE):
        return _refused(prompt, offered, text, refused.end() if refused else len(text))
    if len(words) > SHORT:
        return None
    chosen = _by_place(offered, words)
    if not chosen:
        asks = "?" in text or asks_anew(text) or _asks_another(prompt, offered, text)
        chosen = (_mostly_named if asks else _by_name)(prompt, offered, text)
    if not chosen and set(words) & _YES and not set(rest) - _YES:
        return Settled(offered)
    return Settled(chosen) if chosen else None


def _asks_another(prompt: Prompt, offered: tuple[str, ...], text: str) -> bool:
    """Whether an answer by itself more likely asks for a fact that was not offered."""
    other = guess(prompt, text)
    return other.fact not in offered and other.sure > ANOTHER


def says_yes(text: str) -> bool:
    """Whether an answer is nothing but a yes."""
    words = set(tokens(text))
    return bool(words & _YES) and not words - _YES - _AROUND


def _refused(prompt: Prompt, offered: tuple[str, ...], text: str, end: int) -> Settled:
    """A refusal; "no, the second" is a choice and "no, how long are they kept?" a new question."""
    rest = text[end:].strip(" ,.;:-\u2013\u2014!")
    words = tokens(rest)
    if words and len(words) <= SHORT:
        chosen = _by_place(offered, words) or _mostly_named(prompt, offered, rest)
        if chosen and len(chosen) < len(offered):
            return Settled(chosen)
    bare = not set(words) - _NONE - _AROUND
    return Settled((), "" if bare else rest)


def _by_place(offered: tuple[str, ...], words: Sequence[str]) -> tuple[str, ...]:
    """The facts chosen by their place, where nothing but a place is named."""
    said = set(words) - _AROUND - _YES if len(words) > 1 else set(words)
    places = [at for at, names in enumerate(_ORDINALS) if set(words) & names]
    if said & _ALL and not said - _ALL:
        return offered
    every = frozenset().union(*_ORDINALS) | _LAST
    if said - every or not (said or places):
        return ()
    if said & _LAST and not places[:-1]:
        return offered[-1:]
    return tuple(offered[at] for at in places if at < len(offered))


def _by_name(prompt: Prompt, offered: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The fact whose name holds most of the words said, and more of them than the others do;
    all that are named where the words of several are joined by "and"."""
    said = set(stems(text))
    held = {}
    every = [_words(prompt, id_) for id_ in offered]
    for id_, own in zip(offered, every, strict=True):
        shared = {word for word in own if sum(word in other for other in every) > 1}
        held[id_] = len((own - shared) & said)
    most = max(held.values())
    if not most:
        return ()
    best = tuple(id_ for id_ in offered if held[id_])
    if len(best) > 1 and "and" in tokens(text):
        return best
    first = tuple(id_ for id_ in offered if held[id_] == most)
    return first if len(first) == 1 else ()


def _mostly_named(prompt: Prompt, offered: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The same where most of what is said is the name: else it is a question of its own."""
    said = set(stems(text)) - _BARE - _AROUND
    chosen = _by_name(prompt, offered, text)
    return tuple(id_ for id_ in chosen if 2 * len(_words(prompt, id_) & said) > len(said))


def _words(prompt: Prompt, id_: str) -> frozenset[str]:
    fact = prompt.fact(id_)
    name = f"{fact.name} {fact.id.replace('-', ' ')}" if fact else ""
    return frozenset(stems(name)) - _BARE
