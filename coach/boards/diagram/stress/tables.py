"""An analysis as plain text: what breaks first, tables of boxes, ends and failures, assumptions."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from coach.boards.diagram.stress import wordings
from coach.boards.diagram.stress.analysis import Analysis, deciding
from coach.boards.diagram.stress.backlog import Backlog
from coach.boards.diagram.stress.call_flows import BoxCondition, Flows
from coach.boards.diagram.stress.capacities import FAILOVER_SECONDS, YEAR_MINUTES
from coach.boards.diagram.stress.network import Network
from coach.boards.diagram.stress.outage import Outage
from coach.text import cut, width

CAUTION = "Orders of magnitude, on what the drawing says and the assumptions below; no promise."
_INDENT = "  "
_CARRIERS = 6
"""Boxes named of those that carry the rest of a failure; what is left of them is counted."""
_LOAD_CELLS = 28
"""Cells of the table of loads beside what is over: load, calls, time and the gaps between."""


def told(analysis: Analysis, columns: int, ascii: bool = False) -> str:
    """The whole analysis, no line wider than `columns` but where one word is."""
    design = analysis.design
    lines = [*_folded(CAUTION, columns), ""]
    if not design.boxes:
        return "There is no component yet: write client -> api -> db.\n"
    lines += [f"{entering(design)}." if design.loaded else NO_LOAD, first_line(analysis.flows)]
    response = analysis.flows.response_ms()
    if design.rps:
        lines.append(
            "A call takes "
            + (wordings.milliseconds(response) if response is not None else "no end: a box is over")
            + " on average."
        )
    lines += ["", *_boxes(analysis.flows, ascii)]
    if design.loaded:
        lines += ["", *_loads(analysis, columns)]
    lines += _section("In the spike", backlog_lines(analysis.design, analysis.backlogs))
    lines += _section("Calls get through to", _ends(analysis))
    lines += _section("Single points, and the share of calls lost without them", _points(analysis))
    for outage in analysis.outages:
        told_of = outage_lines(outage, analysis.flows)
        lines += _section(f"Without {', '.join(outage.fail)}", told_of)
    lines += _section("With a line more", _trials(analysis))
    lines += _section("Assumed (* decides what breaks first)", assumption_lines(analysis), columns)
    text = "".join(f"{line.rstrip()}\n" for raw in lines for line in _folded(raw, columns))
    return _plain(text) if ascii else text


NO_LOAD = "No load is known: write a rate in the client's brackets, client [3.6k rps]."


def entering(design: Network) -> str:
    """What enters a design and what its boxes make by themselves, in calls a second."""
    parts: list[str] = []
    if design.rps:
        share = f"{_nearly(design.reads_share)} of them reads"
        parts.append(f"{wordings.rate(design.rps)} calls/s enter, {share}")
    if design.made:
        parts.append(f"boxes make {wordings.rate(sum(design.made.values()))}/s by themselves")
    return "; ".join(parts)


def _nearly(share: float) -> str:
    """A share in percent, where some writes among very many reads are not told as none."""
    told = f"{100 * share:.3g} %"
    return "almost all" if told == "100 %" and share < 1 else told


def first_line(flows: Flows) -> str:
    """One line that names what is full first and at what multiple of today's load."""
    first = flows.first()
    if first is None:
        return "first: nothing has both a load and a capacity yet"
    box_id, many = first
    loaded = flows.loaded[box_id]
    carries = wordings.rate(loaded.flow.rps * many)
    has = wordings.rate(loaded.flow.rps)
    if many <= 1:
        return f"first: {loaded.box.label} is over already (carries {carries}/s; asked for {has})"
    multiple = wordings.multiple(many)
    return f"first: {loaded.box.label} at {multiple} ({carries}/s; you have {has})"


def outage_lines(outage: Outage, alive: Flows) -> list[str]:
    """What still works without some boxes, who carries the rest, and what is lost, beside the
    same load with all boxes `alive`."""
    design = outage.flows.design
    labels = {box_id: box.label for box_id, box in design.boxes.items()}
    living = [box_id for box_id in outage.flows.over if box_id not in outage.flows.dead]
    answered = "would be answered, but" if living else "are answered"
    lines = [f"{_served(outage)} {answered}"]
    lines += [
        f"{wordings.rate(held)} messages/s are accepted and not done: they wait in {labels[box_id]}"
        for box_id, held in outage.waiting
    ]
    lines += [
        f"{labels[copy]} takes over from {labels[dead]} after about {FAILOVER_SECONDS} s"
        for dead, copy in outage.promoted
    ]
    lines += [
        f"writes to {labels[store]} wait for {labels[copy]}, or go on with no copy: say which"
        for store, copy in outage.waits_for
    ]
    if outage.messages_lost:
        lines.append(f"{wordings.rate(outage.messages_lost)} messages/s are lost")
    if outage.data_lost:
        names = ", ".join(labels[box_id] for box_id in outage.data_lost)
        lines.append(f"data nowhere else: {names}")
    return [*lines, *_carrying(outage.flows, alive)]


