"""Modules that stand where others import them, and are loaded when something of them is used.

asyncio imports `ssl` for those who speak TLS: four megabytes, and a fortieth of the start. A
session alone opens no connection, so that and asyncio's own part of it wait until they are wanted.
`dataclasses` imports `inspect` for signatures that nobody here asks for: a seventh of all that a
sheet or a drawing on the command line costs. `pathlib` imports `urllib.parse`, and that
`ipaddress`, for addresses that no path has. This module loads nothing itself.
"""

import sys
from types import ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

TLS = ("ssl", "asyncio.sslproto")
UNASKED = ("inspect", "ipaddress")


class LateModule(ModuleType):
    """Is loaded when it is first asked for a name; then it holds what the real one holds."""

    def __getattr__(self, name: str) -> "Any":
        """AttributeError for what only importers and inspectors ask for, and for what the real one
        has not; ImportError where there is none."""
        if name.startswith("__"):
            raise AttributeError(name)
        from importlib import import_module

        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        real = import_module(self.__name__)
        self.__dict__.update(vars(real))
        return getattr(real, name)


def put_off(names: "Iterable[str]") -> None:
    """Has these modules loaded when something of them is used; those that are loaded stay."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = LateModule(name)
