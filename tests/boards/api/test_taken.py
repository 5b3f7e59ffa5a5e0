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
