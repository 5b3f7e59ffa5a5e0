"""The word lists beside this module, as they are written and as they were compiled.

`data/*.txt` is what people edit; `data/compiled.txt` holds the same with every word stemmed, so
that starting costs no stemming. A test compares the two and says how to compile anew.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache


def source(name: str) -> str:
    """The text of one of the lists: forms, small, short, meanings, kin or compiled."""
    data = pkgutil.get_data("coach.language", f"data/{name}.txt")
    assert data is not None, "the package's loader gives no data"
    return data.decode("utf-8")


def entries(name: str) -> Iterator[tuple[str, str]]:
    """The entries of a list, each the word before the first colon and what stands behind it.

    An entry goes on over the lines that are indented; lines that begin with # are remarks.
    """
    whole = source(name).replace("\n    ", " ")
    for line in whole.splitlines():
        if line and not line.startswith("#"):
            head, _, rest = line.partition(":")
            yield head, rest.strip()


@cache
def compiled() -> Mapping[str, tuple[str, ...]]:
    """What was compiled: by the name of a section its lines."""
    parts = source("compiled").split("\n[")
    return {name: tuple(rest.splitlines()) for name, _, rest in (p.partition("]\n") for p in parts)}


def _forms() -> tuple[Mapping[str, str], frozenset[str]]:
    forms, whole = {}, set()
    for head, _ in entries("forms"):
        word, *others = head.split()
        if not others:
            whole.add(word)
        forms.update(dict.fromkeys(others, word))
    return forms, frozenset(whole)


FORMS, WHOLE = _forms()
"""The words of irregular forms by the form, and words that no rule may shorten."""
LISTS: Mapping[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in entries("small")
}
"""The small words by the name of their list."""
SMALL = LISTS["joining"] | LISTS["holding"]
"""Words that hold a sentence together."""
ORDINARY = SMALL | LISTS["idle"]
"""Words that carry no topic."""


@cache
def stemmed(name: str) -> frozenset[str]:
    """The stems of one of the lists of small words; `plain` is that of all ordinary words."""
    return frozenset(compiled()[name][0].split())
