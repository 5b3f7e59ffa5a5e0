"""Which boards exist, and all that is known of one before it is loaded. A new board is one module
and one entry here: its tab, key, command line and help come from the entry."""

from importlib import import_module
from typing import TYPE_CHECKING

from coach.errors import NotFound
from coach.frozen import dataclass

if TYPE_CHECKING:
    from coach.boards.board import AnyBoard, Row, Way


@dataclass(frozen=True, slots=True)
class BoardSpec:
    """One board: `module` holds its BOARD, imported at the first use.

    `key` brings it to the front of a session (Textual's name of the key), `placeholder` stands in
    an empty editor. `prose` boards are read as sentences and drawn by nothing. What `grows` is
    drawn over earlier texts of the board, so that what stood there stays. `inserts` says what
    may be put in at the cursor: "components", "templates" or "". `explains` boards tell the steps
    of a line. `formats` and `notation` make it a filter on the command line: what it can be
    exported to, and how it is written; without a notation it is none of this kind.
    `leaves` are the documents that a session leaves beside its transcript: a file's ending, and
    the format of the board's that it is written in.
    `guide` is a module whose GUIDE is a page of Markdown to look things up in.
    """

    name: str
    module: str
    title: str
    key: str
    placeholder: str
    prose: bool = False
    grows: bool = False
    inserts: str = ""
    explains: bool = False
    formats: tuple[str, ...] = ()
    notation: str = ""
    leaves: tuple[tuple[str, str], ...] = ()
    guide: str = ""


SPECS: tuple[BoardSpec, ...] = (
    BoardSpec(
        "notes",
        "coach.boards.notes",
        "Notes",
        "f2",
        "Markdown. Write what you heard and what you assume.",
        prose=True,
    ),
    BoardSpec(
        "estimate",
        "coach.boards.estimate.estimate_board",
        "Estimate",
        "f3",
        "A line a thought: DAU = 1M",
        inserts="templates",
        explains=True,
    ),
    BoardSpec(
        "diagram",
        "coach.boards.diagram.diagram_board",
        "Diagram",
        "f4",
        "Type: browser -> shop x2 -> orders db",
        grows=True,
        inserts="components",
    ),
    BoardSpec(
        "api",
        "coach.boards.api.api_board",
        "API",
        "f5",
        "POST /orders {items} -> 201 {order_id}",
        formats=("openapi", "curl", "markdown", "json"),
        guide="coach.boards.api.guide",
        leaves=((".api.md", "markdown"), (".openapi.json", "openapi")),
        notation="""Settings and resources, then a line an endpoint; ? for what may be missing:
  base https://api.shop.example/v1        auth bearer        rate 100/min per user
  errors problem+json                     resource orders: id, customer_id, items[], status
  GET  /orders?cursor=&status= -> 200 Order[]
  POST /orders (Idempotency-Key) {customer_id, items[]} -> 201 Order | 400 | 409 {error}
  crud products                 # list, get, create, update, delete at once
  WS /live      client -> server: join {room}      webhook order.paid {order_id}
Bodies may be JSON over lines; tables, curl, routes of frameworks, OpenAPI, GraphQL and Protocol
Buffers are read too. `# ok CODE` at a line's end silences a finding there.""",
    ),
    BoardSpec(
        "schema",
        "coach.boards.schema.schema_board",
        "Schema",
        "f6",
        "orders(id pk, user_id -> users.id, total)",
        formats=("postgres", "sqlite", "mermaid", "dbml", "markdown", "sql"),
        leaves=((".schema.md", "markdown"), (".schema.sql", "postgres")),
        notation="""Tables, and what is said of them, # for comments:
  orders(order_id pk, buyer_id -> users.user_id, total numeric, note?)
  users 1:N orders            index orders(buyer_id, placed_at desc)
  query orders by buyer_id sorted placed_at desc limit 20   5k/s
  rows orders 200M            partition orders by range placed_at
  shard orders by buyer_id    ok missing-index
(each of the statements on a line of its own). Lists behind a colon, columns on lines below a
table's name, Markdown, SQL, DBML, Mermaid, Prisma and Python classes are read too.

Keys:  auto-increment  simple, ordered; not distributed-friendly
       UUID            globally unique; larger, random
       ULID            globally unique, sortable; larger
Index: columns of WHERE, of JOIN, of ORDER BY with WHERE; composite ones for common queries
Shard: by a key that queries have (user_id, tenant_id); what crosses shards is limited; say how
       pieces are moved when shards are added""",
    ),
    BoardSpec(
        "plan",
        "coach.boards.plan.plan_board",
        "Plan",
        "f10",
        "1. Backup (2h)      or: strategy canary      or: checkpoint 10% 24h",
        leaves=((".plan.md", "markdown"), (".k6.js", "k6"), (".locust.py", "locust")),
    ),
)

NAMES = tuple(spec.name for spec in SPECS)
PROSE = tuple(spec.name for spec in SPECS if spec.prose)
"""Boards that hold sentences: what is written there counts like what is said."""
FILTERS = tuple(spec.name for spec in SPECS if spec.notation)


def spec(name: str) -> BoardSpec:
    """What is known of the board of that name; NotFound where there is none."""
    for known in SPECS:
        if known.name == name:
            return known
    raise NotFound(f"There is no board called {name}.", f"Boards: {', '.join(NAMES)}.")


def guide(name: str) -> str:
    """The board's page to look things up in, as Markdown; "" where it has none."""
    known = spec(name).guide
    text: str = import_module(known).GUIDE if known else ""
    return text


def board(name: str) -> "AnyBoard":
    """The board of that name, imported at its first use; its module calls it BOARD."""
    any_board: AnyBoard = import_module(spec(name).module).BOARD
    return any_board


def drawn(
    name: str, text: str, width: int, height: int, way: "Way | None" = None
) -> "tuple[Row, ...]":
    """A board's text as the board draws it in so many cells and rows; `way` is how its picture came
    to be, in a session what `State.drawing` says of it: whoever draws with it sees the same."""
    known = board(name)
    if spec(name).grows and way is not None:
        rows: tuple[Row, ...] = known.draw(known.parse(text), width, height, way)  # type: ignore[call-arg]
        return rows
    return known.draw(known.parse(text), width, height)
