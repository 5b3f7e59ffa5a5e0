"""Which names a line gives to its value, and which names of a sheet could stand in it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from coach.boards.estimate.anatomy import Anatomy, anatomy, titled
from coach.boards.estimate.column_titles import row_cells
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.names import Name, name_of, pieces
from coach.boards.estimate.nouns import singular

_SHORT_NAMES: Final = frozenset(("dau", "mau", "qps", "rps", "tps", "wau"))


@lru_cache(maxsize=4096)
def words_of(line: str) -> frozenset[str]:
    """The words of a line in their normal form, to find the names that could stand in it."""
    words: set[str] = set()
    for clause in anatomy(line).clauses:
        for token in tokens(clause.text):
            if token.kind == "word":
                words.update(pieces(token.text))
                words.add(token.text.lower())
    if {"daily", "active", "user"} <= words:
        words.add("dau")
    if {"monthly", "active", "user"} <= words:
        words.add("mau")
    if "second" in words or "s" in words:
        words.update(("qps", "rps"))
    return frozenset(words)


def numbers_of(line: str) -> frozenset[str]:
    """The whole numbers of a line, which may be part of a name ("step 17")."""
    out = (token for clause in anatomy(line).clauses for token in tokens(clause.text))
    return frozenset(token.text for token in out if token.kind == "num" and token.text.isdigit())


@lru_cache(maxsize=4096)
def named(line: str) -> tuple[Name, ...]:
    """The names a line gives to its value, the full one first; empty for unnamed lines."""
    taken = anatomy(line)
    if taken.kind == "table":
        cells = cells_of(line)
        name = name_of(titled(cells[0])[0])
        return (name,) if len(cells) > 1 and name else ()
    if taken.kind != "line":
        return ()
    if not taken.label:
        return _called(taken)
    name = name_of(taken.label)
    if not name or (name[0] == "per" and not taken.defines):
        return ()
    extra = name_of(taken.bracket) if taken.bracket.replace(" ", "").isalpha() else ()
    return (name, name + extra) if extra and len(extra) < 4 else (name,)


def told_apart(defined: dict[Name, list[int]], texts: Sequence[str]) -> None:
    """Gives lines that define `row` and `rows` two names, the plural one as it is spelled.

    defined: the lines that define each name in its normal form; changed in place.
    """
    for name, places in list(defined.items()):
        if len(name) > 1 or len(places) < 2:
            continue
        spelled = {place: anatomy(texts[place]).label.lower().strip() for place in places}
        many = [place for place in places if singular(spelled[place]) == name[0] != spelled[place]]
        if many and len(many) < len(places):
            for place in many:
                places.remove(place)
                defined.setdefault((spelled[place],), []).append(place)


def _called(taken: Anatomy) -> tuple[Name, ...]:
    """`500M DAU` names what it counts where that is an abbreviation everybody knows."""
    line = tokens(taken.clauses[0].text) if taken.clauses else ()
    if not line or len(taken.clauses) > 1 or line[0].kind != "num" or len(line) > 8:
        return ()
    said = name_of(" ".join(token.text for token in line[1:] if token.kind == "word"))
    short = [word for word in said if word in _SHORT_NAMES]
    return ((short[0],),) if len(short) == 1 else ()


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a Markdown table row, their signs in one spelling."""
    return row_cells(anatomy(line).clauses[0].text)
