"""The boards as they look in the drills that are worked on them."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from coach.live.opening import begin
from coach.session.decide import EditBoard
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from tests.ui.conftest import Stage

API = """base /v2
auth bearer
rate 50/s per partner
POST /orders (Idempotency-Key) {items[], address_id} -> 201 Order | 400 | 409
GET /orders?cursor=&limit= -> 200 Order[]
PATCH /orders/{order_id} {state} -> 200 Order | 404
errors {code, message, request_id}
"""
SCHEMA = """User (id pk, email unique, name)
Course - id pk, title, teacher_id -> User
enrolment: user_id -> User, course_id -> Course, enrolled_at, pk both
index enrolment(course_id)
query enrolment by user_id sorted enrolled_at desc limit 10  2k/s
"""
MOVE = """# Users off the shared database
strategy: strangler fig
no downtime, traffic can be split
1. Backup (4h)
2. Restore test (6h)
3. User service as facade in front of the old table (1w)
   rollback: route back, 5 min, if errors > 1% for 5 min
4. Dual write (3 days), rollback: flag off, 1 min, if write errors > 0.1%
5. Backfill old rows (12h)
6. Compare checksums (1d)
checkpoint 1% -> 10% -> 50% -> 100%, 1 day each
7. Drop old table after 2 weeks
"""
PROFILE = """avg 250 rps, peak 700
latency 220ms avg, p99 1.6s
cpu 31, mem 50%, disk 12%, net 18%
threads 160

load test on staging
baseline 350 rps
70% GET /products, 30% POST /orders
p99 < 1s, errors < 1%

when threads > 70% for 5 min -> add 2 servers, check health; rollback: drain them. max 12 servers
"""
SHEET = """scenarios: now | 6 months | 1 year
peak = 6,000 req/s, +3%/month
cores = peak * 50 ms at 60% utilization
servers = cores / 8, N+2
bill = servers * $0.40/server/hour * 730 hours
review when bill > $30,000
"""
DRILLS = {
    "api": ("api-design", "marketplace-orders", "api", "f5", API),
    "schema": ("schema-design", "course-platform", "schema", "f6", SCHEMA),
    "move": ("migration-planning", "users-off-shared-database", "plan", "f10", MOVE),
    "profile": ("scalability-assessment", "checkout-slows", "plan", "f10", PROFILE),
    "sheet": ("capacity-planning", "smaller-bill", "estimate", "f3", SHEET),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
@pytest.mark.parametrize("name", DRILLS)
def test_a_board_in_its_drill_looks_as_it_should(
    stage: Stage, golden: Callable[[str, str], None], name: str, size: tuple[int, int]
) -> None:
    workflow, slug, board, key, text = DRILLS[name]
    sitting = begin(stage.environment, slug, "mid", "45", "coach", workflow=workflow)
    screen = SessionScreen(sitting)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        screen.live.edit(EditBoard(board, text))
        screen.commit()
        await pilot.press(key)
        await stage.until(pilot, lambda: screen.pane(board).text == text)
        await pilot.press("ctrl+home")
        await pilot.pause()
        golden(f"drill-{name}-{size[0]}", stage.text(app))

    stage.run(play, screen, size)
