"""What sketches say besides tables is read where it is a statement, kept as a note, or told."""

import json
from typing import Any

import pytest

from coach.boards.schema.schema_board import BOARD

ACCOUNTS = "accounts(id pk, email)\norders(id pk, account_id -> accounts)\n"


def printed(text: str) -> dict[str, Any]:
    got: dict[str, Any] = json.loads(BOARD.export(BOARD.parse(text), "json"))
    return got


def told(text: str) -> list[str]:
    model = BOARD.parse(text)
    codes = ("unread", "stray-words", "passed-over", "unreadable-column")
    spans = [finding.span for finding in model.findings if finding.code in codes and finding.span]
    return [text[span.start : span.end] for span in spans]


def columns(text: str) -> dict[str, list[str]]:
    return {
        table["name"]: [c["name"] for c in table["columns"]] for table in printed(text)["tables"]
    }


def test_each_sort_of_statement_that_is_passed_over_is_told() -> None:
    text = (
        "CREATE TABLE t (id int PRIMARY KEY);\nGRANT SELECT ON t TO reporting;\n"
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY;\nCOMMENT ON TABLE t IS 'one row a shift';\n"
    )
    assert [said.split(" ")[0] for said in told(text)] == ["GRANT", "ALTER"]
    assert "one row a shift" in printed(text)["notes"][0]["text"]


def test_a_number_behind_an_equals_sign_is_told_where_no_field_has_it() -> None:
    text = (
        "CREATE TABLE r (id uuid, ts timestamp, PRIMARY KEY ((id), ts))\n"
        "WITH CLUSTERING ORDER BY (ts DESC) AND default_time_to_live = 7776000;\n"
    )
    assert told(text) == ["default_time_to_live = 7776000"]


def test_what_is_said_behind_a_comma_is_no_column() -> None:
    aligned = (
        "coupon\n  code   varchar(16)  PK, upper case\n  used   int          default 0, hot row!\n"
    )
    assert columns(aligned) == {"coupon": ["code", "used"]}
    assert columns("users\n├─ id uuid\n├─ phone E.164, unique\n") == {"users": ["id", "phone"]}
    assert printed("users\n├─ id uuid\n├─ phone E.164, unique\n")["tables"][0]["columns"][1][
        "unique"
    ]
    listed = "entries: id bigserial, amount numeric, never updated\n"
    assert columns(listed) == {"entries": ["id", "amount"]}
    assert told(listed) == ["never updated"]
    rating = "rating: id, trip_id -> trip, by (rider/driver), stars\n"
    assert columns(rating) == {"rating": ["id", "trip_id", "by", "stars"]}


def test_tables_of_a_sentence_are_read() -> None:
    text = (
        "Tables needed are hotels (hotel_id, name), stays (hotel_id, day, left) with primary key "
        "(hotel_id, day), and guests (guest_id, name).\n"
    )
    assert list(columns(text)) == ["hotels", "stays", "guests"]
    assert printed(text)["tables"][1]["key"] == ["hotel_id", "day"]
    assert columns("ok so I'd have a `wallets` table: id uuid pk, owner\n") == {
        "wallets": ["id", "owner"]
    }
    assert columns("then `entries` -> id bigserial, amount\n") == {"entries": ["id", "amount"]}


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("shard orders by account_id (colocated with accounts)", "(colocated with accounts)"),
        ("shard orders by hash(account_id) into 64 shards", "into 64 shards"),
        ("Shard orders by account_id. Answers are cached 5 min.", "Answers are cached 5 min."),
    ],
)
def test_a_shard_is_read_and_what_is_said_of_it_told(line: str, rest: str) -> None:
    text = f"{ACCOUNTS}{line}\n"
    assert printed(text)["shards"] == [{"table": "orders", "columns": ["account_id"]}]
    assert told(text) == [rest]


def test_an_index_within_a_sentence_is_read() -> None:
    text = f"{ACCOUNTS}one order each: unique index on orders(account_id) where id > 5\n"
    assert printed(text)["indexes"][0]["unique"]
    assert told(text) == ["one order each:"]
    text = f"{ACCOUNTS}we index orders on (account_id, id desc)\n"
    assert [i["columns"] for i in printed(text)["indexes"]] == [["account_id", "id desc"]]


