"""The api board: reading, findings, drawing, exports."""

import json
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
    text = "GET /a -> 200\nPOST /b {x,\n  y} -> 201\nGET /c -> 200\nnothing"
    told = [one.message for one in BOARD.parse(text).findings]
    assert told[0] == "The brace is not closed."
    assert told[1].startswith("This is not read, as the brace opened on line 2 is not closed")
    assert told[2].startswith("This is not read. An endpoint is")
