"""Sets of words, written as a line of them."""


def wordset(words: str) -> frozenset[str]:
    """The words of a text between white space."""
    return frozenset(words.split())
