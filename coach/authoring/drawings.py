"""Whether a prompt's boards work: both designs, the sheet, the api and the schema."""

from collections.abc import Iterator, Sequence

from coach.authoring.problem import Problem, error, warning
from coach.boards.board import Context, Severity
from coach.boards.diagram.graph import Graph, fold_name
from coach.boards.foreign import refused
from coach.boards.registry import board
from coach.catalog.board_parts import ReferenceQuantity
from coach.catalog.prompt import Prompt
from coach.match.components import Drawn, drawn, graph_of
from coach.match.quantities import judge
from coach.match.sheets import stated, values
from coach.match.walks import HOPS, broken_at

_PLACES = {
    "design.reference": "diagram",
    "estimates.sheet": "estimate",
    "api.board": "api",
    "schema.board": "schema",
    "plan.board": "plan",
}
"""Where in a prompt the text of a board stands."""
EXACT = 0.02
"""How far a quantity's stated value may lie from what its sheet works out."""


def drawings(prompt: Prompt) -> Iterator[Problem]:
    """Faults of the designs, the estimate, the api and the schema."""
    if prompt.design:
        yield from _findings("design.smallest", "diagram", prompt.design.smallest)
    for where, name in _PLACES.items():
        if text := prompt.reference(name):
            yield from _findings(where, name, text)
    graph = graph_of(prompt.reference("diagram"))
    if prompt.design and refused(graph.findings) is None:
        yield from _components(prompt, graph)
        yield from _walks(prompt)
    for quantity in prompt.quantities:
        yield from _quantity(prompt.reference("estimate"), quantity)


def _findings(where: str, name: str, text: str) -> Iterator[Problem]:
    board_read = board(name)
    for finding in board_read.findings(board_read.parse(text), Context()):
        line = (
            text.strip("\n").count("\n", 0, _offset(text, finding.span)) + 1 if finding.span else 0
        )
        place = f"{where}, line {line}" if line else where
        if finding.severity is Severity.ERROR:
            yield error(place, finding.message)
        elif finding.severity is Severity.WARNING and name != "diagram":
            yield warning(place, finding.message)


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
    for part in prompt.components:
        where = f"design.components.{part.id}"
        if fold_name(part.name) not in boxes:
            yield error(where, f"the reference has no box called {part.name}.")
        other = names.setdefault(fold_name(part.name), part.id)
        if other != part.id:
            yield error(where, f"{other} has the same name.")
    known = {boxes.get(fold_name(part.name)) for part in prompt.components}
    for node in graph.nodes:
        if node.id not in known and node.kind.value not in ("client", "external"):
            yield warning("design.reference", f"{node.label} is explained by no component.")


def _walks(prompt: Prompt) -> Iterator[Problem]:
    """Walks that the reference would fail as a candidate's drawing.

    Of an observable's paths one must hold as a candidate's would; the others are for smaller
    drawings, and need only lead on by some way.
    """
    reference = drawn(prompt, prompt.reference("diagram"))
    anyhow = len(reference.graph.nodes)
    for walk in prompt.walks:
        yield from _led(prompt, reference, f"design.walks ({walk.name})", walk.path, HOPS)
    for observable in prompt.observables:
        where = f"observables.{observable.id}"
        paths = [show.path for show in observable.shows if show.path]
        held = any(broken_at(reference, path) is None for path in paths)
        for path in paths:
            yield from _led(prompt, reference, where, path, anyhow if held else HOPS)


def _led(
    prompt: Prompt, reference: Drawn, where: str, path: Sequence[str], hops: int
) -> Iterator[Problem]:
    at = broken_at(reference, path, hops)
    parts = [prompt.component(id_) for id_ in path]
    component, other = (parts[at - 1], parts[at]) if at else (None, None)
    if component and other:
        yield error(where, f"the reference does not lead from {component.name} to {other.name}.")


def _quantity(text: str, quantity: ReferenceQuantity) -> Iterator[Problem]:
    where = f"estimates.quantities.{quantity.id}"
    known = stated(quantity.value)
    if known is None or not known.amount:
        yield error(where, f"the value {quantity.value} cannot be read.")
        return
    figure = judge(quantity, text)
    if figure is None:
        names = ", ".join(value.name for value in values(text))
        yield error(where, f"no line of the sheet has its name or an alias (lines: {names}).")
    elif figure.factor <= 0:
        yield error(where, f"the sheet's unit ({figure.shown}) does not fit {quantity.value}.")
    elif figure.off > 1 + EXACT:
        yield error(where, f"the sheet works out {figure.shown}, not {quantity.value}.")
