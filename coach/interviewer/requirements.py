"""What the interviewer says about the problem as a whole: its core and its edges."""

import re
from functools import lru_cache

from coach.catalog.prompt import Fact, Prompt
from coach.language.words import topics

_OUTSIDE = re.compile(
    r"\b(?:what|which|anything|something|everything)\b(?! about)[^,;]{0,30}"
    r"\b(?:(?:out of|outside|not (?:in|part of)|beyond)\b.{0,12}\bscope"
    r"|(?:leave|left) out|out[- ]of[- ]scope|ignore|skip|exclude|"
    r"not (?:have to |need to )?(?:build|design|support|cover))\W*$"
    r"|^\W*(?:out[- ]of[- ]scope|non[- ]?goals?|below the line)\W*$"
    r"|\b(?:what|which)\b.{0,20}\bnon[- ]?goals?\b",
    re.IGNORECASE,
)
_CORE_NOUN = r"(?:features?|requirements?|use[- ]?cases?|functionality|functionalities|functions?|"
_CORE_NOUN += r"actions?|operations|capabilities|user (?:stories|journeys|flows)|scope|goals?)"
_CORE = re.compile(
    rf"^\W*(?:(?:so|and|ok|okay|well|then)\W+)*(?:(?:what|which)\b(?:'?s| is| are| would be| were)?"
    rf"\s+)?(?:(?:the|our|your|its|in|all|any)\s+)*(?:(?:core|main|key|primary|basic|functional|"
    rf"major|central|most important|top|essential|must[- ]have|minimal|mvp|user|product)\s+)*"
    rf"{_CORE_NOUN}\b(?:\s+(?:of|for|here|in|we|do|does|should|must|can|are|is|the|this|it|to|users?|"
    rf"people|take|perform|have|need|needs|want|support|supported|system|service|design|app|"
    rf"product|build|provide|offer|cover|there|do you|you|care about|focus on))*\W*$"
    r"|\bwhat (?:can|should|must|may|do|will) (?:the |a )?(?:users?|people|customers?|clients?|"
    r"callers?|they|the (?:system|service|product))"
    r"(?: be able to| have to| need to| want to)? do\b(?: with (?:it|this))?\W*$"
    r"|\bwhat (?:should|must|does|will|can) (?:it|this|the (?:system|service|product|app)) "
    r"(?:do|be able to do|support|offer|provide)\W*$"
    r"|\bwho (?:are|is|uses?|will use|would use)\b.{0,20}\b(?:users?|actors?|customers?|clients?|"
    r"callers?|audience|it|this|the system|the service)\W*$"
    r"|\bwhat(?:'?s| is| are) (?:in (?:the |our )?|the |our )scope\W*$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"^\W*(?:(?:so|and|ok|okay)\W+)?what(?:'?s| is) (?:in (?:the |our )?|the |our )scope\W*$"
    r"|^\W*(?:(?:so|and|ok|okay)\W+)?what actions (?:can|do|should|must|may) (?:the )?"
    r"(?:users?|people|customers?|they) (?:take|perform|do)\W*$",
    re.IGNORECASE,
)
_SCOPING = topics("support supports supported scope include included offer allow allowed build")


def asks_whole(question: str) -> bool:
    """Whether a question asks for the scope as a whole, and so for no single fact."""
    return asks_outside(question) or bool(_INSIDE.search(question))


def asks_outside(question: str) -> bool:
    """Whether a question asks what need not be built."""
    return bool(_OUTSIDE.search(question))


def outside(prompt: Prompt) -> str:
    """What need not be built, in the prompt's words; "" where the prompt names nothing."""
    left_out = prompt.requirements.below_the_line
    return f"Leave out: {_listed(left_out)}." if left_out else ""


def below(prompt: Prompt, question: str) -> str:
    """The answer to one who asks for a thing that need not be built; "" for any other question.

    All that the question names must stand in one line of what is left out, and in no fact.
    """
    named = topics(question) - _SCOPING
    if not named or any(named <= _spoken(fact) for fact in prompt.facts):
        return ""
    for line in prompt.requirements.below_the_line:
        if named <= topics(line):
            return f"Leave that out: {line.strip().rstrip('.')}."
    return ""


@lru_cache(maxsize=256)
def _spoken(fact: Fact) -> frozenset[str]:
    return topics(" ".join((*fact.asks, fact.answer, fact.default, fact.id.replace("-", " "))))


def core(prompt: Prompt, question: str) -> str:
    """The core of the problem for one who asks what it is; "" for any other question."""
    wanted = prompt.requirements.functional
    if not wanted or not _CORE.search(question):
        return ""
    return f"The core is: {_listed(wanted)}. Is there anything you would leave out?"


def _listed(texts: tuple[str, ...] | list[str]) -> str:
    return "; ".join(text.strip().rstrip(".") for text in texts)
