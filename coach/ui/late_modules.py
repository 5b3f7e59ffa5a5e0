"""Modules that stand where others import them, and are loaded when something of them is used.

asyncio imports `ssl` for those who speak TLS: four megabytes, and a fortieth of the start. A
session alone opens no connection, so that and asyncio's own part of it wait until they are wanted.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

TLS = ("ssl", "asyncio.sslproto")


class LateModule(ModuleType):
    """Is loaded when it is first asked for a name; then it holds what the real one holds."""

    def __getattr__(self, name: str) -> Any:
        """AttributeError for what only importers and inspectors ask for, and for what the real one
        has not; ImportError where there is none."""
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        real = import_module(self.__name__)
        self.__dict__.update(vars(real))
        return getattr(real, name)


def put_off(names: Iterable[str] = TLS) -> None:
    """Has these modules loaded when something of them is used; those that are loaded stay."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = LateModule(name)
