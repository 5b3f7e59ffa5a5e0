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


MARKED = [
    (
        "**Tables:**\n- **Users**: `id, name`\n- **Orders**: `id, user_id`\n",
        "Users(id,name) Orders(id,user_id)",
    ),
    ("### Core Tables\n- users: id, email\n", "users(id,email)"),
    ("**Models** (in `a.prisma`):\n- **User**: id, age, sessions relationship\n", "User(id,age)"),
    ("#### `roles` - Roles\n```sql\n- id (PK)\n- role (varchar 255)\n```\n", "roles(id,role)"),
    ("- `sessions` 테이블: id (PK), user_id\n", "sessions(id,user_id)"),
    ("- User: id, name, etc.\n", "User(id,name)"),
    ("trips (junction table)\n  └─ trip_id (FK), user_id (FK)\n", "trips(trip_id,user_id)"),
    ("Entity | Attributes |\n---|---|\nUser | id, name |\n", "User(id,name)"),
    ("## 4. chats\n\nOne talk.\n\n| Column | Type |\n|---|---|\n| id | UUID (PK) |\n", "chats(id)"),
    ("CREATE TABLE a (id int, KEY `x` (`id`, `b`), b int);\n", "a(id,b)"),
]


@pytest.mark.parametrize(("text", "wanted"), MARKED)
def test_tables_behind_the_marks_of_markdown(text: str, wanted: str) -> None:
    tables = read(text)["tables"]
    shown = [f"{t['name']}({','.join(c['name'] for c in t['columns'])})" for t in tables]
    assert " ".join(shown) == wanted


@given(st.sampled_from([text for text, _ in MARKED]), st.text("`#*|(),: \n", max_size=6))
def test_marks_made_plain_move_nothing(text: str, more: str) -> None:
    text = text.replace(" ", f" {more}", 1)
    plain = levelled(text)
    assert len(plain) == len(text)
    assert plain.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "line",
    [
        'Relation between "users" and "posts" should be one-to-many.',
        "- The relationship between users and posts is 1:N",
        "relation between users and posts: one to many",
    ],
)
def test_a_relation_said_between_two(line: str) -> None:
    (relation,) = read(f"users(id pk)\nposts(id pk)\n{line}\n")["relations"]
    assert (relation["left"], relation["count"], relation["right"]) == ("users", "1:N", "posts")


def test_a_class_says_in_brackets_where_a_column_points() -> None:
    text = "class Play(Base):\n    id: UUID (PK)\n    user_id: UUID (FK -> users.id)\n"
    text += "    sku: str (unique)\n"
    (table,) = [t for t in read(text)["tables"] if t["name"] == "Play"]
    assert table["key"] == ["id"]
    assert [c["ref"] for c in table["columns"]] == [None, "users.id", None]
    assert [c["unique"] for c in table["columns"]] == [False, False, True]
