"""What a session records of a workflow, made from plain data: phases with scaled windows, boards.

It needs no model of a workflow, so that a session is on the screen before the models are loaded.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from coach.session import events as ev
from coach.session.pacing import windows


def phases_of(data: Mapping[str, Any], pace: str, level: str = "") -> tuple[ev.Phase, ...]:
    """The phases of a workflow's data, windows scaled to the pace, in seconds, with the items of
    a level ("": all of them); what a level leaves out goes to the questions that could be asked.

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
            tuple(_item(item) for item in phase.get("items", ()) if _at(item, level)),
            _questions(phase, level),
            tuple(phase.get("boards", ())),
        )
        for phase, (least, most) in zip(phases, scaled, strict=True)
    )


def _at(item: Mapping[str, Any], level: str) -> bool:
    return not level or level in item.get("levels", (level,))


def _questions(phase: Mapping[str, Any], level: str) -> tuple[str, ...]:
    """A phase's example questions, with the items that a level leaves out."""
    items = phase.get("items", ())
    shown = {item["text"] for item in items if _at(item, level)}
    every = (*(item["text"] for item in items), *phase.get("questions", ()))
    return tuple(dict.fromkeys(text for text in every if text not in shown))


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
