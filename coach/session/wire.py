"""Events as JSON-ready objects and back, every field's type checked on the way in."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from coach.errors import JournalError
from coach.session.events import BY_TYPE, Event, Unknown
from coach.session.together import TOGETHER
from coach.session.turning import DrawingTurned
from coach.session.upcasts import upcast
from coach.session.witnessed import WITNESSED

Check: TypeAlias = Callable[[Any], Any]

KNOWN: Mapping[str, type[Event]] = {
    **BY_TYPE,
    **TOGETHER,
    **WITNESSED,
    DrawingTurned.TYPE: DrawingTurned,
}
"""Every event by its wire name."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise TypeError("whole number expected")
    return value


def _real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
        raise TypeError("number expected")
    return float(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _many(each: Check) -> Check:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError("list expected")
        return tuple(each(item) for item in value)

    return check


def _points(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise TypeError("object expected")
    return {_text(name): _real(points) for name, points in value.items()}


_SIMPLE: Mapping[Any, Check] = {str: _text, int: _whole, float: _real, bool: _flag}


def _check_of(kind: Any) -> Check:
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if get_origin(kind) is tuple:
        return _many(_check_of(get_args(kind)[0]))
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if get_origin(kind) in (Union, UnionType):
        raise TypeError(f"no wire form for {kind}")
    return _points


def _record(cls: type) -> Check:
    plan = tuple(
        (f.name, _check_of(f.type), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(cls)
    )

    def check(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError("object expected")
        fields_read = {}
        for name, each, required in plan:
            if name in value:
                fields_read[name] = each(value[name])
            elif required:
                raise TypeError(f"{name} is missing")
        return cls(**fields_read)

    return check


_READERS: Mapping[str, Check] = {name: _record(cls) for name, cls in KNOWN.items()}


def from_data(type_: str, version: int, data: Mapping[str, Any]) -> Event:
    """The event of a wire name; JournalError when a known event's fields are of wrong types."""
    cls = KNOWN.get(type_)
    if cls is None or version > cls.VERSION:
        return Unknown(type_, version, data)
    data = upcast(type_, version, cls.VERSION, data)
    try:
        event: Event = _READERS[type_](data)
    except TypeError as reason:
        raise JournalError(f"An entry of type {type_} is not as it should be: {reason}.") from None
    return event


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if not (f.metadata.get("later") and _is_default(f, getattr(value, f.name)))
        }
    if isinstance(value, Mapping):
        return dict(value)
    return value


def _is_default(of: "Field[Any]", value: Any) -> bool:
    made = of.default_factory() if of.default_factory is not MISSING else of.default
    return bool(value == made)


def to_data(event: Event) -> tuple[str, int, dict[str, Any]]:
    """Wire name, version and JSON-ready fields of an event."""
    if isinstance(event, Unknown):
        return event.type, event.v, dict(event.data)
    return event.TYPE, event.VERSION, _plain(event)
