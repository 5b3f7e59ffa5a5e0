"""Judges a reader of table sketches: a reading as a set of facts, findings and advice compared."""

import json
import re
from pathlib import Path
from typing import Any

from coach.boards.schema.schema_board import BOARD

DATA = Path(__file__).parents[2] / "data" / "schema"
SAID = {"unread", "unclosed", "stray-words", "unreadable-column"}
Fact = tuple[Any, ...]


def corpus(name: str) -> list[dict[str, Any]]:
    """One of the labelled collections."""
    loaded: list[dict[str, Any]] = json.loads((DATA / name).read_text("utf-8"))
    return loaded


def printed(text: str) -> dict[str, Any]:
    """What the board prints of a text as JSON."""
    loaded: dict[str, Any] = json.loads(BOARD.export(BOARD.parse(text), "json"))
    return loaded


def low(name: object) -> str:
    """A name without quotes, folded, single spaces."""
    return " ".join(re.sub(r"[\"`\[\]*]", "", str(name)).casefold().split())


def column(text: str) -> str:
    """A column of an index, with a minus sign where it descends."""
    words = low(text).replace("(", " ( ").replace(")", " ) ").split()
    plain = "".join(word for word in words if word not in ("asc", "desc"))
    return plain + ("-" if "desc" in words else "")


def facts(model: dict[str, Any]) -> set[Fact]:
    """A reading as plain facts; relations that references imply are left out."""
    found: set[Fact] = set()
    for table in model.get("tables", ()):
        found |= _of_table(table)
    for relation in model.get("relations", ()):
        if not relation.get("implied"):
            found.add(_relation(relation))
    for index in model.get("indexes", ()):
        columns = tuple(map(column, index["columns"]))
        found.add(("index", low(index["table"]), columns, bool(index.get("unique"))))
    for query in model.get("queries", ()):
        equal, bounds = (tuple(sorted(map(low, query[kind]))) for kind in ("equal", "range"))
        sort = tuple(map(column, query["sort"]))
        found.add(("query", low(query["table"]), equal, bounds, sort))
    for part in model.get("partitions", ()):
        columns = tuple(map(low, part["columns"]))
        found.add(("partition", low(part["table"]), part["kind"], columns))
    for shard in model.get("shards", ()):
        found.add(("shard", low(shard["table"]), tuple(map(low, shard["columns"]))))
    return found


def _of_table(table: dict[str, Any]) -> set[Fact]:
    name = low(table["name"])
    found: set[Fact] = {("table", name)}
    for part in table["columns"]:
        own = low(part["name"])
        found.add(("column", name, own))
        if part.get("unique"):
            found.add(("unique", name, (own,)))
        if part.get("ref"):
            found.add(("ref", name, own, low(part["ref"]).split(".")[0]))
    if table.get("key"):
        found.add(("key", name, tuple(map(low, table["key"]))))
    for group in table.get("uniques", ()):
        found.add(("unique", name, tuple(map(low, group))))
    return found


def _relation(relation: dict[str, Any]) -> Fact:
    left, count, right = low(relation["left"]), relation["count"].upper(), low(relation["right"])
    count = count.replace("0..1", "1").replace("M:N", "N:M").replace("N:N", "N:M")
    if count == "N:1":
        left, count, right = right, "1:N", left
    if count in ("1:1", "N:M"):
        left, right = sorted((left, right))
    return ("relation", left, count, right)


