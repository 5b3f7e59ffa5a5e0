"""The schema board: reading, findings, drawing, exports."""

import re
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context, Finding, Severity, plain
from coach.boards.schema.implied import relations
from coach.boards.schema.schema_board import BOARD
from coach.errors import UsageError
from coach.text import width

TEXT = """
-- a shop
orders(
  order_id pk,
  buyer_id -> users.user_id,
  placed_at, note?
)
users(user_id pk, email unique, age: int)
order_lines(order_id -> orders, line, price: numeric(10,2), pk(order_id, line))
index orders(buyer_id, placed_at)
index order_lines(order_id)
unique index users(email)
shard orders by buyer_id
partition order_lines by order_id
"""

PIECES = st.lists(
    st.sampled_from(
        [
            "t",
            "u",
            "(",
            ")",
            " pk",
            ",",
            "->",
            ".",
            "?",
            "\n",
            " ",
            "index ",
            "shard t by c",
            "1:N",
            ":",
            "c",
        ]
    )
).map("".join)


def found(text: str) -> list[Finding]:
    return list(BOARD.findings(BOARD.parse(text), Context()))


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


def test_tables_keys_and_references_are_read() -> None:
    schema = BOARD.parse(TEXT)
    orders, users, order_lines = schema.tables
    assert [column.name for column in orders.columns] == [
        "order_id",
        "buyer_id",
        "placed_at",
        "note",
    ]
    assert orders.columns[3].optional
    assert orders.columns[1].reference is not None
    assert orders.columns[1].reference.table == "users"
    assert (orders.key, order_lines.key) == (("order_id",), ("order_id", "line"))
    assert users.columns[1].unique
    assert order_lines.columns[2].type == "numeric(10,2)"
    assert [(index.table, index.unique) for index in schema.indexes] == [
        ("orders", False),
        ("order_lines", False),
        ("users", True),
    ]
    assert [(one.kind, one.table) for one in schema.shards] == [("shard", "orders")]
    assert [(one.kind, one.table) for one in schema.partitions] == [("range", "order_lines")]
    assert codes(TEXT) == ["redundant-index"]


def test_relations_come_from_references_and_from_words() -> None:
    schema = BOARD.parse("a(x pk)\nb(y pk, x -> a.x)\nc(x pk -> a.x)\nb N:M c")
    found = [(one.left, one.count, one.right, implied) for one, implied in relations(schema)]
    assert found == [
        ("b", "N:M", "c", False),
        ("a", "1:N", "b", True),
        ("a", "1:0..1", "c", True),
    ]


@pytest.mark.parametrize(
    ("text", "code", "severity", "about"),
    [
        ("orders(a, b)", "no-key", Severity.WARNING, "orders"),
        ("a(x pk, y -> users.id)", "unknown-table", Severity.ERROR, "users.id"),
        ("a(x pk, y unique -> a.z)", "unknown-column", Severity.ERROR, "a.z"),
        ("a(x pk)\nindex a(y)", "unknown-column", Severity.ERROR, "index a(y)"),
        ("a(x pk)\nindex b(y)", "unknown-table", Severity.ERROR, "index b(y)"),
        ("a(x pk)\nindex a()", "no-column", Severity.WARNING, "index a()"),
        ("a(x pk)\nshard a by y", "unknown-column", Severity.ERROR, "shard a by y"),
        ("a(x pk)\npartition b by y", "unknown-table", Severity.ERROR, "partition b by y"),
        ("a(x pk)\na(y pk)", "table-twice", Severity.ERROR, "a"),
        ("a(x pk, x)", "column-twice", Severity.ERROR, "x"),
        ("a(x, pk(x, y))", "unknown-column", Severity.ERROR, "y"),
        ("a(x? pk)", "optional-key", Severity.WARNING, "x? pk"),
        ("a(x pk)\na 1:N b", "unknown-table", Severity.ERROR, "a 1:N b"),
        ("a(x pk", "unclosed", Severity.ERROR, "(x pk"),
        ("a(x pk, !)", "unreadable-column", Severity.WARNING, "!"),
        ("a(x pk) and more", "stray-words", Severity.WARNING, "and more"),
        ("some words", "unread", Severity.ERROR, "some words"),
    ],
)
def test_a_fault_is_found_with_its_place(
    text: str, code: str, severity: Severity, about: str
) -> None:
    (one,) = found(text)
    assert (one.code, one.severity) == (code, severity)
    assert one.span is not None
    assert text[one.span.start : one.span.end] == about


