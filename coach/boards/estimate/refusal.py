"""What a line answers when it cannot be computed: a sentence that names the things and the fix."""

from typing import Final

LONGEST: Final = 400
DEEPEST: Final = 40
LARGEST_EXPONENT: Final = 60
MOST_BITS: Final = 2048
"""Bounds of one line: characters, brackets, powers of ten, bits of a fraction (the estimator's
specification); they keep any line under a few milliseconds."""


class LineRefused(Exception):
    """A line that cannot be computed. `prose` says it may just as well be a sentence."""

    def __init__(self, message: str, prose: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.prose = prose


class Cycle(LineRefused):
    """A name that is defined by itself, with the path through the other names."""


class Unsolved(LineRefused):
    """A line that uses a line which has an error of its own."""


class Open(LineRefused):
    """A value that is not known yet in a column."""
