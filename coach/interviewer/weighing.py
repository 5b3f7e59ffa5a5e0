"""What the features of a text weigh, before one knows how rare they are among the facts."""

import re
from collections.abc import Mapping
from functools import lru_cache

from coach.interviewer.features import features
from coach.language.lexicon import WEAK

PHRASE = 0.6
WEAK_MEANING = 0.5
"""The weight of a phrase and of a meaning that many questions share, against a stem's of 1."""
PIECE = 4
"""Letters of the pieces of words by which slips of the keys and inflections are borne."""
_STRAY = re.compile(r"[^a-z0-9 ]")

Weights = Mapping[str, float]


@lru_cache(maxsize=16_384)
def weighed(text: str) -> Weights:
    """The features of a text with their weights; a meaning of an ambiguous word weighs less."""
    return {feature: _kind(feature) / meanings**0.5 for feature, meanings in features(text).items()}


def _kind(feature: str) -> float:
    if feature.startswith("m:"):
        return WEAK_MEANING if feature[2:] in WEAK else 1.0
    return PHRASE if feature.startswith("p:") else 1.0


@lru_cache(maxsize=2048)
def pieces(text: str) -> frozenset[str]:
    """The runs of four letters of a text, over the spaces between its words."""
    bare = f" {_STRAY.sub('', text.lower())} "
    return frozenset(bare[at : at + PIECE] for at in range(len(bare) - PIECE + 1))
