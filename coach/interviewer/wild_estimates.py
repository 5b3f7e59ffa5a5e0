"""The candidate's estimates that are far from the reference."""

from functools import lru_cache

from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.prompt import Prompt
from coach.language.words import stems, within
from coach.match.quantities import Figure, judge_all
from coach.match.sheets import sheet
from coach.session.state import State

WILD = 10.0
"""A factor from which an estimate is worth asking about."""


def wild(state: State, prompt: Prompt) -> tuple[tuple[ReferenceQuantity, Figure], ...]:
    """Quantities that stand on the sheet only with values a factor of ten or more off, each with
    the line that is taken for it.

    Left alone are a line without a unit for a quantity that has one ("peak = 3x" may be another
    thing), one whose unit does not compare, one that may be meant for two quantities, and one that
    is worked out from another of them: the fault is there.
    """
    text = state.boards.get("estimate", "")
    return _wild(text, prompt.quantities) if text.strip() else ()


@lru_cache(maxsize=8)
def _wild(
    text: str, quantities: tuple[ReferenceQuantity, ...]
) -> tuple[tuple[ReferenceQuantity, Figure], ...]:
    figures = judge_all(quantities, text)
    lines = [figure.line for _, figure in figures if figure]
    far = tuple(
        (quantity, figure)
        for quantity, figure in figures
        if figure
        and figure.factor > 0
        and not figure.bare
        and figure.off >= max(WILD, quantity.factor)
        and lines.count(figure.line) == 1
    )
    doubted = {figure.line for _, figure in far}
    return tuple(pair for pair in far if not _sources(text, pair[1].line) & doubted)


def assumed(text: str, line: str) -> bool:
    """Whether a line of a sheet's text puts a number down, instead of working it out."""
    return any(_written(row.text) == line and not row.formula for row in sheet(text).lines)


@lru_cache(maxsize=64)
def _sources(text: str, line: str) -> frozenset[str]:
    """The other lines of a sheet's text that a line is worked out from, however far back."""
    rows = {_written(row.text): row for row in sheet(text).lines if row.name}
    reached: set[str] = set()
    waiting = [line]
    while waiting:
        row = rows.get(waiting.pop())
        used = stems(row.formula) if row else ()
        for other, source in rows.items():
            if other not in reached and other != line and within(stems(source.name), used):
                reached.add(other)
                waiting.append(other)
    return frozenset(reached)


def _written(text: str) -> str:
    return " ".join(text.split())
