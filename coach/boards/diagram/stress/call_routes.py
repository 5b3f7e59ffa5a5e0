"""Where each box sends what it receives: shares of its reads and writes, arrow by arrow.

Routers (client, DNS, CDN, load balancer, gateway) send each call to one of their targets; every
other box calls all of its targets, but for caches, replicas and terms that say otherwise. With
boxes dead, a router's share goes to the dead one's likes, a dead cache hits nothing, and the load
of a dead store goes to its first living copy.
"""

from coach.boards.diagram.stress.arc import Arc, copy_arc, is_call, message_arc, passes_through
from coach.boards.diagram.stress.callers import called
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.routers import routed


def routes(design: Network, dead: frozenset[str] = frozenset()) -> dict[str, list[Arc]]:
    """The arcs out of every living box, and out of a dead cache that its callers pass by."""
    return {box_id: arcs_out_of(design, box_id, dead) for box_id in design.boxes}


def arcs_out_of(design: Network, box_id: str, dead: frozenset[str]) -> list[Arc]:
    """The arcs of one box; none of a dead one that nothing passes through."""
    box = design.boxes[box_id]
    if box.id in dead and not passes_through(design, box.id):
        return []
    lines = design.out[box.id]
    if box.router:
        return routed(design, box, lines, dead)
    return [
        *called(design, box, [line for line in lines if is_call(line)], dead),
        *(message_arc(design, line, dead) for line in lines if line.message),
        *(copy_arc(line, dead) for line in lines if line.copies and line.source not in dead),
    ]
