"""What is made of an API: drawing, OpenAPI, Markdown, curl, JSON; and OpenAPI read back."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.boards.api.api_board import BOARD
from coach.boards.board import plain
from coach.errors import UsageError
from coach.text import width

DATA = Path(__file__).parents[2] / "data" / "api"
SKETCHES = [
    sketch["text"]
    for name in ("reading", "sketches", "sketches-later")
    for sketch in json.loads((DATA / f"{name}.json").read_text("utf-8"))
]
SHOP = """base https://api.shop.example/v1
auth bearer
rate 100/min per user
errors envelope
resource orders: id, customer_id, items[], status, total_cents: int, created_at
crud orders
POST /orders/{id}/cancel (Idempotency-Key) -> 200 Order | 404 | 409 | 429
GET /orders/{id}/items?cursor=&limit= -> 200 Item[] | 404
POST /uploads {name, size: int} -> 201 {upload_id, _links} | 413
WS /live
client -> server: join {room}
webhook order.paid {order_id, amount_cents: int}
GET /health (public) -> 200
"""


def drawn(text: str, room: int) -> str:
    return plain(BOARD.draw(BOARD.parse(text), room, 40))


def document(text: str) -> Any:
    return json.loads(BOARD.export(BOARD.parse(text), "openapi"))


def test_a_block_a_resource_and_the_page_at_the_foot() -> None:
    rows = drawn(SHOP, 120).split("\n")
    assert rows[0] == "orders  id, customer_id, items[], status, total_cents: int, created_at"
    assert "orders › items" in rows
    assert rows.index("orders › items") < rows.index("uploads")
    assert any(row.startswith("! POST   /orders ") for row in rows)
    assert any("Idempotency-Key" in row and row.endswith("once") for row in rows)
    assert "✓ authentication bearer" in rows[-2]
    assert "✗" not in rows[-1]
    assert "✗ rate limits" in drawn("GET /a", 120)


@pytest.mark.parametrize("room", [24, 40, 80, 120])
def test_nothing_is_cut_and_nothing_is_wider_than_the_room(room: int) -> None:
    for text in (SHOP, *SKETCHES):
        picture = drawn(text, room)
        assert max(map(width, picture.split("\n"))) <= room
        assert "…" not in picture or "…" in text
        told = re.sub(r"\s", "", picture)
        for endpoint in BOARD.parse(text).endpoints:
            assert endpoint.method in told
            for field in (*endpoint.fields, *endpoint.query):
                assert field.name in told


def test_openapi_names_what_was_written() -> None:
    whole = document(SHOP)
    assert whole["servers"] == [{"url": "https://api.shop.example/v1"}]
    assert whole["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    post = whole["paths"]["/orders"]["post"]
    assert (post["operationId"], post["tags"]) == ("createOrder", ["orders"])
    assert (
        post["requestBody"]["content"]["application/json"]["example"]["customer_id"] == "cust-123"
    )
    created = post["responses"]["201"]["content"]["application/json"]
    assert created["schema"] == {"$ref": "#/components/schemas/Order"}
    assert (created["example"]["id"], created["example"]["created_at"]) == (
        "ord-789", "2024-01-15T10:30:00Z",
    )  # fmt: skip
    page = whole["paths"]["/orders"]["get"]["responses"]["200"]["content"]["application/json"]
    assert sorted(page["schema"]["properties"]) == ["data", "next_cursor"]
    cancel = whole["paths"]["/orders/{id}/cancel"]["post"]
    assert cancel["operationId"] == "cancelOrder"
    assert {"name": "Idempotency-Key", "in": "header"}.items() <= cancel["parameters"][1].items()
    assert sorted(cancel["responses"]["429"]["headers"]) == [
        "RateLimit", "RateLimit-Policy", "Retry-After",
    ]  # fmt: skip
    error = cancel["responses"]["404"]["content"]["application/json"]["example"]
    assert error == {
        "error": {"code": "NOT_FOUND", "message": "There is no order ord-789"},
        "request_id": "req-abc123",
    }  # fmt: skip
    assert whole["paths"]["/health"]["get"]["security"] == []
    assert list(whole["webhooks"]) == ["order.paid"]
    assert "join(room)" in whole["info"]["description"]
    assert "WebSocket" in whole["paths"]["/live"]["get"]["description"]


def test_operations_have_names_of_their_own() -> None:
    for text in (SHOP, *SKETCHES):
        ids = re.findall(r'"operationId": "([^"]*)"', json.dumps(document(text)))
        assert len(set(ids)) == len(ids)


def test_documents_are_valid_by_an_independent_reader() -> None:
    validator = pytest.importorskip("openapi_spec_validator", reason="the test extra has it")
    for text in (SHOP, *SKETCHES):
        validator.validate(document(text))


@pytest.mark.parametrize("text", [SHOP, *SKETCHES[:12]])
def test_what_is_written_as_openapi_is_read_back(text: str) -> None:
    once = BOARD.export(BOARD.parse(text), "openapi")
    model = BOARD.parse(once)
    assert model.findings == ()
    wanted = {
        (e.method, re.sub(r"\{.*?\}", "{}", e.path))
        for e in BOARD.parse(text).endpoints
        if e.method not in ("CALL", "SEND")
    }
    assert {(e.method, re.sub(r"\{.*?\}", "{}", e.path)) for e in model.endpoints} == wanted
    again = BOARD.export(BOARD.parse(BOARD.export(model, "openapi")), "openapi")
    assert again == BOARD.export(model, "openapi")


YAML = """openapi: 3.1.0
info: {title: Shop, version: "1"}
servers:
  - url: https://api.shop.example/v1
