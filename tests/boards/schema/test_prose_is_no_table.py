"""Sentences, titles, remarks and tables of other things make no table and no relation."""

import pytest

from coach.boards.schema.schema_board import BOARD

PROSE = (
    "It adds about 0.1 PB; it's the month before that fills them.",
    "1 KB on average, 1 MB at most",
    "one in ten recorded, one in five captioned",
    "The first place belongs to a script.",
    "The last mile belongs to others.",
    "Small: the number of messages counts, not their bytes, so batching pays.",
    "stampede: single flight per key, others wait",
    "fixed window: simple, price is double at the boundary",
    "After (time, id) of the last one: an offset of ten thousand reads ten thousand rows.",
    "Shard key selection (user_id, tenant_id, etc.)",
    "# Functional requirements\n- upload, photo and grid, likes, deletion\n",
    "## Sharding considerations\n- hot keys, moves, joins\n",
    "| key | | what it does |\n|---|---|---|\n| F1 | Help | The keys of this screen |\n",
    "## The house\n| package | what it owns |\n|---|---|\n| errors | a tree |\n| ui | screens |\n",
    "Loans of books (whiteboard, Tuesday)",
)


@pytest.mark.parametrize("text", PROSE)
def test_what_tells_something_is_told_to_be_unread(text: str) -> None:
    schema = BOARD.parse(text)
    assert [table.name for table in schema.tables] == []
    assert (schema.relations, schema.indexes) == ((), ())
    assert {"unread", "stray-words", "passed-over"} & {note.code for note in schema.findings}


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("album: title, artist, year", "album"),
        ("Order line: order_id, product, quantity per unit", "Order line"),
        ("## Users\n| field | type |\n|---|---|\n| id | int |\n", "Users"),
        ("| users | type | notes |\n|---|---|---|\n| id | int | pk |\n", "users"),
        ("users (id, name)", "users"),
        ("## Visit\n- id\n- at, room\n", "Visit"),
    ],
)  # fmt: skip
def test_tables_that_look_alike_are_read(text: str, table: str) -> None:
    assert [known.name for known in BOARD.parse(text).tables] == [table]


def test_many_to_many_in_a_sentence_names_both() -> None:
    (relation,) = BOARD.parse("payments and invoices are many to many").relations
    assert (relation.left, relation.count, relation.right) == ("payments", "N:M", "invoices")
