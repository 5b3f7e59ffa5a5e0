"""Facts without a sign between a name and its amount: `Total 35 bytes`, `RAM access    100 ns`,
`S3 standard $0.02 / GB-month`, `one gateway keeps roughly 65k open sockets`.

`named_fact` takes such a line apart; a line that only looks like one is left to be prose.
"""

import re
from typing import Final

from coach.boards.estimate.magnitudes import magnitude
from coach.boards.estimate.nouns import RATES, noun, words
from coach.boards.estimate.per_units import STOP
from coach.boards.estimate.units import lookup
from coach.boards.patterns import lazy

_ABBREVIATED: Final = re.compile(
    r"((?:(?:peak|avg|average|max|total|read|write)\s+){0,2}(?:DAU|MAU|WAU|QPS|RPS|TPS|CCU))\s+"
    r"(?=[~≈]?\s*[0-9])",
    re.IGNORECASE,
)
_SUMMED: Final = re.compile(
    r"((?:(?:grand\s+|sub-?)?total|average|avg\.?|mean|median|max(?:imum)?|min(?:imum)?|peak"
    r"|p50|p90|p95|p99)(?:\s+(?!(?:has|have|is|are|was|were|of|for|to|in|at|on|do|does|can|must|may"
    r"|will|should|takes?|uses?|makes?|gets?|needs?|sends?|posts|reads|writes)\b)[a-z][a-z-]*){0,3})"
    r"\s+(?=[~≈]?\s*(?:\$[0-9]|[0-9][0-9.,]*\s?[^\W\d_])[^:=]*$)",
    re.IGNORECASE,
)
_ALIGNED: Final = re.compile(
    r"(?:\[[^\[\]]{1,30}\] +)?([^\W\d_][\w.-]*(?: [\w.-]+){0,7}) {2,}"
    r"([~≈]?\$?[0-9][0-9.,]*(?: ?[^\W\d_]+)?(?:(?<=\w)/[^\W\d_]+)?)(?: {2,}[^=:≈⇒→]*)?"
)
"""A name and amounts in columns of a listing; the first column is what is read."""
_AT_END: Final = re.compile(
    r"([^\W\d_][\w.-]*(?: [\w.-]+(?:/[\w.-]+)*){0,4}) (?="
    r"([~≈<]?\s?\$?\s?[0-9][0-9.,]*\s?[kKMGT]?\s?([^\W\d_]*)"
    r"(?:\s?(?:/|per|an?)\s?[^\W\d_][\w-]*){0,2})(?:\s\([^()0-9]*\))?$)"
)
_FEW_WORDS: Final = 4
_COUNT_LAST: Final = re.compile(
    r"([^\W\d_][\w-]*(?: [^\W\d_][\w-]*){0,4}) (~?[0-9][0-9.,]*\s?(?:[kKMB]|bn|million|billion))"
)
_STATED: Final = re.compile(
    r"(?:1 |one |an? |each |every |the )?([^\W\d_][\w'.-]*(?: [^\W\d_][\w'.-]*){0,5}?)"
    r" (?:(?:can|could|should|must|may|will|would) )?"
    r"(?:be|handles?|supports?|sustains?|holds?|keeps?|stores?|takes?|has|have|is|are|needs?|costs?"
    r"|processe?s?|serves?|carr(?:y|ies)|weighs?|receives?|sends?|generates?|produces?) "
    r"((?:[a-z]+ ){0,2}[~≈<]?\s?\$?[0-9][0-9.,]*(?:-[0-9.,]+)?\s?([kKMBT]?)(?![\w.]*[0-9])\s?"
    r"([^\W\d_]*)[^0-9,;=]*)",
    re.IGNORECASE,
)
_COMES_TO: Final = re.compile(
    r"[^=≈⇒→×*/]*\b(?:amounts? to|comes? to|adds? up to|means|will require|requires?|accrues|need)"
    r" ((?:about|around|roughly|approximately|some) )?([~≈]?\$?[0-9][0-9.,]*\s?([^\W\d_]+)"
    r"(?: (?!or\b|and\b)[a-z]+){0,4}?(?: (?:per|every|each|a) [a-z]+)?(?: at this point)?)"
)
"""A sentence whose one amount with a unit is what it comes to."""
_PRICE: Final = re.compile(
    r"([^=≈⇒→×*+/$:]{3,50}[^\W\d_)]\)?) (\$[0-9][0-9.,]*[kKM]?(?:\s?(?:/|per)\s?[\w-]+)?)"
)
_HEDGED: Final = words(
    "about around approx approximately roughly nearly almost some up to at least most only under"
    " over just typically usually"
)
_OPEN: Final = words(
    "we i it this that these those they you there what if when while unless assume assuming say let"
    " because not no never so but since last next first within after before every another"
)
"""Words with which a sentence says something else than what its amount is."""


