"""`NamedTuple` as `typing` has it, made in a fifth of the time.

The standard library compiles a method of each class from text, checks what its fields say of their
types, and gives it six methods of its own: of a sheet on the command line a sixth. Here the classes
share their methods, and what makes a value is compiled with the first one. Where annotations are
worked out late (from Python 3.14 on) it is the standard library's.
"""

import sys
from collections import _tuplegetter  # type: ignore[attr-defined]
from keyword import iskeyword

TYPE_CHECKING = False
if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - what the types say it is
else:

    class _Values(tuple):
        """What all such classes have in common."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, iterable):
            """A value of what stands in the iterable; TypeError where that is not one a field."""
            made = tuple.__new__(cls, iterable)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            """The same with some fields changed; where one of them is none, the error that
            this Python's own raises."""
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                odd = TypeError if sys.version_info >= (3, 13) else ValueError
                raise odd(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            """The fields by name."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            told = ", ".join(
                f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)
            )
            return f"{self.__class__.__name__}({told})"

        def __getnewargs__(self):
            return tuple(self)

    class _NewLater:
        """Stands for a class's `__new__` until somebody makes a value or asks for the method."""

        __slots__ = ("_made",)

        def __init__(self, made):
            self._made = made

        def __get__(self, value, cls=None):
            made = self._made
            if vars(made)["__new__"] is self:
                names = ", ".join(made._fields)
                inside = {"_new": tuple.__new__, "__builtins__": {}}
                code = f"lambda _cls, {names}: _new(_cls, ({names},))"
                method = eval(code if made._fields else "lambda _cls: _new(_cls, ())", inside)
                method.__name__, method.__module__ = "__new__", made.__module__
                method.__qualname__ = f"{made.__qualname__}.__new__"
                method.__annotations__ = made.__annotations__
                method.__defaults__ = tuple(made._field_defaults.values())
                made.__new__ = staticmethod(method)
            return made.__new__

    class _Maker(type):
        """Makes a plain class of tuples of what stands in the body of a class."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError("a field without a default follows one that has it")
            if odd := [field for field in fields if field[0] == "_" or iskeyword(field)]:
                raise ValueError(f"no names of fields: {', '.join(odd)}")
            body |= {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
            body |= {"__slots__": (), "_fields": fields, "_field_defaults": defaults}
            body["__match_args__"] = fields
            made = type(name, (_Values,), body)
            made.__new__ = _NewLater(made)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of such classes; none of them inherits from it."""
