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
    schema = BOARD.parse("PRIMARY KEY (tenant_id, at)\nPARTITION BY RANGE (at) monthly")
    assert schema.tables == () and schema.partitions == ()
    assert [note.code for note in schema.findings] == ["unread"] * 2


def test_a_sentence_about_a_table_may_stand_before_its_columns() -> None:
    schema = parsed("s07-no-table-called-key.txt")
    assert keys(schema) == {
        "Events": ("tenant_id", "occurred_at", "event_id"),
        "daily_sums": ("tenant_id", "product", "day"),
    }
    assert columns(schema, "events")[-2:] == ["received_at", "body"]
    (part,) = schema.partitions
    assert (part.table, part.columns, part.unit) == ("Events", ("occurred_at",), "month")


def test_a_table_may_be_said_in_a_sentence() -> None:
    schema = BOARD.parse(
        "we'll have a drivers table (driver_id is the key, then city, and trip which can be null)\n"
        "and trips: trip_id key, rider_id, driver_id nullable\nshard both by city"
    )
    assert keys(schema) == {"drivers": ("driver_id",), "trips": ("trip_id",)}
    assert columns(schema, "drivers") == ["driver_id", "city", "trip"]
    assert [c.optional for c in schema.names["drivers"].columns] == [False, False, True]
    assert [spread.table for spread in schema.shards] == ["drivers", "trips"]


def test_a_star_or_a_brace_may_mark_the_key() -> None:
    schema = BOARD.parse("room: id*, hotel\nguest: name*, phone\n(* = key)")
    assert keys(schema) == {"room": ("id",), "guest": ("name",)}
    assert keys(BOARD.parse("room: id*, hotel, beds\nguest: id, name*")) == {"room": ("id",)}
    braced = BOARD.parse(
        "entries (append only)\n----\naccount_id  uuid FK->accounts   \\\n"
        "seq         bigint             > PK\namount      bigint (signed)\n"
    )
    assert keys(braced) == {"entries": ("account_id", "seq")}
    assert columns(braced, "entries") == ["account_id", "seq", "amount"]


def test_columns_may_point_at_one_table_together() -> None:
    schema = BOARD.parse(
        "stock\n  a, b -> composite PK\n  n int\n\nheld\n  id PK\n  a, b  FK -> stock\n  n int"
    )
    pointing = [c.reference.table for c in schema.names["held"].columns if c.reference]
    assert pointing == ["stock", "stock"]
    assert "FOREIGN KEY (a, b) REFERENCES stock (a, b)" in BOARD.export(schema, "postgres")


def test_an_annotation_above_a_class_names_its_table() -> None:
    schema = BOARD.parse(
        '@Entity\n@Table(name = "shipments")\npublic class Parcel {\n  @Id private Long id;\n}\n'
        "@Entity('notes')\nexport class Note {\n  @PrimaryColumn()\n  id: string;\n"
        "  @ManyToOne(() => Parcel)\n  parcel: Parcel;\n}\n"
    )
    assert list(keys(schema)) == ["shipments", "notes"]
    known = schema.names["notes"].column("parcel_id")
    assert known is not None and known.reference is not None
    assert "REFERENCES shipments" in BOARD.export(schema, "postgres")


def test_several_indexes_stand_on_a_line() -> None:
    schema = BOARD.parse("c(id pk, a, b)\nix: c(a, b), c(a, b desc)")
    assert [index.said for index in schema.indexes] == ["a, b", "a, b desc"]
    built = BOARD.parse(
        "const postSchema = new Schema({\n  a: String,\n});\npostSchema.index({ a: 1, at: -1 });"
    )
    assert [(index.table, index.said) for index in built.indexes] == [("post", "a, at desc")]


def test_what_becomes_of_old_rows_is_told_and_hides_no_partition() -> None:
    schema = BOARD.parse("r(a, at, pk(a, at))\nPartition r by month of at, drop after 90 days.")
    assert [(part.table, part.unit) for part in schema.partitions] == [("r", "month")]
    assert "drop after 90 days" in schema.findings[0].message


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
    (note,) = schema.findings
    assert note.code == "stray-words" and "top level" in note.message
    ruled = BOARD.parse("accounts\n-----\nid uuid PK\nbalance bigint !! why\nowner text")
    assert columns(ruled, "accounts") == ["id", "owner"]
    assert [note.code for note in ruled.findings] == ["unread"]


def test_the_kinds_of_items_of_a_store_are_tables_and_its_heading_is_no_column() -> None:
    schema = parsed("s14-one-table-store.txt")
    assert keys(schema) == {
        "USER": ("id",), "ORDER": ("id", "ts", "oid"), "ITEM": ("oid", "n"),
    }  # fmt: skip
    assert columns(schema, "order")[-2:] == ["total", "status"]
    assert [(index.name, index.table) for index in schema.indexes] == [("GSI1", "ORDER")]
    assert [note.code for note in schema.findings] == ["unread"]


def test_keys_of_a_store_may_stand_on_a_line_each() -> None:
    schema = BOARD.parse(
        "PK = TENANT#<tenant_id>  SK = TICKET#<ticket_id>  attrs: state, assignee, at\n"
        "Comment: PK=TICKET#{ticket_id}, SK=COMMENT#{ts} (author, body)\n"
        "GSI1: PK = assignee, SK = at\n"
    )
    assert keys(schema) == {
        "TICKET": ("tenant_id", "ticket_id"), "Comment": ("ticket_id", "ts"),
    }  # fmt: skip
    assert columns(schema, "comment") == ["ticket_id", "ts", "author", "body"]
    assert [spread.columns for spread in schema.shards] == [("tenant_id",), ("ticket_id",)]
    assert schema.findings == ()


def test_what_is_said_of_columns_in_brackets_below_them_is_their_key() -> None:
    for said in ("(a_id, b_id) is the primary key", "(a_id, b_id) form the composite key."):
        schema = BOARD.parse(f"Follow\n------\na_id int\nb_id int\n{said}\n")
        assert keys(schema)["Follow"] == ("a_id", "b_id")
        assert columns(schema, "follow") == ["a_id", "b_id"]


def test_what_is_half_typed_is_told_and_ends_nothing() -> None:
    half = BOARD.parse("secondary index: follows by (a; b")
    assert [note.code for note in half.findings] != []
    assert [table.name for table in BOARD.parse("| table | columns |\n|---|\n| users").tables] == [
        "users"
    ]