def test_an_unfinished_table_does_not_swallow_the_next_paragraph() -> None:
    schema = BOARD.parse("a(x pk,\n\nb(y pk)\n")
    assert [table.name for table in schema.tables] == ["a", "b"]


def test_tables_are_boxes_with_how_many_at_either_end() -> None:
    text = "users(user_id pk, email?)\norders(order_id pk, user_id -> users.user_id)"
    assert plain(BOARD.draw(BOARD.parse(text), 80, 20)).split("\n") == [
        "       ┌────────────┐",
        "       │   users    │",
        "       ├────────────┤",
        "       │ user_id pk │",
        "       │ email?     │",
        "       └──────┬─────┘",
        "              1",
        "              │",
        "              N",
        "┌─────────────┴────────────┐",
        "│          orders          │",
        "├──────────────────────────┤",
        "│ order_id pk              │",
        "│ user_id  → users.user_id │",
        "└──────────────────────────┘",
    ]


def test_the_sql_runs() -> None:
    written = BOARD.export(BOARD.parse(TEXT), "sqlite")
    database = sqlite3.connect(":memory:")
    database.executescript("PRAGMA foreign_keys = on;" + written)
    database.execute("INSERT INTO users VALUES (1, 'e', 3)")
    database.execute("INSERT INTO orders VALUES (7, 1, '2026-01-01', NULL)")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO orders VALUES (8, 2, '2026-01-01', NULL)")
    database.close()
    assert "-- shard by buyer_id" in written
    assert written.index("CREATE TABLE users") < written.index("CREATE TABLE orders")


def test_reserved_names_are_quoted_and_circles_end() -> None:
    written = BOARD.export(
        BOARD.parse("user(id pk, group -> group.id)\ngroup(id pk, owner -> user.id)"), "sqlite"
    )
    database = sqlite3.connect(":memory:")
    database.executescript(written)
    database.close()
    assert 'CREATE TABLE "user"' in written


def test_markdown_names_columns_keys_and_relations() -> None:
    written = BOARD.export(BOARD.parse(TEXT), "markdown")
    assert "### order_lines" in written
    assert "| `buyer_id` | → users.user_id |" in written
    assert "- users 1:N orders" in written
    with pytest.raises(UsageError):
        BOARD.export(BOARD.parse(TEXT), "openapi")


@given(st.text() | PIECES, st.integers(1, 100))
def test_any_text_is_read_drawn_and_exported(text: str, room: int) -> None:
    model = BOARD.parse(text)
    for one in BOARD.findings(model, Context()):
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text)
    BOARD.draw(model, room, 10)
    for form in (*BOARD.formats, "json"):
        BOARD.export(model, form)


@given(PIECES, st.integers(24, 120))
def test_no_row_is_wider_than_the_room(text: str, room: int) -> None:
    rows = BOARD.draw(BOARD.parse(text), room, 10)
    assert all(width(row) <= room for row in plain(rows).split("\n"))


def test_lines_after_an_unclosed_bracket_name_it() -> None:
    text = "users(id pk)\n\norders(\n  id pk,\nwhat now\n\nwhat now"
    told = [one.message for one in found(text) if one.code in ("unclosed", "unread")]
    assert told == [
        "The bracket is not closed.",
        "This is not read, as the bracket opened on line 3 is not closed.",
        "This is not read. A table is name(column pk, column, column -> other.column).",
    ]


