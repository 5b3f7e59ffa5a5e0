"""How each figure of a box came about, step by step, with the numbers in the steps."""

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.stress import wordings
from coach.boards.diagram.stress.availability import working
from coach.boards.diagram.stress.call_flows import BoxCondition, Flows, Loaded
from coach.boards.diagram.stress.station import Assumption, Station
from coach.boards.diagram.stress.waiting import servers_of, waiting_share
from coach.boards.diagram.stress.wordings import count


def derivation(flows: Flows, box_id: str) -> tuple[str, ...]:
    """Sentences on a box's calls, its use, when it is full, how long a visit takes and how often
    it works, each with its numbers. Nothing for an id that is not there."""
    loaded = flows.loaded.get(box_id)
    if loaded is None:
        return ()
    assumed = {
        assumption.what: assumption
        for assumption in flows.design.assumptions
        if assumption.box == box_id
    }
    if box_id in flows.dead:
        return (f"{loaded.box.label} is dead.",)
    return (
        *_arriving(flows, loaded),
        *_used(loaded, assumed),
        *_visit(loaded, assumed),
        *_working(flows, loaded.box, assumed),
    )


def _arriving(flows: Flows, loaded: Loaded) -> list[str]:
    box_id = loaded.box.id
    lines: list[str] = []
    design = flows.design
    for rates, told in ((design.entries, "Calls enter here"), (design.made, "It makes by itself")):
        rate = rates.get(box_id)
        if rate:
            reads, writes = design.parts(box_id, rate)
            lines.append(
                f"{told}: {count(rate)}/s, {100 * reads / rate:.3g} % of them reads: "
                f"{count(reads)} reads and {count(writes)} writes a second."
            )
    led_back = ((source, [arc]) for source, arc in flows.back)
    for source, arcs in (*flows.arcs.items(), *led_back):
        flow = flows.loaded[source].flow
        for arc in arcs:
            if arc.target != box_id or arc.lost or not flow.rps:
                continue
            reads = flow.reads * arc.reads
            writes = max(0.0, flow.reads * arc.turned + flow.writes * arc.writes)
            label = flows.loaded[source].box.label
            lines.append(
                f"From {label} ({count(flow.reads)} reads, {count(flow.writes)} writes): {arc.why}"
                f" = {count(reads)} reads, {count(writes)} writes."
            )
    if not lines:
        more = " What a clock sets off is written as [makes=10/s]." if _is_clock(loaded) else ""
        lines.append(f"Nothing reaches this box.{more}")
    elif len(lines) > 1:
        lines.append(
            f"Together {count(loaded.flow.reads)} reads and {count(loaded.flow.writes)} writes a "
            "second."
        )
    return lines


def _used(loaded: Loaded, assumed: dict[str, Assumption]) -> list[str]:
    box, flow = loaded.box, loaded.flow
    if box.kind is Kind.CLIENT or _is_clock(loaded):
        return []
    if box.reads is None or box.writes is None:
        return ["No capacity is known: write it in brackets, [500/s], and it is reckoned."]
    each = f"{count(box.reads)}/s"
    if box.reads != box.writes:
        each = f"{count(box.reads)} reads/s or {count(box.writes)} writes/s"
    shards = f" a shard, {box.shards} shards" if box.shards > 1 else ""
    lines = [f"One replica{shards} carries {each}{_origin(assumed, 'capacity')}."]
    if loaded.utilisation is None:
        return lines
    reading = f"{count(flow.reads)} ÷ {count(box.reads)}"
    writing = f"{count(flow.writes)} ÷ {count(box.writes)}"
    many = f"({box.replicas} × {box.shards})" if box.shards > 1 else f"{box.replicas}"
    used = f"{count(100 * loaded.utilisation)} %"
    if box.hot and _is_hot(loaded):
        lines.append(
            f"{100 * box.hot:.3g} % of it is on one replica, however many there are: "
            f"{box.hot:.3g} × ({reading} + {writing}) = {used}."
        )
    elif box.single_writer and box.replicas > 1:
        lines.append(
            f"Writes go to one replica of a shard, reads to all: {reading} ÷ {many} + {writing}"
            f"{f' ÷ {box.shards}' if box.shards > 1 else ''} = {used}."
        )
    else:
        alone = box.replicas * box.shards == 1
        rates = f"{reading} + {writing}" if alone else f"({reading} + {writing}) ÷ {many}"
        lines.append(f"Used: {rates} = {used}.")
    if loaded.utilisation:
        full = 1 / loaded.utilisation
        lines.append(
            f"Full at 1 ÷ {loaded.utilisation:.3g} = {wordings.multiple(full)} of this load, "
            f"{wordings.rate(flow.rps * full)}/s."
        )
    return lines


def _is_clock(loaded: Loaded) -> bool:
    """Whether it is a scheduler without figures: it calls, and is hardly ever called."""
    return loaded.box.kind is Kind.SCHEDULER and not (loaded.box.reads or loaded.box.base_ms)


def _is_hot(loaded: Loaded) -> bool:
    box, flow = loaded.box, loaded.flow
    share = box.hot * (flow.reads / (box.reads or 1) + flow.writes / (box.writes or 1))
    return loaded.utilisation is not None and abs(share - loaded.utilisation) < 1e-9


def _visit(loaded: Loaded, assumed: dict[str, Assumption]) -> list[str]:
    box = loaded.box
    if box.kind is Kind.CLIENT or _is_clock(loaded):
        return []
    if box.base_ms is None:
        return ["No latency is known: write it in brackets, [20 ms], and it is reckoned as 0."]
    base = f"A visit takes {wordings.milliseconds(box.base_ms)}{_origin(assumed, 'base latency')}"
    if loaded.utilisation is None or box.capacity is None:
        return [f"{base}."]
    if loaded.state is BoxCondition.OVER:
        return [f"{base} and waits without end: more comes than is carried."]
    servers = servers_of(box.capacity, box.base_ms, box.slots)
    waits = waiting_share(servers, loaded.utilisation * servers)
    how = (
        f"said as slots={box.slots}"
        if box.slots
        else f"{count(box.capacity)}/s × {wordings.milliseconds(box.base_ms)}"
    )
    return [
        f"{base}.",
        f"One replica works on {servers:,} at once ({how}); by Erlang C {wordings.little(waits)} of"
        f" the calls wait, {wordings.milliseconds(loaded.wait_ms)} on average of all.",
    ]


def _working(flows: Flows, box: Station, assumed: dict[str, Assumption]) -> list[str]:
    """How often it works; nothing of a box that is taken never to fail, as a client is."""
    if box.availability >= 1:
        return []
    works = wordings.nines(working(flows.design, box))
    single = f"{100 * box.availability:.6g} %{_origin(assumed, 'availability')}"
    copies = len(flows.design.copies[box.id])
    if box.managed and box.promised:
        told = f"It works {works} of the time: {single}, as its provider says."
    elif copies:
        both = "It or its copy" if copies == 1 else f"It or one of its {copies} copies"
        told = f"{both} works {works} of the time; one replica {single}."
    elif box.replicas == 1:
        told = f"It works {works} of the time: one replica{_origin(assumed, 'availability')}."
    else:
        told = f"At least {box.needs} of {box.replicas} work {works} of the time; one {single}."
    return [told]


def _origin(assumed: dict[str, Assumption], what: str) -> str:
    known = assumed.get(what)
    if known is None:
        return " (as the drawing says)"
    if known.source.startswith("the estimate"):
        return f" (from {known.source})"
    year = f", {known.year}" if known.year else ""
    return f" (assumed: {known.source}{year})"
