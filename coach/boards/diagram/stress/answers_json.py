"""An analysis as plain data, for `coach stress --json`: keys and units are frozen."""

from typing import Any

from coach.boards.diagram.stress.analysis import Analysis, deciding
from coach.boards.diagram.stress.call_flows import Loaded
from coach.boards.diagram.stress.capacities import YEAR_MINUTES
from coach.boards.diagram.stress.outage import Outage


def as_data(analysis: Analysis) -> dict[str, Any]:
    """Rates a second, times in the unit of the key's name, shares from 0 to 1; null where there
    is no figure."""
    flows = analysis.flows
    first = flows.first()
    decisive = deciding(analysis.design, flows)
    return {
        "entry_rps": analysis.design.rps,
        "reads": analysis.design.reads_share,
        "boxes": [_box(loaded) for loaded in flows.loaded.values()],
        "first": None if first is None else {"box": first[0], "multiple": first[1]},
        "order": [list(pair) for pair in flows.ranked()],
        "response_ms": flows.response_ms(),
        "loads": [
            {
                "load": many,
                "over": list(at.over),
                "tight": list(at.tight),
                "response_ms": at.response_ms(),
            }
            for many, at in analysis.loads
        ],
        "spike": [backlog._asdict() for backlog in analysis.backlogs],
        "availability": [
            {"to": end, "value": value, "minutes_a_year": (1 - value) * YEAR_MINUTES}
            for end, value in analysis.ends.items()
            if value is not None
        ],
        "spofs": [{"box": box, "lost": lost} for box, lost in analysis.single_points],
        "failures": [_outage(outage) for outage in analysis.outages],
        "tries": [
            {"try": tried.line, "first": tried.first, "multiple": tried.multiple}
            for tried in analysis.trials
        ],
        "assumptions": [
            {**assumed._asdict(), "decides": assumed in decisive}
            for assumed in analysis.design.assumptions
        ],
        "findings": [
            {"code": told.code, "severity": str(told.severity), "message": told.message}
            for told in analysis.graph.findings
        ],
    }


def _box(loaded: Loaded) -> dict[str, Any]:
    box, flow = loaded.box, loaded.flow
    return {
        "id": box.id,
        "kind": str(box.kind),
        "replicas": box.replicas,
        "reads": flow.reads,
        "writes": flow.writes,
        "rps": flow.rps,
        "capacity": box.capacity,
        "utilisation": loaded.utilisation,
        "state": str(loaded.state),
        "base_ms": box.base_ms,
        "wait_ms": loaded.wait_ms,
        "time_ms": loaded.time_ms,
    }


def _outage(outage: Outage) -> dict[str, Any]:
    living = {
        box_id: loaded
        for box_id, loaded in outage.flows.loaded.items()
        if box_id not in outage.flows.dead
    }
    return {
        "fail": list(outage.fail),
        "served_reads": outage.served_reads,
        "served_writes": outage.served_writes,
        "messages_lost": outage.messages_lost,
        "waiting": [{"in": box_id, "rps": rate} for box_id, rate in outage.waiting],
        "boxes": [
            {"id": box_id, "utilisation": loaded.utilisation} for box_id, loaded in living.items()
        ],
        "over": [box_id for box_id in outage.flows.over if box_id in living],
        "promoted": [list(pair) for pair in outage.promoted],
        "data_lost": list(outage.data_lost),
    }
