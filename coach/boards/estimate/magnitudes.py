"""The suffixes and words of magnitude after a number: k, M, bn, million, crore."""

from typing import Final

MAGNITUDES: Final[dict[str, int]] = {
    "k": 3,
    "K": 3,
    "M": 6,
    "G": 9,
    "T": 12,
    "kk": 6,
    "KK": 6,
    "MM": 6,
    "mm": 6,
    "mn": 6,
    "mln": 6,
    "mil": 6,
    "mill": 6,
    "million": 6,
    "millions": 6,
    "bn": 9,
    "bln": 9,
    "bil": 9,
    "billion": 9,
    "billions": 9,
    "tn": 12,
    "tril": 12,
    "trillion": 12,
    "trillions": 12,
    "quadrillion": 15,
    "thousand": 3,
    "thousands": 3,
    "hundred": 2,
    "lakh": 5,
    "lakhs": 5,
    "lac": 5,
    "cr": 7,
    "crore": 7,
    "crores": 7,
}


def magnitude(word: str) -> int | None:
    """The power of ten a suffix or a word stands for: k, M, million, crore."""
    power = MAGNITUDES.get(word)
    if power is None and len(word) > 1:
        power = MAGNITUDES.get(word.lower())
    return power
