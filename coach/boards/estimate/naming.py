"""Which names a line gives to its value, and which names of a sheet could stand in it."""

from functools import lru_cache
from typing import Final

from coach.boards.estimate.layout import Anatomy, anatomy
from coach.boards.estimate.lexer import tokens
from coach.boards.estimate.names import Name, name_of, pieces

_SHORT_NAMES: Final = frozenset(("dau", "mau", "qps", "rps", "tps", "wau"))


@lru_cache(maxsize=4096)
def words_of(line: str) -> frozenset[str]:
    """The words of a line in their normal form, to find the names that could stand in it."""
    found: set[str] = set()
    for part in anatomy(line).clauses:
        for token in tokens(part.text):
            if token.kind == "word":
                found.update(pieces(token.text))
    if {"daily", "active", "user"} <= found:
        found.add("dau")
    if {"monthly", "active", "user"} <= found:
        found.add("mau")
    if "second" in found or "s" in found:
        found.update(("qps", "rps"))
    return frozenset(found)


@lru_cache(maxsize=4096)
def named(line: str) -> tuple[Name, ...]:
    """The names a line gives to its value, the full one first; empty for unnamed lines."""
    found = anatomy(line)
    if found.kind == "table":
        cells = cells_of(line)
        return (name_of(cells[0]),) if len(cells) > 1 and name_of(cells[0]) else ()
    if found.kind != "line":
        return ()
    if not found.label:
        return _called(found)
    name = name_of(found.label)
    if not name:
        return ()
    extra = name_of(found.bracket) if found.bracket.replace(" ", "").isalpha() else ()
    return (name, name + extra) if extra and len(extra) < 4 else (name,)


def _called(found: Anatomy) -> tuple[Name, ...]:
    """`500M DAU` names what it counts where that is an abbreviation everybody knows."""
    line = tokens(found.clauses[0].text) if found.clauses else ()
    if not line or len(found.clauses) > 1 or line[0].kind != "num" or len(line) > 8:
        return ()
    said = name_of(" ".join(token.text for token in line[1:] if token.kind == "word"))
    short = [one for one in said if one in _SHORT_NAMES]
    return ((short[0],),) if len(short) == 1 else ()


def cells_of(line: str) -> tuple[str, ...]:
    """The cells of a Markdown table row, their signs in one spelling."""
    text = anatomy(line).clauses[0].text
    return tuple(cell.strip() for cell in text.strip("|").split("|"))
