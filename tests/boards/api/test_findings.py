"""Findings: what the labelled sketches say, each rule where it holds and where it does not."""

import json
from pathlib import Path

import pytest

from coach.boards.api.api_board import BOARD
from coach.boards.api.api_findings import findings
from coach.boards.board import Context, Severity

LABELLED = json.loads(
    (Path(__file__).parents[2] / "data" / "api" / "findings.json").read_text("utf-8")
)
HEAD = "base /v1\nauth bearer\nrate 100/min per user\nerrors problem+json\n"
Told = set[tuple[str, int | None]]


def told(text: str) -> Told:
    model = BOARD.parse(text)
    return {
        (one.code, model.line(one.span.start) if one.span else None)
        for one in BOARD.findings(model, Context())
    }


def test_the_labelled_sketches_are_judged_as_a_reviewer_would() -> None:
    right = false = missed = 0
    for sketch in LABELLED:
        want: Told = {(one["code"], one["line"]) for one in sketch["findings"]}
        got = told(sketch["text"])
        right += len(want & got)
        false += len(got - want)
        missed += len(want - got)
    assert (right, false, missed) == (36, 0, 1)


LINES: list[tuple[str, str, bool]] = [
    ("verb-in-path", "POST /createOrder (Idempotency-Key) -> 201 | 400", True),
    ("verb-in-path", "GET /list-orders?cursor= -> 200 Order[]", True),
    ("verb-in-path", "POST /orders/{id}/update -> 200 | 404", False),
    ("verb-in-path", "GET /updates?cursor= -> 200 Update[]", False),
    ("unsafe-get", "GET /orders/{id}/delete -> 204 | 404", True),
    ("unsafe-get", "POST /orders/{id}/cancel -> 200 | 404", False),
    ("singular-collection", "GET /order/{id} -> 200 | 404", True),
    ("singular-collection", "POST /comment {text} -> 201 | 400", True),
    ("singular-collection", "GET /news/{id} -> 200 | 404", False),
    ("deep-nesting", "GET /a-s/{a}/b-s/{b}/c-s/{c} -> 200 | 404", True),
    ("trailing-slash", "GET /orders/{id}/ -> 200 | 404", True),
    ("path-case", "GET /userProfiles/{id} -> 200 | 404", True),
    ("path-case", "GET /user-profiles/{id} -> 200 | 404", False),
    ("mixed-case", "POST /posts {text, mediaIds[]} -> 201 {post_id} | 400", True),
    ("param-drift", "GET /orders/{id} -> 200\nDELETE /orders/{order_id} -> 204 | 404", True),
    ("endpoint-twice", "GET /orders/{id}\nGET /orders/{id} -> 200 Order | 404", False),
    ("endpoint-twice", "GET /orders/{id}\nGET /orders/{id}", True),
    ("endpoint-twice", "GET /orders/{id} -> 200 Order | 404\nGET /orders/{id}", True),
    ("endpoint-twice", "GET /orders/{id} -> 200\nGET /orders/{order_id} -> 200 | 404", True),
    ("id-in-query", "GET /orders?order_id= -> 200 Order | 404", True),
    ("id-in-query", "GET /orders?customer_id=&cursor= -> 200 Order[] | 400", False),
    ("needs-id", "DELETE /orders -> 204 | 404", True),
    ("needs-id", "DELETE /orders?before= -> 204 | 404", False),
    ("needs-id", "PUT /me/settings {theme} -> 204 | 400", False),
    ("get-with-body", "GET /orders body {cursor} -> 200 Order | 404", True),
    ("get-with-body", "GET /orders {cursor} -> 200 Order[] | 404", False),
    ("delete-with-body", "DELETE /orders/{id} {reason} -> 204 | 404", True),
    ("status-mismatch", "GET /orders/{id} -> 201 Order | 404", True),
    ("status-mismatch", "PUT /orders/{id} {a} -> 204 {a} | 404", True),
    ("create-status", "POST /comments {text} -> 200 {id} | 400", True),
    ("create-status", "POST /sessions {email, password} -> 200 {token} | 401", False),
    ("async-status", "POST /exports {month} -> 201 {id} | 400", True),
    ("async-status", "POST /imports {url} -> 202 {id} | 400", False),
    ("unknown-status", "GET /orders/{id} -> 299 Order | 404", True),
    ("no-pagination", "GET /posts -> 200 Post[] | 401", True),
    ("no-pagination", "GET /posts?limit= -> 200 Post[] | 401", False),
    ("no-pagination", "GET /settings -> 200 | 401", False),
    ("offset-pagination", "GET /posts?page=&limit= -> 200 Post[] | 401", True),
    ("no-idempotency", "POST /payments {amount} -> 201 | 402", True),
    ("no-idempotency", "POST /payments {payment_id, amount} -> 201 | 402", False),
    ("no-idempotency", "POST /orders/{id}:refund -> 200 | 409", True),
    ("no-idempotency", "POST /getOrders {cursor} -> 200 | 409", False),
    ("caller-in-body", "POST /posts {userId, text} -> 201 | 400", True),
    ("caller-in-body", "POST /login {user_id, code} (public) -> 200 | 401", False),
    ("secret-in-url", "GET /me?token= -> 200 | 401", True),
    ("secret-in-url", "WS /socket?token=", False),
    ("secret-in-url", "GET /socket?token= -> 101", False),
    ("secret-in-answer", "GET /users/{id} -> 200 {id, passwordHash} | 404", True),
    ("money-float", "POST /payments (Idempotency-Key) {amount: float} -> 201 | 402", True),
    ("money-float", "POST /readings {temperature: float} -> 201 | 402", False),
    ("file-in-body", "POST /photos {image, caption} -> 201 | 400", True),
    ("file-in-body", "POST /photos {image_url} -> 201 | 400", False),
    ("rpc-style", "getPaste(paste_key)", True),
    ("mixed-version", "GET /v2/orders/{id} -> 200 | 404", True),
    ("parameter-twice", "GET /a-s/{x}/b-s/{x} -> 200 | 404", True),
]


