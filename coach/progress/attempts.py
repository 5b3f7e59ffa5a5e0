"""Two attempts side by side: points, facts, hints, minutes, estimates, and the drawing of both.

Names are compared as they are written, without case; only an attempt and a reference are aligned
by what the debrief takes for the same thing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from coach.boards.diagram.diagram_board import BOARD as DIAGRAM
from coach.boards.diagram.graph import Graph
from coach.frozen import dataclass
from coach.progress.groups import ordered
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import Score, State

Numbers: TypeAlias = tuple[float | None, float | None]
Reckoned: TypeAlias = tuple[Score | None, Score | None]
"""What each of two sessions comes to by today's rules, where its own debrief recorded nothing."""
NONE: Reckoned = (None, None)


@dataclass(frozen=True, slots=True)
class Change:
    """Names in both, in the first alone, in the second alone; each in order."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempts:
    """Everything two attempts have to compare; None stands where one of them has nothing.

    `pace` has seconds by phase, `estimates` what stands behind each name's equals sign.
    """

    a: str
    b: str
    same_prompt: bool
    total: Numbers
    groups: Mapping[str, Numbers]
    facts: Change
    hints: tuple[int, int]
    pace: Mapping[str, tuple[int, int]]
    estimates: Mapping[str, tuple[str | None, str | None]]
    nodes: Change
    edges: Change


def attempts(
    first: Sequence[Entry], second: Sequence[Entry], reckoned: Reckoned = NONE
) -> Attempts:
    """What differs from the first session's entries to the second's."""
    a, b = scored(first, reckoned[0]), scored(second, reckoned[1])
    graphs = [_graph(state) for state in (a, b)]
    rows = [_rows(state.boards.get("estimate", "")) for state in (a, b)]
    return Attempts(
        a=a.opened.session if a.opened else "",
        b=b.opened.session if b.opened else "",
        same_prompt=bool(a.opened and b.opened and a.opened.prompt == b.opened.prompt),
        total=(a.score.total if a.score else None, b.score.total if b.score else None),
        groups={group: (_points(a, group), _points(b, group)) for group in _groups(a, b)},
        facts=change(*({fact.fact for fact in state.facts} for state in (a, b))),
        hints=(len(a.hints), len(b.hints)),
        pace={phase: (_used(a, phase), _used(b, phase)) for phase in _phases(a, b)},
        estimates={
            name: (rows[0].get(name), rows[1].get(name)) for name in sorted({*rows[0], *rows[1]})
        },
        nodes=change(*(node_names(graph) for graph in graphs)),
        edges=change(*(edge_names(graph) for graph in graphs)),
    )


def scored(entries: Sequence[Entry], reckoned: Score | None) -> State:
    """Where a session stands, with the score that its debrief recorded, else the reckoned one."""
    state = fold(entries)
    return state if state.score or reckoned is None else replace(state, score=reckoned)


def change(first: Iterable[str], second: Iterable[str]) -> Change:
    """What stays, goes and comes from one set of names to another."""
    a, b = set(first), set(second)
    return Change(tuple(sorted(a & b)), tuple(sorted(a - b)), tuple(sorted(b - a)))


def _graph(state: State) -> Graph:
    return DIAGRAM.parse(state.boards.get("diagram", ""))


def node_names(graph: Graph) -> set[str]:
    """The names of a drawing's boxes, without case."""
    return {node.id for node in graph.nodes}


def edge_names(graph: Graph) -> set[str]:
    """The arrows of a drawing as `x -> y`."""
    return {f"{edge.source} -> {edge.target}" for edge in graph.edges}


def _rows(text: str) -> dict[str, str]:
    """What stands behind the equals sign of each named line of a sheet; the last one counts."""
    rows = {}
    for line in text.split("\n"):
        name, _, rest = line.partition("=")
        if name.strip() and rest.strip() and not name.lstrip().startswith("#"):
            rows[" ".join(name.split()).casefold()] = rest.strip()
    return rows


def _groups(a: State, b: State) -> tuple[str, ...]:
    return ordered(name for state in (a, b) if state.score for name in state.score.groups)


def _points(state: State, group: str) -> float | None:
    return state.score.groups.get(group) if state.score else None


def _phases(a: State, b: State) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phase.id for state in (a, b) for phase in state.phases))


def _used(state: State, phase: str) -> int:
    return round(state.seconds(phase, state.at))


def data(compared: Attempts) -> dict[str, object]:
    """The comparison as `coach compare --json` tells it."""
    return {
        "a": compared.a,
        "b": compared.b,
        "same_prompt": compared.same_prompt,
        "total": list(compared.total),
        "groups": {name: list(points) for name, points in compared.groups.items()},
        "facts": {
            "both": list(compared.facts.kept),
            "only_a": list(compared.facts.dropped),
            "only_b": list(compared.facts.added),
        },
        "hints": list(compared.hints),
        "pace": {name: list(used) for name, used in compared.pace.items()},
        "estimates": {name: list(pair) for name, pair in compared.estimates.items()},
        "diagram": {"nodes": _parts(compared.nodes), "edges": _parts(compared.edges)},
    }


def _parts(names: Change) -> dict[str, list[str]]:
    return {
        "kept": list(names.kept),
        "dropped": list(names.dropped),
        "added": list(names.added),
    }
