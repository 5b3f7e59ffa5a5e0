"""What a failure takes with it, told in the drawing's own names: the walks that stop, what no
client reaches any more, what goes on."""

from coach.boards.diagram.graph import Graph
from coach.boards.diagram.reach import ReachPaths, callers, lost_without

MOST_WALKS = 200
"""Walks that are followed; a drawing with more is told by its first ones."""
MOST_HOPS = 16
TOLD = 6
"""Walks that are named; the rest are counted."""


def walks(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The ways from where requests enter to where they end, each component at most once in one.

    A way ends where no arrow goes on, or only to what it has been to. At most `MOST_WALKS`.
    """
    paths = ReachPaths(graph)
    starts = callers(graph)
    walked: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(start,) for start in reversed(starts)]
    while waiting and len(walked) < MOST_WALKS:
        walk = waiting.pop()
        onward = [step for step in dict.fromkeys(paths.out[walk[-1]]) if step not in walk]
        if not onward or len(walk) >= MOST_HOPS:
            walked.append(walk)
        else:
            waiting.extend((*walk, step) for step in reversed(onward))
    return tuple(walk for walk in walked if len(walk) > 1)


def without(graph: Graph, id: str) -> tuple[str, ...]:
    """Sentences about the failure of one component, all its replicas with it."""
    labels = {node.id: node.label for node in graph.nodes}
    node = graph.node(id)
    all_walks = walks(graph)
    stopped = [walk for walk in all_walks if id in walk]
    told: list[str] = []
    if node is not None and node.replicas > 1:
        sentence = f"One of {node.label}'s {node.replicas} replicas may fail and nothing stops; "
        told.append(sentence + "this is about all of them.")
    if not stopped:
        told.append(f"No walk from a client goes through {labels[id]}: nothing stops at once.")
    elif len(stopped) == len(all_walks):
        told.append("Every walk stops:")
    else:
        told.append(f"{len(stopped)} of {len(all_walks)} walks stop:")
    told += ["· " + " → ".join(labels[step] for step in walk) for walk in stopped[:TOLD]]
    if len(stopped) > TOLD:
        told.append(f"· and {len(stopped) - TOLD} more")
    lost = sorted(labels[lost_id] for lost_id in lost_without(graph, (id,)))
    if lost:
        told.append(f"No client reaches any more: {', '.join(lost)}.")
    going = [walk for walk in all_walks if id not in walk]
    if stopped and going:
        told.append("Still walked: " + " → ".join(labels[step] for step in going[0]) + ".")
    return tuple(told)