def test_sql_that_is_sketched_has_its_keys_and_references() -> None:
    text = (
        "create table parcels (\n  id uuid pk,\n  sender_id -> customers,\n  depot fk depots(no),\n"
        "  status text -- new, sent\n  eta timestamptz null\n);\n"
    )
    (table,) = printed(text)["tables"]
    assert table["key"] == ["id"]
    assert [c["ref"] for c in table["columns"]] == [None, "customers", "depots.no", None, None]


def test_rows_between_tabs_are_columns_and_their_remarks_notes() -> None:
    text = (
        "table\tcolumn\ttype\tkey\tcomment\ndevice\tserial\tint\tPK\tprinted on the case\n"
        "device\tfw\ttext\t\tsemver, may be empty\n"
    )
    (table,) = printed(text)["tables"]
    assert table["key"] == ["serial"]
    assert [c["note"] for c in table["columns"]] == ["printed on the case", "semver, may be empty"]
    assert told(text) == ["comment"]


def test_relations_name_the_table_between_and_overlaps_the_rows() -> None:
    text = "User(id pk)\nShow(id pk)\nUser N:M Show via Follow\n"
    assert printed(text)["relations"][0]["label"] == "via Follow"
    text = (
        "Use(room_id, during tstzrange)\nUse: no two with the same room_id may overlap in during\n"
    )
    assert printed(text)["tables"][0]["excludes"] == ["using gist (room_id with =, during with &&)"]


def test_long_lines_end_soon() -> None:
    from time import perf_counter

    begun = perf_counter()
    for part in (
        "so index a on (b), ",
        "a (b, c) ",
        "we need an x table: a b c ",
        "shard a by b in ",
    ):
        BOARD.parse("t(id pk)\n" + (part * 200)[:2000])
    assert perf_counter() - begun < 8


def test_more_is_said_of_the_column_before() -> None:
    text = "## tickets\n- id pk\n- project_id -> projects\n- number int, unique per project (P-1)\n"
    (table,) = printed(text)["tables"]
    assert table["uniques"] == [["project_id", "number"]]
    text = (
        "follows: follower_id -> users, followee_id -> users, since; PK follower_id, followee_id\n"
    )
    assert printed(text)["tables"][0]["key"] == ["follower_id", "followee_id"]
    text = "tries table: user_id fk users, at, ok bool; keep 90 days\n"
    assert columns(text) == {"tries": ["user_id", "at", "ok"]}
    assert told(text) == ["keep 90 days"]
    assert columns("Ad:\n  id: uuid (pk)\n  cents: bigint, >= 0\n") == {"Ad": ["id", "cents"]}


def test_rows_between_commas_are_columns() -> None:
    text = 'table,column,type,notes\nseat,id,bigint,pk\nhold,seat_id,bigint,"pk, fk seat"\n'
    seat, hold = printed(text)["tables"]
    assert (seat["key"], hold["key"]) == (["id"], ["seat_id"])
    assert hold["columns"][0]["ref"] == "seat.id"


def test_a_relation_may_end_in_the_columns_of_its_table() -> None:
    text = "move(id pk, at)\nmove *--1 kind(id, name, parent_id -> kind)\n"
    assert columns(text)["kind"] == ["id", "name", "parent_id"]


def test_a_clustering_column_is_of_the_key_and_an_index_of_a_store_no_table() -> None:
    text = "posts: user_id (partition key), post_id timeuuid (clustering, desc), body\n"
    assert printed(text)["tables"][0]["key"] == ["user_id", "post_id"]
    assert columns('GSI1 (SK, PK) for "projects of a user"\n') == {}


def test_a_note_at_the_head_of_a_table_is_kept() -> None:
    text = "Table jobs [note: 'one queue, many kinds'] {\n  id uuid [pk]\n}\n"
    assert printed(text)["notes"] == [{"line": 1, "text": "one queue, many kinds"}]
    assert told(text) == []
