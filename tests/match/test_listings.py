"""Endpoints and tables are those that their boards read, whatever their marks."""

import pytest

from coach.match import listings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("POST /links {url} -> 201", "POST /links"),
        ("- GET /links/{code} -> 302", "GET /links/{id}"),
        ("get /link/:code", "GET /links/{id}"),
        ("GET /api/v2/links/<code>", "GET /links/{id}"),
        ("GET /links/[code]?full=true", "GET /links/{id}"),
        ("DELETE /links/$code: takes it back", "DELETE /links/{id}"),
        ("# reads\nWS /feed\nGET /feeds -> 200", "GET /feed"),
        ('{"openapi":"3.0.0","paths":{"/links":{"post":{"responses":{}}}}}', "POST /links"),
    ],
)
def test_an_endpoint_is_found_by_method_and_shape(text: str, wanted: str) -> None:
    assert listings.endpoint(text, wanted) is not None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GET /links", "POST /links"),
        ("GET /links/new", "GET /links/{id}"),
        ("POST /links/{id}", "POST /links"),
        ("# POST /links", "POST /links"),
        ("we POST /links", "POST /links"),
        ("", "POST /links"),
        ("POST /links", "links"),
    ],
)
def test_another_endpoint_is_not(text: str, wanted: str) -> None:
    assert listings.endpoint(text, wanted) is None


@pytest.mark.parametrize(
    ("text", "wanted", "line"),
    [
        ("users(id pk)\nshort_links(code pk, url)", "links", "short_links(code pk, url)"),
        ("CREATE TABLE link (\n  code text primary key\n);", "links", "CREATE TABLE link ("),
        ("index links(code)", "links", ""),
        ("links_by_day(day, n)", "links", ""),
    ],
)
def test_a_table_is_found_by_the_end_of_its_name(text: str, wanted: str, line: str) -> None:
    assert listings.line(text, listings.table(text, wanted)) == line


ORDERS = """base /v1
auth bearer
POST /orders (Idempotency-Key) {items[], requestId} -> 201 | 409
GET /orders?cursor= -> 200 Order[]
PUT /notes/{id} {user_id, text} -> 200
"""


@pytest.mark.parametrize(
    ("wanted", "has", "there"),
    [
        ("POST /orders", ("idempotency_key",), True),
        ("POST /orders", ("Idempotency-Key", "request_id"), True),
        ("POST /orders", ("items",), True),
        ("POST /orders", ("cursor",), False),
        ("GET /orders", ("cursor",), True),
        ("GET /orders", ("page",), False),
    ],
)
def test_an_endpoint_may_have_to_ask_for_something(
    wanted: str, has: tuple[str, ...], there: bool
) -> None:
    assert (listings.endpoint(ORDERS, wanted, has) is not None) is there


def test_an_endpoint_may_have_to_be_free_of_findings() -> None:
    assert listings.endpoint(ORDERS, "POST /orders", sound=("caller-in-body",)) is not None
    assert listings.endpoint(ORDERS, "PUT /notes/{id}", sound=("caller-in-body",)) is None
    assert listings.endpoint(ORDERS, "POST /orders", sound=("no-rate-limit",)) is None


def test_a_board_is_settled_where_it_holds_some_and_lacks_the_findings() -> None:
    assert listings.settled(ORDERS, ("no-auth", "no-version")) is not None
    assert listings.settled(ORDERS, ("no-rate-limit",)) is None
    assert listings.settled("", ("no-auth",)) is None
    assert listings.settled("auth bearer\nGET /a", ("no-auth",)) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("WS /live", "WS /live"),
        ("GET /prices (SSE)", "SSE /prices"),
        ("createPaste(text) -> url", "CALL createPaste"),
    ],
)
def test_sockets_streams_and_functions_are_interfaces(text: str, wanted: str) -> None:
    assert listings.endpoint(text, wanted) is not None
