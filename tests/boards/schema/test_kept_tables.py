"""The sketches of tables whose parts were once lost or misread without a word: what is meant."""

from pathlib import Path

from coach.boards.schema.schema_board import BOARD
from coach.boards.schema.schema_parts import Schema

KEPT = Path(__file__).parents[2] / "data" / "boards"


def parsed(name: str) -> Schema:
    return BOARD.parse((KEPT / name).read_text("utf-8"))


def keys(schema: Schema) -> dict[str, tuple[str, ...]]:
    return {table.name: table.key for table in schema.tables}


def columns(schema: Schema, name: str) -> list[str]:
    return [column.name for column in schema.names[name].columns]


def test_the_column_of_keys_in_a_table_of_tables_gives_them_keys() -> None:
    schema = parsed("s03-keys-in-a-table.txt")
    assert keys(schema) == {
        "follows": ("follower_id", "followee_id"),
        "users": ("user_id",),
        "posts": ("post_id",),
    }
    assert [(index.table, index.said) for index in schema.indexes] == [
        ("follows", "followee_id"),
        ("posts", "author_id, created_at"),
    ]


def test_words_of_a_wide_column_store_are_no_tables() -> None:
    schema = parsed("s04-wide-columns.txt")
    assert keys(schema) == {
        "messages": ("conversation_id", "bucket", "message_id"),
        "conversations_by_user": ("user_id", "last_activity", "conversation_id"),
    }
    assert columns(schema, "messages")[3:] == ["sender_id", "body", "sent_at", "deleted"]
    assert [(spread.table, spread.columns) for spread in schema.shards] == [
        ("messages", ("conversation_id", "bucket")),
        ("conversations_by_user", ("user_id",)),
    ]


def test_values_between_bars_and_a_reference_in_a_remark_are_kept() -> None:
    schema = parsed("s05-values-and-a-remark.txt")
    seat = schema.names["seat"]
    state, pointing = seat.column("state"), seat.column("order_id")
    assert state is not None and state.type == "free|held|sold"
    assert pointing is not None and pointing.reference is not None
    assert pointing.reference.table == "order"
    assert "state text" in BOARD.export(schema, "postgres")


def test_a_remark_points_only_at_tables_that_are_there() -> None:
    schema = BOARD.parse("a(id pk, b_id)\n-- a.b_id -> elsewhere\n-- later: a.c -> b")
    assert schema.findings == ()
    assert all(column.reference is None for column in schema.names["a"].columns)


def test_a_key_may_name_its_table() -> None:
    schema = parsed("s06-keys-of-named-tables.txt")
    assert keys(schema) == {"jobs": ("id",), "runs": ("shard", "minute", "run_id")}
    assert columns(schema, "runs")[3:] == ["job_id", "state", "lease_until", "token"]
    pointing = schema.names["runs"].column("job_id")
    assert pointing is not None and pointing.reference is not None
    assert pointing.reference.table == "jobs"


def test_a_key_without_its_table_is_told_and_no_table() -> None:
    schema = parsed("s07-no-table-called-key.txt")
    assert schema.tables == () and schema.partitions == ()
    assert [note.code for note in schema.findings] == ["unread"] * 5


def test_columns_on_one_line_may_be_the_key_together() -> None:
    schema = parsed("s08-key-of-two-on-a-line.txt")
    assert keys(schema)["stock"] == ("article_id", "warehouse_id")
    assert all(column.reference is None for column in schema.names["stock"].columns)
    state = schema.names["reservation"].column("state")
    assert state is not None and state.type == "open|sold|released"


def test_an_index_of_documents_is_no_table() -> None:
    schema = parsed("s09-documents.txt")
    assert list(keys(schema)) == ["playlists", "tracks"]
    (index,) = schema.indexes
    assert (index.table, index.said, index.unique) == ("playlists", "owner_id, title", True)


def test_what_stands_behind_a_dash_is_said_of_the_list() -> None:
    schema = parsed("s10-key-behind-a-dash.txt")
    assert keys(schema)["version_blocks"] == ("file_id", "version_no", "idx")
    assert columns(schema, "version_blocks") == ["file_id", "version_no", "idx", "hash"]
    pointing = schema.names["version_blocks"].column("hash")
    assert pointing is not None and pointing.reference is not None
    assert pointing.reference.table == "blocks"


def test_columns_may_stand_between_bars() -> None:
    schema = parsed("s11-between-bars.txt")
    assert columns(schema, "paste") == [
        "id", "owner", "size", "blob_key", "visibility", "expires_at", "read_once",
    ]  # fmt: skip
    assert columns(schema, "report") == ["paste_id", "reporter", "why", "at"]
    assert [note.code for note in schema.findings] == []


def test_a_key_may_be_a_sum_of_names_behind_the_columns() -> None:
    schema = parsed("s12-key-of-sums.txt")
    assert keys(schema)["membership"] == ("uid", "gid")
    assert columns(schema, "membership") == ["uid", "gid", "role", "joined"]


def test_a_line_that_is_no_column_does_not_end_the_table() -> None:
    schema = parsed("s13-a-line-between.txt")
    assert columns(schema, "comments")[-3:] == ["author_id", "score", "deleted_at"]
    text = (KEPT / "s13-a-line-between.txt").read_text("utf-8")
    told = [text.count("\n", 0, note.span.start) + 1 for note in schema.findings if note.span]
    assert 4 in told and not {5, 6, 7, 8} & set(told)
    ruled = BOARD.parse("accounts\n-----\nid uuid PK\nbalance bigint !! why\nowner text")
    assert columns(ruled, "accounts") == ["id", "owner"]
    assert [note.code for note in ruled.findings] == ["unread"]


def test_a_heading_of_a_store_is_no_column() -> None:
    schema = parsed("s14-one-table-store.txt")
    assert schema.tables == ()
    assert [note.code for note in schema.findings] == ["unread"] * 6


def test_what_is_half_typed_is_told_and_ends_nothing() -> None:
    half = BOARD.parse("secondary index: follows by (a; b")
    assert [note.code for note in half.findings] != []
    assert [table.name for table in BOARD.parse("| table | columns |\n|---|\n| users").tables] == [
        "users"
    ]
