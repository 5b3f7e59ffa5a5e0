"""What is said of calls besides their bodies: scopes, headers in code, enums, worked examples."""

import json
from typing import Any

from coach.boards.api.api_board import BOARD


def printed(text: str) -> dict[str, Any]:
    got: dict[str, Any] = json.loads(BOARD.export(BOARD.parse(text), "json"))
    return got


def paths(text: str) -> list[str]:
    return [f"{call['method']} {call['path']}" for call in printed(text)["endpoints"]]


def test_a_scope_is_no_field() -> None:
    got = printed(
        "GET /v2/orders [orders:read] ?limit=100 -> 200\nPOST /v2/orders (orders:write) {a}\n"
    )
    first, second = got["endpoints"]
    assert (first["query"], first["fields"], first["summary"]) == (["limit"], [], "orders:read")
    assert [field["name"] for field in second["fields"]] == ["a"]
    assert first["auth"] == "yes"


def test_a_setting_keeps_all_that_it_says() -> None:
    got = printed("auth bearer for shoppers, api key for sellers\nGET /a -> 200\n")
    assert got["settings"]["auth"] == "bearer"
    assert got["settings"]["callers"] == "bearer for shoppers, api key for sellers"
    assert [f for f in got["findings"] if f["code"] == "stray-words"] == []


def test_headers_of_a_handler_are_none_of_its_query() -> None:
    got = printed(
        '@app.post("/bookings")\n'
        'async def book(idem: str = Header(alias="Idempotency-Key"), n: int = 2): ...\n'
    )["endpoints"][0]
    assert (got["headers"], got["query"]) == (["Idempotency-Key"], ["n"])


def test_annotations_on_one_line_with_their_handler_are_read() -> None:
    text = (
        '@RequestMapping("/v3/accounts")\nclass AccountController {\n'
        '  @PostMapping("/{id}/moves") @ResponseStatus(HttpStatus.CREATED) Move move('
        '@RequestHeader("Idempotency-Key") String key, @RequestBody MoveRequest body)\n'
        '  @PreAuthorize("hasRole(\'ADMIN\')") @DeleteMapping("/{id}") void close()\n}\n'
    )
    assert paths(text) == ["POST /v3/accounts/{id}/moves", "DELETE /v3/accounts/{id}"]
    first, second = printed(text)["endpoints"]
    assert first["headers"] == ["Idempotency-Key"]
    assert [answer["status"] for answer in first["answers"]] == ["201"]
    assert second["auth"] == "yes"


def test_rails_has_things_that_are_alone_and_calls_besides() -> None:
    text = (
        "resources :articles, only: %i[index] do\n  member { post :publish }\n"
        "  get :search, on: :collection\nend\nresource :profile, only: [:show, :update]\n"
    )
    assert paths(text) == [
        "GET /articles", "POST /articles/{id}/publish", "GET /articles/search",
        "GET /profile", "PATCH /profile",
    ]  # fmt: skip


def test_the_values_of_a_document_s_parameter_are_kept() -> None:
    schema = {"type": "string", "enum": ["1h", "1d"]}
    call = {"parameters": [{"name": "step", "in": "query", "schema": schema}], "responses": {}}
    text = json.dumps({"openapi": "3.1.0", "info": {}, "paths": {"/x": {"get": call}}})
    assert printed(text)["endpoints"][0]["parameters"][0]["note"] == "one of 1h, 1d"


WHOLE = "POST /orders {lines[], address_id} -> 201 Order | 409 taken\n"


def test_a_worked_example_of_a_call_above_goes_to_it() -> None:
    text = WHOLE + (
        'POST /orders\nRequest: {"lines": [{"sku": "a-1"}], "address_id": "adr-1"}\n'
        'Response 201: {"id": "ord-789"}\n'
    )
    got = printed(text)
    (call,) = got["endpoints"]
    assert [answer["status"] for answer in call["answers"]] == ["201", "409"]
    assert call["answers"][0]["fields"][0]["example"] == '"ord-789"'
    assert "endpoint-twice" not in [finding["code"] for finding in got["findings"]]


def test_a_call_that_is_written_twice_is_still_told() -> None:
    got = printed(f"{WHOLE}POST /orders {{lines[], address_id}} -> 201 Order\n")
    assert "endpoint-twice" in [finding["code"] for finding in got["findings"]]


def test_a_status_may_have_the_word_of_an_amount_behind_it() -> None:
    call = printed("GET /kv/{key} -> 200 bytes, 404\n")["endpoints"][0]
    assert [answer["status"] for answer in call["answers"]] == ["200", "404"]
    call = printed("GET /users?cursor 200 User[], 100 a page\n")["endpoints"][0]
    assert [answer["status"] for answer in call["answers"]] == ["200"]
    call = printed("GET /kv?limit=20 -> up to 200 items\n")["endpoints"][0]
    assert "200" not in [answer["status"] for answer in call["answers"]]


def test_a_parameter_keeps_its_bound() -> None:
    call = printed("GET /moves?from&cursor&limit<=200 -> 200 Move[]\n")["endpoints"][0]
    assert call["query"] == ["from", "cursor", "limit"]
    assert call["parameters"][-1]["note"] == "<= 200"
