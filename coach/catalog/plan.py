"""What a session records of a workflow, made from plain data: phases with scaled windows, boards.

It needs no model of a workflow, so that a session is on the screen before the models are loaded.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coach.session import events as ev
from coach.session.pacing import windows


def phases_of(data: Mapping[str, Any], pace: str) -> tuple[ev.Phase, ...]:
    """The phases of a workflow's data, windows scaled to the pace, in seconds.

    A workflow with a length of its own (`minutes`) keeps it at every pace but untimed. KeyError
    and TypeError where the data is no workflow's.
    """
    phases = data["phases"]
    length = data.get("minutes")
    if length is not None and pace != "untimed":
        pace = str(length)
    scaled = windows([(phase["least"], phase["most"]) for phase in phases], pace)
    return tuple(
        ev.Phase(
            phase["id"],
            phase["title"],
            least,
            most,
            tuple(_item(item) for item in phase.get("items", ())),
            tuple(phase.get("questions", ())),
            tuple(phase.get("boards", ())),
        )
        for phase, (least, most) in zip(phases, scaled, strict=True)
    )


def _item(data: Mapping[str, Any]) -> ev.Item:
    return ev.Item(data["id"], data["text"], data.get("group", ""))


def boards_of(data: Mapping[str, Any]) -> tuple[ev.BoardStart, ...]:
    """The boards of a workflow's data and the texts they start with; empty bullets end in a
    space."""
    starts: Mapping[str, str] = data.get("starts", {})
    boards: Sequence[str] = data["boards"]
    return tuple(
        ev.BoardStart(name, _bulleted(starts.get(name, "").strip().lstrip("\n") + "\n"))
        if starts.get(name)
        else ev.BoardStart(name, "")
        for name in boards
    )


def _bulleted(text: str) -> str:
    return "\n".join("- " if line == "-" else line for line in text.split("\n"))
