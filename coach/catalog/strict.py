"""A person's own prompts and workflows: read with every fault named, and told to editors.

All models are held against the file by pydantic, which takes 150 ms to load: neither the start
page nor a shipped prompt comes here.
"""

import json
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from coach.catalog.content_model import Model
from coach.catalog.content_source import Flaw, Flaws, content, line_of
from coach.text import clean_line

T = TypeVar("T", bound=Model)
MOST = 50
"""So many faults of one file are named; more are counted."""
LONGEST = 600
"""So many signs of one fault are told: room for all topics of a light prompt."""
_ADAPTERS: dict[type[Model], TypeAdapter[Any]] = {}
_DATE = "a date or a time"
_KINDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
_KINDS |= {list: "a list", dict: "a table"}
_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table",
    "dataclass_type": "a table",
    "dataclass_exact_type": "a table",
}
"""What a value of a wrong type should have been, by pydantic's name of the fault."""


def model(text: str, kind: type[T]) -> T:
    """The model that the text of a TOML file describes; Flaws names all that is wrong with it."""
    data = content(text)
    try:
        read: T = _adapter(kind).validate_json(json.dumps(data, default=_unsaid), strict=True)
        return read
    except ValidationError as error:
        raise Flaws(tuple(_flaws(error, text, kind))) from None


def schema_of(kind: type[Model]) -> dict[str, Any]:
    """The JSON Schema of a model, as pydantic makes it."""
    return _adapter(kind).json_schema()


def _adapter(kind: type[Model]) -> TypeAdapter[Any]:
    """What reads a model; kept, since making it takes 200 ms."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _unsaid(value: object) -> dict[str, str]:
    """A date or a time, which no content file has a use for."""
    return {_DATE: str(value)}


def _flaws(error: ValidationError, text: str, kind: type[Model]) -> Iterator[Flaw]:
    """The faults in words. A list counts as too short where its members will not do; only what is
    wrong with them is told."""
    told = error.errors(include_url=False)
    within = {fault["loc"][:depth] for fault in told for depth in range(len(fault["loc"]))}
    told = [fault for fault in told if fault["type"] != "too_short" or fault["loc"] not in within]
    for fault in told[:MOST]:
        where = tuple(fault["loc"])
        place = ".".join(map(str, where))
        reason = f"{place}: {_reason(fault, kind)}" if place else _reason(fault, kind)
        reason += "" if reason.endswith("?") else "."
        yield Flaw(clean_line(reason, LONGEST), line_of(text, where))
    if len(told) > MOST:
        yield Flaw(f"and {len(told) - MOST:,} faults more.")


def _reason(fault: ErrorDetails, kind: type[Model]) -> str:
    """Why a value will not do, in words for somebody who writes TOML."""
    sort, given, bounds = fault["type"], fault["input"], fault.get("ctx", {})
    if sort == "missing":
        return "is missing"
    if sort == "unexpected_keyword_argument":
        return _unknown(kind, tuple(fault["loc"]))
    if sort in _WANTED:
        return f"expected {_WANTED[sort]}, got {_kind(given)}"
    if sort == "literal_error":
        choices = bounds["expected"].replace(" or ", ", ")
        shown = repr(given) if isinstance(given, str) else _kind(given)
        return f"{shown} is not one of {choices}"
    if sort == "value_error":
        return str(bounds["error"])
    return _out_of_bounds(sort, bounds)


def _out_of_bounds(sort: str, bounds: Mapping[str, Any]) -> str:
    match sort:
        case "string_too_short":
            return "expected text that is not empty"
        case "string_too_long":
            return f"expected text of at most {bounds['max_length']:,} characters"
        case "string_pattern_mismatch":
            return "expected lower-case words joined by hyphens"
        case "too_short":
            least = bounds["min_length"]
            return f"expected a list of {least:g} or more" if least > 1 else "the list is empty"
        case "greater_than":
            return f"expected a number > {bounds['gt']:g}"
        case "greater_than_equal":
            return f"expected a number >= {bounds['ge']:g}"
        case "less_than_equal":
            return f"expected a number <= {bounds['le']:g}"
        case _:
            return "this value cannot be used"


def _kind(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {_DATE}:
        return _DATE
    return _KINDS.get(type(value), "something else")


def _unknown(kind: type[Model], where: tuple[int | str, ...]) -> str:
    """That there is no such field, and which one may be meant."""
    *above, name = where
    near = get_close_matches(str(name), _fields(kind, above), 1, 0.7)
    return "there is no such field" + (f"; did you mean {near[0]}?" if near else "")


def _fields(kind: Any, where: Sequence[int | str]) -> tuple[str, ...]:
    """The fields of the table at a place in a model."""
    for step in where:
        if isinstance(step, str):
            kind = get_type_hints(kind).get(step) if is_dataclass(kind) else None
        kind = _table(kind)
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _table(kind: Any) -> Any:
    """The model that a type holds: itself, one of a list of it, or it where it may be left out."""
    while get_origin(kind) in (Annotated, tuple, Union, types.UnionType):
        kind = get_args(kind)[0]
    return kind
