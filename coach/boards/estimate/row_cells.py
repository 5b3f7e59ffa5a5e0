"""Reads the cells of a row, and one clause with the growth and sizing at its end."""

from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.anatomy import Clause
from coach.boards.estimate.cells import OPEN, is_number, is_open, shared
from coach.boards.estimate.clause import Parsed
from coach.boards.estimate.clause_readings import ClauseReading, read_clause
from coach.boards.estimate.names import Name
from coach.boards.estimate.nodes import Number
from coach.boards.estimate.refusal import LineRefused
from coach.boards.estimate.tails import with_tails, without_tails
from coach.tuples import NamedTuple

_BOTH: Final = "a growth rate and cells on one line: write one of the two"
_ARROWS: Final = "→⇒"


class RowRead(NamedTuple):
    """The readings of the cells of a row, empty where it is prose.

    fault says what is wrong, strange is the first cell that is no amount.
    """

    cells: tuple[tuple[ClauseReading, ...], ...] = ()
    fault: str = ""
    strange: str = ""


def read_tailed(
    text: str,
    names: frozenset[Name],
    counting: bool,
    labelled: bool,
    *,
    claimed: bool = False,
    grown: bool = True,
) -> tuple[ClauseReading, ...]:
    """The readings of a clause with what stands at its end (see `read_clause`).

    grown: growth is read; a sentence in a sheet without columns may say of it what it likes.
    """
    tails = without_tails(text)
    untailed = tails.text == text or (tails.grows and not grown)
    readings = () if untailed else read_clause(tails.text, names, counting, labelled, claimed)
    if not readings or (readings[0].parsed.node is None and not readings[0].parsed.error):
        return read_clause(text, names, counting, labelled, claimed)
    if tails.fault:
        return _refused(readings, tails.fault)
    plain = None
    if tails.adds:
        whole = read_clause(text, names, counting, labelled, claimed)
        plain = whole[0].parsed.node
        if plain is None and not whole[0].parsed.error:
            return whole
    try:
        return tuple(
            reading._replace(parsed=with_tails(reading.parsed, tails, names, plain))
            for reading in readings
        )
    except LineRefused as refused:
        return _refused(readings, refused.message)


def _refused(readings: tuple[ClauseReading, ...], message: str) -> tuple[ClauseReading, ...]:
    """An error in place of a calculation; prose stays prose."""
    if readings[0].parsed.node is None:
        return readings
    return (ClauseReading(Parsed(error=message), frozenset()),)


def read_cells(
    texts: Sequence[str], names: frozenset[Name], counting: bool, bracket: str, width: int
) -> RowRead:
    """The cells of a row; width: how many columns the header has, 0 without one."""
    texts = [text.strip() for text in texts]
    if not texts[-1] and len(texts) == width + 1:
        texts.pop()
    cells: list[tuple[ClauseReading, ...]] = []
    fault = ""
    for text in texts:
        if is_open(text):
            cells.append(OPEN)
            continue
        readings = read_tailed(text, names, counting, True)
        parsed = readings[0].parsed
        if parsed.node is None and not parsed.error:
            return RowRead(strange=text)
        fault = fault or parsed.error
        if without_tails(text).grows:
            fault = fault or _BOTH
        cells.append(readings)
    if len(cells) < 2 or (not width and all(cell is OPEN for cell in cells)):
        return RowRead()
    return RowRead(shared(cells, bracket) if width else tuple(cells), fault)


def filled_by_growth(texts: Sequence[str]) -> str | None:
    """`20M, +4%/month | | |`: the first cell of a form whose other blanks its growth fills; None
    where that is not what stands there. What is said to be open (`?`, `TBD`) is not filled."""
    if len(texts) < 2 or any(text.strip(" _") for text in texts[1:]):
        return None
    return texts[0].strip() if without_tails(texts[0]).grows else None


def _kind(readings: tuple[ClauseReading, ...]) -> object:
    """What a plain amount is an amount of; None where the cell is open."""
    node = readings[0].parsed.node
    return (node.unit, node.percent) if isinstance(node, Number) else None


def arrowed(
    clauses: Sequence[Clause],
    names: frozenset[Name],
    counting: bool,
    bracket: str,
    width: int,
) -> RowRead | None:
    """`10M -> 15M -> 25M` where these are cells: plain amounts, as many as the sheet has columns.

    None where the arrows mean something else. More than two amounts are cells in any case; without
    a header all of them must be of one kind.
    """
    if any(clause.sign not in _ARROWS for clause in clauses[1:]):
        return None
    texts = [clause.text for clause in clauses]
    if len(texts) != width and len(texts) < 3:
        return None
    cells = [OPEN if is_open(text) else read_clause(text, names, counting, True) for text in texts]
    if not all(cell is OPEN or is_number(cell) for cell in cells):
        return None
    if all(cell is OPEN for cell in cells):
        return None
    if not width and len({_kind(cell) for cell in cells}) > 1:
        return None
    return RowRead(shared(cells, bracket))