_SENTENCE: Final = lazy(
    r",? (?:after|before|once|when|while|because|since|which|that|until|if|on average|at peak)\b",
    re.IGNORECASE,
)
"""Where a sentence goes on behind what something has or does."""


def named_fact(text: str, whole: bool) -> tuple[str, str] | None:
    """The name of a fact and its amount with what follows; None for other text.

    whole: no sign of an answer stands on the line.
    """
    head = text[:24].upper()
    match = _ABBREVIATED.match(text) if "AU " in head or "PS " in head or "CCU " in head else None
    if match is None and whole:
        match = _SUMMED.match(text)
    if match is not None:
        return match[1], text[match.end() :]
    aligned = _ALIGNED.fullmatch(text) if "  " in text and match is None else None
    if aligned is not None and any(char.isalpha() for char in aligned[2]):
        return aligned[1], aligned[2]
    return (
        (_at_end(text) or _counted(text) or _stated(text) or _priced(text) or _sum(text))
        if whole
        else None
    )


def _at_end(text: str) -> tuple[str, str] | None:
    """A short name before an amount with a unit of data, time or money that ends the line."""
    match = _AT_END.match(text)
    if match is None or ("$" not in match[2] and lookup(match[3]) is None):
        return None
    said = match[1].lower().split()
    if said[-1] in STOP or said[-1] in _HEDGED or any(word in _OPEN for word in said):
        return None
    if any(lookup(word) or magnitude(word) or word[0].isdigit() for word in said):
        return None
    return match[1], text[match.end() :]


def _counted(text: str) -> tuple[str, str] | None:
    """A number that ends a line after the name of what it counts: `active sessions 3M`."""
    match = _COUNT_LAST.fullmatch(text)
    if match is None:
        return None
    said = match[1].lower().split()
    if any(word in _OPEN or word in _HEDGED for word in said) or any(map(str.isdigit, match[1])):
        return None
    plural = said[-1].endswith("s") and noun(said[-1]) is not None and not STOP & set(said)
    return (match[1], match[2]) if plural and len(said) < _FEW_WORDS else None


def _priced(text: str) -> tuple[str, str] | None:
    """The price at the end of a line of a list: `10 GB egress $0.90`; it names nothing."""
    match = _PRICE.fullmatch(text)
    if match is None:
        return None
    last = match[1].split()[-1].lower()
    if last in STOP | _HEDGED or last[0].isdigit():
        return None
    return None if any(word in _OPEN for word in match[1].lower().split()) else ("", match[2])


def _sum(text: str) -> tuple[str, str] | None:
    """What a sentence comes to in data, time or money: `this amounts to 5 GB`."""
    match = _COMES_TO.fullmatch(text)
    measured = match is not None and ("$" in match[2] or lookup(match[3]) is not None)
    return ("", match[2]) if match is not None and measured else None


def _stated(text: str) -> tuple[str, str] | None:
    """What a sentence says something has or does, where it says nothing else; it names nothing."""
    match = _STATED.fullmatch(text)
    if match is None:
        return None
    said = match[1].lower().split()
    lead = re.match(r"(?:[a-z]+ ){0,2}(?=[^a-z])", match[2])
    hedges = lead[0].split() if lead is not None else []
    if any(word in _OPEN for word in said) or any(word not in _HEDGED for word in hedges):
        return None
    amount = match[2][len(lead[0]) if lead is not None else 0 :]
    amount = _SENTENCE.split(amount, maxsplit=1)[0]
    counted = [match[4], *amount.split(" ")[1:3]]
    if not any(_counts(word.partition("/")[0]) for word in counted if word) and "$" not in amount:
        return None
    return "", amount


def _counts(word: str) -> bool:
    return bool(lookup(word) or noun(word) or word.lower() in RATES)
