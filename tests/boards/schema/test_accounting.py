"""No word of a sketch is lost in silence: it is in the model, in a note, or in a finding."""

import json
import re
import sqlite3
from typing import Any

import pytest

from coach.boards.schema.schema_board import BOARD
from coach.boards.schema.schema_parts import Schema
from tests.boards.schema.judge_schema import corpus, printed, whiteboard

SKETCHES = [*corpus("reading.json"), *whiteboard()]
STRANGER = "zyxwv"


def note_of(schema: Schema, table: str, column: str) -> str:
    known = schema.names[table].column(column)
    assert known is not None
    return known.note


def strays(text: str) -> list[str]:
    return [f.message for f in BOARD.parse(text).findings if f.code == "stray-words"]


@pytest.mark.parametrize("sketch", SKETCHES, ids=lambda sketch: str(sketch["id"]))
def test_a_word_that_nobody_knows_is_never_lost(sketch: dict[str, Any]) -> None:
    """Put at the end of any line, behind its words, it is read, noted or told with its line."""
    lines = sketch["text"].split("\n")
    for number, line in enumerate(lines):
        if not re.search(r"\w", line) or line.startswith(("@start", "@end", "```")):
            continue
        end = len(line.rstrip(" ,;{("))
        changed = [*lines[:number], f"{line[:end]} {STRANGER}{line[end:]}", *lines[number + 1 :]]
        got = printed("\n".join(changed))
        told = {finding["line"] for finding in got["findings"]}
        assert STRANGER in json.dumps(got) or number + 1 in told, line


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("t(id pk, n int default 7)", "default 7"),
        ("t(id pk, n int check (n > 0))", "check (n > 0)"),
        ("t(id pk, n int >= 0)", ">= 0"),
        ("t(id pk, n text (max 280))", "max 280"),
        ("create table t (id int primary key, n int references u on delete cascade)",
         "on delete cascade"),
        ("t(id pk, n text default 'held')", "default 'held'"),
        ("t { _id, n: [ { sku, qty } ] }", "{ sku, qty }"),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_column_is_its_note(text: str, note: str) -> None:
    assert note in note_of(BOARD.parse(text), "t", "n")
    assert note in json.dumps(printed(text))
    assert note.split(maxsplit=1)[0] in BOARD.export(BOARD.parse(text), "markdown").replace(
        "\\", ""
    )


def test_a_mark_counts_only_where_its_fact_is() -> None:
    text = "a(id pk, b_id -> b)\nb(id pk, n unique)\nc(n PK unique key of what)"
    assert strays("a(id pk)\nindex a(id desc) on ssd") == ["Of this line “on ssd” is not taken."]
    assert strays(text) == []
    schema = BOARD.parse("Users: id (PK)\nLikes: user_id (FK), at\n")
    assert note_of(schema, "likes", "user_id") == "fk, by its name to Users"
    assert "REFERENCES users" in BOARD.export(schema, "postgres").replace('"Users"', "users")


def test_a_mark_in_a_column_counts_only_where_that_column_has_its_fact() -> None:
    schema = BOARD.parse("a(id pk)\nb(id pk, a_id -> a, x fk, n int default 0 check (n > 0))")
    assert note_of(schema, "b", "x") == "fk"
    assert note_of(schema, "b", "n") == "default 0 check (n > 0)"


def test_conditions_and_defaults_are_written_and_hold() -> None:
    schema = BOARD.parse(
        "stock(id pk, held int default 0, free int check (free >= 0), state text default 'new',"
        " check (held <= free), check (held <= floor(free)))"
    )
    script = BOARD.export(schema, "sqlite")
    assert "-- check held <= floor(free)" in script
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    database.execute("insert into stock (id, free) values (1, 3)")
    assert database.execute("select held, state from stock").fetchall() == [(0, "new")]
    for wrong in ("(2, 0, -1)", "(3, 5, 4)"):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(f"insert into stock (id, held, free) values {wrong}")
    database.close()
    assert "CHECK (held <= free)" in BOARD.export(schema, "postgres")


def test_what_a_comment_says_is_a_note_of_the_page() -> None:
    text = "# lives in the shard of its root\na(id pk) -- never deleted\n/* so far */\n# ok no-key"
    got = printed(text)
    assert [(note["line"], note["text"]) for note in got["notes"]] == [
        (1, "lives in the shard of its root"),
        (2, "never deleted"),
        (3, "so far"),
    ]
    assert "- never deleted" in BOARD.export(BOARD.parse(text), "markdown")


