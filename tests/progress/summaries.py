"""Summaries of sessions made up for tests."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from coach.journal.summary import PhaseUse, Summary, unreadable


def session(day: str, **fields: Any) -> Summary:
    """One's own finished session of that day, with what is given about it."""
    made = unreadable(Path(f"2026/{day}-chat-0a.jsonl"), "")
    assert made is not None
    given: dict[str, Any] = {
        "id": day.replace("-", ""),
        "wall": f"{day}T10:00:00+00:00",
        "prompt": "chat",
        "entries": 10,
        "closed": True,
        "state": "finished",
        "damage": "",
        "broken": "",
        "score": 60.0,
        "worth": {"estimate": 10.0},
        "groups": {"estimate": 6.0},
        "phases": (PhaseUse("estimate", 60.0, 120),),
        "rules": 1,
    }
    return replace(made, **{**given, **fields})


def drill(day: str, phase: str, **fields: Any) -> Summary:
    """A finished drill of one phase."""
    return session(day, kind="drill", phases=(PhaseUse(phase, 60.0, 120),), **fields)
