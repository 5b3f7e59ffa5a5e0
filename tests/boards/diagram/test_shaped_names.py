"""Names in the shapes that people draw around them, and texts in a fence or in half of one."""

import pytest

from coach.boards.diagram import diagram_text
from coach.boards.foreign import CODE


def drawn(text: str) -> tuple[list[str], list[str]]:
    graph = diagram_text.read(text)
    labels = {node.id: node.label for node in graph.nodes}
    edges = [f"{labels[edge.source]} -> {labels[edge.target]}" for edge in graph.edges]
    return list(labels.values()), edges


@pytest.mark.parametrize(
    "name",
    [
        "(Orders DB)", "((Orders DB))", "{Orders DB}", "<Orders DB>", "`Orders DB`",
        "**Orders DB**", "'Orders DB'", "[Orders DB]", "[(Orders DB)]", "(Orders DB",
        "Orders DB)", '"Orders DB"',
    ],
)  # fmt: skip
def test_a_shape_around_a_name_makes_no_second_box(name: str) -> None:
    labels, edges = drawn(f"client -> {name}\napi -> Orders DB")
    assert labels == ["client", "Orders DB", "api"]
    assert edges == ["client -> Orders DB", "api -> Orders DB"]


@pytest.mark.parametrize("name", ["db (primary)", "f(x)", "api (v2)", "(a) or (b)"])
def test_brackets_in_a_name_stay(name: str) -> None:
    assert drawn(f"client -> {name}")[0] == ["client", name]


def test_a_list_in_brackets_is_a_list() -> None:
    assert drawn("[web] -> (db, cache)")[1] == ["web -> db", "web -> cache"]


@pytest.mark.parametrize("name", ["api (x3)", "api (3x)", "(api x3)", "(api) x3", "api (×3)"])
def test_replicas_in_brackets_are_replicas(name: str) -> None:
    (node,) = diagram_text.read(name).nodes
    assert (node.label, node.replicas) == ("api", 3)


CHART = "flowchart LR\n  a --> b\n"


@pytest.mark.parametrize(
    "text",
    [
        f"```mermaid\n{CHART}",
        f"~~~mermaid\n{CHART}",
        f"{CHART}```\n",
        f"{CHART}```\nAnd so on -> for ever.\n",
        f"```mermaid\n{CHART}```\nWhat follows is prose.\n\n```python\nx = 1\n```\n",
        f"~~~mermaid\n{CHART}~~~\nx -> y\n",
        "> ```mermaid\n> flowchart LR\n> a --> b\n> ```\n",
        "flowchart LR\n  a\n  ~~~ b\n  a --> b\n",
    ],
)
def test_of_a_fence_only_the_chart_is_drawn(text: str) -> None:
    graph = diagram_text.read(text)
    assert drawn(text) == (["a", "b"], ["a -> b"])
    assert graph.findings == ()


def test_of_two_fences_the_second_is_told() -> None:
    text = f"```mermaid\n{CHART}```\n```mermaid\nflowchart LR\n  c --> d\n```\n"
    assert drawn(text)[0] == ["a", "b"]
    assert [finding.code for finding in diagram_text.read(text).findings] == ["blocks"]


@pytest.mark.parametrize(
    "text",
    ["```\na -> b\n```\n", "```text\na -> b\n", "a -> b\n```\n", "\n```\na -> b\n```"],
)
def test_words_in_a_fence_are_read_in_their_place(text: str) -> None:
    graph = diagram_text.read(text)
    assert drawn(text) == (["a", "b"], ["a -> b"])
    (span,) = graph.nodes[0].said
    assert text[span.start : span.end] == "a"


@pytest.mark.parametrize(
    "text", ["```dot\ndigraph { a -> b }\n", "Prose.\n```\na -> b\n```\nMore.", "```\nSELECT 1\n"]
)
def test_other_fences_are_refused(text: str) -> None:
    graph = diagram_text.read(text)
    assert graph.nodes == () or [finding.code for finding in graph.findings] == [CODE]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("fa:fa-camera-retro", "camera retro"), ("fa:fa-car Car", "Car"), ("fas:fa-user", "user")],
)
def test_an_icon_alone_says_its_name(label: str, shown: str) -> None:
    assert drawn(f"flowchart LR\n  x[{label}]\n")[0] == [shown]
