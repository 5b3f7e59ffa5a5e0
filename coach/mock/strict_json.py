"""JSON as the room protocol reads it: what two programs could understand differently is refused.

One object; no key twice; no NaN or infinity; whole numbers of at most 17 digits; no lone
surrogates; at most 16 levels. Bounded in time and memory by the length of the text.
"""

import json
from math import isinf
from typing import Any

DEPTH = 16
DIGITS = 17


class BadFrame(ValueError):
    """The text is no JSON that the protocol allows; the message says why, in a sentence."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise BadFrame("A key stands twice.")
    return told


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > DIGITS:
        raise BadFrame(f"A whole number has more than {DIGITS} digits.")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits)
    if isinf(value):
        raise BadFrame("A number is too large.")
    return value


def _constant(name: str) -> Any:
    raise BadFrame(f"{name} is no number.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_whole, parse_float=_real, parse_constant=_constant
)


def read(text: str) -> dict[str, Any]:
    """The one object that the text is; BadFrame where it is not one."""
    if _depth(text) > DEPTH:
        raise BadFrame(f"It is nested deeper than {DEPTH} levels.")
    try:
        told = _DECODER.decode(text)
        if "\\u" in text:  # only an escape can hold a lone surrogate, which has no UTF-8
            json.dumps(told, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except (ValueError, RecursionError):
        raise BadFrame("It is not JSON in UTF-8.") from None
    if not isinstance(told, dict):
        raise BadFrame("It is not an object.")
    return told


def write(value: Any) -> str:
    """The value as JSON text without spaces; keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _depth(text: str) -> int:
    """How deep brackets nest, those in strings left out; one pass."""
    if text.count("[") + text.count("{") <= DEPTH:
        return 0
    deepest = depth = 0
    inside = escaped = False
    for char in text:
        if inside:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                inside = False
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
