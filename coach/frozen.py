"""`dataclass` as the standard library has it, made in a quarter of the time.

A frozen dataclass takes the standard library half a millisecond, nearly all of it compiling six
methods from text; of the hundred that stand before a session's first picture that is half the
start. Here one method is compiled, `__init__`, and that when the first value is made; the others
are closures. What a class is asked for (`fields`, `replace`, `asdict`, comparing, hashing, copying,
matching) is answered as by the standard library's; any other way of asking for a class is handed on
to it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, FrozenInstanceError, InitVar, fields
from operator import attrgetter
from reprlib import recursive_repr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what the types say it is
    from typing import Any
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, kw_only=False, **more):
        """The decorator, called with or without options."""
        if not frozen or more:
            more |= {"frozen": frozen, "slots": slots, "eq": eq, "kw_only": kw_only}
            return dataclasses.dataclass(cls, **more)

        def wrap(made):
            if _is_special(made):
                how = {"frozen": True, "slots": slots, "eq": eq, "kw_only": kw_only}
                return dataclasses.dataclass(made, **how)
            return _frozen(made, slots, eq, kw_only)

        return wrap if cls is None else wrap(cls)


def _is_special(cls: type) -> bool:
    """Whether the class inherits from a dataclass that is not frozen, or has what is given to its
    `__init__` alone."""
    if not all(base.__dataclass_params__.frozen for base in _before(cls)):
        return True
    own = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect is not loaded
    if "__annotate_func__" in cls.__dict__:  # from 3.14 on they are worked out when asked for
        own = cls.__annotations__
    for kind in own.values():
        if isinstance(kind, InitVar) or (isinstance(kind, str) and "InitVar" in kind):
            return True
    return False


def _before(cls: type) -> list[Any]:
    """The dataclasses from which the class inherits."""
    return [base for base in cls.__mro__[1:] if "__dataclass_params__" in base.__dict__]


def _gathered(cls: type, slots: bool, kw_only: bool) -> Any:
    """The class with its fields and slots, its methods still missing. The standard library lets
    only what is frozen inherit from what is frozen, and compiles two methods for it: so those
    before it count as open meanwhile."""
    before = [base.__dataclass_params__ for base in _before(cls)]
    try:
        for params in before:
            params.frozen = False
        bare = {"init": False, "repr": False, "eq": False}
        return dataclasses.dataclass(cls, **bare, slots=slots, kw_only=kw_only)
    finally:
        for params in before:
            params.frozen = True


def _frozen(cls: type, slots: bool, eq: bool, kw_only: bool) -> type:
    if not cls.__doc__:
        cls.__doc__ = cls.__name__  # the signature that would stand here takes as long to make
    own = set(cls.__dict__)
    hashed = cls.__dict__.get("__hash__") is not None
    made: Any = _gathered(cls, slots, kw_only)
    members = fields(made)
    names = frozenset(member.name for member in members)
    _ensure_order(members)
    methods: dict[str, Callable[..., Any]] = {}
    methods["__repr__"] = _repr(tuple(member.name for member in members if member.repr))
    if eq:
        compared = _getter([member.name for member in members if member.compare])
        methods["__eq__"] = _eq(compared)
        if not hashed:
            own.discard("__hash__")
            told = [m.name for m in members if (m.compare if m.hash is None else m.hash)]
            methods["__hash__"] = _hash(_getter(told))
    if slots:
        methods["__getstate__"], methods["__setstate__"] = _state(members)
    methods["__setattr__"], methods["__delattr__"] = _kept(made, names)
    if taken := own & {"__setattr__", "__delattr__"}:
        raise TypeError(f"{cls.__name__} is frozen and has {', '.join(sorted(taken))} of its own")
    for name, method in methods.items():
        if name not in own:
            method.__qualname__ = f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    made.__init__ = _InitLater(made, members)
    made.__dataclass_params__.init = made.__dataclass_params__.repr = True
    made.__dataclass_params__.eq, made.__dataclass_params__.frozen = eq, True
    return made  # type: ignore[no-any-return]


class _InitLater:
    """Stands for a class's `__init__` until somebody makes a value of it or asks for the method:
    of the classes that a command loads, a third are never made."""

    __slots__ = ("_made", "_members")

    def __init__(self, made: type, members: tuple[dataclasses.Field[Any], ...]) -> None:
        self._made, self._members = made, members

    def __get__(self, value: object, cls: type | None = None) -> Any:
        made: Any = self._made
        if vars(made).get("__init__") is self:
            made.__init__ = _init(made, self._members)
        return vars(made)["__init__"].__get__(value, cls)


def _ensure_order(members: tuple[dataclasses.Field[Any], ...]) -> None:
    """TypeError where a field without a default stands behind one that has it."""
    defaulted = False
    for member in members:
        if member.init and not member.kw_only:
            plain = member.default is MISSING and member.default_factory is MISSING
            if plain and defaulted:
                raise TypeError(f"non-default argument {member.name!r} follows default argument")
            defaulted = defaulted or not plain


def _init(made: type, members: tuple[dataclasses.Field[Any], ...]) -> Callable[..., Any]:
    """The method that takes the fields' values and sets them past the lock."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    plain: list[str] = []
    named: list[str] = []
    body = []
    for place, member in enumerate(members):
        value = member.name
        taken = f"{member.name}"
        if member.default_factory is not MISSING:
            known[f"_make{place}"] = member.default_factory
            taken += "=_missing"
            value = f"_make{place}() if {member.name} is _missing else {member.name}"
            value = value if member.init else f"_make{place}()"
        elif member.default is not MISSING:
            known[f"_default{place}"] = member.default
            taken += f"=_default{place}"
            value = value if member.init else f"_default{place}"
        elif not member.init:
            continue
        if member.init:
            (named if member.kw_only else plain).append(taken)
        body.append(f" _set(_self, {member.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append(" _self.__post_init__()")
    taken = ", ".join(["_self", *plain, *(["*", *named] if named else [])])
    exec(f"def __init__({taken}):\n" + ("\n".join(body) or " pass"), known)
    init: Callable[..., Any] = known["__init__"]
    init.__annotations__ = {m.name: m.type for m in members if m.init} | {"return": None}
    init.__module__, init.__qualname__ = made.__module__, f"{made.__qualname__}.__init__"
    return init


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these fields in a row."""
    if len(names) > 1:
        return attrgetter(*names)
    if names:
        (name,) = names
        return lambda value: (getattr(value, name),)
    return lambda value: ()


def _repr(names: tuple[str, ...]) -> Callable[..., Any]:
    def __repr__(self: Any) -> str:  # noqa: N807 - it becomes the method of a class
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({told})"

    return recursive_repr()(__repr__)


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[..., Any]:
    def __eq__(self: Any, other: object) -> Any:  # noqa: N807
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[..., Any]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


def _kept(made: Any, names: frozenset[str]) -> tuple[Callable[..., Any], ...]:
    """The methods that refuse to change a field."""

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    return __setattr__, __delattr__


def _state(members: tuple[dataclasses.Field[Any], ...]) -> tuple[Callable[..., Any], ...]:
    """The methods by which what has slots is copied."""

    def __getstate__(self: Any) -> list[Any]:  # noqa: N807
        return [getattr(self, member.name) for member in members]

    def __setstate__(self: Any, state: list[Any]) -> None:  # noqa: N807
        for member, value in zip(members, state, strict=True):
            object.__setattr__(self, member.name, value)

    return __getstate__, __setstate__
