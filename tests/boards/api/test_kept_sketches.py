"""The sketches of the kinds that once went wrong, one file each: what a person expects of them."""

import json
from pathlib import Path
from typing import Any

from coach.boards.api.api_board import BOARD
from coach.boards.api.api_model import Api
from coach.boards.board import Severity

KEPT = Path(__file__).parents[2] / "data" / "boards"


def parsed(name: str) -> Api:
    return BOARD.parse((KEPT / name).read_text("utf-8"))


def faults(model: Api) -> list[str]:
    return [note.message for note in model.findings if note.severity is not Severity.HINT]


def test_what_stands_behind_the_question_mark_are_query_parameters() -> None:
    document: Any = json.loads(BOARD.export(parsed("a01-query-parameters.txt"), "openapi"))
    parameters = document["paths"]["/items"]["get"]["parameters"]
    assert [(given["name"], given["in"]) for given in parameters] == [
        ("limit", "query"),
        ("cursor", "query"),
    ]


def test_words_behind_a_path_are_its_summary_and_no_part_of_it() -> None:
    model = parsed("a02-description.txt")
    assert [(line.method, line.path, line.summary) for line in model.endpoints] == [
        ("POST", "/orders", "place an order"),
        ("GET", "/orders/{id}", "one order"),
    ]
    assert faults(model) == []


def test_a_body_over_several_lines_is_one_body() -> None:
    model = parsed("a03-body-over-lines.txt")
    (endpoint,) = model.endpoints
    assert (endpoint.method, endpoint.path) == ("POST", "/links")
    assert [field.name for field in endpoint.fields] == ["url", "alias"]
    (answer,) = endpoint.responses
    assert answer.status == "201"
    assert [field.name for field in answer.fields] == ["code"]
    assert faults(model) == []


def names(fields: Any) -> list[str]:
    return [field.name for field in fields]


def printed(name: str) -> Any:
    return json.loads(BOARD.export(parsed(name), "json"))


def within(fields: Any, name: str) -> list[str]:
    (field,) = [field for field in fields if field["name"] == name]
    return [part["name"] for part in field["fields"]]


def test_the_parts_of_a_thing_in_a_body_are_kept_and_shown() -> None:
    (order,) = printed("a04-parts-of-a-list.txt")["endpoints"]
    assert within(order["fields"], "lines") == ["article_id", "qty", "price_seen"]
    ride, asked, _ = printed("a08-curl-with-parts.txt")["endpoints"]
    assert within(ride["fields"], "pickup") == ["lat", "lon"]
    assert within(asked["answers"][0]["fields"], "driver") == ["name", "plate"]
    page = BOARD.export(parsed("a08-curl-with-parts.txt"), "markdown")
    assert "dropoff: {lat, lon}" in page
    drawn = BOARD.draw(parsed("a04-parts-of-a-list.txt"), 100, 40)
    assert "lines[]: {article_id, qty, price_seen}" in "".join(
        text for row in drawn for text, _ in row
    )


def test_a_type_with_a_comma_in_angles_is_one_type() -> None:
    model = parsed("a05-protocol-buffers.txt")
    (reply,) = [kind for kind in model.resources if kind.name == "LookupReply"]
    assert [(field.name, field.type) for field in reply.fields] == [
        ("left", "map"),
        ("as_of", "Timestamp"),
    ]
    assert faults(model) == []


def test_a_document_in_short_keeps_what_it_names_in_braces() -> None:
    made, gone, secret = parsed("a06-openapi-in-short.txt").endpoints
    assert [(field.name, field.many) for field in made.fields] == [
        ("url", False),
        ("types", True),
        ("version", False),
    ]
    assert [(a.status, names(a.fields), a.note) for a in made.responses] == [
        ("201", ["id", "secret"], ""),
        ("400", [], "bad url"),
    ]
    assert [a.note for a in gone.responses] == ["gone"]
    assert [names(a.fields) for a in secret.responses] == [["secret_id", "secret"]]


def test_messages_below_a_line_of_who_speaks_to_whom_go_that_way() -> None:
    model = parsed("a07-socket-by-turns.txt")
    assert [(line.method, line.path) for line in model.endpoints] == [
        ("WS", "/v1"),
        ("SEND", "send"),
        ("SEND", "read"),
        ("SEND", "resume"),
        ("RECV", "ack"),
        ("RECV", "msg"),
        ("RECV", "error"),
    ]
    assert [note.code for note in model.findings if note.code == "unread"] == []


def test_what_graphql_marks_with_nothing_may_be_left_out() -> None:
    _, search, *_ = parsed("a09-graphql-may-be-left-out.txt").endpoints
    assert [field.name for field in search.fields if field.optional] == ["guests", "after"]


def test_what_a_field_is_where_it_is_left_out_is_kept_and_shown() -> None:
    name = "a09-graphql-may-be-left-out.txt"
    _, search, *_ = printed(name)["endpoints"]
    assert [(f["name"], f["default"]) for f in search["fields"] if "default" in f] == [
        ("guests", "2")
    ]
    assert "guests?: Int = 2" in BOARD.export(parsed(name), "markdown")
    bound = BOARD.parse("POST /people {age: int >= 18}").endpoints[0].fields
    assert [field.default for field in bound] == [""]


def test_a_handler_in_python_keeps_its_mappings_and_what_it_returns() -> None:
    made, runs, _ = parsed("a10-python-handlers.txt").endpoints
    assert names(made.query) == ["name", "schedule", "tz"]
    assert [(field.name, field.optional) for field in made.fields] == [("payload", True)]
    assert [answer.type for answer in (*made.responses, *runs.responses)] == ["JobId", "RunPage"]


