"""What stands on a schema board is seen by name, columns, keys, indexes, cuts, queries."""

import pytest

from coach.match.tables_seen import seen

BOARD = """
users(id pk, email unique)
short_links(code pk, owner_id -> users, created_at, unique(owner_id, created_at))
Order Items(order_id, line, sku, pk(order_id, line))
index short_links(owner_id, created_at desc)
unique index order_items(sku)
shard short_links by code
partition order_items by list sku
"""


@pytest.mark.parametrize(
    "wanted",
    [
        "users",
        "links",
        "links(owner_id)",
        "user(email)",
        "unique users(email)",
        "unique links(created_at, owner_id)",
        "unique links(code)",
        "index links(owner_id)",
        "index links(owner_id, created_at)",
        "shard links by code",
        "query links by owner_id sorted created_at desc limit 20",
        "query links by code",
        "query users by email",
    ],
)
def test_what_stands_there_is_seen(wanted: str) -> None:
    found = seen(BOARD, wanted)
    assert found is not None
    assert 0 <= found.span.start < len(BOARD)


@pytest.mark.parametrize(
    "wanted",
    [
        "orders",
        "links(url)",
        "unique links(owner_id)",
        "index links(created_at)",
        "index links(owner_id, code)",
        "shard links by owner_id",
        "partition links by created_at",
        "query links by created_at",
        "query links by owner_id, nothing",
        "query nothing by code",
    ],
)
def test_what_does_not_stand_there_is_not(wanted: str) -> None:
    assert seen(BOARD, wanted) is None


def test_a_name_in_humps_is_of_as_many_words_as_one_with_underscores() -> None:
    text = "VisitRoom (visit_id -> Visit, room_id -> Room, during tstzrange)\n"
    assert seen(text, "visit_rooms(visit_id, room_id)") is not None
    assert seen(text, "rooms(during)") is not None
    assert seen(text, "visits(during)") is None