@pytest.mark.parametrize("first", ["orders(id pk", "index users(id"])
def test_a_table_below_an_unclosed_bracket_is_read(first: str) -> None:
    schema = BOARD.parse(f"{first}\nusers(id pk)")
    assert schema.tables[-1].name == "users"
    assert [one.code for one in schema.findings] == ["unclosed"]


def test_a_table_without_columns_is_a_finding_and_no_sql() -> None:
    text = "bad()\nusers(id pk, bad_id -> bad)\nindex bad(x)\nshard bad by x"
    assert "bad has no columns; as SQL it is left out." in [one.message for one in found(text)]
    script = BOARD.export(BOARD.parse(text), "sqlite")
    assert "CREATE TABLE bad" not in script
    assert "REFERENCES" not in script
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    database.close()
    assert BOARD.export(BOARD.parse("bad("), "sql") == ""


CASES = Path(__file__).parents[2] / "data" / "boards"


def test_foreign_keys_in_words_are_references() -> None:
    sql = BOARD.export(BOARD.parse((CASES / "s01-foreign-key-words.txt").read_text()), "sql")
    assert "FOREIGN KEY (buyer_id) REFERENCES buyers (id)" in sql
    assert "FOREIGN KEY (order_id) REFERENCES orders (id)" in sql


@pytest.mark.parametrize(
    "said",
    [
        "seat_id fk seats.id",
        "seat_id fk -> seats.id",
        "seat_id FK(seats.id)",
        "seat_id: bigint references seats(id) on delete cascade",
        "seat_id bigint not null references seats (id)",
        "seat_id foreign key to seats.id",
        "seat_id → seats.id",
        "seat_id fk seats",
    ],
)
def test_a_reference_is_read_however_it_is_said(said: str) -> None:
    text = f"seats(id bigint pk)\nsales(id pk, {said})\nindex sales(seat_id)"
    model = BOARD.parse(text)
    column = model.tables[1].columns[1]
    assert column.reference is not None
    assert column.reference.table == "seats"
    assert column.type in ("", "bigint")
    assert found(text) == []


def test_fk_beside_a_type_names_no_table() -> None:
    column = BOARD.parse("sales(id pk, seat_id fk uuid)").tables[0].columns[1]
    assert (column.reference, column.type) == (None, "uuid")


def test_create_table_is_read() -> None:
    model = BOARD.parse((CASES / "s02-create-table.sql").read_text())
    buyers, orders = model.tables
    assert [column.name for column in buyers.columns] == ["id", "email"]
    assert (buyers.key, buyers.columns[1].unique, buyers.columns[1].type) == (
        ("id",), True, "varchar(255)",
    )  # fmt: skip
    assert orders.columns[1].reference is not None
    assert orders.columns[1].reference.table == "buyers"
    assert [index.parts[0].text for index in model.indexes] == ["buyer_id"]
    assert model.findings == ()


SQL = """-- what people keep
CREATE TABLE IF NOT EXISTS public."order" (
  id INT UNSIGNED AUTO_INCREMENT,
  `buyer id` BIGINT NULL DEFAULT 0,
  note TEXT DEFAULT 'a, (b', /* a remark, with ( */
  price NUMERIC(10, 2) NOT NULL CHECK (price > 0),
  place_id UUID,
  PRIMARY KEY (id, place_id),
  UNIQUE KEY one_note (note),
  KEY by_price (price DESC),
  CONSTRAINT at_place FOREIGN KEY (place_id) REFERENCES places (id) ON DELETE CASCADE
) ENGINE=InnoDB;
create table places (id uuid primary key, at timestamp with time zone);
CREATE UNIQUE INDEX CONCURRENTLY ON public."order" USING btree (lower(note), price);
ALTER TABLE ONLY places ADD CONSTRAINT x FOREIGN KEY (at) REFERENCES "order"(id);
INSERT INTO places VALUES (1);
"""