def test_answers_may_stand_on_both_sides_of_a_stroke() -> None:
    *_, cancel = parsed("a11-answers-with-a-stroke.txt").endpoints
    assert [(answer.status, answer.note) for answer in cancel.responses] == [
        ("200", ""),
        ("409", "already shipped"),
    ]


def test_what_a_call_sends_may_stand_on_lines_below_it() -> None:
    charge, refund, _ = parsed("a12-fields-on-lines.txt").endpoints
    assert names(charge.fields) == ["amount", "currency", "card_token"]
    assert names(refund.fields) == ["amount"]
    alone = BOARD.parse("POST /orders\n  idempotent\n  -> 201")
    assert alone.endpoints[0].fields == ()
    listed = BOARD.parse("POST /results\n  match_id, player, delta\n  -> 202")
    assert names(listed.endpoints[0].fields) == ["match_id", "player", "delta"]


def test_a_step_may_be_called_by_a_word_of_doubt() -> None:
    model = parsed("a13-numbered-steps.txt")
    assert [(line.method, line.summary) for line in model.endpoints][-2:] == [
        ("PUT", "like"),
        ("DELETE", "unlike"),
    ]
    talk = BOARD.parse("unlike GET /orders this one is paged")
    assert talk.endpoints == ()


def test_a_bracket_behind_a_long_query_is_read_at_once() -> None:
    query = "a" * 400
    model = BOARD.parse(f"GET /items?first=1&{query}}} -> 200")
    assert [line.method for line in model.endpoints] == ["GET"]


def test_a_paragraph_that_says_calls_is_read() -> None:
    hold, pay, gone = BOARD.parse(
        "so three calls. reserving is POST /holds with the event and the list of seats, gives back "
        "201 and hold_id plus until, or 409 with the seats that are taken. paying is POST "
        "/holds/{hold_id}/pay with payment_token, 200 or 410 if the hold ran out. and giving up is "
        "DELETE /holds/{hold_id} which is always a 204."
    ).endpoints
    assert names(hold.fields) == ["event", "seats"]
    assert [(a.status, names(a.fields)) for a in hold.responses] == [
        ("201", ["hold_id", "until"]),
        ("409", []),
    ]
    assert hold.responses[1].note == "with the seats that are taken"
    assert names(pay.fields) == ["payment_token"]
    assert [a.status for a in pay.responses] == ["200", "410"]
    assert [a.status for a in gone.responses] == ["204"]


def test_names_behind_a_status_are_what_is_answered() -> None:
    text = "POST /uploads {name} -> 201 upload_id, part_size | 409 gone\nGET /boards -> rows, as_of"
    made, asked = BOARD.parse(text).endpoints
    assert [(a.status, names(a.fields)) for a in made.responses] == [
        ("201", ["upload_id", "part_size"]),
        ("409", []),
    ]
    assert [names(a.fields) for a in asked.responses] == [["rows", "as_of"]]


def test_what_all_calls_of_a_kind_need_each_of_them_has() -> None:
    text = "All POSTs need Idempotency-Key\nPOST /a {x}\nGET /b\n"
    assert [endpoint.headers for endpoint in BOARD.parse(text).endpoints] == [
        ("Idempotency-Key",),
        (),
    ]
    assert BOARD.parse("POST /a (x) idem key -> 201").endpoints[0].headers == ("Idempotency-Key",)


def test_a_call_to_an_address_of_somebody_elses_is_a_message() -> None:
    text = "Webhook we send:\nPOST {customer url}\nX-Event-Id\n{ id, type }\n2xx = ok\n410 -> off\n"
    (sent,) = BOARD.parse(text).endpoints
    assert (sent.method, sent.path, sent.headers) == ("RECV", "customer_url", ("X-Event-Id",))
    assert names(sent.fields) == ["id", "type"]
    assert [a.status for a in sent.responses] == ["2xx", "410"]


def test_titles_go_with_the_remarks() -> None:
    model = BOARD.parse("Photos API\n----------\nresults:\n  GET /results?cursor= -> 200 Row[]\n")
    assert model.remarks == ((1, "Photos API"), (3, "results"))
    assert [note.code for note in model.findings] == []


def test_a_condition_may_lead_to_a_status() -> None:
    (made,) = BOARD.parse("POST /a {x}\n  202 accepted; same id again -> 200 no change").endpoints
    assert [(a.status, a.note) for a in made.responses] == [
        ("202", "accepted"),
        ("200", "same id again no change"),
    ]


def test_a_body_of_bytes_is_no_json() -> None:
    model = BOARD.parse("PUT /uploads/{id}/parts/{n} {bytes} -> 200")
    page = BOARD.export(model, "markdown")
    assert "Content-Type: application/octet-stream\n\n<bytes>" in page
    assert "--data-binary @bytes" in BOARD.export(model, "curl")
    assert '"bytes": ' in BOARD.export(BOARD.parse("POST /a {bytes, name} -> 201"), "markdown")


def test_a_line_of_when_too_many_is_answered_is_the_rate() -> None:
    model = BOARD.parse("GET /me/pastes?after=\n429 w/ Retry-After when over 30 an hour\n")
    assert model.conventions.rate == "429 w/ Retry-After when over 30 an hour"
    assert model.endpoints[0].responses == ()
    (call,) = BOARD.parse("GET /a?cursor=\n  200 Row[]\n  429 slow down").endpoints
    assert [a.status for a in call.responses] == ["200", "429"]


def test_a_remark_that_tells_what_a_call_does_stands_once_on_the_page() -> None:
    page = BOARD.export(BOARD.parse("# for phones\nGET /a?cursor= -> 200 A[] # often"), "markdown")
    assert page.count("often") == 1 and "- for phones" in page
