"""The JSON Schema (draft 2020-12) of `coach export --format json`."""

import json
from typing import Any

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_WHOLE = {"type": "integer"}
_FLAG = {"type": "boolean"}


def _object(required: dict[str, Any], other: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [*required],
        "properties": {**required, **(other or {})},
    }


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _map(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": of}


def schema() -> dict[str, Any]:
    """The schema as an object; more keys may come, so none are forbidden."""
    phase = _object({"id": _TEXT, "title": _TEXT, "least": _WHOLE, "most": _WHOLE,
                     "used": _NUMBER, "entered": _WHOLE})  # fmt: skip
    moment = _object({"n": _WHOLE, "last": _WHOLE, "at": _NUMBER, "clock": _NUMBER, "by": _TEXT,
                      "phase": _TEXT, "kind": _TEXT, "ref": _TEXT, "text": _TEXT})  # fmt: skip
    item = _object({"phase": _TEXT, "item": _TEXT, "text": _TEXT, "on": _FLAG})
    score = _object({"total": _NUMBER, "verdict": _TEXT, "groups": _map(_NUMBER)})
    heads = ("session", "prompt", "title", "statement", "workflow", "level", "pace", "mode", "wall")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A session of coach",
        **_object(
            {
                "damage": _list(_TEXT),
                **dict.fromkeys(heads, _TEXT),
                "closed": _FLAG,
                "seconds": _NUMBER,
                "seconds_paused": _NUMBER,
                "seconds_away": _NUMBER,
                "phases": _list(phase),
                "moments": _list(moment),
                "checklist": _list(item),
                "boards": _map(_TEXT),
                "score": {"anyOf": [score, {"type": "null"}]},
            },
            {"debrief": {"type": ["object", "null"]}, "remark": _TEXT},
        ),
    }


def as_text() -> str:
    """The schema as JSON."""
    return json.dumps(schema(), indent=2) + "\n"
