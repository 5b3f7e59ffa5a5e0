"""Sketches are read as a careful reader understands them, nothing lost in silence."""

import sqlite3
from typing import Any

import pytest

from coach.boards.schema.schema_board import BOARD
from tests.boards.schema.judge_schema import (
    advised,
    corpus,
    differences,
    low,
    printed,
    same_index,
    whiteboard,
)

SKETCHES = [*corpus("reading.json"), *whiteboard()]


def ids(one: dict[str, Any]) -> str:
    return str(one["id"])


@pytest.mark.parametrize("want", SKETCHES, ids=ids)
def test_a_sketch_is_read_wholly(want: dict[str, Any]) -> None:
    assert differences(want, printed(want["text"])) == []


def test_the_judge_notices_loss_invention_and_silence() -> None:
    want = corpus("reading.json")[1]
    got = printed(want["text"])
    lost = {**got, "tables": got["tables"][1:]}
    assert any(told.startswith("missing") for told in differences(want, lost))
    invented = {**got, "shards": [{"table": "User", "columns": ["id"]}]}
    assert differences(want, invented) == ["invented ('shard', 'user', ('id',))"]
    assert differences({**want, "unread_lines": [2]}, got) == ["line 2 is not said to be unread"]


@pytest.mark.parametrize("want", corpus("findings.json"), ids=ids)
def test_the_findings_are_those_of_the_rules(want: dict[str, Any]) -> None:
    found = {(one["code"], one["line"]) for one in printed(want["text"])["findings"]}
    assert found == {(one["code"], one["line"]) for one in want["findings"]}


@pytest.mark.parametrize("want", corpus("index.json"), ids=ids)
def test_the_advice_is_one_that_was_measured_to_be_best(want: dict[str, Any]) -> None:
    table = want["text"].split("(")[0]
    made, served = advised(want["text"], table)
    if want["want"] == "served":
        assert made == []
        assert served is not None
    elif not want["want"]:
        assert (made, served) == ([], None)
    else:
        assert any(_as_good(made, choice.split(" + "), want["eq"]) for choice in want["want"])
    gone = {", ".join(one["columns"]) for one in printed(want["text"])["redundant"]}
    assert gone == set(want["redundant"])


def _as_good(made: list[str], wanted: list[str], equal: int) -> bool:
    return len(made) == len(wanted) and all(
        any(same_index(one, other, equal) for other in made) for one in wanted
    )


@pytest.mark.parametrize("want", SKETCHES, ids=ids)
def test_its_tables_run_in_sqlite(want: dict[str, Any]) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("pragma foreign_keys = on")
    database.executescript(BOARD.export(BOARD.parse(want["text"]), "sqlite"))
    for table in want["tables"]:
        listed = database.execute("select name from sqlite_master where type = 'table'").fetchall()
        name = next((n for (n,) in listed if low(n) == low(table["name"])), None)
        if table["columns"]:
            have = {low(row[1]) for row in database.execute(f'pragma table_info("{name}")')}
            assert {low(column["name"]) for column in table["columns"]} <= have
    assert database.execute("pragma foreign_key_check").fetchall() == []
    database.close()


@pytest.mark.parametrize("want", SKETCHES, ids=ids)
def test_its_mermaid_is_read_back(want: dict[str, Any]) -> None:
    first = BOARD.parse(want["text"])
    again = BOARD.parse(BOARD.export(first, "mermaid"))
    assert [one.code for one in again.findings] == []
    tables = {name for name, table in first.names.items() if table.columns or not table.declared}
    assert tables <= set(again.names)
    for name, table in first.names.items():
        if table.columns:
            plain = {c.name.casefold().replace(" ", "_").strip("_") for c in table.columns}
            assert {c.name.casefold().strip("_") for c in again.names[name].columns} >= plain
