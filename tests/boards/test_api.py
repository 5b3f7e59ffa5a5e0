"""The api board: reading, findings, drawing, exports."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.api import BOARD
from coach.boards.board import Context, Finding, Severity, plain
from coach.boards.endpoint import ApiField
from coach.errors import UsageError
from coach.text import width

TEXT = """# links
POST /links {long_url, alias?, tags[]: string} -> 201 {code} | 409 {reason} taken
GET /links/{code}/stats {from, to?} -> 200 {clicks}
- DELETE /links/:code -> 204
"""

PIECES = st.lists(
    st.sampled_from(
        [
            "GET",
            "POST ",
            "/a",
            "/{id}",
            "{",
            "}",
            "a?",
            ",",
            " ",
            "->",
            "|",
            "200",
            "\n",
            ":",
            "[",
            "]",
        ]
    )
).map("".join)


def found(text: str) -> list[Finding]:
    return list(BOARD.findings(BOARD.parse(text), Context()))


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


def test_an_endpoint_is_read_with_its_fields_and_answers() -> None:
    first, second, third = BOARD.parse(TEXT).endpoints
    assert (first.method, first.path) == ("POST", "/links")
    assert first.request == (
        ApiField("long_url"),
        ApiField("alias", optional=True),
        ApiField("tags", many=True, type="string"),
    )
    assert [(one.status, one.note) for one in first.responses] == [("201", ""), ("409", "taken")]
    assert second.parameters == ("code",)
    assert third.parameters == ("code",)
    assert codes(TEXT) == []


def test_a_field_may_hold_fields() -> None:
    (one,) = BOARD.parse("GET /a -> 200 {items[] {id, name}, next?}").endpoints
    assert [field.name for field in one.responses[0].fields] == ["items", "next"]


@pytest.mark.parametrize(
    ("text", "code", "about"),
    [
        ("FETCH /links -> 200", "unknown-method", "FETCH"),
        ("GET /getLinks -> 200", "verb-in-path", "getLinks"),
        ("POST /links/create -> 201", "verb-in-path", "create"),
        ("GET /list-orders -> 200", "verb-in-path", "list-orders"),
        ("GET /a/{x} -> 200\nGET /a/{y} -> 200", "endpoint-twice", "/a/{y}"),
        ("GET /a/{x} -> 200\nGET /a/:y/ -> 200", "endpoint-twice", "/a/:y/"),
        ("GET /a/{x}/b/{x} -> 200", "parameter-twice", "/a/{x}/b/{x}"),
        ("GET /a/{} -> 200", "nameless-parameter", "/a/{}"),
        ("users can post", "unreadable", "users can post"),
        ("POST /a {b -> 201", "unclosed", "{b"),
        ("POST /a {b, c!} -> 201", "unreadable-field", "c!"),
        ("POST /a {b, b} -> 201", "field-twice", "{b, b}"),
        ("POST /a b, c -> 201", "stray-words", "b, c"),
        ("POST /a -> {b}", "no-status", "{b}"),
        ("POST /a", "no-answer", "POST /a"),
        ("GET /a -> 201", "get-creates", "GET /a -> 201"),
    ],
)
def test_a_fault_is_found_with_its_place(text: str, code: str, about: str) -> None:
    (one,) = found(text)
    assert one.code == code
    assert one.span is not None
    assert text[one.span.start : one.span.end] == about


def test_a_noun_that_is_also_a_verb_is_no_fault() -> None:
    assert codes("PUT /conversations/{id}/read -> 204\nGET /posts -> 200") == []


def test_errors_stand_first() -> None:
    severities = [one.severity for one in found("POST /a\nGET /create -> 200\nnonsense")]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.HINT]


def test_columns_stand_in_line_where_there_is_room() -> None:
    assert plain(BOARD.draw(BOARD.parse(TEXT), 120, 9)).split("\n") == [
        "POST    /links               {long_url, alias?, tags[]: string}  "
        "→ 201 {code} | 409 {reason} taken",
        "GET     /links/{code}/stats  {from, to?}                         → 200 {clicks}",
        "DELETE  /links/:code                                             → 204",
    ]


def test_columns_fold_where_there_is_none() -> None:
    rows = plain(BOARD.draw(BOARD.parse(TEXT), 34, 9)).split("\n")
    assert rows[:3] == [
        "POST    /links",
        "    {long_url, alias?,",
        "      tags[]: string}",
    ]
    assert max(width(row) for row in rows) <= 34


def document(text: str) -> Any:
    return json.loads(BOARD.export(BOARD.parse(text), "openapi"))


def test_openapi_says_what_was_written_and_no_more() -> None:
    whole = document(TEXT)
    assert whole["openapi"] == "3.1.0"
    assert sorted(whole["paths"]) == ["/links", "/links/{code}", "/links/{code}/stats"]
    post = whole["paths"]["/links"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["long_url", "tags"]
    assert schema["properties"]["long_url"] == {}
    assert schema["properties"]["tags"] == {"type": "array", "items": {"type": "string"}}
    assert sorted(post["responses"]) == ["201", "409"]
    stats = whole["paths"]["/links/{code}/stats"]["get"]
    assert [(one["name"], one["in"], one["required"]) for one in stats["parameters"]] == [
        ("code", "path", True),
        ("from", "query", True),
        ("to", "query", False),
    ]
    assert "requestBody" not in stats


def test_a_socket_is_a_get_that_stays_open() -> None:
    assert "WebSocket" in document("WS /chat -> 101")["paths"]["/chat"]["get"]["description"]


def test_markdown_is_a_table() -> None:
    written = BOARD.export(BOARD.parse(TEXT), "markdown")
    assert "| POST | `/links` | `long_url`, `alias?`" in written
    assert "`from`, `to?` (query)" in written
    with pytest.raises(UsageError):
        BOARD.export(BOARD.parse(TEXT), "sql")


@given(st.text() | PIECES, st.integers(1, 100))
def test_any_text_is_read_drawn_and_exported(text: str, room: int) -> None:
    model = BOARD.parse(text)
    for one in BOARD.findings(model, Context()):
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)
    BOARD.draw(model, room, 10)
    BOARD.export(model, "markdown")
    json.loads(BOARD.export(model, "openapi"))


@given(PIECES, st.integers(24, 120))
def test_no_row_is_wider_than_the_room(text: str, room: int) -> None:
    rows = BOARD.draw(BOARD.parse(text), room, 10)
    assert all(width(row) <= room for row in plain(rows).split("\n"))


def test_lines_after_an_unclosed_brace_name_it() -> None:
    text = "GET /a -> 200\nPOST /b {x,\n  y -> 201\nGET /c -> 200\nnothing"
    told = [one.message for one in BOARD.parse(text).findings]
    assert told[0] == "The brace is not closed."
    assert told[1].startswith("This is not read, as the brace opened on line 2 is not closed")
    assert told[2].startswith("This is not read. An endpoint is")


CASES = Path(__file__).parents[1] / "data" / "boards"


def case(name: str) -> str:
    (path,) = CASES.glob(f"{name}-*.txt")
    return path.read_text("utf-8")


def test_what_stands_after_a_question_mark_are_query_parameters() -> None:
    operation = document(case("a01"))["paths"]["/items"]["get"]
    assert operation["parameters"] == [
        {"name": "limit", "in": "query", "required": False, "schema": {}, "example": "20"},
        {"name": "cursor", "in": "query", "required": False, "schema": {}, "example": "abc"},
    ]
    asked = document("POST /a/{id}?dry=bool&of={of} {x}")["paths"]["/a/{id}"]["post"]
    assert [(one["name"], one["in"]) for one in asked["parameters"]] == [
        ("id", "path"), ("dry", "query"), ("of", "query"),
    ]  # fmt: skip
    assert asked["parameters"][1]["schema"] == {"type": "boolean"}


@pytest.mark.parametrize(
    ("text", "path", "summary"),
    [
        ("POST /orders: place an order", "/orders", "place an order"),
        ("- GET /orders/{id} - one order", "/orders/{id}", "one order"),
        ("GET /orders – all of them {from?} -> 200", "/orders", "all of them"),
        ("GET /orders  # all of them", "/orders", "all of them"),
        ("GET /orders/:id: one {a} -> 200 {b}", "/orders/:id", "one"),
        ("GET /orders: -> 200", "/orders", ""),
    ],
)
def test_words_behind_the_path_are_the_summary(text: str, path: str, summary: str) -> None:
    (endpoint,) = BOARD.parse(text).endpoints
    assert (endpoint.path, endpoint.summary) == (path, summary)
    assert [one for one in found(text) if one.code != "no-answer"] == []
    operation = next(iter(next(iter(document(text)["paths"].values())).values()))
    assert operation.get("summary", "") == summary
    assert summary in plain(BOARD.draw(BOARD.parse(text), 100, 9))


def test_the_case_of_descriptions() -> None:
    first, second = BOARD.parse(case("a02")).endpoints
    assert (first.path, second.path) == ("/orders", "/orders/{id}")


@pytest.mark.parametrize(
    "text",
    [
        case("a03"),
        'POST /links {"url": "https://e.x/long", "alias": "a"} -> 201 {"code": "a -> b"}',
        'POST /links {\n  "url": "x, {y",\n  "alias": "a"\n}\n-> 201\n{ "code": "ab" }',
        "POST /links {\n  url: string,\n  alias: string\n} -> 201 {code: string}",
    ],
)
def test_a_body_may_stand_over_lines(text: str) -> None:
    model = BOARD.parse(text)
    (endpoint,) = model.endpoints
    assert [field.name for field in endpoint.request] == ["url", "alias"]
    assert [field.type for field in endpoint.request] == ["string", "string"]
    (answer,) = endpoint.responses
    assert (answer.status, [field.name for field in answer.fields]) == ("201", ["code"])
    assert model.findings == ()


def test_lines_below_an_endpoint_are_their_own() -> None:
    text = "GET /a -> 200\n| 404\nGET /b {x}\n\n-> 200\nPOST /c {\nGET /d"
    model = BOARD.parse(text)
    assert [endpoint.path for endpoint in model.endpoints] == ["/a", "/b", "/c", "/d"]
    assert [one.status for one in model.endpoints[0].responses] == ["200", "404"]
    assert [one.code for one in model.findings] == ["unreadable", "unclosed"]


WHOLE = """GET /items?limit=20 -> 200 {items[], next?}
POST /orders: place an order {item: string, count: int} -> 201 {id} | 409 gone
WS /live/{room} {since?}
DELETE /orders/{id} -> 204
"""


def test_what_is_written_as_openapi_is_read_back() -> None:
    once = BOARD.export(BOARD.parse(WHOLE), "openapi")
    model = BOARD.parse(once)
    assert model.findings == ()
    assert [(one.method, one.path, one.summary) for one in model.endpoints] == [
        ("GET", "/items", ""),
        ("POST", "/orders", "place an order"),
        ("WS", "/live/{room}", ""),
        ("DELETE", "/orders/{id}", ""),
    ]
    assert model.endpoints[1].responses[1].note == "gone"
    again = BOARD.export(model, "openapi")
    assert BOARD.export(BOARD.parse(again), "openapi") == again
    assert '"integer"' in again


def test_references_in_openapi_are_followed_and_circles_end() -> None:
    whole = {
        "openapi": "3.0.0",
        "paths": {
            "/a": {
                "parameters": [{"$ref": "#/components/parameters/p"}],
                "post": {
                    "requestBody": {"$ref": "#/components/requestBodies/b"},
                    "responses": {"200": {"$ref": "#/x"}, "default": {}},
                },
            },
            "b": 3,
        },
        "x": {"$ref": "#/x"},
        "components": {
            "parameters": {"p": {"name": "q", "in": "query", "schema": {"type": "string"}}},
            "requestBodies": {
                "b": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/s"}}}
                }
            },
            "schemas": {"s": {"required": ["n"], "properties": {"n": {"type": "integer"}, "m": 3}}},
        },
    }
    (endpoint,) = BOARD.parse(json.dumps(whole)).endpoints
    assert endpoint.path == "/a?q"
    assert [(one.name, one.optional, one.type) for one in endpoint.request] == [
        ("n", False, "integer"), ("m", True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE a (id int);",
        "openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n",
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


def test_fences_around_endpoints_do_not_hide_them() -> None:
    assert len(BOARD.parse("```\nGET /a -> 200\n```\n").endpoints) == 1


def test_markdown_holds_no_element_and_no_link() -> None:
    text = "GET /<script>: <b>x</b> [y](javascript:z) {a: <i>, b: `c`} -> 200 <a> [q](data:r)"
    written = BOARD.export(BOARD.parse(text), "markdown")
    outside = re.sub(r"(`+).+?\1", "", written)
    assert "Says" in written
    assert not re.search(r"(?<!\\)<", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)


def test_a_line_of_quotes_is_read_in_bounded_time() -> None:
    begun = time.perf_counter()
    BOARD.parse("POST /a {" + '\\"' * 200_000)
    BOARD.parse("POST /a {" + '"' * 200_001)
    BOARD.parse("POST /a {\n" * 20_000)
    assert time.perf_counter() - begun < 20
