"""What an API answers when it refuses, with examples that speak of the endpoint's own things.

The form is the API's: the document's envelope, or problem details (RFC 9457). With the type
about:blank the title is the status's own phrase (4.2.1), and what is wrong with the fields stands
in `errors`, each with a pointer, as in the RFC's example of section 3.
"""

from typing import Any

from coach.boards.api.api_model import WRITES, Api, ApiField, Endpoint
from coach.boards.api.error_shapes import parts_of, shaped
from coach.boards.api.path_nouns import singular, words_of
from coach.boards.api.rule import acting, fixed, target
from coach.boards.api.samples import kind_of, sample
from coach.boards.api.status_words import phrase

_CODES = {
    "400": "VALIDATION_ERROR", "401": "UNAUTHENTICATED", "403": "PERMISSION_DENIED",
    "404": "NOT_FOUND", "409": "CONFLICT", "412": "CHANGED_MEANWHILE", "422": "VALIDATION_ERROR",
    "429": "RATE_LIMITED", "500": "INTERNAL", "503": "UNAVAILABLE",
}  # fmt: skip
_MESSAGES = {
    "400": "Invalid request parameters", "401": "Authentication required",
    "403": "Permission denied", "404": "Resource not found", "409": "Conflict",
    "412": "It was changed since you read it", "422": "Invalid request parameters",
    "429": "Rate limit exceeded", "500": "Internal server error",
}  # fmt: skip
_OF_FIELDS = ("400", "422")
_DOCUMENTS = ("quantity", "must be greater than 0")
"""The field of the source document's example, for an API of which no field is known."""


def enveloped(errors: str) -> bool:
    """Whether errors are answered in the document's envelope, and not as problem details."""
    return "envelope" in errors.lower() or errors.startswith("{")


def refusal(errors: str, status: str, endpoint: Endpoint | None = None) -> dict[str, Any]:
    """An error as an endpoint answers it."""
    name, wrong = _field(endpoint)
    told = _told(status, endpoint)
    if not enveloped(errors):
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": phrase(status) or told,
            "status": int(status) if status.isdecimal() else 400,
            "detail": f"{name} {wrong}" if status in _OF_FIELDS else told,
        }
        if status in _OF_FIELDS:
            problem["errors"] = [{"detail": wrong, "pointer": f"#/{name}"}]
        return problem
    parts = parts_of(errors)
    if parts:
        faults = [{"field": name, "message": wrong}] if status in _OF_FIELDS else []
        return shaped(parts, status, _CODES.get(status, "ERROR"), told, faults)
    error: dict[str, Any] = {"code": _CODES.get(status, "ERROR"), "message": told}
    if status in _OF_FIELDS:
        error["details"] = [{"field": name, "message": wrong}]
    return {"error": error, "request_id": "req-abc123"}


def exemplary(model: Api) -> Endpoint | None:
    """The endpoint whose refusal is the example for all: the first that is sent fields."""
    writes = [e for e in model.endpoints if e.method in WRITES and e.fields]
    return next(
        (e for e in writes if _weight(_chosen(e.fields)) > 1), writes[0] if writes else None
    )


def _told(status: str, endpoint: Endpoint | None) -> str:
    """What is wrong, in a sentence about the thing that was asked for where it is known."""
    general = _MESSAGES.get(status) or phrase(status) or "Error"
    if endpoint is None:
        return general
    noun, name = _thing(endpoint)
    if status == "404" and noun:
        return f"There is no {noun} {name}"
    if status == "409" and noun and acting(endpoint) and endpoint.method == "POST":
        return f"{target(endpoint)} is not possible in the state that {noun} {name} is in"
    if status == "409" and endpoint.method == "POST" and endpoint.own:
        return f"Such {_article(singular(endpoint.own[-1]))} is there already"
    return general


def _article(noun: str) -> str:
    word = " ".join(words_of(noun)) or noun
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _thing(endpoint: Endpoint) -> tuple[str, str]:
    """The noun and the example's name of the last thing that a path identifies; "" without one."""
    parts = endpoint.own
    at = next((i for i in range(len(parts) - 1, 0, -1) if not fixed(parts[i])), 0)
    if not at or not fixed(parts[at - 1]):
        return "", ""
    noun = parts[at - 1]
    inside = parts[at].partition("{")[2].partition("}")[0]
    return " ".join(words_of(singular(noun))), str(sample(ApiField(inside or "id"), noun))


def _field(endpoint: Endpoint | None) -> tuple[str, str]:
    """The field that an example finds fault with, and the fault."""
    if endpoint is None or not (endpoint.fields or endpoint.query):
        return _DOCUMENTS
    field = _chosen(endpoint.fields or endpoint.query)
    return field.name, _fault(field)


def _chosen(fields: tuple[ApiField, ...]) -> ApiField:
    """The field whose fault tells most: an amount, a time, a list, else the first."""
    return max(fields, key=_weight)


def _weight(field: ApiField) -> int:
    kind = kind_of(field)
    if field.many:
        return 3
    if kind.get("type") in ("integer", "number"):
        return 5
    words = words_of(field.name)
    if kind.get("format") or (words and words[-1] in _FAULTS):
        return 4
    return 1 if words[-1:] == ("id",) else 2


_FAULTS = {
    "currency": "must be a currency of ISO 4217, such as EUR",
    "email": "must be an address like ada@shop.example",
    "url": "must be a URL that begins with https://",
    "phone": "must be a number like +14155550100",
}


def _fault(field: ApiField) -> str:
    kind = kind_of(field)
    words = words_of(field.name)
    if field.many:
        return "must not be empty"
    if kind.get("type") in ("integer", "number"):
        return "must be greater than 0"
    if kind.get("format"):
        return f"must be like {sample(field)}"
    if words and words[-1] in _FAULTS:
        return _FAULTS[words[-1]]
    if words[-1:] == ("id",) and len(words) > 1:
        return f"names no {' '.join(words[:-1])}"
    return "must not be empty"
