"""PlantUML and Go structs on the schema board: read, and each span where it was typed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context
from coach.boards.schema.other_notations import levelled
from coach.boards.schema.schema_board import BOARD

UML = """@startuml
hide circle
skinparam linetype ortho
entity User {
  *id : bigint <<PK>>
  --
  email : text
}
entity "Purchase order" as Purchase {
  * id : bigint <<PK, generated>>
  user_id : bigint <<FK>>
}
User ||--o{ Purchase
@enduml
"""
GO = """type Order struct {
  ID        int64      `gorm:"primaryKey"`
  UserID    *int64     `db:"user_id"`
  Token     uuid.UUID
  CreatedAt time.Time
}
"""


def read(text: str) -> Any:
    return json.loads(BOARD.export(BOARD.parse(text), "json"))


def columns(table: Any) -> list[tuple[str, str, bool]]:
    return [(c["name"], c["type"], c["optional"]) for c in table["columns"]]


def test_plantuml_entities_have_their_columns_keys_and_relation() -> None:
    made = read(UML)
    user, order = made["tables"]
    assert (user["name"], user["key"]) == ("User", ["id"])
    assert columns(user) == [("id", "bigint", False), ("email", "text", False)]
    assert (order["name"], order["key"]) == ("Purchase", ["id"])
    assert [(r["left"], r["count"], r["right"]) for r in made["relations"]] == [
        ("User", "1:N", "Purchase")
    ]
    assert not [f for f in made["findings"] if f["severity"] == "error"]


def test_a_go_struct_is_a_table() -> None:
    made = read(GO)
    (order,) = made["tables"]
    assert (order["name"], order["key"]) == ("Order", ["ID"])
    assert columns(order) == [
        ("ID", "int64", False), ("UserID", "int64", True), ("Token", "UUID", False),
        ("CreatedAt", "timestamp", False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [UML, GO])
def test_every_character_keeps_its_place(text: str) -> None:
    made = levelled(text)
    assert len(made) == len(text)
    assert [at for at, c in enumerate(text) if c == "\n"] == [
        at for at, c in enumerate(made) if c == "\n"
    ]


@given(st.lists(st.sampled_from([*UML.split("\n"), *GO.split("\n"), "<<", ">>", "{", "}"])))
def test_pieces_in_any_order_keep_their_length(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert len(levelled(text)) == len(text)
    BOARD.parse(text)


@pytest.mark.parametrize("key", ["pk both", "pk(both)", "primary key both", "both pk"])
def test_both_are_the_first_two_columns(key: str) -> None:
    (table,) = read(f"enrolment: user_id, course_id, enrolled_at, {key}\n")["tables"]
    assert table["key"] == ["user_id", "course_id"]
    assert [c["name"] for c in table["columns"]] == ["user_id", "course_id", "enrolled_at"]


def test_a_foreign_key_that_points_nowhere_is_told() -> None:
    def told(text: str) -> list[str]:
        return [f.code for f in BOARD.findings(BOARD.parse(text), Context())]

    assert "points-nowhere" in told("Lesson(id pk, course_id fk)")
    assert "points-nowhere" not in told("Lesson(id pk, course_id fk -> Course)\nCourse(id pk)")
