"""Times of the arithmetic of load and failure by size of the design: `bench_stress.py`.

What is done while one types is the flows alone; what a page shows is all of it. Prints the least
processor time of several runs in milliseconds, because other programs only ever add to it. The
promise is 60 components in 20 ms, and 15 ms for the import.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from coach.boards.diagram import notation
from coach.boards.diagram.stress.analysis import analyse
from coach.boards.diagram.stress.call_flows import flows_of
from coach.boards.diagram.stress.network import network_of
from coach.boards.diagram.stress.outage import outage, single_points

SERVICES = (1, 5, 10, 16)
REPETITIONS = 15
_IMPORT = (
    "import coach.boards.diagram.notation, time\n"
    "start = time.process_time()\n"
    "import coach.boards.diagram.stress.analysis\n"
    "print(1000 * (time.process_time() - start))\n"
)


def design(services: int) -> str:
    """So many services with a cache, a database, its copy, a queue and its workers each."""
    lines = ["client [9k rps, reads=90%] -> lb x2"]
    for number in range(services):
        lines += [
            f"lb -> service {number} x4: {100 / services:.2f}%",
            f"service {number} -> cache {number} [cache]: 90% hit",
            f"service {number} -> db {number} [database, 5k/s] => copy {number} [replica]",
            f"service {number} ~> jobs {number} [queue] ~> worker {number} x3",
            f"worker {number} -> db {(number + 1) % services}",
        ]
    return "\n".join(lines)


def best(action: Callable[[], object]) -> float:
    """Milliseconds of the processor in the fastest of several runs."""
    times = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def import_time() -> float:
    """Milliseconds that importing it adds to the diagram's own notation, from compiled files, as
    they lie where a program is installed: the least of several new interpreters."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", _IMPORT]
        runs = [
            float(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
            for _ in range(REPETITIONS)
        ]
    return min(runs[1:])


def main() -> None:
    """Prints the table."""
    print(f"import {import_time():.1f} ms (budget 15)")
    print("boxes arrows  while typing  a failure  single points  all of it (budget 20 at 60)")
    for services in SERVICES:
        graph = notation.read(design(services))
        network = network_of(graph)
        times = (
            best(lambda graph=graph: flows_of(network_of(graph))),  # type: ignore[misc]
            best(lambda network=network: outage(network, ("lb",))),  # type: ignore[misc]
            best(lambda network=network: single_points(network)),  # type: ignore[misc]
            best(lambda graph=graph: analyse(graph)),  # type: ignore[misc]
        )
        row = f"{times[0]:14.1f}{times[1]:11.1f}{times[2]:15.1f}{times[3]:11.1f}"
        print(f"{len(graph.nodes):5} {len(graph.edges):6}{row}")


if __name__ == "__main__":
    main()