@pytest.mark.parametrize(("code", "text", "holds"), LINES)
def test_a_rule_holds_where_it_should_and_nowhere_else(code: str, text: str, holds: bool) -> None:
    assert (code in {one for one, _ in told(HEAD + text)}) is holds


def test_put_with_a_part_of_the_resource_loses_the_rest() -> None:
    text = HEAD + "resource orders: id, note, status\nPUT /orders/{id} {note} -> 200 | 404\n"
    assert ("put-partial", 6) in told(text)
    assert ("put-partial", 6) not in told(text.replace("{note}", "{note, status}"))


def test_resources_and_endpoints_know_one_another() -> None:
    text = HEAD + "resource orders: id\nresource users: id\nGET /invoices/{id} -> 200 | 404\n"
    assert told(text) == {("unknown-resource", 7), ("resource-unused", 5), ("resource-unused", 6)}


def test_what_a_page_must_say_is_told_once_and_without_a_line() -> None:
    bare = told("GET /posts/{id}\nGET /posts/{id}/likes/{n}")
    assert bare == {
        (code, None)
        for code in ("no-answer", "no-auth", "no-version", "no-rate-limit", "no-error-format")
    }
    assert ("no-4xx", None) in told("GET /posts/{id} -> 200")
    assert told("") == set()


def test_plain_http_is_told_but_for_the_machine_itself() -> None:
    line = "GET /a-s/{id} -> 200 | 404"
    head = HEAD.replace("base /v1", "base http://api.example/v1")
    assert told(head + line) == {("plain-http", 1)}
    assert told(head.replace("api.example", "localhost:8000") + line) == set()


def test_findings_are_silenced_at_a_line_above_it_and_for_the_board() -> None:
    line = "GET /order/{id} -> 200 | 404"
    code = ("singular-collection", 5)
    assert told(HEAD + line) == {code}
    assert told(f"{HEAD}{line}  # ok singular-collection, path-case") == set()
    assert told(f"{HEAD}# ok singular-collection\n{line}") == set()
    assert told(f"{HEAD}{line}\nok singular-collection") == set()
    assert told(f"{HEAD}{line}  # ok path-case") == {code}
    assert told(f"{HEAD}# ok singular-collection\n\n{line}") == {("singular-collection", 7)}


def test_every_finding_says_why_and_where_the_rule_is_from() -> None:
    for _, text, _ in LINES:
        for finding in findings(BOARD.parse(HEAD + text)):
            assert finding.source
            assert finding.message.endswith(f"({finding.source})")


def test_errors_stand_first() -> None:
    order = [f.severity for f in findings(BOARD.parse("POST /a\nGET /createA -> 299\nGET /as"))]
    assert order == sorted(order, key=list(Severity).index)


def test_a_session_without_help_is_drawn_without_judgement() -> None:
    model = BOARD.parse("POST /v1/endpoints url\nGET /v1/events from, to\n")
    judged = ["".join(text for text, _ in row) for row in BOARD.draw(model, 78, 20)]
    bare = ["".join(text for text, _ in row) for row in BOARD.draw_unjudged(model, 78, 20)]
    assert any("✗ authentication" in line for line in judged)
    assert not any(sign in line for line in bare for sign in "✗✓!·")
    assert [line[1:].rstrip() for line in judged[: len(bare)]] == [
        line[1:].rstrip() for line in bare
    ], "only the marks and the list of what is missing are left out"


def codes_of(text: str) -> set[str]:
    return {finding.code for finding in BOARD.findings(BOARD.parse(text), Context())}


def test_a_table_of_answers_gives_statuses_with_words_and_no_type() -> None:
    text = "DELETE /files/{id}\n| status | when |\n|---|---|\n| 204 | deleted |\n| 404 | none |\n"
    (endpoint,) = BOARD.parse(text).endpoints
    assert [(a.status, a.type, a.note) for a in endpoint.responses] == [
        ("204", "", "deleted"), ("404", "", "none"),
    ]  # fmt: skip
    assert "status-mismatch" not in codes_of(text)


def test_a_short_links_own_path_needs_no_version() -> None:
    assert "mixed-version" not in codes_of("POST /v1/links {url} -> 201\nGET /{code} -> 302\n")
    assert "mixed-version" in codes_of("POST /v1/links {url} -> 201\nGET /links/{id} -> 200\n")


def test_a_method_behind_a_colon_is_written_as_functions_are() -> None:
    assert "path-case" not in codes_of("POST /v1/products:batchGet {ids[]} -> 200\n")
    assert "path-case" in codes_of("GET /v1/orderItems?cursor= -> 200\n")
