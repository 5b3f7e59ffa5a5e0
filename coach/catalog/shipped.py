"""Shipped prompts and workflows: read at once by msgspec.

The bounds of their values are not looked at here; the tests read every shipped file by
`coach.catalog.strict` too, which does.
"""

from typing import TypeVar

from msgspec import ValidationError, convert

from coach.catalog.model import Model
from coach.catalog.source import content

T = TypeVar("T", bound=Model)


def model(text: str, kind: type[T]) -> T:
    """The model that the text of a shipped TOML file describes; Flaws where it is damaged, as the
    slow reader names them."""
    try:
        return convert(content(text), kind)
    except ValidationError:
        from coach.catalog import strict

        return strict.model(text, kind)
