"""Compiles the word lists: `python tests/language/compiling.py` after an edit of one of them."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.technologies import TECHNOLOGIES
from coach.language.lexicon import LONGEST_PHRASE
from coach.language.wordlists import FORMS, LISTS, ORDINARY, WHOLE, entries
from coach.language.words import stem, stems, tokens

COMPILED = Path(__file__).parents[2] / "coach" / "language" / "data" / "compiled.txt"


def compiled() -> str:
    """The compiled lists as a text: sections of lines."""
    plain = sorted({stem(word) for word in ORDINARY})
    lists = {"plain": plain, "weak": _weak(), "written": _written()}
    lists |= {name: _stems(LISTS[name]) for name in LISTS}
    sections = {name: [" ".join(words)] for name, words in lists.items()}
    sections["meanings"] = _meanings(frozenset(plain))
    sections |= _kin()
    return "\n[".join(f"{name}]\n" + "\n".join(lines) for name, lines in sections.items()) + "\n"


def _stems(words: frozenset[str]) -> list[str]:
    return sorted({stem(word) for word in words})


def _names(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(",") if name.strip()]


def _weak() -> list[str]:
    return [name[1:] for name, _ in entries("meanings") if name.startswith("-")]


def _meanings(plain: frozenset[str]) -> list[str]:
    """Lines in pairs: names of meanings, and the phrases that may mean all of these.

    A word that only looks plain once it is stemmed ("evening") stands under itself, so that the
    plain word ("even") does not mean it. "How quickly must" also means what "how quickly" does.
    """
    meanings: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for head, rest in entries("meanings"):
        for words in _names(rest):
            phrase = stems(words)
            if len(phrase) == 1 and phrase[0] in plain and words not in ORDINARY:
                phrase = (words,)
            if phrase and len(phrase) <= LONGEST_PHRASE:
                meanings[phrase].add(head.removeprefix("-"))
    weak = set(_weak())
    for phrase, names in list(meanings.items()):
        begins = (phrase[:size] for size in (3, 2) if size < len(phrase))
        shorter = next((begin for begin in begins if begin in meanings), ())
        if phrase[0] == "how" and shorter and not names & weak:
            names.update(meanings[shorter])
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for phrase, names in meanings.items():
        alike[",".join(sorted(names))].append(" ".join(phrase))
    return [line for names, every in alike.items() for line in (names, ",".join(every))]


def _written() -> list[str]:
    words = {word for _, rest in entries("meanings") for word in tokens(rest)}
    return sorted(words | ORDINARY | FORMS.keys() | set(FORMS.values()) | WHOLE)


def _kin() -> dict[str, list[str]]:
    products, families, parts = [], [], set()
    for head, rest in entries("kin"):
        plain = [name for name in _names(rest) if not name.startswith("{")]
        family = sorted({" ".join(stems(name)) for name in (*plain, *_products(rest))})
        stemmed = ",".join(" ".join(stems(name)) for name in plain)
        if head == "kin":
            families.append(f"{stemmed}|{','.join(family)}")
            continue
        parts.update(family)
        if head == "part":
            products.append(f"{stemmed}|{','.join(family)}")
    return {"products": products, "families": families, "parts": sorted(parts)}


def _products(text: str) -> Iterator[str]:
    for name in _names(text):
        if name.startswith("{"):
            yield from _names(TECHNOLOGIES.get(Kind(name.strip("{}")), ""))


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(compiled())
    else:
        COMPILED.write_text(compiled(), encoding="utf-8")