def _served(outage: Outage) -> str:
    """Which calls are answered: all kinds in one share where it is the same, or only one enters."""
    design = outage.flows.design
    reads, writes = _share(outage.served_reads), _share(outage.served_writes)
    if design.rps and design.reads_share in (0.0, 1.0):
        return f"{reads if design.reads_share else writes} of the calls"
    if reads == writes:
        return f"{reads} of the calls"
    return f"{reads} of the reads and {writes} of the writes"


def _carrying(flows: Flows, alive: Flows) -> list[str]:
    """The living boxes that are asked for more of what they carry than with all `alive`, and all
    that are over: the fullest first."""
    more: list[tuple[float, str]] = []
    for box_id, loaded in flows.loaded.items():
        now, before = loaded.utilisation, alive.loaded[box_id].utilisation
        if now is None or before is None or box_id in flows.dead:
            continue
        was, told = wordings.percent(before), wordings.percent(now)
        over = loaded.state is BoxCondition.OVER
        if over and (now <= before or told == was):
            more.append((now, f"! {loaded.box.label} is asked for {told} of what it carries"))
        elif now > before and told != was:
            sign = "! " if over else ""
            many = f"{told} of what it carries"
            more.append((now, f"{sign}{loaded.box.label} goes from {was} to {many}"))
    ranked = sorted(more, key=lambda pair: -pair[0])
    lines = [line for _, line in ranked[:_CARRIERS]]
    if len(ranked) > _CARRIERS:
        lines.append(f"{len(ranked) - _CARRIERS} more boxes carry more than before or are over")
    return lines


def assumption_lines(analysis: Analysis) -> list[str]:
    """Every figure that the drawing does not say, those that decide first marked with *."""
    labels = {box_id: box.label for box_id, box in analysis.design.boxes.items()}
    decisive = deciding(analysis.design, analysis.flows)
    ranked = sorted(analysis.design.assumptions, key=lambda assumed: assumed not in decisive)
    lines: list[str] = []
    for assumed in ranked:
        mark = "*" if assumed in decisive else " "
        whose = f"{labels[assumed.box]}: " if assumed.box else ""
        year = f", {assumed.year}" if assumed.year else ""
        lines.append(f"{mark} {whose}{assumed.what} {assumed.value} ({assumed.source}{year})")
    return lines


def _boxes(flows: Flows, ascii: bool) -> list[str]:
    rows = [("box", "calls/s", "used", "", "", "a visit")]
    for loaded in flows.loaded.values():
        many = f" ×{loaded.box.replicas}" if loaded.box.replicas > 1 else ""
        known = loaded.utilisation is not None
        rows.append(
            (
                cut(loaded.box.label, 24) + many,
                wordings.rate(loaded.flow.rps),
                wordings.percent(loaded.utilisation) if known else "",
                wordings.bar(loaded.utilisation, ascii) if known else "",
                wordings.SIGNS[loaded.state] if loaded.flow.rps else "",
                _visit(loaded.time_ms, loaded.state),
            )
        )
    return _table(rows, right=(1, 2, 5))


def _visit(time_ms: float | None, state: BoxCondition) -> str:
    return (
        "endless"
        if state is BoxCondition.OVER
        else wordings.milliseconds(time_ms)
        if time_ms
        else ""
    )


def _loads(analysis: Analysis, columns: int) -> list[str]:
    rows = [("load", "calls/s", "over (!) and tight (~)", "a call")]
    for many, flows in analysis.loads:
        labels = {box_id: box.label for box_id, box in flows.design.boxes.items()}
        marked = [f"!{labels[box_id]}" for box_id in flows.over]
        marked += [f"~{labels[box_id]}" for box_id in flows.tight]
        response = flows.response_ms()
        first, *more = wrap(", ".join(marked), max(20, columns - _LOAD_CELLS)) or ["-"]
        calls = wordings.rate(flows.design.rps)
        rows.append((wordings.multiple(many), calls, first, wordings.milliseconds(response)))
        rows += [("", "", line, "") for line in more]
    return _table(rows, right=(0, 1, 3))


