"""What goes along one arrow of a stressed design, and the rules that all senders share."""

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.reach import PIPES
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.said import ArrowTerms
from coach.boards.diagram.stress.station import STORES, Station
from coach.boards.diagram.stress.stressed_arrow import StressedArrow
from coach.tuples import NamedTuple


class Arc(NamedTuple):
    """What goes along one arrow, for each read and write that its source receives.

    `reads` reads a read; `turned` writes a read (messages, or calls sent as writes); `writes`
    writes a write. `once` divides what is sent at once for one call (a fan-out). `needs_reads` and
    `needs_writes` are the shares of the source's calls that fail with the target. A `call` is
    waited for, a message or a copy is not. `lost`: the target is dead and nothing takes its place.
    """

    target: str
    reads: float
    turned: float
    writes: float
    why: str
    once: float = 1
    needs_reads: float = 0.0
    needs_writes: float = 0.0
    call: bool = False
    lost: bool = False

    def carried(self, reads: float, writes: float) -> tuple[float, float]:
        """The reads and writes that go along it when its source receives these."""
        return reads * self.reads, max(0.0, reads * self.turned + writes * self.writes)


def hit_share(box: Station, dead: frozenset[str]) -> float:
    """The share of reads that a cache or CDN answers itself: none when it is dead."""
    return 0.0 if box.id in dead else box.hit


def passes_through(design: Network, box_id: str) -> bool:
    """Whether a cache fetches what it misses itself: it has calls of its own."""
    return design.boxes[box_id].kind is Kind.CACHE and any(
        is_call(line) for line in design.out[box_id]
    )


def is_call(line: StressedArrow) -> bool:
    return not line.message and not line.copies


def shares(lines: list[StressedArrow]) -> dict[StressedArrow, float]:
    """The share of the calls of one type that each of the lines takes."""
    said = {line: line.terms.share for line in lines if line.terms.share is not None}
    others = [line for line in lines if line not in said]
    rest = max(
        0.0, 1 - sum(share for line, share in said.items() if share and not line.terms.of_all)
    )
    shares = {line: share or 0.0 for line, share in said.items()}
    shares |= {line: rest / len(others) for line in others}
    return shares


def promoted(design: Network, box_id: str, dead: frozenset[str]) -> str | None:
    """The first living copy of a dead store, which takes its load."""
    if design.boxes[box_id].kind not in STORES:
        return None
    return next((copy for copy in design.copies[box_id] if copy not in dead), None)


def message_arc(design: Network, line: StressedArrow, dead: frozenset[str]) -> Arc:
    """A message a write; out of a queue a part for each consumer, out of a stream everything."""
    terms = line.terms
    source = design.boxes[line.source]
    share = terms.share if terms.share is not None else 1.0
    kind, every = "writes", "a message a write"
    if source.kind in PIPES:
        kind, every = "messages", "every message"
        if source.kind is Kind.QUEUE:
            share = shares([other for other in design.out[source.id] if not other.copies])[line]
    elif terms.per_call:
        kind, every = "calls", "a message a call"
    part = f"{100 * share:.4g} % of the {kind}"
    why = every if share == 1 else part if kind == "messages" else f"a message for {part}"
    many = share * terms.many
    turned = many if terms.per_call or source.kind in PIPES else 0.0
    return Arc(
        line.target, 0.0, turned, many, counted(why, terms), terms.fan, lost=line.target in dead
    )


def counted(why: str, terms: ArrowTerms) -> str:
    """What goes along an arrow in words, with the counts that its label says."""
    if terms.times != 1:
        why += f", ×{terms.times:g} one after another"
    if terms.fan != 1:
        why += f", ×{terms.fan:g} at once"
    if terms.batch != 1:
        why += f", ÷{terms.batch:g} in batches"
    return why


def copy_arc(line: StressedArrow, dead: frozenset[str]) -> Arc:
    return Arc(line.target, 0.0, 0.0, 1.0, "a copy applies every write", lost=line.target in dead)
