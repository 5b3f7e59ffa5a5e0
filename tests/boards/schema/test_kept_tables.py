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


def test_what_else_sketches_say_of_tables_is_read() -> None:
    wide = BOARD.parse("seen: PK (user_id, week), CK at DESC, id → by, tags[]\n")
    assert keys(wide)["seen"] == ("user_id", "week", "at", "id")
    assert [spread.columns for spread in wide.shards] == [("user_id", "week")]
    lists = BOARD.parse("worker   id, team_id → group\ngroup    id, name unique\nlongests id, at\n")
    assert [table.name for table in lists.tables] == ["worker", "group", "longests"]
    stars = BOARD.parse("Night: room_id*, date*, price\n")
    assert keys(stars)["Night"] == ("room_id", "date")
    marks = BOARD.parse("t\n  a_id int FK b, on delete cascade, indexed\n  id int PK\nb(id pk)\n")
    assert columns(marks, "t") == ["a_id", "id"]
    assert [index.said for index in marks.indexes] == ["a_id"]
    asked = BOARD.parse("User\n- id\n- email (must be unique)\n- public? yes/no\n")
    assert [(c.name, c.unique, c.type) for c in asked.tables[0].columns][1:] == [
        ("email", True, ""), ("public", False, "boolean"),
    ]  # fmt: skip


def test_unique_within_something_is_a_group() -> None:
    schema = BOARD.parse("pay(id pk, key unique per merchant, merchant_id)\n")
    assert schema.tables[0].uniques == (("merchant_id", "key"),)
    assert not schema.tables[0].columns[1].unique


def test_rows_and_growth_of_several_tables_stand_on_a_line() -> None:
    schema = BOARD.parse("a(id pk)\nb(id pk)\nrows: a 40M, b 5k\na grows 50k/day\n")
    assert dict(schema.sizes.rows) == {"a": 40e6, "b": 5e3}
    assert dict(schema.sizes.growth) == {"a": 5e4}


def test_a_table_of_markdown_never_begins_in_its_middle() -> None:
    text = "| what? (see below) | | |\n|---|---|---|\n| a | b | c |\n| id | bigint | pk |\n"
    assert BOARD.parse(text).tables == ()
    titled = BOARD.parse("| table: box | |\n|---|---|\n| column | type |\n| id | bigint pk |\n")
    assert columns(titled, "box") == ["id"]


def test_classes_of_ruby_say_relations_and_models_many_to_many() -> None:
    text = "class Bill < ApplicationRecord\n  belongs_to :buyer\n  has_many :lines\n  x\nend\n"
    schema = BOARD.parse(text)
    assert [(r.left, r.count, r.right) for r in schema.relations] == [
        ("buyer".capitalize(), "1:N", "Bill"), ("Bill", "1:N", "Line"),
    ]  # fmt: skip
    assert [f.code for f in schema.findings] == ["unread"]
    many = BOARD.parse(
        "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n"
    )
    assert [(r.left, r.count, r.right) for r in many.relations] == [("A", "N:M", "B")]


def test_an_index_below_a_table_may_have_a_name_or_another_behind_it() -> None:
    schema = BOARD.parse("V(id pk, a, b)\n  INDEX va ON (a, b DESC)\n  index on (a) and on b\n")
    assert [(index.name, index.said) for index in schema.indexes] == [
        ("va", "a, b desc"), ("", "a"), ("", "b"),
    ]  # fmt: skip
    assert [table.name for table in schema.tables] == ["V"]


def test_a_column_of_plantuml_may_be_called_title() -> None:
    schema = BOARD.parse("@startuml\nentity Album {\n * id : int\n --\n title : text\n}\n@enduml\n")
    assert columns(schema, "album") == ["id", "title"]


def test_marks_that_stand_one_after_the_other_all_count() -> None:
    schema = BOARD.parse("a(id pk)\nb\n - id: int, PK\n - a_id: int, FK -> a.id, indexed, unique\n")
    column = schema.tables[1].columns[1]
    assert column.reference is not None and column.reference.table == "a"
    assert column.unique and [index.said for index in schema.indexes] == ["a_id"]
    checked = BOARD.parse("bs\n - id: int, PK\n - n: int, default 0, check >= 0\n")
    assert columns(checked, "bs") == ["id", "n"]


def test_what_stands_in_brackets_behind_a_title_makes_no_table() -> None:
    schema = BOARD.parse("Billing (v2, by Ana):\n\nbill\n  id int pk\n\n~ 2M rows, sharded by id\n")
    assert [table.name for table in schema.tables] == ["bill"]
    assert dict(schema.sizes.rows) == {"bill": 2e6}
    assert [spread.columns for spread in schema.shards] == [("id",)]


def test_words_of_code_name_no_table() -> None:
    schema = BOARD.parse(
        "defmodule M do\n  def change do\n    create table(:orders) do\n      add :n, :string\n"
        "    end\n  end\nend\n"
    )
    assert [table.name for table in schema.tables] == ["orders"]
    stored = BOARD.parse('db.createCollection("box")\ndb.box.createIndex({ at: -1 })\n')
    assert [table.name for table in stored.tables] == ["box"]
    assert [index.said for index in stored.indexes] == ["at desc"]


def test_a_row_of_markdown_may_say_key_columns_and_indexes() -> None:
    schema = BOARD.parse(
        "| Table | PK | Columns | Indexes |\n|---|---|---|---|\n"
        "| bill | id | no, total | (no, total), no unique |\n| line | (bill_id, n) | qty | |\n"
    )
    assert keys(schema) == {"bill": ("id",), "line": ("bill_id", "n")}
    assert [(index.said, index.unique) for index in schema.indexes] == [
        ("no, total", False), ("no", True),
    ]  # fmt: skip
