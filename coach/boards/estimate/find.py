"""Finding a value of a sheet by what it is called and what it measures."""

from collections.abc import Sequence

from coach.boards.estimate import units
from coach.boards.estimate.line import Line
from coach.boards.estimate.names import name_of
from coach.boards.estimate.sheet import Sheet


def find(sheet: Sheet, aliases: Sequence[str], unit: str = "") -> Line | None:
    """The line that best answers to one of the names, in the dimension of `unit`.

    aliases are tried in their order: the exact name first, then names with more words, the later
    line winning. unit "" means any dimension. None where nothing fits.
    """
    wanted = units.dimension(units.read(unit)[0]) if unit else None
    valued = [line for line in sheet.lines if line.quantity is not None]
    fitting = [
        line
        for line in valued
        if line.quantity is not None
        and (wanted is None or units.dimension(line.quantity.unit) == wanted)
    ]
    for alias in aliases:
        name = name_of(alias)
        exact = [line for line in fitting if name and name_of(line.name) == name]
        if exact:
            return exact[-1]
    for alias in aliases:
        words = set(name_of(alias))
        near = [line for line in fitting if words and words <= set(name_of(line.name))]
        if near:
            return near[-1]
    return None
