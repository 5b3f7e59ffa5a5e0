"""What all content models have in common: they are frozen dataclasses, and the bounds of values.

A model is defined once. Shipped files are read into it by msgspec, which takes the bounds for
proved (the tests prove them); a person's own files are read by pydantic, which holds every value
against them and names all faults.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal, Self

from msgspec import to_builtins

from coach.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Common ground of all content models: unknown keys are errors, values do not change."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def but(self, **changes: Any) -> Self:
        """The same with some fields changed; the new values are not checked."""
        return replace(self, **changes)

    def data(self) -> dict[str, Any]:
        """The fields as a file would have them, in plain dictionaries and lists."""
        plain: dict[str, Any] = to_builtins(self)
        return plain


@dataclass(frozen=True, slots=True)
class Bound:
    """The bounds of a value: the length of a text or a list, or the size of a number, which lies
    from `least` to `most` and `above`; the shape of a text."""

    least: float | None = None
    most: float | None = None
    above: float | None = None
    pattern: str | None = None

    def __get_pydantic_core_schema__(
        self, source: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """What pydantic holds a value against, once the type is known."""
        schema = handler(source)
        lengths = schema["type"] in ("str", "tuple")
        names = ("min_length", "max_length") if lengths else ("ge", "le")
        bounds: dict[str, float | str | None] = {"gt": self.above, "pattern": self.pattern}
        bounds |= dict(zip(names, (self.least, self.most), strict=True))
        return {**schema, **{name: bound for name, bound in bounds.items() if bound is not None}}


Words = Annotated[str, Bound(1, 4000)]
Name = Annotated[str, Bound(1, 60, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
NameOrNone = Annotated[str, Bound(0, 60, pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")]
Terms = Annotated[tuple[Words, ...], Bound(1)]
Level = Literal["mid", "senior", "staff"]