def test_sql_of_others_is_read_too() -> None:
    model = BOARD.parse(SQL)
    order, places = model.tables
    assert [(c.name, c.type, c.optional) for c in order.columns] == [
        ("id", "int unsigned identity", False),
        ("buyer id", "bigint", True),
        ("note", "text", True),
        ("price", "numeric(10, 2)", False),
        ("place_id", "uuid", False),
    ]
    assert order.key == ("id", "place_id")
    assert order.uniques == (("note",),)
    assert order.columns[4].reference is not None
    assert order.columns[4].reference.column == "id"
    assert places.columns[1].type == "timestamp with time zone"
    assert places.columns[1].reference is not None
    assert [(i.unique, [c.text for c in i.parts]) for i in model.indexes] == [
        (False, ["price"]),
        (True, ["lower(note)", "price"]),
    ]
    assert [note.code for note in model.findings] == ["passed-over", "stray-words"]
    assert "ENGINE=InnoDB" in model.findings[1].message
    assert [c.note for c in order.columns] == [
        "", "DEFAULT 0", "DEFAULT 'a, (b'", "CHECK (price > 0)", "ON DELETE CASCADE",
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["postgres", "sqlite"])
@pytest.mark.parametrize("text", [TEXT, SQL, "a(b pk)\nshard a by b\npartition a by (b)"])
def test_what_is_written_as_sql_is_read_back(text: str, format: str) -> None:
    first = BOARD.parse(text)
    again = BOARD.parse(BOARD.export(first, format))
    assert {table.name: {c.name for c in table.columns} for table in again.tables} == {
        table.name: {c.name for c in table.columns} for table in first.tables
    }
    assert {(s.table, s.kind, s.columns) for s in (*again.shards, *again.partitions)} == {
        (s.table, s.kind, s.columns) for s in (*first.shards, *first.partitions)
    }


@pytest.mark.parametrize(
    "text",
    [
        '{"openapi": "3.1.0", "paths": {}}',
        "digraph g {\n  users -> orders\n}",
        "flowchart LR\na --> b\n",
    ],
)
def test_another_notation_is_one_finding(text: str) -> None:
    model = BOARD.parse(text)
    assert (model.tables, [one.code for one in model.findings]) == ((), ["foreign"])


@pytest.mark.parametrize(
    "text",
    [
        "create table a(" * 40_000,
        "alter table a add " * 40_000,
        "create index on a (" * 40_000,
        'create table "' * 30_000,
        "create table a(b" + ",(" * 100_000,
        "/*" * 200_000,
    ],
    ids=lambda text: text[:20],
)
def test_hostile_sql_is_read_in_bounded_time(text: str) -> None:
    begun = time.perf_counter()
    BOARD.findings(BOARD.parse(text), Context())
    assert time.perf_counter() - begun < 20


def test_markdown_holds_no_element_and_no_link() -> None:
    text = (
        'create table "<script>alert(1)</script>" ("[x](javascript:alert(1))" int,'
        ' "`a`" text, id int, primary key ("<b>", id), unique ("<i>"));'
        'create index on "<script>alert(1)</script>" ("<img src=x>");'
    )
    written = BOARD.export(BOARD.parse(text), "markdown")
    outside = re.sub(r"(`+).+?\1", "", written)
    assert not re.search(r"(?<!\\)<", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)


def test_tables_written_both_ways_are_both_read() -> None:
    text = "links(code pk, url)\nCREATE TABLE users (id int primary key)\nindex links(url)\n"
    model = BOARD.parse(text)
    assert {table.name for table in model.tables} == {"links", "users"}
    assert [index.table for index in model.indexes] == ["links"]
    half = BOARD.parse("CREATE TABLE users (id int primary key);\nwhat is this?\n")
    assert [table.name for table in half.tables] == ["users"]
    assert any(f.severity is not Severity.HINT for f in BOARD.findings(half, Context()))


SKETCH = "User (id, email)\nOrder (id, user_id, total)\nUser 1:N Order\nOrder 1:N Line\nA N:M B"


