"""An arrow of a stressed design with what its label says."""

from typing import NamedTuple

from coach.boards.diagram.stress.said import ArrowTerms


class StressedArrow(NamedTuple):
    """An arrow along which calls, messages or copies go."""

    source: str
    target: str
    terms: ArrowTerms
    copies: bool
    message: bool
    label: str
