"""Example values by a field's name and type, as the document's examples have them."""

from collections.abc import Iterable
from typing import Any

from coach.boards.api.api_model import ApiField
from coach.boards.api.path_nouns import singular, words_of
from coach.boards.api.wordset import wordset

_SHORT = {"customer": "cust", "product": "prod", "order": "ord", "payment": "pay", "user": "usr"}
_INTEGERS = wordset("int integer int32 int64 uint32 uint64 long short")
_NUMBERS = wordset("number num float float32 float64 double decimal bigdecimal")
_STRINGS = wordset(
    """string str text varchar char uuid ulid date time datetime timestamp instant url uri
    email id enum bytes binary"""
)
_COUNTS = wordset(
    """quantity count limit size number n k page cents seconds ms minutes bytes version"""
)
_WORDS = {
    "status": "pending", "state": "pending", "name": "Ada Lovelace", "title": "A title",
    "email": "ada@shop.example", "currency": "USD", "city": "San Francisco", "country": "US",
    "street": "123 Main St", "zip": "94102", "language": "en", "reason": "duplicate",
    "message": "must be greater than 0", "text": "Some text", "note": "Some text",
    "phone": "+14155550100", "code": "VALIDATION_ERROR", "description": "Some text",
}  # fmt: skip


def kind_of(field: ApiField) -> dict[str, Any]:
    """The JSON Schema of one value as far as it is said or follows from the name; else {}."""
    said = field.type.strip().lower().removesuffix("[]").removesuffix("?").strip()
    words = words_of(field.name)
    last = words[-1] if words else ""
    if said in _INTEGERS:
        return {"type": "integer"}
    if said in _NUMBERS:
        return {"type": "number"}
    if said in ("bool", "boolean"):
        return {"type": "boolean"}
    if said in ("object", "json", "map", "dict") or (not said and field.name == "_links"):
        return {"type": "object"}
    if last in ("at", "time") or said in ("datetime", "timestamp", "instant"):
        return {"type": "string", "format": "date-time"}
    if last in ("on", "date") or said == "date":
        return {"type": "string", "format": "date"}
    if said in _STRINGS or (
        not said and (last in ("id", "url", "cursor", "key") or last in _WORDS)
    ):
        return {"type": "string"}
    if not said and last in _COUNTS:
        return {"type": "integer"}
    return {"description": field.type} if field.type else {}


def sample(field: ApiField, noun: str = "") -> Any:
    """An example of a field's value; `noun` is the resource it belongs to, for a bare id."""
    value = _one(field, noun)
    return [value] if field.many else value


def _one(field: ApiField, noun: str) -> Any:
    kind = kind_of(field)
    words = words_of(field.name)
    last = words[-1] if words else ""
    match kind.get("type"):
        case "integer":
            return 9999 if last == "cents" else 20 if last == "limit" else 2
        case "number":
            return 99.99
        case "boolean":
            return True
        case "object":
            return {"self": f"/{noun or 'things'}/{_id(noun)}"} if field.name == "_links" else {}
    if kind.get("format") == "date-time":
        return "2024-01-15T10:30:00Z"
    if kind.get("format") == "date":
        return "2024-01-15"
    if last == "id":
        return _id(words[-2] if len(words) > 1 else noun)
    if field.many and singular(last) != last and not field.type:
        return _id(last) if last.endswith("ids") else singular(last)
    if last == "url":
        return "https://shop.example/x"
    if last in ("price", "amount", "total", "balance", "fee"):
        return "99.99"
    return _WORDS.get(last, field.name)


def _id(noun: str) -> str:
    words = words_of(noun)
    word = singular(words[-1]) if words else "id"
    short = _SHORT.get(word, word[:4])
    return f"{short}-{ {'order': 789, 'product': 456}.get(word, 123) }"


def record(fields: Iterable[ApiField], noun: str = "") -> dict[str, Any]:
    """An example of an object with these fields."""
    return {field.name: sample(field, noun) for field in fields}
