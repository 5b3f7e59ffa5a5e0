"""The parts of a sentence that are held against what fails: whole, without praise, by clauses."""

import re

from coach.language.alike import folded
from coach.language.denial import claimed, negative

LEAST_WORDS = 3
"""Folded words of a part that says anything."""
_CLAUSE, _CLAUSE_WORDS = re.compile(r"[,;:]|\b(?:because|since|so|and)\b"), 4
_HARDLY = re.compile(r"\b(?:hardly|scarcely|barely|seldom|rarely)\b", re.I)

Part = tuple[tuple[str, ...], bool]
"""A part of a sentence, folded, and whether it denies anything."""


def parts_of(text: str) -> tuple[Part, ...]:
    """A sentence, what it claims without its praise, and each clause that can stand alone, folded;
    and whether each denies anything but in its praise."""
    clauses = (part for part in _CLAUSE.split(text) if len(part.split()) >= _CLAUSE_WORDS)
    every = (
        (folded(part), denying(part)) for part in dict.fromkeys((text, claimed(text), *clauses))
    )
    return tuple(part for part in every if len(part[0]) >= LEAST_WORDS)


def denying(text: str) -> bool:
    """Whether a text denies anything, its praise of the outcome left out; who says that a thing
    hardly ever happens denies it as well."""
    plain = claimed(text)
    return negative(folded(plain)) or bool(_HARDLY.search(plain))