security:
- bearer: []
paths:
  /orders/{order_id}:
    parameters:
      - $ref: '#/components/parameters/id'
    get:
      summary: One order   # with its lines
      description: |
        Text: with a colon
        over lines
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Order" }
        "404": {description: Not Found}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  parameters:
    id: {name: order_id, in: path, required: true, schema: {type: string}}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: string}
        lines:
          type: array
          items: {type: string}
"""


def test_openapi_in_yaml_is_read() -> None:
    model = BOARD.parse(YAML)
    (endpoint,) = model.endpoints
    assert (endpoint.method, endpoint.path, endpoint.summary) == (
        "GET", "/orders/{order_id}", "One order",
    )  # fmt: skip
    assert [(r.status, r.type) for r in endpoint.responses] == [("200", "Order"), ("404", "")]
    assert (model.conventions.base, model.conventions.auth) == (
        "https://api.shop.example/v1", "bearer",
    )  # fmt: skip
    assert [field.name for field in model.resources[0].fields] == ["id", "lines"]
    assert YAML.split("\n")[model.line(endpoint.span.start) - 1].strip() == "/orders/{order_id}:"


def test_references_are_followed_and_circles_end() -> None:
    whole = {
        "openapi": "3.0.0",
        "paths": {
            "/a": {
                "post": {
                    "requestBody": {"$ref": "#/components/requestBodies/b"},
                    "responses": {"200": {"$ref": "#/x"}, "default": {}},
                },
            },
            "b": 3,
        },
        "x": {"$ref": "#/x"},
        "components": {
            "requestBodies": {
                "b": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/s"}}}
                }
            },
            "schemas": {"s": {"required": ["n"], "properties": {"n": {"type": "integer"}, "m": 3}}},
        },
    }
    (endpoint,) = BOARD.parse(json.dumps(whole)).endpoints
    assert [(f.name, f.optional, f.type) for f in endpoint.fields] == [
        ("n", False, "integer"), ("m", True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE a (id int);",
        "openapi: 3.1.0\npaths: *anchor\n",
        '{"openapi": "3.1.0", "paths": {"/a"',
        '{"openapi": "3.1.0", "paths": ' + "[" * 100_000,
        '{"openapi": "3.1.0", "x": ' + "9" * 10_000 + "}",
        "sequenceDiagram\n  a->>b: GET /a",
        "```mermaid\nflowchart LR\na --> b\n```",
    ],
    ids=lambda text: text[:30],
)
def test_another_notation_is_one_finding(text: str) -> None:
    model = BOARD.parse(text)
    assert (model.endpoints, [one.code for one in model.findings]) == ((), ["foreign"])


def test_markdown_is_a_page_with_examples_errors_and_a_checklist() -> None:
    written = BOARD.export(BOARD.parse(SHOP), "markdown")
    assert "| GET | `/orders` | `cursor` (query), `limit: int` (query) | 200 `Order[]` |" in (
        written.replace("cursor?", "cursor").replace("limit?", "limit")
    )
    assert (
        "POST /v1/orders\nAuthorization: Bearer <token>\nContent-Type: application/json" in written
    )
    assert "HTTP/1.1 201 Created" in written
    assert '"code": "VALIDATION_ERROR"' in written
    assert "| 429 | Rate limit exceeded |" in written
    assert "- [x] Pagination: cursor, limit" in written
    assert BOARD.export(BOARD.parse(""), "markdown") == ""
    with pytest.raises(UsageError):
        BOARD.export(BOARD.parse(SHOP), "sql")


def test_curl_is_a_script_that_bash_can_read() -> None:
    for text in (SHOP, *SKETCHES, "POST /a's {b'c, $d} -> 200"):
        script = BOARD.export(BOARD.parse(text), "curl")
        done = subprocess.run(
            ["bash", "-n"], input=script, text=True, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert 'curl -X DELETE "$BASE"\'/orders/ord-789\' -H "Authorization: Bearer $TOKEN"' in (
        BOARD.export(BOARD.parse(SHOP), "curl")
    )


def test_markdown_holds_no_element_and_no_link() -> None:
    text = "GET /<script>: <b>x</b> [y](javascript:z) {a: <i>, b: `c`} -> 200 <a> [q](data:r)"
    written = BOARD.export(BOARD.parse(text), "markdown")
    outside = re.sub(r"(`+).+?\1", "", written)
    assert not re.search(r"(?<!\\)<", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)


LINES = st.lists(
    st.sampled_from([line for text in SKETCHES for line in text.split("\n")]), max_size=10
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(LINES.map("\n".join) | st.text(max_size=80), st.integers(1, 120))
def test_any_text_is_drawn_and_exported(text: str, room: int) -> None:
    model = BOARD.parse(text)
    rows = plain(BOARD.draw(model, room, 10)).split("\n")
    assert room < 24 or max(map(width, rows)) <= room
    BOARD.export(model, "markdown")
    BOARD.export(model, "curl")
    for name in ("openapi", "json"):
        json.loads(BOARD.export(model, name))


def test_an_example_that_was_written_stands_in_the_page_and_in_the_description() -> None:
    text = """\
