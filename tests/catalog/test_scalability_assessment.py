"""The workflow for assessing scalability holds every item of the source document's section 5."""

import pytest

from coach.boards.plan.qualities import NAMES, shown
from coach.catalog import shelf

FLOW = shelf.load_workflow("scalability-assessment", shelf.folders())
DOCUMENT = {
    "profile": (
        "Average requests/sec",
        "Peak requests/sec",
        "Average latency (ms)",
        "P99 latency (ms)",
        "Error rate (%)",
        "CPU (%)",
        "Memory (%)",
        "Disk I/O (%)",
        "Network (%)",
    ),
    "bottlenecks": (
        "Web servers: high CPU, connection limits",
        "Application: slow requests, thread pool exhaustion",
        "Database: slow queries, lock contention",
        "Cache: high miss rate, memory pressure",
        "Network: bandwidth saturation, latency",
    ),
    "load-test": (
        "1. Baseline: Current production load",
        "2. 2x load: Expected growth in 6 months",
        "3. 5x load: Stress test",
        "4. Spike: Sudden 10x for 5 minutes",
        "k6, Locust, JMeter for HTTP",
        "pgbench for PostgreSQL",
        "redis-benchmark for Redis",
    ),
    "strategy": (
        "Add more CPU, memory, disk",
        "Simpler but has limits",
        "Use when: Single server can handle more",
        "Add more servers",
        "Requires stateless design",
        "Use when: Need linear scaling",
    ),
    "scaling-plan": (
        "When average CPU > 70% for 15 minutes",
        "1. Add 2 more web servers",
        "2. Update load balancer",
        "3. Verify health checks pass",
        "1. Remove added servers",
        "2. Update load balancer",
        "3. Investigate issue",
    ),
}


def test_the_five_steps_stand_in_their_order() -> None:
    assert [phase.id for phase in FLOW.phases] == list(DOCUMENT)


@pytest.mark.parametrize("phase", DOCUMENT)
def test_every_item_of_a_step_stands_on_its_checklist(phase: str) -> None:
    known = FLOW.phase(phase)
    assert known is not None
    assert tuple(item.text for item in known.items) == DOCUMENT[phase]


def test_the_windows_fill_a_session_of_45_minutes() -> None:
    assert sum(phase.most for phase in FLOW.phases) == 45


def test_the_form_that_the_plan_begins_with_earns_nothing() -> None:
    start = FLOW.starts["plan"]
    assert [name for name in sorted(NAMES) if shown(start, name)] == []
