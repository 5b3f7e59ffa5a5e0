"""Shipped prompts and workflows: read at once by msgspec.

The bounds of their values are not looked at here; the tests read every shipped file by
`coach.catalog.strict` too, which does.
"""

from typing import Any, TypeVar

from msgspec import ValidationError, convert

from coach.catalog.content_model import Model
from coach.catalog.content_source import content
from coach.catalog.prompt import Prompt

T = TypeVar("T", bound=Model)


def model(text: str, kind: type[T]) -> T:
    """The model that the text of a shipped TOML file describes; Flaws where it is damaged, as the
    slow reader names them."""
    return _model(content(text), text, kind)


def prompt(text: str) -> Prompt:
    """The prompt of a shipped file, a light one made whole; Flaws where it is damaged."""
    data = content(text)
    if data.get("tier") != "light":
        return _model(data, text, Prompt)
    from coach.catalog.light import LightPrompt
    from coach.catalog.light_prompt import whole

    return whole(_model(data, text, LightPrompt))


def _model(data: dict[str, Any], text: str, kind: type[T]) -> T:
    try:
        return convert(data, kind)
    except ValidationError:
        from coach.catalog import strict

        return strict.model(text, kind)
