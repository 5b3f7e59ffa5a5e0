"""Shipped content: the models of its files, read at once by msgspec.

The bounds of their values are not looked at here; the tests read every shipped file by
`coach.catalog.strict` too, which does.
"""

from typing import Any, TypeVar

from msgspec import ValidationError, convert

from coach.catalog.content_model import Model
from coach.catalog.content_source import content

T = TypeVar("T", bound=Model)


def model(text: str, kind: type[T]) -> T:
    """The model that the text of a shipped TOML file describes; Flaws where it is damaged, as the
    slow reader names them."""
    return model_of(content(text), text, kind)


def model_of(data: dict[str, Any], text: str, kind: type[T]) -> T:
    """The model of what the text of a shipped file says; Flaws where it is damaged."""
    try:
        return convert(data, kind)
    except ValidationError:
        from coach.catalog import strict

        return strict.model(text, kind)
