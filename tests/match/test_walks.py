"""Walks along a drawing: three arrows at most from part to part, pulled queues both ways."""

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load
from coach.match.components import drawn
from coach.match.walks import broken_at


@pytest.fixture(scope="module")
def prompt() -> Prompt:
    shortener = load("url-shortener", folders())
    assert shortener.design
    names = ("reader", "keeper")
    parts = tuple(
        part.but(id=name, name=name, names=(), kinds=())
        for part, name in zip(shortener.components, names, strict=False)
    )
    design = shortener.design.but(components=parts, reference="reader -> keeper")
    return shortener.but(design=design)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("reader -> keeper", None),
        ("reader -> a -> b -> keeper", None),
        ("reader -> a -> b -> c -> keeper", 1),
        ("keeper -> reader", 1),
        ("keeper <-> reader", None),
        ("keeper -> a", 0),
        ("reader -> a", 1),
        ("reader => keeper", None),
        ("reader -> jobs [queue]\nw [worker] -> jobs\nw -> keeper", None),
        ("reader [external]\nw -> reader\nw -> keeper", None),
        ("reader [external]\nkeeper -> reader", None),
        ("reader [external] -> a\nw -> reader\nw -> keeper", 1),
        ("reader -> jobs [queue] -> other\nw [worker] -> jobs\nw -> keeper", None),
        ("reader -> jobs [queue]\nw [service] -> jobs\nw -> keeper", 1),
    ],
)
def test_where_a_walk_breaks(prompt: Prompt, text: str, broken: int | None) -> None:
    assert broken_at(drawn(prompt, text), ["reader", "keeper"]) == broken


def test_no_walk_is_never_broken(prompt: Prompt) -> None:
    assert broken_at(drawn(prompt, "a -> b"), []) is None