def backlog_lines(design: Network, waiting: Sequence[Backlog]) -> list[str]:
    """What waits at each consumer at the end of a spike, and for how long."""
    labels = {box_id: box.label for box_id, box in design.boxes.items()}
    lines: list[str] = []
    for backlog in waiting:
        pair = f"{labels[backlog.queue]} → {labels[backlog.consumer]}"
        rates = f"{wordings.rate(backlog.in_rps)}/s in, {wordings.rate(backlog.drain_rps)}/s out"
        if not backlog.backlog:
            lines.append(f"{pair}: {rates}, nothing waits")
            continue
        lines.append(
            f"{pair}: {rates}, {backlog.backlog:,.0f} wait, the oldest "
            f"{wordings.seconds(backlog.oldest_s)}; drained: {wordings.seconds(backlog.drain_s)}"
        )
    return lines


def box_line(flows: Flows, box_id: str) -> str:
    """A box's calls, use, time and multiple in one line."""
    loaded = flows.loaded[box_id]
    if box_id in flows.dead:
        return f"{loaded.box.label} is dead."
    told = f"{loaded.box.label}: {wordings.rate(loaded.flow.reads)} reads/s, "
    told += f"{wordings.rate(loaded.flow.writes)} writes/s"
    if loaded.utilisation is None:
        return f"{told}; no capacity is known"
    told += f", {wordings.percent(loaded.utilisation)} used"
    if loaded.utilisation:
        told += f", full at {wordings.multiple(1 / loaded.utilisation)} of this"
    return f"{told}; a visit {wordings.milliseconds(loaded.time_ms)}"


def _ends(analysis: Analysis) -> list[str]:
    labels = {box_id: box.label for box_id, box in analysis.design.boxes.items()}
    lines: list[str] = []
    for end, value in analysis.ends.items():
        if value is None:
            lines.append(f"{labels[end]}: too many ways of failing to say")
            continue
        down = (1 - value) * YEAR_MINUTES
        minutes = f"{down:,.0f}" if down >= 100 else f"{down:.3g}"
        lines.append(f"{labels[end]}: {wordings.nines(value)}, {minutes} minutes a year without")
    return lines


def _points(analysis: Analysis) -> list[str]:
    labels = {box_id: box.label for box_id, box in analysis.design.boxes.items()}
    return [f"{labels[box_id]}: {_share(lost)}" for box_id, lost in analysis.single_points]


def _trials(analysis: Analysis) -> list[str]:
    now = analysis.flows.first()
    before = f"{now[0]} at {wordings.multiple(now[1])}" if now else "nothing"
    lines: list[str] = []
    for tried in analysis.trials:
        line = tried.line.replace("\n", " / ")
        if not tried.read:
            lines.append(f"{line}: not read, or it changes nothing")
        elif tried.multiple is None:
            lines.append(f"{line}: nothing is loaded")
        else:
            lines.append(f"{line}: {before} → {tried.first} at {wordings.multiple(tried.multiple)}")
    return lines


def _share(value: float) -> str:
    return "all" if value > 1 - 1e-9 else "none" if value < 1e-9 else f"{100 * value:.3g} %"


def _section(title: str, lines: Sequence[str], columns: int = 0) -> list[str]:
    return ["", f"{title}:", *(f"{_INDENT}{line}" for line in lines)] if lines else []


def _table(rows: Sequence[tuple[str, ...]], right: Iterable[int]) -> list[str]:
    sizes = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines: list[str] = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row):
            gap = " " * (sizes[column] - width(cell))
            cells.append(gap + cell if column in right else cell + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def _folded(line: str, columns: int) -> list[str]:
    """A line in pieces of at most `columns` cells, later ones further in; words stay whole."""
    if width(line) <= columns:
        return [line]
    indent = len(line) - len(line.lstrip())
    pieces, here = [], " " * indent
    for word in line.split():
        if here.strip() and width(here) + 1 + width(word) > columns:
            pieces.append(here)
            here = " " * (indent + 2)
        here += word if not here.strip() else f" {word}"
    return [*pieces, here]


def _plain(text: str) -> str:
    for sign, other in (("→", "->"), ("×", "x"), ("—", "-")):
        text = text.replace(sign, other)
    return text.encode("ascii", "replace").decode("ascii")
