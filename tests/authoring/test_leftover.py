"""What of a prompt still is the template's: named all of it, and nothing that is one's own."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import convert

from coach.authoring.leftover import left_over
from coach.authoring.problem import Weight
from coach.catalog import shelf
from coach.catalog.prompt import Prompt

SHIPPED = sorted((one.workflow, one.slug) for one in shelf.headers(shelf.folders())[0])
TEMPLATE = shelf.shipped_folder() / "template.toml"


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    return shelf.load_file(TEMPLATE).data()


def told(data: dict[str, Any]) -> dict[str, str]:
    """The sentence of each problem, by how much it matters."""
    return {str(one.weight): one.sentence for one in left_over(convert(data, Prompt))}


def rewritten(value: Any, name: str = "") -> Any:
    """The value with another text in every place that an author writes in."""
    if isinstance(value, dict):
        return {key: rewritten(one, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [rewritten(one, name) for one in value]
    chosen: tuple[str, ...] = (
        "tier",
        "slug",
        "id",
        "workflow",
        "difficulty",
        "levels",
        "phase",
        "phases",
        "group",
        "level",
    )
    chosen += ("grade", "kind", "kinds", "path", "instead_of", "facts", "components", "estimate")
    return f"{value} of mine" if isinstance(value, str) and name not in chosen else value


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the texts of three words and more stand."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from places(one, (*where, key))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from places(one, (*where, place))
    elif isinstance(value, str) and len(value.split()) >= 3:
        yield where


def at(value: Any, where: tuple[Any, ...]) -> Any:
    return at(value[where[0]], where[1:]) if where else value


def put(value: Any, where: tuple[Any, ...], text: str) -> Any:
    """The value with another text at a place."""
    if not where:
        return text
    if isinstance(value, dict):
        return {**value, where[0]: put(value[where[0]], where[1:], text)}
    return [put(one, where[1:], text) if n == where[0] else one for n, one in enumerate(value)]


@pytest.mark.parametrize(("workflow", "slug"), SHIPPED)
def test_a_prompt_of_its_own_has_nothing_of_the_template(workflow: str, slug: str) -> None:
    assert list(left_over(shelf.load(slug, shelf.folders(), workflow))) == []


def test_a_prompt_with_another_title_is_named_table_by_table(template: dict[str, Any]) -> None:
    found = told({**template, "title": "Recipe box", "statement": "Design a box of recipes."})
    assert "facts.volume (name, asks, answer, default, matters)" in found["error"]
    for name in (
        "api", "schema", "pitfalls", "entities", "tags", "requirements.functional",
        "estimates.sheet", "estimates.quantities.photos-per-year (name, aliases, value, decides)",
        "design.smallest", "design.reference",
        "design.components.queue (name, names, why, without)",
        "decisions.matching (question, options)", "deep_dives.matching (", "bottlenecks.1 (what",
        "curveballs.airports (change, good)", "hints.async (", "observables.asks-volume (text",
        "bar.mid", "verdict.no_hire", "answer.asks", "answer.says.1 (text)",
    ):  # fmt: skip
        assert name in found["warning"]
    assert "title" not in found["warning"]


def test_each_text_alone_is_noticed(template: dict[str, Any]) -> None:
    mine = rewritten(template)
    assert told(mine) == {}
    seen = list(places(template))
    assert len(seen) > 50
    for where in seen:
        if isinstance(where[-1], int) and len(at(template, where[:-1])) > 2:
            continue  # one of many ways to ask or to say a thing is anybody's
        if "shows" in where:
            continue  # what shows a point is chosen, with the examples of it
        found = told(put(mine, where, at(template, where)))
        assert list(found) == ["error" if where[0] == "facts" else "warning"], where
        assert str(where[0]) in next(iter(found.values()))


def test_facts_alone_are_an_error(template: dict[str, Any]) -> None:
    (one,) = left_over(convert({**rewritten(template), "facts": template["facts"]}, Prompt))
    assert one.weight is Weight.ERROR
    assert left_over(convert(rewritten(template), Prompt))
