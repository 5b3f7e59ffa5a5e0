"""What a program's line asks for, read strictly: its fields, and the wishes that any seat has."""

from collections.abc import Mapping
from typing import Any

from coach.mock.client_frames import ID
from coach.mock.strict_json import BadFrame
from coach.session.decide import (
    Close,
    EditBoard,
    EnterPhase,
    Intent,
    Pause,
    Resume,
    Say,
    TickItem,
)


def name_of(asked: Mapping[str, Any]) -> str:
    """The id by which a line is answered; BadFrame where it is none."""
    wanted = asked.get("id")
    if not isinstance(wanted, str) or not ID.match(wanted):
        raise BadFrame("id is 1 to 40 of A-Z, a-z, 0-9, _ and -.")
    return wanted


def text_of(asked: Mapping[str, Any], key: str, usual: str | None = None) -> str:
    """A field that is text; BadFrame where it is not, or is missing without a usual value."""
    value = asked.get(key, usual)
    if not isinstance(value, str):
        raise BadFrame(f"{key} is text.")
    return value


def whole_of(asked: Mapping[str, Any], key: str, least: int = 0, usual: Any = 0) -> Any:
    """A field that is a whole number of at least `least`; `usual` where it is missing."""
    value = asked.get(key, usual)
    if key in asked and (type(value) is not int or value < least):
        raise BadFrame(f"{key} is a whole number.")
    return value


def plain_intent(asked: Mapping[str, Any]) -> Intent | None:
    """The wish of a line that is the same in every seat; None where it is another one."""
    match asked.get("do"):
        case "say":
            return Say(
                text_of(asked, "text"), text_of(asked, "kind", ""), text_of(asked, "ref", "")
            )
        case "phase":
            return EnterPhase(text_of(asked, "phase"))
        case "board":
            return EditBoard(text_of(asked, "board"), text_of(asked, "text"))
        case "tick":
            on = asked.get("on")
            where = text_of(asked, "phase"), text_of(asked, "item")
            return TickItem(*where, on if isinstance(on, bool) else None)
        case "pause":
            return Pause()
        case "resume":
            return Resume()
        case "close":
            return Close(text_of(asked, "why", "finished"))
    return None
