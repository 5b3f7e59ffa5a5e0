"""An attempt beside its prompt's reference answer, boxes aligned as the debrief takes them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import wrap

from coach.boards.board import Row
from coach.boards.diagram.graph import Graph
from coach.catalog.prompt import Prompt
from coach.frozen import dataclass
from coach.match.components import drawn
from coach.match.quantities import judge_all
from coach.progress.attempts import Change, change, edge_names, node_names
from coach.progress.union import drawing, in_words
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.text import cut, pad

_NAME = 28


@dataclass(frozen=True, slots=True)
class BesideReference:
    """`facts` kept were asked for, those added were not; `estimates` has the attempt's line (None
    where there is none) and the reference's value; graphs carry the reference's names."""

    session: str
    total: float | None
    facts: Change
    hints: int
    estimates: Mapping[str, tuple[str | None, str]]
    mine: Graph
    reference: Graph

    @property
    def nodes(self) -> Change:
        """Boxes in both, in the attempt alone, in the reference alone."""
        return change(node_names(self.mine), node_names(self.reference))

    @property
    def edges(self) -> Change:
        """Arrows in both, in the attempt alone, in the reference alone."""
        return change(edge_names(self.mine), edge_names(self.reference))


def beside_reference(entries: Sequence[Entry], prompt: Prompt) -> BesideReference:
    """The attempt of these entries beside the prompt's answer; whether it was a real attempt is
    for the caller to have made sure."""
    state = fold(entries)
    asked = {fact.fact for fact in state.facts}
    sheet = state.boards.get("estimate", "")
    lines: dict[str, tuple[str | None, str]] = {}
    for quantity, figure in judge_all(prompt.quantities, sheet):
        lines[quantity.name] = (figure.line.strip() if figure else None, quantity.value)
    reference = prompt.design.reference if prompt.design else ""
    return BesideReference(
        session=state.opened.session if state.opened else "",
        total=state.score.total if state.score else None,
        facts=change(asked, (fact.id for fact in prompt.facts)),
        hints=len(state.hints),
        estimates=lines,
        mine=_aligned(prompt, state.boards.get("diagram", "")),
        reference=_aligned(prompt, reference),
    )


def _aligned(prompt: Prompt, text: str) -> Graph:
    """The drawing of a text, each box under the name of the component that it stands for."""
    sketch = drawn(prompt, text)
    parts = {part.id: part.name for part in prompt.design.components} if prompt.design else {}
    stands: dict[str, str] = {}
    for part, boxes in sketch.boxes.items():
        if len(boxes) == 1:
            (box,) = boxes
            stands.setdefault(box, part)
    taken: set[str] = set()
    names: dict[str, str] = {}
    for node in sketch.graph.nodes:
        part = stands.get(node.id, "")
        names[node.id] = part if part and part not in taken else node.id
        taken.add(names[node.id])
    nodes = tuple(
        replace(node, id=names[node.id], label=parts.get(names[node.id], node.label), said=())
        for node in sketch.graph.nodes
    )
    edges = tuple(
        replace(edge, source=names[edge.source], target=names[edge.target], span=None)
        for edge in sketch.graph.edges
    )
    return Graph(nodes, edges)


def reference_data(compared: BesideReference) -> dict[str, object]:
    """The comparison as `coach compare A --reference --json` tells it."""
    nodes, edges = compared.nodes, compared.edges
    return {
        "a": compared.session,
        "b": "reference",
        "same_prompt": True,
        "total": [compared.total, None],
        "facts": {
            "both": list(compared.facts.kept),
            "only_a": list(compared.facts.dropped),
            "only_b": list(compared.facts.added),
        },
        "hints": [compared.hints, None],
        "estimates": {name: list(pair) for name, pair in compared.estimates.items()},
        "diagram": {
            name: {
                "kept": list(parts.kept),
                "dropped": list(parts.dropped),
                "added": list(parts.added),
            }
            for name, parts in (("nodes", nodes), ("edges", edges))
        },
    }


def reference_rows(
    compared: BesideReference, cells: int = 80, plain: bool = False
) -> tuple[Row, ...]:
    """The comparison to read."""
    rows: list[Row] = [((" Yours beside the reference", "heading"),), ()]
    facts = compared.facts
    asked = f"{len(facts.kept)} of {len(facts.kept) + len(facts.added)} asked for"
    rows.append(((f"  {pad('Facts', _NAME)}", ""), (asked, "value")))
    if facts.added:
        told = ", ".join(name.replace("-", " ") for name in facts.added)
        lines = wrap(f"not asked: {told}", max(20, cells - 5), subsequent_indent=" " * 11)
        rows += [((f"    {line}", "dim"),) for line in lines]
    rows.append(())
    for name, (mine, theirs) in compared.estimates.items():
        room = max(12, cells - _NAME - 24)
        rows.append(
            (
                (f"  {pad(cut(name, _NAME - 1), _NAME)}", ""),
                (pad(cut(mine or "(none)", room), room), "value" if mine else "warn"),
                (f"  {theirs}", "dim"),
            )
        )
    if compared.reference.nodes:
        rows += [(), (("  One drawing of both: + only the reference, – only yours", "heading"),)]
        rows += drawing(compared.mine, compared.reference, cells, plain)
        rows += [(), ((f"  In words: {in_words(compared.nodes, compared.edges)}", ""),)]
    return tuple(rows)
