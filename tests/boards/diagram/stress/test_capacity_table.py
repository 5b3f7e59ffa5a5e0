"""One table of capacities: what the interviewer says, what arithmetic assumes and what the prompts'
sheets reckon with are the same figures."""

import re
import tomllib
from pathlib import Path

import pytest

from coach.boards.diagram.graph import Kind
from coach.boards.diagram.stress.capacities import KINDS, TECHNOLOGIES
from coach.catalog import shelf

FOLDERS = shelf.folders()
TABLE = {row.id: row for row in shelf.load_workflow("interview", FOLDERS).capacities}
PROMPTS = sorted(
    path
    for path in (Path(__file__).parents[4] / "prompts" / "interview").glob("*.toml")
    if path.name != "workflow.toml"
)
ROW_OF_KIND = {
    Kind.DATABASE: "capacity-database",
    Kind.REPLICA: "capacity-database",
    Kind.SERVICE: "capacity-service",
    Kind.CACHE: "capacity-cache",
    Kind.BLOB_STORE: "capacity-objects",
}
ROW_OF_UNIT = {
    "requests/s/machine": "capacity-service",
    "req/server/s": "capacity-service",
    "updates/s/shard": "capacity-database",
    "transactions/s": "capacity-database",
    "ops/s/node": "capacity-cache",
    "MB/s/node": "capacity-stream",
    "users/server": "capacity-connections",
    "connections/server": "capacity-connections",
}
OF_ITS_OWN = {
    "digital-wallet": "5,000 updates/s/shard",  # several statements each, half of the table's least
    "key-value-store": "40k requests/s/node",  # a fact of the prompt
    "content-delivery-network": "100 Gbps/server",  # a fact of the prompt
    "metrics-monitoring": "250k metrics/node/s",  # appended points, its own deep dive
    "recommendation-feed": "100k req/server/s",  # scorings of a model
    "top-k-counter": "50,000 views/s/machine",  # counting in memory
}
"""Capacities of what no table has: the work is the prompt's own."""
_CAPACITY = re.compile(
    r"(?P<count>\d[\d,.]*)\s*(?P<scale>k?)\s*(?P<unit>(?:[A-Za-z]+/s/(?:machine|node|shard|server)"
    r"|[A-Za-z]+/(?:node|server|machine|shard)/s|(?:users|connections|Gbps)/server))(?![\w/])"
)


@pytest.mark.parametrize("kind", ROW_OF_KIND, ids=str)
def test_what_arithmetic_assumes_of_a_box_lies_in_the_table(kind: Kind) -> None:
    row, assumed = TABLE[ROW_OF_KIND[kind]], KINDS[kind]
    for rate in (assumed.reads, assumed.writes):
        assert rate is not None
        assert row.least <= rate <= row.most


def test_an_old_wide_column_node_is_the_least_of_the_table() -> None:
    rate = TECHNOLOGIES["cassandra"].writes
    assert rate is not None
    assert TABLE["capacity-wide-column"].least == pytest.approx(rate, rel=0.1)


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_what_is_said_holds_the_figures_of_its_row(row: object) -> None:
    assert isinstance(row, type(TABLE["capacity-row"]))
    said = row.answer.replace(",", "")
    assert f"{row.least:.0f}" in said
    assert f"{row.most:.0f}" in said
    assert row.source
    assert row.year >= 2014


@pytest.mark.parametrize("path", PROMPTS, ids=lambda path: path.stem)
def test_a_prompts_sheet_reckons_with_the_table_or_with_its_own_fact(path: Path) -> None:
    sheet = tomllib.loads(path.read_text("utf-8")).get("estimates", {}).get("sheet", "")
    for match in _CAPACITY.finditer(sheet):
        if match[0].rstrip() == OF_ITS_OWN.get(path.stem):
            continue
        row = TABLE[ROW_OF_UNIT[match["unit"]]]
        rate = float(match["count"].replace(",", "")) * (1000 if match["scale"] else 1)
        assert row.least <= rate <= row.most, match[0]


def test_a_hot_row_of_a_prompt_is_in_the_table() -> None:
    row = TABLE["capacity-row"]
    assert row.least <= 1 / 0.005 <= row.most
