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
