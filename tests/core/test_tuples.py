"""The quick named tuple answers as the standard library's does."""

import copy
import inspect
import pickle
import sys
import typing
from collections.abc import Callable
from typing import Any

import pytest

from coach import tuples

BOTH = (tuples.NamedTuple, typing.NamedTuple)


class Place(tuples.NamedTuple):
    """A place, for pickling."""

    line: int
    column: int = 0


def both(make: Callable[[Any], Any]) -> tuple[Any, Any]:
    """The same class made on either base."""
    return make(BOTH[0]), make(BOTH[1])


def rich(base: Any) -> Any:
    class Thing(base):  # type: ignore[misc]
        """Something with a field of every sort."""

        name: str
        count: int = 3
        parts: "tuple[str, ...]" = ()

        @property
        def twice(self) -> int:
            return 2 * self.count

        def __bool__(self) -> bool:
            return len(self) == 3 and bool(self.name)

    return Thing


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4, ("b",)), {}),
    (("a",), {"count": 4}),
    ((), {"name": "a", "parts": ("c",)}),
    ((), {}),
    (("a", 1, (), 2), {}),
    (("a",), {"nothing": 1}),
]


@pytest.mark.parametrize(("args", "named"), CALLS, ids=str)
def test_it_takes_and_tells_the_same(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    told = []
    for cls in both(rich):
        try:
            value = cls(*args, **named)
        except TypeError as error:
            told.append(str(error).partition(".__new__()")[2] or str(error).partition("()")[2])
            continue
        told.append(repr((value, value._asdict(), value.twice, bool(value), value[1:], len(value))))
        assert isinstance(value, tuple)
        assert value == tuple(value)
        assert hash(value) == hash(tuple(value))
        assert copy.copy(value) == copy.deepcopy(value) == value
    assert told[0] == told[1]


def test_what_is_asked_of_the_class_is_the_same() -> None:
    mine, theirs = both(rich)
    for name in ("_fields", "_field_defaults", "__match_args__", "__doc__", "__slots__"):
        assert getattr(mine, name) == getattr(theirs, name)
    assert list(mine.__annotations__) == list(theirs.__annotations__)
    assert list(inspect.signature(mine).parameters) == list(inspect.signature(theirs).parameters)
    assert (mine.__module__, mine.__qualname__) == (__name__, "rich.<locals>.Thing")
    assert type(mine) is type
    assert not hasattr(mine("a"), "__dict__")


def test_a_value_is_changed_and_made_as_there() -> None:
    for cls in both(rich):
        value = cls("a")
        assert value._replace(count=5) == ("a", 5, ())
        assert cls._make(["b", 1, ()]) == ("b", 1, ())
        odd = TypeError if sys.version_info >= (3, 13) else ValueError
        with pytest.raises(odd, match="unexpected field names"):
            value._replace(nothing=1)
        with pytest.raises(TypeError, match="Expected 3 arguments, got 1"):
            cls._make(["b"])
        with pytest.raises(AttributeError):
            value.name = "c"


def test_it_is_pickled_and_matched() -> None:
    place = pickle.loads(pickle.dumps(Place(3)))
    assert (type(place), place) == (Place, (3, 0))
    match place:
        case Place(line, column=0):
            assert line == 3
        case _:
            pytest.fail("no match")


def test_no_method_is_compiled_before_the_first_value_is_made() -> None:
    cls = rich(tuples.NamedTuple)
    if tuples.NamedTuple is typing.NamedTuple:
        pytest.skip("the standard library's")
    assert not isinstance(vars(cls)["__new__"], staticmethod)
    assert cls("a").name == "a"
    assert isinstance(vars(cls)["__new__"], staticmethod)


def test_fields_that_cannot_be_are_refused() -> None:
    def crooked(base: Any) -> Any:
        class Crooked(base):  # type: ignore[misc]
            count: int = 3
            name: str

        return Crooked

    def hidden(base: Any) -> Any:
        class Hidden(base):  # type: ignore[misc]
            _name: str

        return Hidden

    for base in BOTH:
        with pytest.raises(TypeError):
            crooked(base)
        with pytest.raises(ValueError):
            hidden(base)
