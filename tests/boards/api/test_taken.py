"""No word of a sketch is lost in silence: it is in the model, in a note, or in a finding."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from coach.boards.api.api_board import BOARD
from tests.boards.api.judge import short_labels

DATA = Path(__file__).parents[2] / "data" / "api"
NAMES = ("reading", "sketches", "sketches-later", "sketches-mixed")
SKETCHES: list[dict[str, Any]] = [
    sketch for name in NAMES for sketch in json.loads((DATA / f"{name}.json").read_text("utf-8"))
]
SKETCHES += short_labels((DATA / "short-labels.txt").read_text("utf-8"))
STRANGER = "zyxwv"


def printed(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(BOARD.export(BOARD.parse(text), "json"))
    return loaded


def strays(text: str) -> list[str]:
    return [note.message for note in BOARD.parse(text).findings if note.code == "stray-words"]


@pytest.mark.parametrize("sketch", SKETCHES, ids=lambda sketch: str(sketch["id"]))
def test_a_word_that_nobody_knows_is_never_lost(sketch: dict[str, Any]) -> None:
    """Put at the end of any line, behind its words, it is read, noted or told with its line."""
    if sketch["text"].lstrip().startswith(("openapi", "{", "swagger", "paths")):
        pytest.skip("documents have a reader of their own")
    lines = sketch["text"].split("\n")
    for number, line in enumerate(lines):
        if not re.search(r"\w", line) or line.startswith("```"):
            continue
        end = len(line.rstrip(" ,;{(\\'\"`"))
        changed = [*lines[:number], f"{line[:end]} {STRANGER}{line[end:]}", *lines[number + 1 :]]
        text = "\n".join(changed)
        model = BOARD.parse(text)
        at = text.index(STRANGER)
        told = any(f.span and f.span.start <= at < f.span.end for f in model.findings)
        assert STRANGER in BOARD.export(model, "json") or told, line


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("GET /a -> 200 | 404 gone for good", "gone for good"),
        ("router.post('/orders', makeOrder)", "make order"),
        ("service Stock {\n  rpc Get(GetRequest) returns (Reply);\n}", "Stock"),
        ("POST /a\n  amount    integer, minor units", "minor units"),
        ("versioning: in the path\nGET /a", "in the path"),
        ("# the app calls this first\nGET /a // often", "the app calls this first"),
        ("curl -X POST https://x.example/a -d currency=EUR", "EUR"),
    ],
)
def test_what_is_said_besides_is_printed(text: str, where: str) -> None:
    assert where in BOARD.export(BOARD.parse(text), "json")
    assert strays(text) == []


def test_a_number_counts_only_where_its_call_has_it() -> None:
    assert strays("GET /a -> 200\nPOST /b {x} within 200 ms") != []
    assert strays("1. GET /a -> 200\n2. POST /b {x} -> 201") == []


def test_what_no_call_has_is_told_at_its_place() -> None:
    text = "curl https://x.example/a -H 'X-Trace: abc of things'"
    (note,) = [note for note in BOARD.parse(text).findings if note.code == "stray-words"]
    assert note.span is not None
    assert text[note.span.start : note.span.end].startswith("abc of things")


def test_a_word_of_another_call_does_not_count() -> None:
    text = "resource orders: id, total\nGET /orders/{id} -> Order\nGET /users/{id} -> User total"
    assert strays(text) or "total" in str(printed(text)["endpoints"][1])


def test_parameters_and_headers_are_printed_with_their_values() -> None:
    got = printed('GET /a?season=7&limit=50 -> 200\ncurl -H "If-Match: 7f1c" https://x.example/b')
    parameters = got["endpoints"][0]["parameters"]
    assert [(p["name"], p["example"]) for p in parameters] == [("season", "7"), ("limit", "50")]
    assert "7f1c" in json.dumps(got["also"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("like: PUT posts/<id>/like (204)", "PUT /posts/{id}/like 204"),
        ("report: POST reports with why and optional note. 201", "POST /reports why note 201"),
        ("POST /media returns 201 with an up_url, then PUT to it", "POST /media 201 up_url"),
        ("POST /carts → makes one. Return 201 with { id }. 409 if full", "POST /carts 201 id 409"),
        ("`POST /a/{id}/send` – no body – 202", "POST /a/{id}/send 202"),
        ("POST /a\n  201 Created      Due\n  400 Bad Request  Fault", "POST /a 201 Due 400 Fault"),
        ('POST /pay { "a": int, "meta"?: object }', "POST /pay a meta"),
    ],
)  # fmt: skip
def test_what_sentences_say_of_a_call_is_read(text: str, line: str) -> None:
    (got,) = printed(text)["endpoints"]
    said = [got["method"], got["path"], *(field["name"] for field in got["fields"])]
    for answer in got["answers"]:
        said += [answer["status"], answer["type"], *(field["name"] for field in answer["fields"])]
    assert " ".join(word for word in said if word) == line
    assert strays(text) == []


def test_what_a_handler_takes_and_answers_is_read() -> None:
    got = printed(
        '@RequestMapping("/claims")\nclass Claims {\n  @PostMapping\n'
        "  @ResponseStatus(HttpStatus.CREATED)\n  Claim file(@RequestBody NewClaim c) { }\n"
        '  @PostMapping("/{id}/papers")\n'
        "  void add(@PathVariable UUID id, @RequestPart MultipartFile doc,"
        " @RequestParam int n) { }\n}"
    )["endpoints"]
    assert [answer["status"] for answer in got[0]["answers"]] == ["201"]
    assert got[0]["answers"][0]["type"] == "Claim" and "NewClaim" in got[0]["summary"]
    assert [(field["name"], field["type"]) for field in got[1]["fields"]] == [("doc", "file")]
    assert [(part["name"], part["type"]) for part in got[1]["parameters"]] == [("n", "int")]


def test_headers_of_answers_and_what_is_open_are_kept() -> None:
    got = printed("POST /a\nHTTP/1.1 201 Created\nLocation: /a/7\n{}")
    assert "Location: /a/7" in got["endpoints"][0]["answers"][0]["note"]
    got = printed(
        "Auth: Bearer token on everything except login\nPOST /login -> 200\nGET /me -> 200"
    )
    assert got["settings"]["open"] == "login"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("resource a: id, n\ncrud a except delete, list", "GET POST PATCH"),
        ("GET /a?fields=id,name&limit=2 -> 200", "GET fields limit 200"),
        ("GET /a/{id} (needs token). 200 user", "GET bearer 200"),
        ("POST /login: email, password. Returns 200, 401 otherwise", "POST email password 200 401"),
        ("/me/likes PUT|DELETE /:id -> 204", "PUT 204 DELETE 204"),
        ('curl https://x.example/a\n# 200 {"n": 1} | 404', "GET 200 404"),
        ("/search GET q, radius=5, limit<=50", "GET q radius limit"),
        ('r.Route("/v1", func(r chi.Router) {\n  r.Use(auth)\n  r.Get("/a/{id}", one)\n})', "GET"),
        ("Route::apiResource('a.b', C::class)->only(['index', 'store']);", "GET POST"),
        ("connect: wss://x.example/ws?token=...\n-> go {a}\n<- got {b}", "WS token SEND a RECV b"),
    ],
)  # fmt: skip
def test_more_ways_of_writing_calls_are_read(text: str, line: str) -> None:
    said = []
    for got in printed(text)["endpoints"]:
        said += [got["method"], *([got["auth"]] if got["auth"] else []), *got["query"]]
        if "crud" not in text:
            said += [field["name"] for field in got["fields"]]
            said += [answer["status"] for answer in got["answers"] if answer["status"]]
    assert " ".join(said) == line


def test_a_controller_gives_its_name_and_its_marks_to_its_calls() -> None:
    got = printed(
        '[ApiController]\n[Route("api/[controller]")]\npublic class ParcelsController {\n'
        '  [HttpPost("{id}")]\n  [Authorize]\n  [ProducesResponseType(404)]\n'
        "  public ActionResult<Parcel> Add(Guid id, [FromBody] NewParcel body) { }\n}"
    )["endpoints"]
    assert [(call["method"], call["path"], call["auth"]) for call in got] == [
        ("POST", "/api/parcels/{id}", "yes")
    ]
    assert "404" in [answer["status"] for answer in got[0]["answers"]]


def test_a_step_further_out_than_a_call_is_no_field_of_it() -> None:
    got = printed(
        "1. Make\n   POST /polls\n   Response: 201 { id }\n2. Vote\n   POST /polls/{id}/votes\n"
        "   Response: 204\n"
    )["endpoints"]
    assert [field["name"] for field in got[0]["answers"][0]["fields"]] == ["id"]
    assert [answer["status"] for answer in got[1]["answers"]] == ["204"]


def test_a_router_begins_its_paths_and_a_header_says_who_calls() -> None:
    got = printed(
        'router = APIRouter(prefix="/v1/notes")\n@router.get("")\ndef every(n: int = 2): ...\n'
        '@router.delete("/{note_id}", status_code=204)\ndef drop(note_id: UUID): ...\n'
    )["endpoints"]
    assert [call["path"] for call in got] == ["/v1/notes", "/v1/notes/{note_id}"]
    got = printed("Auth: API key in header X-Gym-Key\nGET /a -> 200")
    said = {"callers": "API key in header X-Gym-Key"}
    assert got["settings"] == {"auth": "api key", "header": "X-Gym-Key", **said}
