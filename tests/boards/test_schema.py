"""The schema board: reading, findings, drawing, exports."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context, Finding, Severity, plain
from coach.boards.schema import BOARD, relations
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
        ("users", True),
    ]
    assert [(one.kind, one.table) for one in schema.spreads] == [
        ("shard", "orders"),
        ("partition", "order_lines"),
    ]
    assert codes(TEXT) == []


def test_relations_come_from_references_and_from_words() -> None:
    schema = BOARD.parse("a(x pk)\nb(y pk, x -> a.x)\nc(x pk -> a.x)\nb N:M c")
    assert relations(schema) == (("b", "N:N", "c"), ("a", "1:N", "b"), ("a", "1:1", "c"))


@pytest.mark.parametrize(
    ("text", "code", "severity", "about"),
    [
        ("orders(a, b)", "no-key", Severity.WARNING, "orders"),
        ("a(x pk, y -> users.id)", "unknown-table", Severity.ERROR, "users.id"),
        ("a(x pk, y -> a.z)", "unknown-column", Severity.ERROR, "a.z"),
        ("a(x pk)\nindex a(y)", "unknown-column", Severity.ERROR, "y"),
        ("a(x pk)\nindex b(y)", "unknown-table", Severity.ERROR, "index b(y)"),
        ("a(x pk)\nindex a()", "no-column", Severity.ERROR, "index a()"),
        ("a(x pk)\nshard a by y", "unknown-column", Severity.ERROR, "y"),
        ("a(x pk)\npartition b by y", "unknown-table", Severity.ERROR, "partition b by y"),
        ("a(x pk)\na(y pk)", "table-twice", Severity.ERROR, "a"),
        ("a(x pk, x)", "column-twice", Severity.ERROR, "x"),
        ("a(x, pk(x, y))", "unknown-column", Severity.ERROR, "y"),
        ("a(x? pk)", "optional-key", Severity.WARNING, "x? pk"),
        ("a(x pk)\na 1:N b", "unknown-table", Severity.ERROR, "a 1:N b"),
        ("a(x pk", "unclosed", Severity.ERROR, "(x pk"),
        ("a(x pk, !)", "unreadable-column", Severity.WARNING, "!"),
        ("a(x pk) and more", "stray-words", Severity.WARNING, "and more"),
        ("some words", "unreadable", Severity.ERROR, "some words"),
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


def test_tables_are_boxes_side_by_side() -> None:
    text = "users(user_id pk, email?)\norders(order_id pk, user_id -> users.user_id)"
    assert plain(BOARD.draw(BOARD.parse(text), 80, 20)).split("\n") == [
        "┌────────────┐  ┌──────────────────────────┐",
        "│ users      │  │ orders                   │",
        "├────────────┤  ├──────────────────────────┤",
        "│ user_id pk │  │ order_id pk              │",
        "│ email?     │  │ user_id  → users.user_id │",
        "└────────────┘  └──────────────────────────┘",
        "",
        "users 1:N orders",
    ]


def test_the_sql_runs() -> None:
    written = BOARD.export(BOARD.parse(TEXT), "sql")
    database = sqlite3.connect(":memory:")
    database.executescript("PRAGMA foreign_keys = on;" + written)
    database.execute("INSERT INTO users VALUES ('u', 'e', 3)")
    database.execute("INSERT INTO orders VALUES ('o', 'u', '2026-01-01', NULL)")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO orders VALUES ('p', 'nobody', '2026-01-01', NULL)")
    database.close()
    assert "-- shard by buyer_id" in written
    assert written.index("CREATE TABLE users") < written.index("CREATE TABLE orders")


def test_reserved_names_are_quoted_and_circles_end() -> None:
    written = BOARD.export(
        BOARD.parse("user(id pk, group -> group.id)\ngroup(id pk, owner -> user.id)"), "sql"
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
    BOARD.export(model, "markdown")
    BOARD.export(model, "sql")


@given(PIECES, st.integers(24, 120))
def test_no_row_is_wider_than_the_room(text: str, room: int) -> None:
    rows = BOARD.draw(BOARD.parse(text), room, 10)
    assert all(width(row) <= room for row in plain(rows).split("\n"))


def test_lines_after_an_unclosed_bracket_name_it() -> None:
    text = "users(id pk)\n\norders(\n  id pk,\nwhat now\n\nwhat now"
    told = [one.message for one in found(text) if one.code in ("unclosed", "unreadable")]
    assert told == [
        "The bracket is not closed.",
        *["This is not read, as the bracket opened on line 3 is not closed."] * 2,
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
    script = BOARD.export(BOARD.parse(text), "sql")
    assert "CREATE TABLE bad" not in script
    assert "REFERENCES" not in script
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    database.close()
    assert BOARD.export(BOARD.parse("bad("), "sql") == ""