def test_what_one_does_to_the_other_is_the_label_of_the_relation() -> None:
    got = printed("erDiagram\n  A ||--o{ B : places\n")
    assert [relation["label"] for relation in got["relations"]] == ["places"]


def test_a_word_of_another_line_does_not_count() -> None:
    text = "users(id pk, email)\norders(id pk, user_id -> users)\nindex orders(user_id desc) email"
    assert strays(text) == ["Of this line “email” is not taken."]


def test_names_amounts_and_words_of_queries_are_printed() -> None:
    got = printed(
        "create table t (id int primary key, a text, constraint uk_a unique (a));\n"
        "rows t 12M\ngrow t 1k/day\nvalues t.a 5\nshare t.a='x' 1%\nupdate t.a 3/s\n"
        "query t by a contains, id > 7 limit 5 2k/s\n"
    )
    table, query = got["tables"][0], got["queries"][0]
    assert table["constraints"] == ["uk_a unique (a)"]
    assert (table["rows"], table["rows_per_day"]) == (12_000_000, 1000)
    assert (table["values"], table["shares"]) == ({"a": 5}, {"a = 'x'": 0.01})
    assert got["updates"] == [{"table": "t", "column": "a", "per_second": 3}]
    assert query["said"] == "query t by a contains, id > 7 limit 5 2k/s"
    assert (query["limit"], query["per_second"]) == (5, 2000)


def test_the_values_of_a_type_and_the_least_of_many_are_printed() -> None:
    got = printed("create type s as enum ('new', 'done');\nA ||--|{ B : has\nC 1:N D\n")
    assert got["enums"] == {"s": "'new', 'done'"}
    assert [r.get("at_least_one", False) for r in got["relations"]] == [True, False]


def test_the_name_of_a_field_that_only_leads_elsewhere_is_printed() -> None:
    got = printed(
        "model Team {\n  id Int @id\n  players Player[]\n}\nmodel Player {\n  id Int @id\n}"
    )
    assert got["also"] == [{"line": 3, "text": "players Player"}]


def test_a_default_is_kept_whole_and_the_order_of_a_cluster_is_a_note() -> None:
    text = "create table t (id int primary key, s enum('new','old') not null default 'new')"
    assert note_of(BOARD.parse(text), "t", "s") == "default 'new'"
    text = "create table t (a uuid, b int, primary key ((a), b)) with clustering order by (b desc);"
    assert note_of(BOARD.parse(text), "t", "b") == "clustered desc"
    assert strays(text) == []


def test_what_stands_beside_a_list_is_said_of_its_table() -> None:
    got = printed("Seen(room_id, by, at)  <- pk is (room_id, by), ~ 4 bn rows, +30M/day")
    (table,) = got["tables"]
    assert table["key"] == ["room_id", "by"]
    assert (table["rows"], table["rows_per_day"]) == (4_000_000_000, 30_000_000)
    assert [f["code"] for f in got["findings"] if f["code"] == "stray-words"] == []
    got = printed("Seen(id pk, at)  ~ 4 bn rows, of which few matter\n")
    assert got["tables"][0]["rows"] == 4_000_000_000
    assert any("of which few matter" in finding["message"] for finding in got["findings"])


def test_a_sentence_may_end_in_an_index() -> None:
    got = printed(
        "msg(id pk, room_id, at)\nwe read the last of a room so index msg (room_id, at desc)\n"
    )
    assert [index["columns"] for index in got["indexes"]] == [["room_id", "at desc"]]
    assert [f["line"] for f in got["findings"] if f["code"] == "unread"] == [2]


def test_many_of_each_are_a_relation_in_classes_too() -> None:
    got = printed(
        "class Course(models.Model):\n    code = models.CharField(max_length=12)\n"
        "class Student(models.Model):\n    taken = models.ManyToManyField(Course, through='Seat')\n"
    )
    (relation,) = [r for r in got["relations"] if not r["implied"]]
    assert [relation[k] for k in ("left", "count", "right")] == ["Student", "N:M", "Course"]
    assert relation["label"] == "through Seat"


def test_a_query_of_a_thing_asks_for_the_column_with_its_id() -> None:
    got = printed("comments(id pk, ticket_id, at)\nquery comments by ticket\n")
    assert got["queries"][0]["equal"] == ["ticket_id"]
