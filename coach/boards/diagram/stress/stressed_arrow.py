"""An arrow of a stressed design with what its label says."""

from coach.boards.diagram.stress.said import ArrowTerms
from coach.tuples import NamedTuple


class StressedArrow(NamedTuple):
    """An arrow along which calls, messages or copies go."""

    source: str
    target: str
    terms: ArrowTerms
    copies: bool
    message: bool
    label: str
