"""The document's section on API design, item by item: in the workflow, its phases or the guide."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from coach.boards.api.api_board import BOARD
from coach.boards.board import plain
from coach.boards.registry import guide

FILE = Path(__file__).parents[2] / "prompts" / "api-design" / "workflow.toml"
WORKFLOW = tomllib.loads(FILE.read_text("utf-8"))
PHASES = {phase["id"]: phase for phase in WORKFLOW["phases"]}


def test_the_five_steps_are_phases_with_windows() -> None:
    assert list(PHASES) == ["resources", "operations", "formats", "errors", "document"]
    least = sum(phase["least"] for phase in PHASES.values())
    most = sum(phase["most"] for phase in PHASES.values())
    assert least <= WORKFLOW["minutes"] <= most


ITEMS = {
    "resources": ["List the nouns", "Users", "Products", "Orders", "Payments", "Reviews"],
    "operations": [
        "List: GET /resources", "Get one: GET /resources/{id}", "Create: POST /resources",
        "Update: PUT/PATCH /resources/{id}", "Delete: DELETE /resources/{id}",
    ],
    "formats": ["Content-Type", "201 Created", "_links", "created_at"],
    "errors": [
        "code, message and details (field, message)", "request_id", "400: validation errors",
        "401: authentication required", "403: permission denied", "404: resource not found",
        "409: conflict (duplicate, etc.)", "429: rate limit exceeded", "500: internal server error",
    ],
    "document": [
        "Authentication method", "Base URL and versioning", "Endpoints with examples",
        "Error codes and meanings", "Rate limits", "Pagination format",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("phase", "wanted"), [(phase, item) for phase, items in ITEMS.items() for item in items]
)
def test_every_item_is_on_its_phases_checklist(phase: str, wanted: str) -> None:
    assert any(wanted in item["text"] for item in PHASES[phase]["items"])


ROWS = [
    "| List | GET | /resources |",
    "| Get one | GET | /resources/{id} |",
    "| Create | POST | /resources |",
    "| Update | PUT/PATCH | /resources/{id} |",
    "| Delete | DELETE | /resources/{id} |",
    "| 400 | Validation errors |",
    "| 401 | Authentication required |",
    "| 403 | Permission denied |",
    "| 404 | Resource not found |",
    "| 409 | Conflict (duplicate, etc.) |",
    "| 429 | Rate limit exceeded |",
    "| 500 | Internal server error |",
    '"shipping_address": {',
    '"total": 99.99,',
    '"created_at": "2024-01-15T10:30:00Z",',
    '"customer": "/api/v1/customers/cust-123"',
    '"message": "must be greater than 0"',
    '"request_id": "req-abc123"',
    *("- Users", "- Products", "- Orders", "- Payments", "- Reviews"),
]


@pytest.mark.parametrize("row", ROWS)
def test_tables_and_examples_stand_in_the_guide(row: str) -> None:
    assert row in guide("api")


def test_the_guides_examples_are_read_by_the_board() -> None:
    request, answer, error = re.findall(r"```json\n(.*?)```", guide("api"), re.S)
    (endpoint,) = BOARD.parse(request + "\n" + answer).endpoints
    assert [field.name for field in endpoint.fields] == ["customer_id", "items", "shipping_address"]
    assert [r.status for r in endpoint.responses] == ["201"]
    assert "_links" in [field.name for field in endpoint.responses[0].fields]
    body = json.loads(error[error.index("{") :])
    assert sorted(body) == ["error", "request_id"]


def test_the_board_starts_with_its_settings() -> None:
    start = WORKFLOW["starts"]["api"]
    assert all(f"# {word} " in start for word in ("base", "auth", "rate", "errors", "resource"))
    assert BOARD.parse(start).findings == ()
    assert plain(BOARD.draw(BOARD.parse(start), 80, 9)) == ""
    taken = BOARD.parse(start.replace("# ", "").replace("What holds", "# What holds"))
    assert taken.conventions.base
    assert [resource.name for resource in taken.resources] == ["orders"]
