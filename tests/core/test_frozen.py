"""The quick dataclass answers as the standard library's does."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, InitVar, asdict, field, fields, replace
from typing import Any, ClassVar

import pytest

from coach import frozen


def both(make: Callable[[Any], type]) -> tuple[Any, Any]:
    """The same class made by either decorator."""
    return make(frozen.dataclass), make(dataclasses.dataclass)


def rich(decorate: Any) -> type:
    @decorate(frozen=True, slots=True)
    class Thing:
        """Something with a field of every sort."""

        TYPE: ClassVar[str] = "thing"
        name: str
        count: int = 3
        parts: tuple[str, ...] = field(default=(), metadata={"later": True})
        made: list[int] = field(default_factory=list, compare=False)
        secret: str = field(default="s", repr=False)
        marked: bool = field(default=False, kw_only=True)
        _within: dict[str, int] = field(default_factory=dict, init=False, compare=False)
        fixed: int = field(default=7, init=False)

        def __post_init__(self) -> None:
            self._within["seen"] = self.count

        def twice(self) -> int:
            return 2 * self.count

    return Thing


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4, ("b",)), {"marked": True}),
    (("a",), {"count": 4, "made": [1]}),
    (("a", 3, (), [2], "other"), {}),
    ((), {}),
    (("a", 1, (), [], "s", True), {}),
    (("a",), {"fixed": 1}),
    (("a",), {"nothing": 1}),
]


@pytest.mark.parametrize(("args", "named"), CALLS, ids=str)
def test_it_takes_and_tells_the_same(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    told = []
    for cls in both(rich):
        try:
            value = cls(*args, **named)
        except TypeError as error:
            told.append(str(error).partition("takes")[0])
            continue
        told.append(repr((value, asdict(value), value._within, value.twice(), value.fixed)))
    assert told[0] == told[1]


def test_fields_signature_and_matching_are_the_same() -> None:
    mine, theirs = both(rich)
    assert [(f.name, f.init, f.repr, f.compare, f.kw_only, f.metadata) for f in fields(mine)] == [
        (f.name, f.init, f.repr, f.compare, f.kw_only, f.metadata) for f in fields(theirs)
    ]
    assert list(inspect.signature(mine).parameters) == list(inspect.signature(theirs).parameters)
    assert mine.__match_args__ == theirs.__match_args__
    assert mine.__slots__ == theirs.__slots__
    assert not hasattr(mine("a"), "__dict__")
    assert mine.__doc__ == theirs.__doc__
    assert repr(mine.__dataclass_params__) == repr(theirs.__dataclass_params__)


def test_equal_values_are_equal_and_hashed_alike() -> None:
    for cls in both(rich):
        value, same, other = cls("a", made=[1]), cls("a", made=[2]), cls("a", 4)
        assert value == same
        assert hash(value) == hash(same)
        assert value != other
        assert value.__eq__(("a", 3, ())) is NotImplemented
        assert value.__eq__(3) is NotImplemented
        assert replace(value, count=4) == other
        assert copy.copy(value) == copy.deepcopy(value) == value
        assert copy.deepcopy(value)._within == {"seen": 3}


def test_nothing_of_it_can_be_changed() -> None:
    """Of the standard library's a name that is no field leads to another error (its bug 90562)."""
    for cls, names in zip(both(rich), (("name", "nothing"), ("name",)), strict=True):
        value = cls("a")
        for name in names:
            with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
                setattr(value, name, 1)
            with pytest.raises(FrozenInstanceError, match=f"cannot delete field '{name}'"):
                delattr(value, name)


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """One that can be found again by its name."""

    name: str
    inner: "Kept | None" = None


def test_it_is_pickled_and_told_where_it_holds_itself() -> None:
    value = Kept("a", Kept("b"))
    assert pickle.loads(pickle.dumps(value)) == value
    object.__setattr__(value, "inner", value)
    assert repr(value) == "Kept(name='a', inner=...)"


def own(decorate: Any) -> type:
    @decorate(frozen=True, eq=True)
    class Own:  # noqa: PLW1641 - it is made by the decorator
        """What has methods of its own keeps them."""

        name: str

        def __repr__(self) -> str:
            return "mine"

        def __eq__(self, other: object) -> bool:
            return True

    return Own


def test_methods_of_its_own_stay() -> None:
    for cls in both(own):
        assert repr(cls("a")) == "mine"
        assert cls("a") == cls("b")
        assert hash(cls("a")) == hash(cls("a"))
        assert cls("a").__dict__ == {"name": "a"}