POST /sites/{id}/files {"name": "beam.jpg", "size": 84, "tags": ["a", "b"]} -> 201 {"id": "f-7"}
POST /uploads/{id}/complete {parts[]} -> 201 {id, file_name}
POST /orders {"quantity": 3, address: {street, city}, items: [{product_id, quantity}]} -> 201 {id}
"""
    model = BOARD.parse(text)
    page = BOARD.export(model, "markdown")
    for line in ('"name": "beam.jpg"', '"size": 84', '"id": "f-7"', '"city": "San Francisco"'):
        assert line in page, line
    assert '"id": "upload-123",\n  "file_name": "First file"' in page
    assert '"product_id": "prod-456",\n      "quantity": 2' in page
    written = json.loads(BOARD.export(model, "openapi"))
    body = written["paths"]["/sites/{id}/files"]["post"]["requestBody"]["content"]
    wanted = {"name": "beam.jpg", "size": 84, "tags": ["a", "b"]}
    assert body["application/json"]["example"] == wanted


@pytest.mark.parametrize("value", ['{"a": ' * 300, '["x"', "{", '"\\ud800"', "1e999", "[[[[1]]]]"])
def test_a_value_that_is_no_example_breaks_nothing(value: str) -> None:
    model = BOARD.parse(f'POST /x {{"a": {value}}} -> 201 {{id}}\n')
    for kind in BOARD.formats:
        assert "Infinity" not in BOARD.export(model, kind).encode().decode()


ACTS = """\
base https://api.shop.example/v1
auth bearer
errors problem+json
resource orders: id, buyer_id, status, total: int
POST /orders {buyer_id, currency} -> 201 Order | 409 | 422
GET /orders/{order_id} -> 200 Order | 404
POST /orders/{id}/cancel -> 200 | 404 | 409
POST /orders/{id}/ship {carrier, tracking_code} -> 202 | 400
POST /exports -> 202
"""


def test_an_act_answers_the_thing_in_the_state_it_is_in_then() -> None:
    paths = document(ACTS)["paths"]
    done = paths["/orders/{id}/cancel"]["post"]["responses"]["200"]
    content = done["content"]["application/json"]
    assert content["schema"] == {"$ref": "#/components/schemas/Order"}
    assert content["example"]["status"] == "cancelled"
    later = paths["/orders/{id}/ship"]["post"]["responses"]["202"]
    assert later["description"].endswith("GET /orders/{order_id} tells how it stands")
    assert "Location" in later["headers"]
    assert "headers" not in paths["/exports"]["post"]["responses"]["202"]
    assert "cancelled" in BOARD.export(BOARD.parse(ACTS), "markdown")


def test_an_error_speaks_of_the_fields_and_things_of_its_own_endpoint() -> None:
    paths = document(ACTS)["paths"]

    def told(path: str, status: str) -> dict[str, Any]:
        answer = paths[path]["post"]["responses"][status]["content"]["application/problem+json"]
        example: dict[str, Any] = answer["example"]
        return example

    currency = "must be a currency of ISO 4217, such as EUR"
    assert told("/orders", "422") == {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": f"currency {currency}",
        "errors": [{"detail": currency, "pointer": "#/currency"}],
    }
    assert told("/orders", "409")["detail"] == "Such an order is there already"
    assert told("/orders/{id}/cancel", "404")["detail"] == "There is no order ord-789"
    assert told("/orders/{id}/cancel", "409")["detail"].startswith("cancel is not possible")
    assert told("/orders/{id}/ship", "400")["errors"][0]["pointer"] == "#/carrier"
    page = BOARD.export(BOARD.parse(ACTS), "markdown")
    assert "quantity" not in page
    assert f'"detail": "currency {currency}"' in page.split("## Errors")[1]


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("price: int", "must be greater than 0"),
        ("tags[]", "must not be empty"),
        ("starts_at", "must be like 2024-01-15T10:30:00Z"),
        ("author_id", "names no author"),
        ("name", "must not be empty"),
    ],
)
def test_the_fault_of_an_example_fits_the_kind_of_the_field(field: str, fault: str) -> None:
    text = f"errors envelope\nPOST /things {{{field}}} -> 201 | 400\n"
    answer = document(text)["paths"]["/things"]["post"]["responses"]["400"]
    error = answer["content"]["application/json"]["example"]["error"]
    name = field.partition(":")[0].rstrip("[]")
    assert error["details"] == [{"field": name, "message": fault}]


def test_an_example_shows_the_parts_of_a_thing_that_is_a_resource_itself() -> None:
    text = """\
