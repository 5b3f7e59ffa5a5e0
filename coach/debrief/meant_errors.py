"""The error of a prompt that a sentence comes nearest to in sense, whatever its words.

Words alone miss who says an error in words of their own, and take one error for another that shares
its nouns; so the reason that is shown is that of the nearest by `coach.language.word_vectors`.
"""

from functools import lru_cache

from coach.catalog.prompt import Prompt
from coach.debrief.neighbours import NOTHING, Near, Written, neighbours
from coach.language.word_vectors import Vector, likeness, vector


def nearest_error(prompt: Prompt, text: str) -> Near:
    """The error that a sentence is most like in sense, and how much (the cosine, 0 to 1)."""
    pointed = vector(text)
    return max(
        (Near(likeness(pointed, sense), written) for written, sense in _errors(prompt)),
        key=lambda near: near.likeness,
        default=NOTHING,
    )


@lru_cache(maxsize=2)
def _errors(prompt: Prompt) -> tuple[tuple[Written, Vector], ...]:
    every = neighbours(prompt).every
    return tuple((written, vector(written.text)) for written in every if written.kind == "wrong")
