"""Regular expressions that are compiled when they are first used: most texts need few of them.

Compiling all of the schema board's at its import took seventy milliseconds, those of load seven.
"""

import re
from typing import Any, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "groupindex")


class _Uncompiled:
    """Has a pattern's methods after the first of them was asked for."""

    __slots__ = (*_METHODS, "flags", "source")

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.source, self.flags)
        for method in _METHODS:
            object.__setattr__(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern to be compiled at its first use."""
    return cast("re.Pattern[str]", _Uncompiled(source, flags))