auth bearer
resource orders: id, buyer_id, lines[], address, total: Money, status, created_at
resource lines: id, order_id, product_id, quantity: int, price: Money, status
POST /orders {lines[], address, expected_total: Money} -> 201 Order
"""
    post = document(text)["paths"]["/orders"]["post"]
    sent = post["requestBody"]["content"]["application/json"]
    money = {"amount": 1999, "currency": "USD"}
    line = {"product_id": "prod-456", "quantity": 2, "price": money}
    place = {"street": "123 Main St", "city": "San Francisco", "state": "CA", "zip": "94102"}
    assert sent["example"] == {"lines": [line], "address": place, "expected_total": money}
    assert sorted(sent["schema"]["properties"]["lines"]["items"]["properties"]) == [
        "price", "product_id", "quantity",
    ]  # fmt: skip
    order = document(text)["components"]["schemas"]["Order"]["properties"]
    assert order["lines"] == {"type": "array", "items": {"$ref": "#/components/schemas/Line"}}
    answered = post["responses"]["201"]["content"]["application/json"]["example"]["lines"]
    assert answered == [{"id": "line-123", "order_id": "ord-789", **line, "status": "pending"}]


def test_things_that_hold_each_other_end() -> None:
    text = """\
resource teams: id, users[]
resource users: id, teams[], boss: User
POST /teams {users[]} -> 201 Team
"""
    whole = document(text)
    assert sorted(whole["components"]["schemas"]) == ["Team", "User"]
    example = whole["paths"]["/teams"]["post"]["responses"]["201"]["content"]["application/json"]
    assert len(json.dumps(example["example"])) < 200


DRILLED = """\
base https://api.pay.example/v1
auth bearer, secret key per shop
errors { error: { code, message, request_id } }
resource refunds: id, charge_id, amount, status
GET /charges?created_after= -> 200 {id, data}
POST /charges/{id}/refunds {amount?} -> 201 Refund | 400 | 409 refunded already
webhook charge.succeeded {id} -> their url, signed, retried 3 days
"""


def test_errors_are_answered_in_the_form_that_was_written() -> None:
    whole = document(DRILLED)
    assert whole["components"]["schemas"]["Error"]["properties"]["error"]["required"] == [
        "code", "message", "request_id",
    ]  # fmt: skip
    refused = whole["paths"]["/charges/{id}/refunds"]["post"]["responses"]["400"]
    assert refused["content"]["application/json"]["example"] == {
        "error": {
            "code": "VALIDATION_ERROR",
            "message": "Invalid request parameters",
            "request_id": "req-abc123",
        }
    }
    held = document("errors {code, message, details[]}\nPOST /a {n: int} -> 201 | 400\n")
    example = held["paths"]["/a"]["post"]["responses"]["400"]["content"]["application/json"]
    assert example["example"]["details"] == [{"field": "n", "message": "must be greater than 0"}]


def test_what_is_made_below_a_thing_is_not_taken_for_an_act_on_it() -> None:
    post = document(DRILLED)["paths"]["/charges/{id}/refunds"]["post"]
    made = post["responses"]["201"]["content"]["application/json"]["example"]
    assert made["status"] == "pending"


def test_words_beside_a_status_and_behind_a_webhook_stand_on_the_page() -> None:
    page = BOARD.export(BOARD.parse(DRILLED), "markdown")
    assert "| 409 | Conflict (duplicate, etc.): refunded already |" in page
    assert "their url, signed, retried 3 days" in page
    assert "created_after=2024-01-15T10:30:00Z" in page
    assert "- [x] Authentication: bearer" in page
