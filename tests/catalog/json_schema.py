"""As much of JSON Schema (draft 7) as the schema of prompts uses; any other keyword is an error."""

import re
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list}
_TYPES |= {"object": dict}
_SAYS_NOTHING = {"description", "default", "$schema", "definitions"}


def faults(
    value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = ""
) -> Iterator[str]:
    """The places at which a value does not fulfil its schema."""
    if "type" in schema and not _holds("type", schema["type"], value):
        yield f"{at}: type {schema['type']}"
        return
    for keyword, wanted in schema.items():
        if keyword in _SAYS_NOTHING:
            continue
        if keyword == "$ref":
            yield from faults(value, whole["definitions"][wanted.rpartition("/")[2]], whole, at)
        elif keyword == "anyOf":
            if all(list(faults(value, choice, whole, at)) for choice in wanted):
                yield f"{at}: none of the choices"
        elif keyword == "allOf":
            for choice in wanted:
                yield from faults(value, choice, whole, at)
        elif keyword == "items" and isinstance(wanted, list):
            for place, (inner, each) in enumerate(zip(value, wanted, strict=True)):
                yield from faults(inner, each, whole, f"{at}.{place}")
        elif keyword == "items":
            for place, inner in enumerate(value):
                yield from faults(inner, wanted, whole, f"{at}.{place}")
        elif keyword == "properties":
            for name in wanted.keys() & value.keys():
                yield from faults(value[name], wanted[name], whole, f"{at}.{name}")
        elif keyword == "additionalProperties":
            for name in value.keys() - schema.get("properties", {}).keys():
                if wanted is False:
                    yield f"{at}.{name}: unknown"
                else:
                    yield from faults(value[name], wanted, whole, f"{at}.{name}")
        elif not _holds(keyword, wanted, value):
            yield f"{at}: {keyword} {wanted}"


def _holds(keyword: str, wanted: Any, value: Any) -> bool:
    match keyword:
        case "type":
            fits = isinstance(value, _TYPES[wanted])  # type: ignore[arg-type]
            return fits and (wanted == "boolean" or not isinstance(value, bool))
        case "enum":
            return bool(value in wanted)
        case "const":
            return bool(value == wanted)
        case "required":
            return set(wanted) <= set(value)
        case "minLength" | "minItems":
            return bool(len(value) >= wanted)
        case "maxLength" | "maxItems":
            return bool(len(value) <= wanted)
        case "minimum":
            return bool(value >= wanted)
        case "maximum":
            return bool(value <= wanted)
        case "exclusiveMinimum":
            return bool(value > wanted)
        case "pattern":
            return re.search(wanted, value) is not None
        case _:
            raise AssertionError(f"the keyword {keyword} is not known here")