def lone(decorate: Any) -> type:
    @decorate(frozen=True, slots=True, eq=False)
    class Lone:
        """Is equal to itself alone."""

        name: str = ""

    return Lone


def test_without_equality_each_is_itself() -> None:
    for cls in both(lone):
        value = cls()
        assert value != cls()
        assert {value: 1}[value] == 1


def heir(decorate: Any) -> type:
    @decorate(frozen=True, slots=True)
    class Base:
        """The first."""

        TYPE: ClassVar[str] = ""
        name: str = "a"

    @decorate(frozen=True, slots=True)
    class Heir(Base):
        """The second."""

        TYPE: ClassVar[str] = "heir"
        count: int = 2
        marked: bool = field(default=False, kw_only=True, metadata={"later": True})

    return Heir


def test_who_inherits_has_both() -> None:
    mine, theirs = both(heir)
    for cls in (mine, theirs):
        value = cls("x", 3)
        assert repr(value).endswith("Heir(name='x', count=3, marked=False)")
        assert (value, hash(value)) == (cls("x", count=3), hash(cls("x", 3)))
        assert value != cls.__base__("x")
        assert replace(value, name="y") == cls("y", 3)
        assert copy.deepcopy(value) == value
        assert not hasattr(value, "__dict__")
        for name in ("name", "count"):
            with pytest.raises(FrozenInstanceError):
                setattr(value, name, 1)
    assert mine.__slots__ == theirs.__slots__
    assert mine.__match_args__ == theirs.__match_args__
    assert [(f.name, f.kw_only, f.metadata) for f in fields(mine)] == [
        (f.name, f.kw_only, f.metadata) for f in fields(theirs)
    ]
    for base in (mine.__base__, theirs.__base__):
        assert base.__dataclass_params__.frozen


@pytest.mark.parametrize("first", [True, False])
def test_what_is_frozen_and_what_is_not_do_not_inherit_from_each_other(first: bool) -> None:
    for decorate in (frozen.dataclass, dataclasses.dataclass):
        base: Any = decorate(frozen=first)(type("Base", (), {"__annotations__": {"n": int}}))
        with pytest.raises(TypeError, match="cannot inherit"):
            decorate(frozen=not first)(type("Heir", (base,), {"__annotations__": {"m": int}}))


def told_once(decorate: Any) -> type:
    @decorate(frozen=True)
    class Told:
        """Takes what it does not keep."""

        whole: InitVar[int]
        half: int = 0

        def __post_init__(self, whole: int) -> None:
            object.__setattr__(self, "half", whole // 2)

    return Told


def test_what_is_given_and_not_kept_is_given() -> None:
    for cls in both(told_once):
        assert cls(8).half == 4


def wrong_order(decorate: Any) -> type:
    @decorate(frozen=True)
    class Wrong:
        """A field without a default behind one that has one."""

        count: int = 2
        name: str

    return Wrong


def test_a_field_without_a_default_stands_before_those_that_have_one() -> None:
    for decorate in (frozen.dataclass, dataclasses.dataclass):
        with pytest.raises(TypeError, match="non-default argument 'name' follows default argument"):
            wrong_order(decorate)


def test_any_other_way_is_the_standard_librarys() -> None:
    @frozen.dataclass
    class Plain:
        """One that can be changed and put in order."""

        name: str = ""

    value = Plain("a")
    value.name = "b"
    assert value == Plain("b")
    assert frozen.dataclass(order=True)(type("T", (), {"__annotations__": {"n": int}}))


def test_no_method_is_compiled_before_the_first_value_is_made() -> None:
    cls: Any = rich(frozen.dataclass)
    later = vars(cls)["__init__"]
    assert not inspect.isfunction(later)
    assert cls("a").name == "a"
    assert inspect.isfunction(vars(cls)["__init__"])
    assert later.__get__(None, cls) is vars(cls)["__init__"]


def test_a_class_of_named_fields_takes_no_others() -> None:
    def named(decorate: Any) -> type:
        @decorate(frozen=True, slots=True, kw_only=True)
        class Named:
            count: int = 3
            name: str

        return Named

    for cls in both(named):
        assert repr(cls(name="a")).endswith("Named(count=3, name='a')")
        assert cls.__match_args__ == ()
        assert [(f.name, f.kw_only) for f in fields(cls)] == [("count", True), ("name", True)]
        with pytest.raises(TypeError):
            cls(3, "a")
        with pytest.raises(FrozenInstanceError):
            cls(name="a").name = "b"
