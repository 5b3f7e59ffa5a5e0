"""A workflow in a list: its title, what it is about, its phases and their minutes.

It is read from plain data without the models, so that a list of workflows stands at once.
"""

from collections.abc import Mapping
from typing import Any

from coach.frozen import dataclass
from coach.text import clean_line


@dataclass(frozen=True, slots=True)
class PhaseOutline:
    """A phase in a list: its id, title and window in minutes, and the minutes that a drill of it
    takes where the workflow says so."""

    id: str
    title: str
    least: float
    most: float
    drill_minutes: int | None = None

    @property
    def minutes(self) -> str:
        """Its window, as "3-5 min"."""
        return _span(self.least, self.most)


@dataclass(frozen=True, slots=True)
class GroupOutline:
    """A group of points in a list: its id, what it is called in a sentence, the phase it is
    practised in ("": none)."""

    id: str
    spoken: str
    phase: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What a list shows of a workflow; `length` is its length in minutes where no pace changes
    it."""

    id: str
    title: str
    about: str
    length: int | None
    phases: tuple[PhaseOutline, ...]
    groups: tuple[GroupOutline, ...] = ()

    @property
    def minutes(self) -> str:
        """How long it takes, as "23-38 min"."""
        if self.length is not None:
            return _span(self.length, self.length)
        return _span(
            sum(phase.least for phase in self.phases), sum(phase.most for phase in self.phases)
        )


def outline_of(data: Mapping[str, Any]) -> Outline:
    """The outline of a workflow's data; KeyError, TypeError and ValueError where it is none."""
    length = data.get("minutes")
    return Outline(
        clean_line(str(data["id"])),
        clean_line(str(data["title"])),
        clean_line(str(data.get("about", ""))),
        _minutes(length),
        tuple(
            PhaseOutline(
                clean_line(str(phase["id"])),
                clean_line(str(phase["title"])),
                float(phase["least"]),
                float(phase["most"]),
                _minutes(phase.get("drill_minutes")),
            )
            for phase in data["phases"]
        ),
        tuple(
            GroupOutline(
                clean_line(str(group["id"])),
                clean_line(str(group.get("spoken") or group["title"])).lower(),
                clean_line(str(group.get("phase", ""))),
            )
            for group in data.get("groups", ())
        ),
    )


def _minutes(value: Any) -> int | None:
    return None if value is None else int(value)


def _span(least: float, most: float) -> str:
    return f"{least:g} min" if least == most else f"{least:g}-{most:g} min"
