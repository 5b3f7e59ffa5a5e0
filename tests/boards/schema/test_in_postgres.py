"""Exports and advice in a real PostgreSQL, where the machine has one."""

import json
import os
import pwd
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from coach.boards.schema.schema_board import BOARD
from tests.boards.schema.judge_schema import advised, corpus, whiteboard

pytestmark = pytest.mark.long
PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
SKETCHES = [*corpus("reading.json"), *whiteboard()]
ROWS = 200_000


class Server:
    """A cluster of its own in a folder, spoken to through psql."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")

    def program(self, name: str, *words: str) -> None:
        """Runs one of PostgreSQL's programs as the user the cluster belongs to."""
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run(
            [*as_user, str(self.programs / name), *words],
            check=True, capture_output=True, cwd=self.folder, timeout=300,
        )  # fmt: skip

    def start(self) -> None:
        self.program(
            "initdb", "--no-sync", "-D", f"{self.folder}/data", "-A", "trust", "-U", self.user
        )
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c jit=off"
        log = f"{self.folder}/log"
        self.program("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        self.program("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")

    def ask(self, sql: str) -> str:
        """What psql prints of statements; an error fails."""
        psql = [str(self.programs / "psql"), "-h", str(self.folder), "-U", self.user]
        done = subprocess.run(
            [*psql, "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qAt"],
            input=sql, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + sql[:2000]
        return done.stdout

    def pages(self, query: str, before: str = "") -> int:
        """The pages that a query reads after some statements, which are taken back."""
        explained = f"explain (analyze, buffers, format json) {query};"
        said = self.ask(f"begin; {before} {explained} rollback;")
        plan = json.loads(said)[0]["Plan"]
        return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server; skipped with a reason where there is none."""
    if not PROGRAMS:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    if os.geteuid() == 0 and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and runuser is not there")
    folder = Path(
        subprocess.run(["mktemp", "-d"], check=True, capture_output=True, text=True).stdout.strip()
    )
    running = Server(folder, PROGRAMS[-1])
    try:
        running.start()
    except subprocess.CalledProcessError as failed:
        pytest.skip(f"PostgreSQL does not start here: {failed.stderr!r}")
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.mark.parametrize("advice", [False, True])
@pytest.mark.parametrize("want", SKETCHES, ids=lambda want: want["id"])
def test_the_tables_of_a_sketch_are_made(
    server: Server, want: dict[str, Any], advice: bool
) -> None:
    script = BOARD.export(BOARD.parse(want["text"]), "postgres", advice=advice)
    fresh = "drop schema if exists sketch cascade; create schema sketch;"
    path = "set client_min_messages to error; set search_path to sketch, public;"
    server.ask(f"{path} {fresh}\n{script}")


def made(server: Server) -> None:
    """The orders of the advice cases: 200,000 rows, spread as their sizes say."""
    server.ask(
        f"""drop table if exists orders;
        create table orders (id bigint primary key, user_id bigint, status text, total numeric,
          city_id int, created_at timestamptz, updated_at timestamptz, email text,
          deleted_at timestamptz, tags text[], data jsonb, note text);
        insert into orders select g, (g * 7919) % 1000,
          case when g % 100 = 0 then 'pending' when g % 100 < 91 then 'done' when g % 3 = 0
          then 'paid' when g % 3 = 1 then 'sent' else 'void' end,
          (g * 31) % 10000, (g * 13) % 200, timestamptz '2024-01-01' + g * interval '3 minutes',
          timestamptz '2024-01-01' + ((g * 17) % {ROWS}) * interval '3 minutes',
          'u' || g || '@example.org', null, '{{}}', '{{}}', repeat('x', 200)
        from generate_series(1, {ROWS}) g;
        vacuum analyze orders;"""
    )


def with_indexes(server: Server, query: str, indexes: list[str]) -> int:
    """The pages a query reads with these indexes and no others."""
    made = []
    for index in indexes:
        found = re.match(r"(.*?)(?: where (.*?))?(?: using (\w+))?$", index)
        assert found is not None
        where = f" where {found[2]}" if found[2] else ""
        made.append(f"create index on orders using {found[3] or 'btree'} ({found[1]}){where};")
    return server.pages(query, "".join(made))


CASES = [case for case in corpus("index.json") if case["text"].startswith("orders(")][:10]


def test_ten_advices_are_as_good_as_the_best_that_was_tried(server: Server) -> None:
    made(server)
    told = []
    for case in CASES:
        indexes, _ = advised(case["text"], "orders")
        have = re.findall(r"^index orders\((.*)\)$", case["text"], re.M)
        pages = with_indexes(server, case["sql"], [*have, *indexes])
        wanted = [] if isinstance(case["want"], str) else case["want"]
        tried = [with_indexes(server, case["sql"], [*have, *one.split(" + ")]) for one in wanted]
        told.append((case["id"], pages, min([*tried, server.pages(case["sql"])])))
    assert all(pages <= 1.25 * best + 3 for _, pages, best in told), told


COLUMNS = {"user_id": "242", "city_id": "7", "status": "'paid'"}
SIZES = """orders(id pk, user_id, status text, total numeric, city_id int, created_at timestamptz)
rows orders 200k\nvalues orders.user_id 1k\nvalues orders.status 5\nvalues orders.city_id 200
share orders.status='paid' 3%\n"""


def shape(chance: random.Random) -> tuple[str, str]:
    """A random query in the board's notation and in SQL."""
    equal = chance.sample(sorted(COLUMNS), chance.randint(0, 2))
    bounds = chance.random() < 0.4
    sort = chance.choice(["", "created_at desc", "total desc", "created_at"])
    limit = " limit 20" if sort and chance.random() < 0.8 else ""
    if not equal and not bounds:
        equal = ["city_id"]
    by = [f"status = {COLUMNS[name]}" if name == "status" else name for name in equal]
    where = [f"{name} = {COLUMNS[name]}" for name in equal]
    if bounds:
        by.append("created_at > ?")
        where.append("created_at > '2025-02-01'")
    said = f"query orders by {', '.join(by)}" + (f" sorted {sort}" if sort else "") + limit
    order = f" order by {sort}" if sort else ""
    return said, f"select * from orders where {' and '.join(where)}{order}{limit}"


def test_random_shapes_read_few_more_pages_than_with_the_best_index(server: Server) -> None:
    made(server)
    chance = random.Random(12)
    seen: dict[str, str] = {}
    while len(seen) < 30:
        said, sql = shape(chance)
        seen[said] = sql
    good = 0
    told = []
    for said, sql in seen.items():
        indexes, _ = advised(f"{SIZES}{said}\n", "orders")
        pages = with_indexes(server, sql, indexes)
        used = [
            name for name in ("user_id", "city_id", "status", "created_at", "total") if name in sql
        ]
        others = [server.pages(sql)]
        for count in (1, 2, 3):
            for columns in permutations(used, min(count, len(used))):
                others.append(with_indexes(server, sql, [", ".join(columns)]))
        good += pages <= 1.25 * min(others) + 1
        told.append((said, indexes, pages, min(others)))
    assert good >= 28, [one for one in told if one[2] > 1.25 * one[3] + 1]
