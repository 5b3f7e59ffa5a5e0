"""From the data of a file to its model, or one sentence about what is wrong with it."""

import re
from typing import Any, TypeVar

from msgspec import ValidationError, convert, inspect, structs

from coach.catalog.source import Flaw, cleaned, line_of, parse
from coach.catalog.workflow import Model
from coach.text import clean_line

T = TypeVar("T", bound=Model)
_WHERE = re.compile(r"(?P<what>.*?)(?: - at `(?P<at>\$.*)`)?\Z", re.DOTALL)
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>\d+|\.\.\.)\]")
_FIELD = re.compile(r"Object (contains unknown|missing required) field `(.+)`")
_NAMES = {
    "`str`": "text",
    "`array`": "a list",
    "`object`": "a table",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`null`": "nothing",
}


def model(text: str, kind: type[T]) -> T:
    """The model that the text of a TOML file describes; Flaw says which line is at fault, why."""
    data = _spelt_out(_stripped(cleaned(parse(text))))
    try:
        return convert(data, kind)
    except ValidationError as error:
        where, reason = _told(str(error), kind)
    rest = [name for name in _absent(data, kind) if (name,) != where]
    if rest:
        reason += f"; missing too: {', '.join(rest)}"
    place = ".".join(map(str, where))
    raise Flaw(
        clean_line(f"{place}: {reason}." if place else f"{reason}.", 300), line_of(text, where)
    )


def _spelt_out(data: dict[str, Any]) -> dict[str, Any]:
    """The data with each part of a prompt that is written as a text alone as a table: the text is
    its board's, and an empty one says that there is no such part."""
    whole = dict(data)
    for part in ("api", "schema"):
        if isinstance(board := data.get(part), str):
            del whole[part]
            whole |= {part: {"board": board}} if board else {}
    return whole


def _absent(data: dict[str, Any], kind: type[Model]) -> tuple[str, ...]:
    """The fields and tables that the model must have and the file has not, in the model's order."""
    wanted = (one.encode_name for one in structs.fields(kind) if one.required)
    return tuple(name for name in wanted if name not in data)


def _stripped(value: Any) -> Any:
    """The value without white space around its texts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(one) for one in value]
    if isinstance(value, dict):
        return {key: _stripped(one) for key, one in value.items()}
    return value


def _told(message: str, kind: type[Model]) -> tuple[tuple[int | str, ...], str]:
    """The place and the reason in a message of msgspec's, in words for somebody who writes TOML."""
    found = _WHERE.match(message)
    what, at = (found["what"], found["at"] or "") if found else (message, "")
    where: tuple[int | str, ...] = tuple(
        step["name"] or (int(step["index"]) if step["index"].isdigit() else 0)
        for step in _STEP.finditer(at)
    )
    field = _FIELD.match(what)
    if field is not None:
        unknown = field[1] == "contains unknown"
        return (*where, field[2]), "there is no such field" if unknown else "is missing"
    if what.startswith("Invalid enum value"):
        given = what.removeprefix("Invalid enum value").strip()
        choices = ", ".join(map(repr, _choices(kind, where)))
        return where, f"{given} is not one of {choices}"
    if "matching regex" in what:
        what = "Expected lower-case words joined by hyphens"
    for name, plain in _NAMES.items():
        what = what.replace(name, plain)
    what = what.replace("of length >= 1", "that is not empty").replace("Expected", "expected")
    return where, what


def _choices(kind: type[Model], where: tuple[int | str, ...]) -> tuple[Any, ...]:
    """The values that may stand at a place."""
    here: Any = inspect.type_info(kind)
    for step in where:
        while isinstance(here, inspect.Metadata):
            here = here.type
        if isinstance(here, inspect.UnionType):
            here = next(one for one in here.types if not isinstance(one, inspect.NoneType))
        if isinstance(here, inspect.StructType):
            here = next(one.type for one in here.fields if one.encode_name == step)
        elif isinstance(here, inspect.VarTupleType):
            here = here.item_type
    if isinstance(here, inspect.UnionType):
        here = next(one for one in here.types if isinstance(one, inspect.LiteralType))
    return tuple(getattr(here, "values", ()))
