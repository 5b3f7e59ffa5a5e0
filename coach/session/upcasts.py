"""Fields of events as older versions wrote them, made into those of today, a step at a time.

An event whose fields change their meaning gets a new VERSION and one named function here that
turns the fields of the version before into its own. Fields that are merely added have defaults
and need none.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Fields: TypeAlias = Mapping[str, Any]

UPCASTS: Mapping[tuple[str, int], Callable[[Fields], Fields]] = {}
"""From a wire name and the version that wrote it to the step to the version after."""


def upcast(type_: str, version: int, wanted: int, data: Fields) -> Fields:
    """The fields as the wanted version has them; a version without a step stays as it is."""
    for step in range(version, wanted):
        change = UPCASTS.get((type_, step))
        data = change(data) if change else data
    return data
