"""Regular expressions of phrases that most sheets have none of: compiled when they are first
needed, since compiling them all takes as long as reading a sheet of a hundred lines."""

import re
from functools import cache


@cache
def ready(pattern: str) -> re.Pattern[str]:
    """The expression, which does not mind capital letters; compiled once."""
    return re.compile(pattern, re.IGNORECASE)
