"""Times of the diagram engine: one drawing at several sizes, the same grown, and the import.

Run it as a program; it prints minima over repetitions, in milliseconds.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable

from coach.boards.diagram.graph import Edge, Graph, Node
from coach.boards.diagram.layout import lay_out
from coach.boards.diagram.picture import Direction

SIZES = (3, 12, 30, 60, 100)
REPETITIONS = 15


def architecture(count: int, seed: int = 7) -> Graph:
    """A layered architecture: every component is fed by one or two of the few before it."""
    chance = random.Random(seed)
    nodes = tuple(Node(f"service {place}", f"Service {place}") for place in range(count))
    edges: list[Edge] = []
    for place in range(1, count):
        for _ in range(chance.choice((1, 1, 1, 2))):
            source = chance.randrange(max(0, (place - 1) // 3 - 2), max(1, place // 2))
            edges.append(Edge(nodes[source].id, nodes[place].id))
    return Graph(nodes, tuple(edges))


def best(action: Callable[[], object]) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def import_time() -> float:
    """What importing the layout costs a running interpreter, in milliseconds."""
    program = (
        "import time, dataclasses, enum, typing, heapq, bisect, unicodedata, re, collections\n"
        "start = time.perf_counter()\n"
        "import coach.boards.diagram.layout\n"
        "print(time.perf_counter() - start)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
        for _ in range(7)
    ]
    return min(float(run.stdout) for run in runs) * 1000


def figures(graph: Graph) -> str:
    """The times of one graph as a row of the table."""
    last = graph.nodes[-1].id
    smaller = Graph(graph.nodes[:-1], tuple(e for e in graph.edges if e.target != last))
    before = lay_out(smaller, direction=Direction.DOWN)
    times = (
        best(lambda: lay_out(graph, direction=Direction.DOWN)),
        best(lambda: lay_out(graph, direction=Direction.RIGHT)),
        best(lambda: lay_out(graph)),
        best(lambda: lay_out(graph, width=80)),
        best(lambda: lay_out(graph, previous=before)),
    )
    return " ".join(f"{value:6.1f}" for value in times)


def main() -> None:
    """Print the table."""
    print(f"import {import_time():.1f} ms")
    print("nodes edges   down  right   auto  in 80  grown")
    for count in SIZES:
        graph = architecture(count)
        print(f"{count:5} {len(graph.edges):5} {figures(graph)}")


if __name__ == "__main__":
    main()
