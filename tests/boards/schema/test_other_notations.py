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


CORE = """class Film(Base):
    id = Column(Integer, primary_key=True)
    length = Column(Integer)
    title = Column(String(80), nullable=False)

film_labels = Table("film_labels", Base.metadata,
    Column("film_id", ForeignKey("film.id"), primary_key=True),
    Column("label", String(20), primary_key=True),
    UniqueConstraint("label", "film_id"))
"""


def test_a_table_that_a_call_makes_has_its_name_and_columns() -> None:
    film, labels = read(CORE)["tables"]
    assert [(c["name"], c["optional"]) for c in film["columns"]] == [
        ("id", False), ("length", True), ("title", False),
    ]  # fmt: skip
    assert (labels["name"], labels["key"]) == ("film_labels", ["film_id", "label"])
    assert [(c["type"], c["ref"]) for c in labels["columns"]] == [
        ("", "film.id"), ("varchar(20)", None),
    ]  # fmt: skip
    assert labels["uniques"] == [["label", "film_id"]]


def test_a_column_of_a_call_that_is_none_is_told() -> None:
    made = read('pairs = Table("pairs", meta,\n    Column("a", Integer),\n    some_thing(3))\n')
    assert [len(table["columns"]) for table in made["tables"]] == [1]
    assert [f["line"] for f in made["findings"] if f["code"] == "unread"] == [3]


def test_the_title_of_a_text_is_no_table() -> None:
    made = read(
        "Car hire (second try, Monday)\n\ncars: id pk, plate\nhires: id pk, car_id -> cars\n"
    )
    assert [table["name"] for table in made["tables"]] == ["cars", "hires"]
    assert [f["line"] for f in made["findings"] if f["code"] == "unread"] == [1]
    (table,) = read("order items (order_id, product, count)\n\n")["tables"]
    assert table["name"] == "order items"


def test_a_reference_of_two_columns_is_one_and_any_of_them_may_lead_an_index() -> None:
    text = (
        "create table berth (ship int, no int, primary key (ship, no));\n"
        "create table trip (id int primary key, ship int, no int,\n"
        "  foreign key (ship, no) references berth (ship, no){});\n"
    )
    made = read(text.format(", unique (ship, no)"))
    assert made["tables"][1]["joint"] == [
        {"columns": ["ship", "no"], "ref": "berth", "others": ["ship", "no"]}
    ]
    assert [f for f in made["findings"] if f["code"] == "missing-fk-index"] == []
    bare = read(text.format(""))["findings"]
    assert [f["code"] for f in bare if f["code"] == "missing-fk-index"]


def test_rows_and_limits_are_in_the_json() -> None:
    made = read("Event(id pk, kind, at)\nrows Event 12M\nquery Event by kind sorted at limit 100\n")
    assert (made["tables"][0]["rows"], made["queries"][0]["limit"]) == (12e6, 100)
    assert "limit" not in read("Event(id pk, kind)\nquery Event by kind\n")["queries"][0]


def test_all_tables_of_a_text_for_cassandra_are_sharded_by_their_keys() -> None:
    text = (
        "create table a (k uuid, n int, primary key ((k), n)) with clustering order by (n desc);\n"
        "create table b (name text primary key, k uuid);\n"
    )
    assert [(s["table"], s["columns"]) for s in read(text)["shards"]] == [
        ("a", ["k"]), ("b", ["name"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "create table t (a int, b int);\ncreate index t_by_b on t (b);\n",
        "create table t (a int, b int, key `t_by_b` (`b`));\n",
        "Table t {\n  a int\n  b int\n  indexes {\n    b [name: 't_by_b']\n  }\n}\n",
    ],
)
def test_an_index_keeps_its_name(text: str) -> None:
    assert [(i["columns"], i["name"]) for i in read(text)["indexes"]] == [(["b"], "t_by_b")]
    (plain,) = read("t(a pk, b)\nindex t(b)\n")["indexes"]
    assert "name" not in plain


def test_the_step_of_a_partition_is_in_the_json() -> None:
    (spread,) = read("t(id pk, sent_at)\nt partitioned by month of sent_at\n")["partitions"]
    assert (spread["columns"], spread["unit"]) == (["sent_at"], "month")
