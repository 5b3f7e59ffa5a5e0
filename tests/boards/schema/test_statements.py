"""Statements about tables, silencing, advice that shares indexes, exports of others' programs."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.boards.board import Context, Severity, plain
from coach.boards.schema.finding_rules import READING, RULES
from coach.boards.schema.schema_board import BOARD
from coach.text import width
from tests.boards.schema.judge_schema import advised, printed

PROMPTS = sorted((Path(__file__).parents[3] / "prompts").glob("*/*.toml"))
SHOP = "users(id pk, email)\norders(id pk, user_id -> users, status, created_at)\n"


def codes(text: str) -> list[str]:
    return [one.code for one in BOARD.findings(BOARD.parse(text), Context())]


@pytest.mark.parametrize("path", PROMPTS, ids=lambda path: path.stem)
def test_a_prompts_schema_is_read_wholly_and_has_no_fault(path: Path) -> None:
    said = tomllib.loads(path.read_text("utf-8")).get("schema", "")
    text = said if isinstance(said, str) else said.get("board", "")
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("users(id pk, tag_ids)", ["list-in-column"]),
        ("users(id pk, tag_ids) # ok list-in-column", []),
        ("# ok list-in-column: ten at most\nusers(id pk, tag_ids)", []),
        ("ok list-in-column\nusers(id pk, tag_ids)\nposts(id pk, media_ids)", []),
        ("# ok no-key\nusers(id pk, tag_ids)", ["list-in-column"]),
        ("what is this\nok unread", ["unread"]),
    ],
)
def test_a_finding_is_silenced_on_its_line_or_everywhere(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("t(id int pk)\nrows t 3B", "key-exhaustion"),
        ("t(id uuid pk)\nrows t 200M", "random-key"),
        ("t(id pk, price double)", "money-float"),
        ("t(id pk, seen_at timestamp)", "timestamp-without-zone"),
        ("t(id pk, state enum('a','b'))", "enum-growth"),
        ("t(id pk, target_type, target_id)", "polymorphic-reference"),
        ("t(id pk, cvv)", "plain-secret"),
        ("t(id pk, a)\nquery t by a offset 5000 limit 20\nindex t(a)", "deep-offset"),
        ("t(id pk, status)\nquery t by status", "low-selectivity"),
        ("t(id pk, a)\nindex t(a)\nindex t(a, id)", "redundant-index"),
        ("t(id pk, name text)\nquery t by name contains", "text-search"),
        ("t(id pk, name text)\nquery t by name prefix", "text-search"),
        ("t(id bigserial pk, a)\nshard t by id", "hot-shard"),
        ("t(id pk, at timestamptz)\nshard t by at", "hot-shard"),
        ("t(id pk, a)\nshard t by id\nquery t by a\nindex t(a)", "cross-shard-query"),
        ("t(id pk, email unique)\nshard t by id", "unique-across-shards"),
        ("t(id, at, a, pk(id, at))\npartition t by at\nquery t by id", "partition-unpruned"),
        ("t(id pk, n int)\nupdate t.n 2k/s", "hot-row"),
        ("a(id pk)\nb(id pk, a_id -> a)\nindex b(a_id)\na 1:1 b", "one-to-one-not-unique"),
    ],
)
def test_a_rule_fires_alone(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "t(id int pk)\nrows t 2B",
        "t(id uuidv7 pk)\nrows t 200M",
        "t(id pk, price_cents bigint)",
        "t(id pk, seen_at timestamptz)",
        "t(id pk, password_hash)",
        "t(id pk, n int)\nupdate t.n 900/s",
        "t(id pk, url_hash unique)",
        "t(id pk, email unique)\nshard t by email",
    ],
)
def test_a_rule_does_not_fire_beside_its_case(text: str) -> None:
    assert codes(text) == []


def test_every_rule_has_a_severity_and_reading_is_no_rule() -> None:
    assert not READING & set(RULES)
    assert {rule.severity for rule in RULES.values()} == set(Severity)


def test_findings_carry_the_source_of_their_rule() -> None:
    (found,) = printed("t(id pk, price float)")["findings"]
    assert (found["code"], found["line"], found["source"]) == ("money-float", 1, "docs 8.1.3")


def test_one_index_serves_several_queries() -> None:
    text = (
        f"{SHOP}query orders by user_id\nquery orders by user_id, status sorted created_at desc\n"
    )
    made, _ = advised(text, "orders")
    assert made == ["user_id, status, created_at desc"]
    assert codes(text).count("missing-index") == 2


def test_a_filter_writes_advised_indexes_on_request() -> None:
    model = BOARD.parse(f"{SHOP}query orders by user_id\n")
    assert "-- advised: CREATE INDEX ON orders (user_id);" in BOARD.export(model, "postgres")
    assert "CREATE INDEX orders_user_id ON orders (user_id);" in BOARD.export(
        model, "postgres", advice=True
    )


def test_the_picture_tells_what_serves_each_query() -> None:
    text = f"{SHOP}query orders by id\nquery orders by user_id\nshard orders by user_id\n"
    drawn = plain(BOARD.draw(BOARD.parse(text), 80, 40))
    assert "✓ orders by id" in drawn
    assert "! orders by user_id  needs (user_id)" in drawn
    assert "orders sharded by user_id" in drawn


def test_many_columns_leave_keys_and_references() -> None:
    columns = ", ".join(f"c{number}" for number in range(30))
    drawn = plain(BOARD.draw(BOARD.parse(f"a(x pk)\nt(id pk, {columns}, x -> a)"), 80, 40))
    assert "+ 30 more" in drawn
    assert "→ a" in drawn


def test_dbml_is_written_as_its_page_has_it() -> None:
    text = "users(id pk, email unique)\norders(id pk, user_id -> users)\nindex orders(user_id)"
    written = BOARD.export(BOARD.parse(text), "dbml")
    assert 'Ref: "orders"."user_id" > "users"."id"' in written
    assert '  "email" text [not null, unique]' in written
    again = BOARD.parse(written)
    assert [(t.name, t.key) for t in again.tables] == [("users", ("id",)), ("orders", ("id",))]
    assert again.findings == ()


WRITTEN = """users(id pk, email unique)
orders(id pk, user_id -> users.id, total float?)
users 1:N orders
query orders by user_id sorted total desc limit 3 5k/s
index orders(user_id, total desc)
partition orders by range total
shard orders by user_id
rows orders 5M
share orders.total=1 5%
CREATE TABLE t (a int, b text,
Table x {
  a int [pk]
}
erDiagram
A ||--o{ B : c
a: b, c
Users
 id int pk
- b
| a | b |
SELECT * FROM orders WHERE a = 1 and (b
model M {
class C:
  x = Column(Integer
+--+
│ a│
ok no-key
# ok no-key
### t
PK = a
GSI: PK = a
x -- y
("""
LINES = WRITTEN.split("\n")
PAGES = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(PAGES | st.text(max_size=200), st.integers(20, 120))
def test_whatever_is_written_ends_in_a_drawing_and_exports(text: str, room: int) -> None:
    model = BOARD.parse(text)
    for one in BOARD.findings(model, Context()):
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)
    rows = BOARD.draw(model, room, 10)
    wide = {width(table.name) for table in model.tables}
    if model.tables and max(wide) < room:
        assert all(width(row) <= max(room, 60) for row in plain(rows).split("\n"))
    for form in BOARD.formats:
        BOARD.export(model, form)
    json.loads(BOARD.export(model, "json"))


def test_a_bullet_of_nothing_but_a_remark_is_left_out() -> None:
    text = "users(id pk)\n- -- what follows is open\n* \norders(id pk, user_id -> users.id)"
    assert [table.name for table in BOARD.parse(text).tables] == ["users", "orders"]


CALENDAR = """\
rooms: id pk, number
visits: id pk, room_id -> rooms, held_on, during tstzrange, created_at
 - no two visits of a room may overlap
 - index (room_id, held_on)
 - unknown words about the table
bills: id pk, visit_id -> visits
"""


def test_lines_below_a_table_speak_of_it() -> None:
    model = BOARD.parse(CALENDAR)
    visits = model.names["visits"]
    assert [one.parts for one in visits.exclusions] == [(("room_id", "="), ("during", "&&"))]
    assert [(index.table, index.said) for index in model.indexes] == [
        ("visits", "room_id, held_on")
    ]
    (unread,) = model.findings
    assert unread.span is not None
    assert (unread.code, CALENDAR.count("\n", 0, unread.span.start)) == ("unread", 4)
    script = BOARD.export(model, "postgres")
    assert "EXCLUDE USING gist (room_id WITH =, during WITH &&)" in script
    assert "held_on date NOT NULL" in script


def test_a_script_says_which_references_and_rules_it_cannot_hold() -> None:
    model = BOARD.parse(f"{CALENDAR}partition visits by month of created_at\n")
    script = BOARD.export(model, "postgres")
    assert "-- visit_id points at visits: no foreign key, as its key holds" in script
    assert "-- exclude (room_id with =, during with &&): not over partitions" in script.lower()
    assert "REFERENCES visits" not in script


def test_a_line_of_no_table_belongs_to_the_only_one_that_has_its_columns() -> None:
    tables = "clubs: id pk, name, town\nhalls: id pk, name, street\n\n"
    (index,) = BOARD.parse(f"{tables}index: street, name\n").indexes
    assert (index.table, index.said) == ("halls", "street, name")
    shared = BOARD.parse(f"{tables}index: name\n")
    assert shared.indexes == ()
    assert [one.code for one in shared.findings] == ["unread"]