def differences(want: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """What of a sketch is missing, invented, or not said to be unread; none where it is whole."""
    wanted, have = facts(want), facts(got)
    loose: set[Fact] = {
        ("table", f[place]) for f in wanted if f[0] == "relation" for place in (1, 3)
    }
    missing, invented = wanted - have - loose, have - wanted
    said = {finding["line"] for finding in got["findings"] if finding["code"] in SAID}
    quiet = [line for line in want["unread_lines"] if line not in said]
    found = [f"missing {fact}" for fact in sorted(missing, key=str)]
    found += [f"invented {fact}" for fact in sorted(invented, key=str)]
    return found + [f"line {line} is not said to be unread" for line in quiet]


def advised(text: str, table: str) -> tuple[list[str], str | None]:
    """The indexes advised on a table as one writes them, and what serves its last query."""
    answers = [answer for answer in printed(text)["advice"] if answer["table"] == table]
    made = []
    for answer in answers:
        for index in answer["indexes"]:
            said = ", ".join(index["columns"])
            if index["include"]:
                said += f" include ({', '.join(index['include'])})"
            if index["where"]:
                said += f" where {index['where']}"
            if index["method"] != "btree":
                said += f" using {index['method']}"
            made.append(said)
    return made, answers[-1]["served_by"] if answers else None


def _parsed(index: str) -> tuple[list[str], list[str], str, str]:
    pattern = r"(.*?)(?: include \((.*?)\))?(?: where (.*?))?(?: using (\w+))?$"
    found = re.match(pattern, " ".join(index.split()))
    assert found is not None
    columns = [part.strip() for part in re.split(r",(?![^(]*\))", found[1])]
    include = sorted(column(part) for part in (found[2] or "").split(",") if part)
    return [column(part) for part in columns], include, low(found[3] or ""), found[4] or "btree"


def same_index(one: str, other: str, equal: int) -> bool:
    """Whether two indexes are as good: the first `equal` columns in any order, turned or not."""
    first, second = _parsed(one), _parsed(other)
    if first[1:] != second[1:] or len(first[0]) != len(second[0]):
        return False
    turn = [part[:-1] if part.endswith("-") else f"{part}-" for part in second[0]]
    plain = [[part.rstrip("-") for part in index[0][:equal]] for index in (first, second)]
    return sorted(plain[0]) == sorted(plain[1]) and first[0][equal:] in (
        second[0][equal:],
        turn[equal:],
    )


def whiteboard() -> list[dict[str, Any]]:
    """The sketches of whiteboard.txt with their labels in the form of reading.json."""
    text = (DATA / "whiteboard.txt").read_text("utf-8")
    return [_sketch(block) for block in text.split("=== ")[1:]]


def _sketch(block: str) -> dict[str, Any]:
    head, _, rest = block.partition("\n")
    text, _, labels = rest.rpartition("---\n")
    want: dict[str, Any] = {"id": head, "text": text}
    names = ("tables", "relations", "indexes", "queries", "partitions", "shards", "unread_lines")
    want |= {name: [] for name in names}
    for line in labels.strip().split("\n"):
        kind, _, said = line.partition(" ")
        _LABELS[kind](want, said)
    return want


def _table_label(want: dict[str, Any], said: str) -> None:
    name, _, columns = said.partition(":")
    first, *more = [part.strip() for part in columns.split(";")]
    listed = [part.strip() for part in (first.split(",") if "," in first else first.split())]
    table: dict[str, Any] = {"name": name.strip(), "columns": [], "key": [], "uniques": []}
    for part in listed:
        own, _, target = part.partition("->")
        unique = own.endswith("!")
        table["columns"].append({"name": own.rstrip("!?"), "unique": unique, "ref": target or None})
    for part in more:
        kind, _, group = part.partition(" ")
        members = [member.strip() for member in group.split(",")]
        if kind == "key":
            table["key"] = members
        else:
            table["uniques"].append(members)
    want["tables"].append(table)


def _relation_label(want: dict[str, Any], said: str) -> None:
    left, count, right = said.split(" ")
    want["relations"].append({"left": left, "count": count, "right": right})


def _index_label(want: dict[str, Any], said: str) -> None:
    table, _, columns = said.partition(":")
    plain = re.sub(r"\[\w+\]", "", columns).split(",")
    unique = "[unique]" in columns
    listed = [part.strip() for part in plain]
    want["indexes"].append({"table": table, "columns": listed, "unique": unique})


def _query_label(want: dict[str, Any], said: str) -> None:
    table, *clauses = re.split(r" (?=equal=|range=|sort=)", said)
    query: dict[str, Any] = {"table": table, "equal": [], "range": [], "sort": []}
    for clause in clauses:
        name, _, listed = clause.partition("=")
        query[name] = listed.split(",")
    want["queries"].append(query)


def _partition_label(want: dict[str, Any], said: str) -> None:
    table, kind, columns = said.split()
    want["partitions"].append({"table": table, "kind": kind, "columns": columns.split(",")})


def _shard_label(want: dict[str, Any], said: str) -> None:
    table, columns = said.split()
    want["shards"].append({"table": table, "columns": columns.split(",")})


def _unread_label(want: dict[str, Any], said: str) -> None:
    want["unread_lines"].append(int(said))


_LABELS = {
    "T": _table_label,
    "R": _relation_label,
    "I": _index_label,
    "Q": _query_label,
    "P": _partition_label,
    "S": _shard_label,
    "U": _unread_label,
}
