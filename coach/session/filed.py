"""What of a filed form is told outside of the room: its verdict."""

import json

VERDICTS = ("no_hire", "lean_hire", "hire", "strong_hire")


def verdict_of(form: str) -> str:
    """The verdict in a form's text, one of `VERDICTS`; "" where it has none or is no form."""
    try:
        told = json.loads(form)
    except (ValueError, RecursionError):
        return ""
    verdict = told.get("verdict") if isinstance(told, dict) else None
    return verdict if isinstance(verdict, str) and verdict in VERDICTS else ""
