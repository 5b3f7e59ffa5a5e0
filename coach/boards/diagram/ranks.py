"""Ranks: which step of the flow each component stands on, 0 first.

Follows the first phase of Sugiyama, Tagawa and Toda (1981): cycles are broken by reversing the
back edges of a depth-first search in order of mention, then nodes take their longest-path rank,
then nodes with more edges out than in sink towards what they feed.
"""

from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[str, str]


def back_edges(ids: Sequence[str], edges: Sequence[Pair]) -> set[int]:
    """The positions of the edges to reverse so that no cycle is left."""
    out: dict[str, list[tuple[str, int]]] = {name: [] for name in ids}
    fed: set[str] = set()
    for position, (source, target) in enumerate(edges):
        out[source].append((target, position))
        fed.add(target)
    state: dict[str, int] = {}
    back: set[int] = set()
    for root in sorted(ids, key=lambda name: name in fed):
        if root in state:
            continue
        state[root] = 1
        stack: list[tuple[str, Iterator[tuple[str, int]]]] = [(root, iter(out[root]))]
        while stack:
            name, rest = stack[-1]
            for target, position in rest:
                if state.get(target) == 1:
                    back.add(position)
                elif target not in state:
                    state[target] = 1
                    stack.append((target, iter(out[target])))
                    break
            else:
                state[name] = 2
                stack.pop()
    return back


class Slope:
    """An acyclic set of edges with its topological order, for ranking again and again."""

    def __init__(self, ids: Sequence[str], edges: Sequence[Pair]) -> None:
        self.before: dict[str, list[str]] = {name: [] for name in ids}
        self.after: dict[str, list[str]] = {name: [] for name in ids}
        for source, target in edges:
            self.before[target].append(source)
            self.after[source].append(target)
        missing = {name: len(sources) for name, sources in self.before.items()}
        self.order = [name for name in ids if not missing[name]]
        for name in self.order:
            for target in self.after[name]:
                missing[target] -= 1
                if not missing[target]:
                    self.order.append(target)

    def settle(self, least: Mapping[str, int]) -> dict[str, int]:
        """The lowest ranks that are at least these and rise along every edge."""
        ranks = {name: least.get(name, 0) for name in self.order}
        for name in self.order:
            below = ranks[name] + 1
            for target in self.after[name]:
                ranks[target] = max(ranks[target], below)
        return ranks

    def tighten(self, ranks: dict[str, int]) -> None:
        """Sink nodes that feed more than feeds them to just above the first they feed."""
        for _ in range(3):
            changed = False
            for name in reversed(self.order):
                after = self.after[name]
                if len(after) > len(self.before[name]):
                    lowest = min(ranks[target] for target in after) - 1
                    if lowest > ranks[name]:
                        ranks[name] = lowest
                        changed = True
            if not changed:
                return


def rank(slope: Slope) -> dict[str, int]:
    """Ranks of all nodes, counted from 0."""
    ranks = slope.settle({})
    slope.tighten(ranks)
    lowest = min(ranks.values(), default=0)
    return {name: value - lowest for name, value in ranks.items()} if lowest else ranks
