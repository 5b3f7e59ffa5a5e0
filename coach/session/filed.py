"""What of a filed form is told outside of the room: its verdict, the points expected."""

import json

VERDICTS = ("no_hire", "lean_hire", "hire", "strong_hire")


def verdict_of(form: str) -> str:
    """The verdict in a form's text, one of `VERDICTS`; "" where it has none or is no form."""
    verdict = _field(form, "verdict")
    return verdict if isinstance(verdict, str) and verdict in VERDICTS else ""


def points_expected(form: str) -> int | None:
    """The points of 100 that a candidate's form expects; None where it says none."""
    points = _field(form, "predicted")
    return points if type(points) is int and 0 <= points <= 100 else None


def _field(form: str, name: str) -> object:
    try:
        told = json.loads(form)
    except (ValueError, RecursionError):
        return None
    return told.get(name) if isinstance(told, dict) else None
