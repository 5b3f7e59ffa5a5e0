"""References in other words: drawings whose boxes go by other names, and sheets' lines likewise."""

import re
from collections.abc import Iterator

from coach.catalog.board_parts import Component, ReferenceQuantity
from coach.catalog.prompt import Prompt

FORMS = (
    "{name} = {value}",
    "total {name} = {value}",
    "{name} per day = {value}",
    "daily {name} = {value}",
    "average {name} = {value}",
    "{name} needed = {value}",
    "our {name} = {value}",
    "the number of {name} = {value}",
    "{name} = 3 * {value}",
    "{name} = 30 * {value}",
    "estimate = {value}",
)


HEADS = {
    "service": ("server", "api", "tier"),
    "store": ("db", "database", "table"),
    "cache": ("redis", "memcached", "cache x3"),
    "queue": ("kafka topic", "sqs", "work queue"),
    "worker": ("consumer", "job", "processor"),
    "database": ("postgres", "db", "mysql"),
    "db": ("database", "postgres", "store"),
    "api": ("service", "app", "backend"),
    "stream": ("kafka", "event stream", "log stream"),
}
"""What people say instead of a name's last word."""


def drawings(prompt: Prompt) -> Iterator[str]:
    """The reference with each component under other names: of its own ones the first three, then
    those with another last word."""
    for turn in range(3):
        for heads in (False, True):
            text = prompt.reference("diagram")
            for part in sorted(prompt.components, key=lambda part: -len(part.name)):
                text = _renamed(text, part, _headed(part, turn) if heads else _other(part, turn))
            yield text


def _other(part: Component, turn: int) -> str:
    others = [name for name in part.names if name != part.name]
    return others[turn % len(others)] if others else part.name


def _headed(part: Component, turn: int) -> str:
    *before, last = part.name.split()
    return " ".join((*before, HEADS[last][turn])) if last in HEADS else _other(part, turn)


def _renamed(text: str, part: Component, name: str) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(part.name)}(?![\w-])", name, text)


def lines(quantity: ReferenceQuantity) -> Iterator[str]:
    """The quantity on a line of its own under each of its names, in several forms."""
    for name in dict.fromkeys((quantity.name, quantity.id, *quantity.aliases)):
        for form in FORMS:
            yield form.format(name=name, value=quantity.value)
