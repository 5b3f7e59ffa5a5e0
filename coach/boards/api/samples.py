"""Example values by a field's name and type, as the document's examples have them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from coach.boards.api.api_model import ApiField, Resource
from coach.boards.api.field_list import listed
from coach.boards.api.path_nouns import same_noun, singular, words_of
from coach.boards.api.wordset import wordset

_SHORT = {"customer": "cust", "product": "prod", "order": "ord", "payment": "pay", "user": "usr"}
_WHOLE = 6
"""The letters up to which a noun stands whole in an example of its id."""
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
    "phone": "+14155550100", "code": "A1B2C3", "description": "Some text",
    "etag": "33a64df5", "sha256": "9f86d081884c7d65", "checksum": "9f86d081884c7d65",
    "hash": "9f86d081884c7d65", "token": "t0k3n", "ip": "192.0.2.7", "tz": "Europe/Paris",
    "timezone": "Europe/Paris", "zone": "Europe/Paris", "mime": "image/jpeg",
    "cursor": "b3JkLTc4OQ", "secret": "s3cr3t", "source": "src-123",
}  # fmt: skip
_NUMBERED = {
    "cents": 9999, "limit": 20, "size": 1048576, "bytes": 1048576, "page": 1, "version": 3,
    "seconds": 60, "minutes": 30, "ms": 250,
}  # fmt: skip
_MONEY = wordset("price amount total subtotal balance fee")
_MONEY_KIND: dict[str, Any] = {
    "type": "object",
    "properties": {"amount": {"type": "integer"}, "currency": {"type": "string"}},
    "required": ["amount", "currency"],
}
"""An amount in the smallest unit of its currency, never a float (Zalando 173)."""
_MOMENTS = frozenset({"after", "before", "since", "until"})
_CAME_TO_BE = frozenset({"created", "updated", "placed", "sent", "changed"})
"""`created_after`: a name that asks for what came to be about a time."""
_STREET = {"street": "123 Main St", "city": "San Francisco", "state": "CA", "zip": "94102"}
_NO_PLACE = wordset("ip email mac web wallet bitcoin memory")
"""What an address is of that is no place."""
_PEOPLE = wordset(
    """user customer person people member author patient driver rider passenger employee contact
    owner guest host student teacher practitioner doctor recipient sender account profile name full
    first last given family display"""
)


def kind_of(field: ApiField) -> dict[str, Any]:
    """The JSON Schema of one value as far as it is said or follows from the name; else {}."""
    said = field.type.strip().lower().removesuffix("[]").removesuffix("?").strip()
    words = words_of(field.name)
    last = words[-1] if words else ""
    if said in _INTEGERS:
        return {"type": "integer"}
    if said in _NUMBERS:
        return {"type": "number"}
    if said == "money":
        return _MONEY_KIND
    if said in ("bool", "boolean"):
        return {"type": "boolean"}
    if said in ("object", "json", "map", "dict") or (not said and field.name == "_links"):
        return {"type": "object"}
    if not said and field.name.lower() in ("data", "payload", "metadata", "attributes"):
        return {"type": "object"}
    if (
        last in ("at", "time")
        or (last in _MOMENTS and words[0] in _CAME_TO_BE)
        or said in ("datetime", "timestamp", "instant")
    ):
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


def sample(
    field: ApiField, noun: str = "", resources: Sequence[Resource] = (), sent: bool = False
) -> Any:
    """An example of a field's value; `noun` is the resource it belongs to, for a bare id.

    resources: those of the API; a field that holds one or many of a resource shows its fields.
    sent: the value is a part of a request, in which nobody sends what the server makes.
    """
    if field.example and (written := _written(field)) is not None:
        return written
    part = part_of(field, resources)
    if part is not None:
        fields = sendable(part.fields, noun) if sent else part.fields
        value: Any = {inner.name: sample(inner, part.name) for inner in fields}
    else:
        value = _one(field, noun)
    return [value] if field.many else value


def part_of(field: ApiField, resources: Sequence[Resource]) -> Resource | None:
    """The resource that a field holds one or many of (items[], line: Line); None where it holds
    something else."""
    said = field.type.removesuffix("[]") or (field.name if field.many else "")
    if not said or kind_of(replace(field, many=False)).get("type"):
        return None
    return next((r for r in resources if r.fields and same_noun(r.name, said)), None)


def sendable(fields: Iterable[ApiField], owner: str = "") -> list[ApiField]:
    """The fields that a caller sends of a thing: not its id, its times and state, nor the id of the
    thing it is sent with."""
    made = {"id", "status", "state", f"{singular(owner).lower()}_id"}
    return [
        field
        for field in fields
        if field.name.lower() not in made and not field.name.endswith(("_at", "At"))
    ]


def _written(field: ApiField) -> Any:
    """The value that the author wrote in the field's place, or one with the parts it was given;
    None where it is neither."""
    try:
        value = json.loads(field.example)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        parts = listed(field.example, 0, len(field.example)).fields
        if not parts or not field.example.startswith(("{", "[")):
            return None
        value = record(parts, field.name)
        return [value] if field.many else value
    return [value] if field.many and not isinstance(value, list) else value


def _one(field: ApiField, noun: str) -> Any:
    kind = kind_of(field)
    words = words_of(field.name)
    last = words[-1] if words else ""
    match kind.get("type"):
        case "integer":
            size = words[-2:] == ("page", "size")
            return 20 if size else _NUMBERED.get(last, 1999 if last in _MONEY else 2)
        case "number":
            return 99.99
        case "boolean":
            return True
        case "object" if kind is _MONEY_KIND:
            return {"amount": 1999, "currency": "USD"}
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
    if last == "address" and not field.type and _NO_PLACE.isdisjoint(words):
        return dict(_STREET)
    if last == "url":
        return "https://shop.example/x"
    if last in _MONEY:
        return "99.99"
    if last == "name" and noun:
        return _name(words[-2] if len(words) > 1 else noun)
    return _WORDS.get(last, field.name)


def _name(noun: str) -> str:
    """A name as such a thing has one: a person's, or the thing's own word."""
    said = words_of(noun)
    word = singular(said[-1]) if said else ""
    return _WORDS["name"] if word in _PEOPLE else f"First {word}" if word else _WORDS["name"]


def _id(noun: str) -> str:
    words = words_of(noun)
    word = singular(words[-1]) if words else "id"
    short = _SHORT.get(word, word if len(word) <= _WHOLE else word[:4].rstrip("aeiou"))
    return f"{short}-{ {'order': 789, 'product': 456}.get(word, 123) }"


def record(
    fields: Iterable[ApiField],
    noun: str = "",
    resources: Sequence[Resource] = (),
    sent: bool = False,
) -> dict[str, Any]:
    """An example of an object with these fields (see `sample`)."""
    return {field.name: sample(field, noun, resources, sent) for field in fields}
