"""The form of all errors as its author wrote it: `errors { error: { code, message } }`."""

from collections.abc import Sequence
from typing import Any

from coach.boards.api.api_model import ApiField
from coach.boards.api.field_list import listed
from coach.tuples import NamedTuple

_DEEPEST = 4
_SENTENCES = frozenset({"message", "detail", "description", "title", "reason", "msg"})
_REQUESTS = frozenset({"request_id", "requestid", "trace_id", "traceid", "correlation_id"})
_CODES = frozenset({"code", "error", "type", "error_code", "errorcode"})
_PARTS = frozenset({"details", "errors", "fields", "violations"})


def parts_of(errors: str) -> tuple[ApiField, ...]:
    """The members of a written form; none where the errors are said in another way."""
    if not errors.startswith("{"):
        return ()
    return listed(errors, 0, len(errors)).fields


def shaped(
    parts: Sequence[ApiField], status: str, code: str, told: str, wrong: Sequence[dict[str, str]]
) -> dict[str, Any]:
    """An error in that form: `code` and `told` where a code and a sentence belong, `wrong` where
    the faults of single fields do (they are left out where there are none)."""
    return _Filled(status, code, told, wrong).object(parts)


class _Filled(NamedTuple):
    """What an example of the form is filled with."""

    status: str
    code: str
    told: str
    wrong: Sequence[dict[str, str]]

    def object(self, parts: Sequence[ApiField], depth: int = 0) -> dict[str, Any]:
        """The members with their values; those that have none are left out."""
        values = ((part.name, self.value(part, depth)) for part in parts)
        return {name: value for name, value in values if value is not None}

    def value(self, part: ApiField, depth: int) -> Any:
        """What stands for one member."""
        low = part.name.lower()
        inner = listed(part.example, 0, len(part.example)).fields if "{" in part.example else ()
        if low in _PARTS or part.many:
            return list(self.wrong) or None
        if inner and depth < _DEEPEST:
            return self.object(inner, depth + 1)
        if low in ("status", "status_code", "statuscode"):
            return int(self.status) if self.status.isdecimal() else 400
        if low in _SENTENCES:
            return self.told
        if low in _REQUESTS:
            return "req-abc123"
        return self.code if low in _CODES else part.name


def schema_of(value: Any) -> dict[str, Any]:
    """The JSON Schema of an example: its members, all of them there."""
    if isinstance(value, dict):
        members = {name: schema_of(inner) for name, inner in value.items()}
        return {"type": "object", "properties": members, "required": list(members)}
    if isinstance(value, list):
        return {"type": "array", "items": schema_of(value[0]) if value else {}}
    return {"type": "integer" if isinstance(value, int) else "string"}