@pytest.mark.parametrize("format", ["postgres", "sqlite", "dbml"])
def test_a_script_says_what_it_supposes_and_loses_no_relation(format: str) -> None:
    written = BOARD.export(BOARD.parse(SKETCH), format)
    mark = "//" if format == "dbml" else "--"
    for said in (
        "no key was said: id",
        "user_id points at User, as User 1:N Order says",
        "Order 1:N Line: no column for it yet",
        "A N:M B: no table between them yet",
    ):
        assert f"{mark} {said}\n" in written
    assert "FOREIGN KEY (user_id)" in written or '"user_id" > "User"."id"' in written


def test_what_a_script_supposes_is_not_in_the_schema_itself() -> None:
    schema = BOARD.parse(SKETCH)
    BOARD.export(schema, "sqlite")
    order = schema.table("order")
    assert order is not None
    assert not order.key and not order.columns[1].reference
    assert "no-key" in {finding.code for finding in BOARD.findings(schema, Context())}


def test_tables_that_are_only_named_stay_in_dbml() -> None:
    written = BOARD.export(BOARD.parse("User (1) ----< (n) Order\nuser 1:0..1 avatar"), "dbml")
    read = BOARD.parse(written)
    assert [table.name for table in read.tables] == ["User", "Order", "avatar"]


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE Booking (id bigint PRIMARY KEY, room_id bigint REFERENCES Room (id),\n"
        "  during tstzrange, EXCLUDE USING gist (room_id WITH =, during WITH &&));\n",
        "Booking (id pk, room_id -> Room, during tstzrange,"
        " exclude (room_id with =, during with &&))\n",
        "Booking:\n- id pk\n- room_id -> Room\n- during tstzrange\n"
        "- exclude using gist (room_id with =, during with &&)\n",
        "Booking (id pk, room_id -> Room, during tstzrange)\n"
        "Booking must not overlap during per room_id\n",
        "Booking (id pk, room_id -> Room, during tstzrange)\nno overlap Booking(room_id, during)\n",
    ],
)
def test_what_must_not_overlap_is_read_and_written(text: str) -> None:
    model = BOARD.parse(f"Room (id pk)\n{text}")
    table = model.table("booking")
    assert table is not None
    assert [column.name for column in table.columns] == ["id", "room_id", "during"]
    assert BOARD.findings(model, Context()) == ()
    script = BOARD.export(model, "postgres")
    assert script.startswith("CREATE EXTENSION IF NOT EXISTS btree_gist;\n")
    assert "EXCLUDE USING gist (room_id WITH =, during WITH &&)" in script
    again = BOARD.parse(script).table("booking")
    assert again is not None and again.exclusions == table.exclusions
    assert "-- exclude (room_id with =, during with &&): PostgreSQL alone" in BOARD.export(
        model, "sqlite"
    )
    assert "exclude room_id with" in BOARD.export(model, "markdown")


def test_a_column_called_exclude_stays_one_and_no_table_is_no_line() -> None:
    model = BOARD.parse("A (id pk, exclude text)\nNobody must not overlap during\n")
    table = model.table("a")
    assert table is not None
    assert [column.name for column in table.columns] == ["id", "exclude"]
    assert [finding.code for finding in BOARD.findings(model, Context())] != []


def test_the_page_tells_how_often_is_asked_and_how_much_there_is() -> None:
    text = """\
Event (id bigint, user_id, at timestamptz, pk(user_id, id))
query Event by user_id sorted id desc limit 20  2k/s
query Event by user_id, at > ?
rows Event 30M
grow Event 50k/day
partition Event by hash user_id
"""
    page = BOARD.export(BOARD.parse(text), "markdown")
    assert "### Queries\n\n| Query | A second | Index |\n|---|---|---|\n| Event by" in page
    assert "| 2,000 | the key |" in page
    assert page.endswith("| Event | 30,000,000 | 50,000 |\n")
    script = BOARD.export(BOARD.parse(text), "postgres")
    assert [f"REMAINDER {n})" in script for n in range(5)] == [True] * 4 + [False]
