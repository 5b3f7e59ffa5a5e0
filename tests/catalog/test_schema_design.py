"""The workflow of schema design holds its document's steps, lists, tables and examples whole."""

import tomllib
from pathlib import Path

import pytest

from coach.boards.schema.schema_board import BOARD

ROOT = Path(__file__).parents[2]
ITEMS = (ROOT / "tests/data/schema/document-items.txt").read_text("utf-8").splitlines()
FILE = ROOT / "prompts/schema-design/workflow.toml"
WORKFLOW = tomllib.loads(FILE.read_text("utf-8"))


def shown() -> str:
    """All that a candidate meets in a session: the boards' beginnings, phases and checklists."""
    parts = [WORKFLOW["about"], *WORKFLOW["starts"].values()]
    for phase in WORKFLOW["phases"]:
        parts += [phase["title"], phase["says"], *phase["questions"]]
        parts += [item["group"] for item in phase["items"]]
        parts += [item["text"] for item in phase["items"]]
    return "\n".join(parts)


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_of_the_document_is_met_in_a_session(item: str) -> None:
    assert item in shown()


def test_the_steps_are_phases_in_their_order_with_windows() -> None:
    phases = WORKFLOW["phases"]
    ids = ["entities", "relationships", "keys", "indexes", "scale"]
    assert [phase["id"] for phase in phases] == ids
    assert all(phase["least"] < phase["most"] for phase in phases)


def test_the_examples_of_the_notes_are_read_by_the_board() -> None:
    notes = WORKFLOW["starts"]["notes"]
    entities = notes.split("# Relationship types")[0].split("for instance:")[1]
    relations = notes.split("# Relationship types")[1].split("# Primary keys")[0]
    schema = BOARD.parse(f"{entities}\n{relations}")
    assert [table.name for table in schema.tables] == ["User", "Product", "Order", "OrderItem"]
    assert [relation.count for relation in schema.relations] == ["1:N", "1:N", "1:N"]
    assert schema.findings == ()


def test_the_schema_board_begins_empty_but_for_remarks() -> None:
    assert BOARD.parse(WORKFLOW["starts"]["schema"]).tables == ()
    assert BOARD.parse(WORKFLOW["starts"]["schema"]).findings == ()
