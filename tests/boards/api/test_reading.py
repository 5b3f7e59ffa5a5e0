"""Sketches as people write them: read wholly, or said where not."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.boards.api.api_board import BOARD
from coach.boards.api.api_model import Endpoint
from coach.boards.api.api_reader import read
from tests.boards.api.judge import short_labels

Judge = Callable[[Any, Any], str]

DATA = Path(__file__).parents[2] / "data" / "api"
READING = json.loads((DATA / "reading.json").read_text("utf-8"))
SKETCHES = [
    sketch
    for name in ("sketches", "sketches-later", "sketches-mixed")
    for sketch in json.loads((DATA / f"{name}.json").read_text("utf-8"))
]
SHORT = short_labels((DATA / "short-labels.txt").read_text("utf-8"))


def as_read(text: str) -> Any:
    return json.loads(BOARD.export(BOARD.parse(text), "json"))


@pytest.mark.parametrize("sketch", [*READING, *SKETCHES, *SHORT], ids=lambda sketch: sketch["id"])
def test_a_sketch_is_read_wholly(sketch: dict[str, Any], verdict: Judge) -> None:
    assert verdict(sketch, as_read(sketch["text"])) == "whole"


def only(text: str) -> Endpoint:
    (endpoint,) = BOARD.parse(text).endpoints
    return endpoint


def test_the_judge_notices_a_loss_and_an_invention(verdict: Judge) -> None:
    (sketch,) = (one for one in READING if one["id"] == "short-1")
    got = as_read(sketch["text"])
    lost = {**got, "endpoints": got["endpoints"][1:]}
    assert "silently missing" in verdict(sketch, lost)
    told = {**lost, "findings": [{"code": "unread", "line": 1}]}
    assert verdict(sketch, told) == "part"
    more = {**got, "endpoints": [*got["endpoints"], {**got["endpoints"][0], "path": "/made/up"}]}
    assert "/made/up" in verdict(sketch, more)


def test_every_place_of_a_field_is_kept() -> None:
    endpoint = only("POST /a?dry=bool (Idempotency-Key, auth) {b, c?: int, d[]: string} -> 201 A")
    assert [field.name for field in endpoint.query] == ["dry"]
    assert endpoint.headers == ("Idempotency-Key",)
    assert [(f.name, f.optional, f.many, f.type) for f in endpoint.fields] == [
        ("b", False, False, ""), ("c", True, False, "int"), ("d", False, True, "string"),
    ]  # fmt: skip
    assert endpoint.auth == "yes"
    assert [(r.status, r.type) for r in endpoint.responses] == [("201", "A")]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("GET /a/:id/b", "/a/{id}/b"),
        ("GET /a/<id>", "/a/{id}"),
        ("GET /a/<int:id>", "/a/{id}"),
        ("GET /a/{id:int}", "/a/{id}"),
        ("GET /a/$id", "/a/{id}"),
        ("GET /a/[id]", "/a/{id}"),
        ("GET https://api.x.example/v1/a", "/v1/a"),
        ("GET a/{id}", "/a/{id}"),
        ("POST /a/{id}:cancel", "/a/{id}:cancel"),
    ],
)
def test_parameters_are_one_however_they_are_marked(text: str, path: str) -> None:
    assert only(text).path == path


def test_methods_of_one_line_are_endpoints_each() -> None:
    model = BOARD.parse("PUT/PATCH /a/{id} {b} -> 200\nGET /a or GET /b?ids=\n")
    assert [(e.method, e.path) for e in model.endpoints] == [
        ("PUT", "/a/{id}"), ("PATCH", "/a/{id}"), ("GET", "/a"), ("GET", "/b"),
    ]  # fmt: skip
    assert [field.name for field in model.endpoints[1].fields] == ["b"]


def test_crud_is_five_endpoints_and_an_own_line_stands_before_it() -> None:
    text = "resource orders: id, note, made_at\ncrud orders\nGET /orders/{id} -> 200 Order | 410\n"
    model = BOARD.parse(text)
    assert sorted((e.method, e.path) for e in model.endpoints) == [
        ("DELETE", "/orders/{id}"), ("GET", "/orders"), ("GET", "/orders/{id}"),
        ("PATCH", "/orders/{id}"), ("POST", "/orders"),
    ]  # fmt: skip
    (one,) = (e for e in model.endpoints if e.method == "GET" and e.path == "/orders/{id}")
    assert [answer.status for answer in one.responses] == ["200", "410"]
    (made,) = (e for e in model.endpoints if e.method == "POST")
    assert [field.name for field in made.fields] == ["note"]
    some = BOARD.parse("crud orders only list, get")
    assert [(e.method, e.path) for e in some.endpoints] == [
        ("GET", "/orders"), ("GET", "/orders/{id}"),
    ]  # fmt: skip
    assert "PUT" in [e.method for e in BOARD.parse("crud orders put").endpoints]


def test_conventions_hold_for_all() -> None:
    text = "base https://a.example/v2\nauth oauth2\nrate 60/min\nerrors envelope\nGET /a (public)"
    model = BOARD.parse(text)
    conventions = model.conventions
    assert (conventions.base, conventions.auth) == ("https://a.example/v2", "oauth2")
    assert (conventions.rate, conventions.errors) == ("60/min", "envelope")
    assert model.endpoints[0].auth == "none"
    twice = BOARD.parse("auth bearer\nauth cookie\nGET /a")
    assert (twice.conventions.auth, [f.code for f in twice.findings]) == (
        "bearer",
        ["setting-twice"],
    )


def codes(text: str) -> list[tuple[str, int | None]]:
    model = BOARD.parse(text)
    return [(f.code, model.line(f.span.start) if f.span else None) for f in model.findings]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("we talk first\nGET /a", [("unread", 1)]),
        ("FETCH /a", [("unread", 1)]),
        ("GET /a {b", [("unclosed", 1)]),
        ("GET /a\n~~POST /a~~", [("unread", 2)]),
        ("POST /a {start date}", [("unreadable-field", 1)]),
        ("POST /a takes the long url", [("stray-words", 1)]),
        ("GET /a – all of it", []),
        ("# a remark\n// another\nGET /a", []),
    ],
)
def test_what_is_not_read_is_told_with_its_line(
    text: str, told: list[tuple[str, int | None]]
) -> None:
    assert codes(text) == told


def test_lines_after_a_bracket_that_stays_open_name_it() -> None:
    model = BOARD.parse("GET /a -> 200\nPOST /b {x,\n  y -> 201\nGET /c -> 200\n")
    assert [e.path for e in model.endpoints] == ["/a", "/c"]
    assert [f.code for f in model.findings] == ["unclosed", "unread"]
    assert "line 2" in model.findings[1].message


PIECES = st.lists(
    st.sampled_from(
        [
            *re.findall(
                r"\S+",
                """GET POST /a /{id} { } [ ] ( ) -> | 200 404 : , ; ? & = " ' # // ok crud
                resource auth base rate errors webhook client server curl -d @app.get message type
                rpc body: Response: HTTP/1.1 → – ` ** ~~ \\ ...""",
            ),
            "\n",
            "\n\n",
            "  ",
            "\t",
            " ",
            "items[]",
            "x: int",
            "Order[]",
            "\u00a0",
            "“q”",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text() | PIECES)
def test_any_text_is_read_with_findings_inside_it(text: str) -> None:
    model = BOARD.parse(text)
    for finding in model.findings:
        assert finding.span is not None
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
    for endpoint in model.endpoints:
        assert 0 <= endpoint.span.start <= endpoint.span.end <= len(text)
        assert 0 <= endpoint.path_span.start <= endpoint.path_span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "POST /a {" + '"' * 200_001,
        "POST /a {" + '\\"' * 100_000,
        "POST /a {\n" * 20_000,
        "{" * 300_000,
        "GET /a " * 40_000,
        "| a " * 60_000,
        "GET /" + "{a}/" * 60_000,
        "a, " * 100_000,
        "GET /a\n" * 60_000,
        "GET /a ?" + "a=b&" * 60_000,
        "curl " + "-H 'a: b' " * 20_000,
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_hostile_text_is_bounded_and_the_limit_is_named(text: str) -> None:
    model = read(text)
    assert len(model.endpoints) <= 5_000
    assert any(finding.code in ("limit", "unclosed") for finding in model.findings)


@pytest.mark.parametrize(
    "line", ["errors {code, msg}", "error format: {code, message}", "errors envelope"]
)
def test_the_format_of_all_errors_is_read_below_a_call(line: str) -> None:
    model = read(f"POST /orders {{items}} -> 201 | 400\n{line}\n")
    assert model.conventions.errors
    assert not [finding for finding in model.findings if finding.code == "unread"]


def test_a_list_of_paths_gives_way_to_the_same_written_in_full() -> None:
    text = "GET /orders?status=\nPOST /orders (auth)\nGET /orders?cursor= -> 200 Order[]\n"
    read = BOARD.parse(text + "POST /orders {items[]} -> 201 Order | 400\n")
    listed, made = read.endpoints
    assert [one.name for one in listed.query] == ["cursor", "status"]
    assert (made.auth, len(made.responses)) == ("yes", 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "// - GET   /units/:id/parcels?s= -> 200 {data}\n// - PATCH /parcels/:id -> 200\n",
            ["GET /units/{id}/parcels", "PATCH /parcels/{id}"],
        ),
        (
            " * Public:\n *   GET  /feed -> {items}\n *   POST /vote {poll} -> 201\n",
            ["GET /feed", "POST /vote"],
        ),
        ("//   POST {base}/sessions/{id}/text  -> 201 {messageId}\n", ["POST /sessions/{id}/text"]),
        (
            "- [ ] implement GET /v2/users\n- [ ] add `POST /v2/users`\n",
            ["GET /v2/users", "POST /v2/users"],
        ),
        ("# GET /old\nGET /new\n", ["GET /new"]),
        ("GET /a  // POST /b\n", ["GET /a"]),
    ],
)
def test_calls_in_comments_of_code_and_behind_words(text: str, wanted: list[str]) -> None:
    assert [f"{e.method} {e.path}" for e in read(text).endpoints] == wanted


def test_a_body_of_curl_goes_on_over_lines() -> None:
    text = """\
curl -X POST "http://127.0.0.1:8000/incidents" \\
  -H "Content-Type: application/json" \\
  -d '{
    "summary": "Fire — contained",
    "station_id": 1
  }'

curl -X POST "http://127.0.0.1:8000/tips/1/convert"
"""
    endpoints = read(text).endpoints
    assert [[field.name for field in e.fields] for e in endpoints] == [
        ["summary", "station_id"],
        [],
    ]


def test_methods_below_a_bare_name_are_its_calls_and_their_words_no_path() -> None:
    text = (
        "orders\n  GET list ?cursor\n  POST create {items[]} -> 201\norders/{id}\n  DELETE -> 204\n"
    )
    assert [(one.method, one.path) for one in BOARD.parse(text).endpoints] == [
        ("GET", "/orders"), ("POST", "/orders"), ("DELETE", "/orders/{id}"),
    ]  # fmt: skip


def test_the_mark_of_a_fence_is_no_field_in_a_text_of_any_alphabet() -> None:
    endpoint = only('POST /bills\n\nRequest\n```json\n{ "text": "café – bar" }\n```\n')
    assert [field.name for field in endpoint.fields] == ["text"]


def test_a_rule_for_all_callers_excepts_what_it_says() -> None:
    text = "Auth: Bearer token on everything except sign-up and /v1/health.\n"
    calls = as_read(text + "POST /sign-up {email}\nGET /health\nGET /me\n")["endpoints"]
    assert [call["auth"] for call in calls] == ["none", "none", "bearer"]


def test_what_is_said_behind_the_second_of_two_holds_for_both() -> None:
    made = as_read("POST /posts/:id/like or DELETE /posts/:id/like (auth) -> 204\n")["endpoints"]
    assert [(e["auth"], [a["status"] for a in e["answers"]]) for e in made] == [
        ("yes", ["204"]), ("yes", ["204"]),
    ]  # fmt: skip
    first, second = as_read("GET /a -> 200 or DELETE /a (auth) -> 204\n")["endpoints"]
    assert (first["answers"][0]["status"], second["answers"][0]["status"]) == ("200", "204")


def test_streams_of_a_service_are_told_from_plain_messages() -> None:
    text = (
        "service Meter {\n  rpc Push (stream Sample) returns (Ack);\n"
        "  rpc Read (Span) returns (stream Sample);\n  rpc Ask (Span) returns (Ack);\n}\n"
    )
    push, reading, ask = as_read(text)["endpoints"]
    assert "stream of Sample" in push["summary"]
    assert reading["answers"][0]["note"] == "stream"
    assert "stream" not in json.dumps(ask)


def test_a_query_in_the_remark_behind_a_route_is_its_query() -> None:
    endpoint = only("r.get('/rooms', list);   // ?before=&limit=\n")
    assert [field.name for field in endpoint.query] == ["before", "limit"]


def test_the_type_before_the_name_of_a_handler_is_its_answer() -> None:
    text = (
        "@RestController\nclass Bills {\n"
        '  @GetMapping("/bills")\n  public Page<Bill> list(Pageable p) { ... }\n'
        '  @GetMapping("/bills/{id}")\n  ResponseEntity<Bill> get(@PathVariable UUID id) { ... }\n'
        '  @DeleteMapping("/bills/{id}")\n  void drop(@PathVariable UUID id) { ... }\n}\n'
    )
    made = as_read(text)["endpoints"]
    assert [[a["type"] for a in e["answers"]] for e in made] == [["Bill[]"], ["Bill"], []]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('curl -X POST https://api.mail.test/v2/letters -d \'{"to": "a"}\'\n', "api.mail.test"),
        ("GET https://api.mail.test/v2/letters -> 200\nGET /v2/boxes -> 200\n", "api.mail.test"),
        ("GET https://a.test/x -> 200\nGET https://b.test/y -> 200\n", ""),
        ('POST /hooks {"url": "https://b.test/y"} -> 201\n', ""),
    ],
)
def test_the_host_of_calls_is_a_setting(text: str, wanted: str) -> None:
    assert as_read(text)["settings"].get("host", "").removeprefix("https://") == wanted
