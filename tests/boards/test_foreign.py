"""Notations are told by sight, and no text of a board's own is taken for one of them."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.boards.board import Context
from coach.boards.foreign import CODE, Foreign, Notation, foreign, refusal, refused
from coach.boards.registry import board

ROOT = Path(__file__).resolve().parents[2]
SEEN = {
    "digraph shop {\n  web -> api;\n}": Notation.DOT,
    '// made by hand\nstrict graph "a b" { a -- b }': Notation.DOT,
    "graph{a--b}": Notation.DOT,
    "@startuml\nA -> B\n@enduml": Notation.PLANTUML,
    "graph TD; a --> b": Notation.FLOWCHART,
    "%% note\nflowchart LR\n a --> b": Notation.FLOWCHART,
    "---\ntitle: x\n---\nflowchart LR\n a --> b": Notation.FLOWCHART,
    "%%{init: {'theme': 'dark'}}%%\ngraph LR\n a --> b": Notation.FLOWCHART,
    "sequenceDiagram\n    Client->>API: POST /x": Notation.SEQUENCE,
    "erDiagram\n  A ||--o{ B : has": Notation.ENTITIES,
    'C4Context\n  Person(a, "A")': Notation.C4,
    "classDiagram\n  A <|-- B": Notation.CHART,
    "stateDiagram-v2\n  [*] --> A": Notation.CHART,
    "gantt\n  title Plan\n  section A": Notation.CHART,
    'pie title Pets\n  "Dogs" : 3': Notation.CHART,
    "mindmap\n  root\n    a": Notation.CHART,
    "architecture-beta\n  service db(database)[Db]": Notation.CHART,
    "direction: right\na: 'A'\na -> b": Notation.D2,
    "a: A {\n  shape: cylinder\n}\na -> b": Notation.D2,
    'workspace "Shop" {\n  model {': Notation.STRUCTURIZR,
    "# Shop\n\nThe web calls.\n\n```mermaid\nflowchart LR\n a --> b\n```\n": Notation.MARKDOWN,
    "```mermaid\nflowchart LR\n a --> b\n```\n": Notation.MARKDOWN,
    "CREATE TABLE users (\n  id BIGINT PRIMARY KEY\n);": Notation.SQL,
    "-- dump\nSET x = 1;\ncreate table if not exists public.users (id int);": Notation.SQL,
    "SELECT a, b\n  FROM users\n WHERE a = 1": Notation.SQL,
    "openapi: 3.1.0\ninfo:\n  title: x": Notation.OPENAPI,
    '{\n  "openapi": "3.1.0"}': Notation.OPENAPI,
    'swagger: "2.0"': Notation.OPENAPI,
    '{"nodes": []}': Notation.JSON,
    '[{"a": 1}]': Notation.JSON,
    "{}": Notation.JSON,
    "apiVersion: v1\nkind: Pod": Notation.YAML,
    "services:\n  web:\n    image: nginx\n": Notation.YAML,
    'version: "3"\nservices:\n  web:\n    image: nginx\n': Notation.YAML,
    "<mxfile><diagram/></mxfile>": Notation.XML,
    '<?xml version="1.0"?><svg/>': Notation.XML,
    "type User {\n  id: ID!\n}": Notation.GRAPHQL,
    "type Query { users: [User!]! }": Notation.GRAPHQL,
    "x -> y: {shape: cylinder}\na.b -> c": Notation.D2,
    'syntax = "proto3";\nmessage A {}': Notation.PROTOBUF,
    "model User {\n  id Int @id\n}": Notation.PRISMA,
    "Table users {\n  id int [pk]\n}": Notation.DBML,
    'resource "aws_s3_bucket" "b" {\n}': Notation.TERRAFORM,
    "┌─────┐   ┌─────┐\n│ web ├──►│ api │\n└─────┘   └─────┘": Notation.DRAWING,
    "+-----+\n| web |\n+-----+": Notation.DRAWING,
}


@pytest.mark.parametrize("text", SEEN)
def test_a_notation_is_told_by_sight(text: str) -> None:
    found = foreign(text)
    assert found is not None
    assert found.notation is SEEN[text]
    assert text[found.span.start : found.span.end].strip()


OWN = """client -> lb -> api x3 -> redis, postgres
graph store -> api
graph -> api
digraph -> api
timeline -> feed
pie -> bakery
direction: client -> api
create table service -> db
select service -> insert worker
api "Checkout" [service, 2k rps]
[x] -> b
group sql: create, select, from
users(id pk, name)
type service -> schema registry
type ahead {fast}: web -> api
web -> api: {shape} of the answer
index orders(buyer_id, placed_at)
select_runs(id pk, taken from source)
POST /reports {kind, place} -> 201 {report_id}
openapi gateway -> api
json store -> xml store
<- api
a +--- b
kind: database
version: api -> db
--
"""


@pytest.mark.parametrize("text", [*OWN.splitlines(), OWN, "", "\n\n", "timeline\ntimeline -> db"])
def test_a_text_of_a_board_is_no_other_notation(text: str) -> None:
    assert foreign(text) is None


def test_no_text_of_a_prompt_is_taken_for_another_notation() -> None:
    count = 0
    for path in (ROOT / "prompts").rglob("*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        design, estimates = data.get("design", {}), data.get("estimates", {})
        texts = [data.get("api"), data.get("schema"), data.get("sheet")]
        texts += [design] if isinstance(design, str) else design.values()
        texts.append(estimates.get("sheet"))
        for text in texts:
            if isinstance(text, str):
                count += 1
                assert foreign(text) is None, path
    assert count > 100


def test_a_refusal_is_one_finding_that_says_what_is_read() -> None:
    found = foreign("digraph {\n}")
    assert found is not None
    finding = refusal(found, "Write client -> api.")
    assert finding.message == (
        "This is DOT, the language of Graphviz, which is not read here. Write client -> api."
    )
    assert (finding.code, finding.severity) == (CODE, "error")
    assert refused((finding,)) is finding
    assert refused(()) is None


@pytest.mark.parametrize(
    "text",
    [
        "digraph shop {\n web -> api;\n db [label=x]\n}",
        'C4Context\nPerson(a, "A")\nSystem(b, "B")\nRel(a, b, "uses")',
        'workspace {\n model {\n u = person "U"\n }\n}',
    ],
)
def test_what_looks_like_a_table_in_another_notation_is_none(text: str) -> None:
    schema = board("schema")
    found = schema.findings(schema.parse(text), Context())
    assert [finding.code for finding in found] == [CODE]


def test_tables_in_a_document_are_read_from_its_fenced_blocks() -> None:
    text = (
        "# Shop\n\nIt sells (much).\n\n```mermaid\nflowchart LR\n a --> b\n```\n"
        "```sql\nCREATE TABLE a (id int primary key);\n```\nMore prose.\n"
    )
    schema = board("schema")
    model = schema.parse(text)
    assert [table.name for table in model.tables] == ["a"]
    assert all(finding.code != "unread" for finding in schema.findings(model, Context()))
    mixed = schema.parse("b(id pk)\nindex b(id)\n```sql\nCREATE TABLE a (id int);\n```")
    assert {table.name for table in mixed.tables} == {"a", "b"}


@given(st.text())
def test_any_text_is_looked_at(text: str) -> None:
    found = foreign(text)
    assert found is None or isinstance(found, Foreign)


HOSTILE = (
    "/*",
    "---\n",
    "%%{",
    " \n",
    "[",
    "{",
    "select a\n",
    "create ",
    "services:\n a:\n",
    "<a ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_looking_ends_soon(piece: str) -> None:
    start = time.process_time()
    foreign(piece * 100_000)
    foreign("x\n" + piece * 100_000)
    assert time.process_time() - start < 2
