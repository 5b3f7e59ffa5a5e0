"""Whether a prompt's boards work: both designs, the sheet, the api and the schema."""

from collections.abc import Iterator
from itertools import pairwise

from coach.boards.board import Context, Severity
from coach.boards.diagram.graph import Graph, fold_name
from coach.boards.foreign import refused
from coach.boards.registry import board
from coach.catalog.figure import lines_for, ratio, reference, sheet
from coach.catalog.problem import Problem, error, warning
from coach.catalog.prompt import Component, Prompt, Quantity

EXACT = 0.02
"""How far a quantity's stated value may lie from what its sheet works out."""


def drawings(prompt: Prompt) -> Iterator[Problem]:
    """Faults of the designs, the estimate, the api and the schema."""
    texts = (
        ("design.smallest", "diagram", prompt.design.smallest),
        ("design.reference", "diagram", prompt.design.reference),
        ("estimates.sheet", "estimate", prompt.estimates.sheet),
        ("api", "api", prompt.api),
        ("schema", "schema", prompt.schema_),
    )
    for where, name, text in texts:
        yield from _findings(where, name, text)
    graph: Graph = board("diagram").parse(prompt.design.reference)
    if refused(graph.findings) is None:
        yield from _components(prompt, graph)
        yield from _walks(prompt, graph)
    for quantity in prompt.estimates.quantities:
        yield from _quantity(prompt.estimates.sheet, quantity)


def _findings(where: str, name: str, text: str) -> Iterator[Problem]:
    found = board(name)
    for one in found.findings(found.parse(text), Context()):
        line = text.strip("\n").count("\n", 0, _offset(text, one.span)) + 1 if one.span else 0
        place = f"{where}, line {line}" if line else where
        if one.severity is Severity.ERROR:
            yield error(place, one.message)
        elif one.severity is Severity.WARNING and name != "diagram":
            yield warning(place, one.message)


def _offset(text: str, span: object) -> int:
    start: int = getattr(span, "start", 0)
    return max(0, start - (len(text) - len(text.lstrip("\n"))))


def _boxes(graph: Graph) -> dict[str, str]:
    """The ids of the boxes by what a component may call them: the id itself, else the label."""
    return {fold_name(node.label): node.id for node in graph.nodes} | {
        node.id: node.id for node in graph.nodes
    }


def _components(prompt: Prompt, graph: Graph) -> Iterator[Problem]:
    boxes = _boxes(graph)
    names: dict[str, str] = {}
    for part in prompt.design.components:
        where = f"design.components.{part.id}"
        if fold_name(part.name) not in boxes:
            yield error(where, f"the reference has no box called {part.name}.")
        other = names.setdefault(fold_name(part.name), part.id)
        if other != part.id:
            yield error(where, f"{other} has the same name.")
    known = {boxes.get(fold_name(part.name)) for part in prompt.design.components}
    for node in graph.nodes:
        if node.id not in known and node.kind.value not in ("client", "external"):
            yield warning("design.reference", f"{node.label} is explained by no component.")


def _walks(prompt: Prompt, graph: Graph) -> Iterator[Problem]:
    boxes = _boxes(graph)
    reach: dict[str, set[str]] = {}
    for edge in graph.edges:
        reach.setdefault(edge.source, set()).add(edge.target)
        if edge.two_way:
            reach.setdefault(edge.target, set()).add(edge.source)
    paths = [(f"design.walks ({walk.name})", walk.path) for walk in prompt.design.walks]
    for observable in prompt.observables:
        paths += [(f"observables.{observable.id}", show.path) for show in observable.shows]
    for where, path in paths:
        parts = [prompt.component(id_) for id_ in path]
        for one, other in pairwise(parts):
            if one and other and not _leads(reach, boxes, one, other):
                yield error(where, f"the reference does not lead from {one.name} to {other.name}.")


def _leads(
    reach: dict[str, set[str]], boxes: dict[str, str], one: Component, other: Component
) -> bool:
    goal = boxes.get(fold_name(other.name))
    seen = {boxes.get(fold_name(one.name), "")}
    edge = list(seen)
    while edge:
        for target in reach.get(edge.pop(), ()):
            if target == goal:
                return True
            if target not in seen:
                seen.add(target)
                edge.append(target)
    return False


def _quantity(text: str, quantity: Quantity) -> Iterator[Problem]:
    where = f"estimates.quantities.{quantity.id}"
    if reference(quantity.value) is None:
        yield error(where, f"the value {quantity.value} cannot be read.")
        return
    lines = lines_for(text, quantity)
    if not lines:
        names = ", ".join(line.name for line in sheet(text).lines if line.name)
        yield error(where, f"no line of the sheet has its name or an alias (lines: {names}).")
        return
    ratios = [ratio(line, quantity) for line in lines]
    if all(one is None for one in ratios):
        yield error(where, f"the sheet's unit ({lines[0].shown}) does not fit {quantity.value}.")
    elif not any(one is not None and abs(one - 1) <= EXACT for one in ratios):
        yield error(where, f"the sheet works out {lines[0].shown}, not {quantity.value}.")
