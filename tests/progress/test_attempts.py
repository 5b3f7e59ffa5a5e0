"""Two attempts side by side, and one drawing of both."""

from pathlib import Path

import pytest

from coach.boards.board import plain
from coach.boards.diagram.diagram_board import BOARD
from coach.catalog import shelf
from coach.journal.file import read
from coach.live.reckoning import score_of
from coach.progress.answer import beside_reference, reference_data, reference_rows
from coach.progress.attempts import attempts, change, data
from coach.progress.side_by_side import side_by_side
from coach.progress.union import drawing, in_words, union
from coach.session.entry import Entry
from coach.session.events import Scored, SessionOpened
from coach.session.history import whole

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"


@pytest.fixture(scope="module")
def weak() -> tuple[Entry, ...]:
    return read(DATA / "url-shortener-weak.jsonl").entries


@pytest.fixture(scope="module")
def strong() -> tuple[Entry, ...]:
    return read(DATA / "url-shortener-strong.jsonl").entries


def test_a_session_beside_itself_differs_in_nothing(strong: tuple[Entry, ...]) -> None:
    found = attempts(strong, strong)
    assert found.same_prompt
    for same in (found.nodes, found.edges, found.facts):
        assert same.dropped == same.added == ()
    assert all(then == now for then, now in (*found.pace.values(), *found.estimates.values()))


def test_what_one_lacks_is_dropped_or_added_by_the_order(
    weak: tuple[Entry, ...], strong: tuple[Entry, ...]
) -> None:
    there, back = attempts(weak, strong), attempts(strong, weak)
    assert there.nodes.added == back.nodes.dropped
    assert there.edges.dropped == back.edges.added
    assert there.facts.added == back.facts.dropped
    told = data(there)
    assert set(told) == {
        "a", "b", "same_prompt", "total", "groups", "facts", "hints", "pace", "estimates",
        "diagram",
    }  # fmt: skip


def test_the_page_shows_what_lines_came_to_and_no_row_is_wider_than_the_screen(
    weak: tuple[Entry, ...], strong: tuple[Entry, ...]
) -> None:
    told = plain(side_by_side(weak, strong)).splitlines()
    drawn = next(n for n, line in enumerate(told) if "One drawing of both" in line)
    assert all(len(line) <= 80 for line in told[:drawn])
    storage = next(line for line in told if line.startswith("  storage"))
    assert "TB" in storage
    assert "*" not in storage


def test_two_attempts_of_one_day_are_told_apart_by_the_time(strong: tuple[Entry, ...]) -> None:
    told = plain(side_by_side(strong, strong)).splitlines()[1]
    opened = strong[0].event
    assert isinstance(opened, SessionOpened)
    assert told.count(opened.wall[:16].replace("T", " ")) == 2


def test_the_page_says_what_came_and_went(
    weak: tuple[Entry, ...], strong: tuple[Entry, ...]
) -> None:
    told = plain(side_by_side(weak, strong))
    for part in ("Score", "Facts asked", "Estimates", "One drawing of both", "In words:"):
        assert part in told
    assert plain(side_by_side(weak, strong, plain=True)).count("┄") == 0


def test_points_that_no_debrief_recorded_are_reckoned_and_told_as_that(
    weak: tuple[Entry, ...], strong: tuple[Entry, ...]
) -> None:
    folders = shelf.folders()
    score = score_of(whole(strong), folders)
    assert score is not None
    recorded = Entry(len(strong) + 1, strong[-1].at, "coach", Scored(12.0, "no hire", {}))
    assert score_of(whole((*strong, recorded)), folders) is None
    assert score_of(whole(strong[:3]), folders) is None
    assert attempts(weak, strong).total[1] is None
    found = attempts(weak, strong, (None, score))
    assert found.total[1] == score.total > 0
    assert found.groups["estimate"][1] == score.groups["estimate"]
    told = plain(side_by_side(weak, strong, reckoned=(score, score)))
    assert "~ then and now: by today's rules" in told
    assert "–" not in told.partition("Hints")[0].partition("Score")[2].splitlines()[0]
    assert "today's rules" not in plain(side_by_side(weak, strong))


FIRST = BOARD.parse("client -> api\napi -> cache\nAPI -> store")
SECOND = BOARD.parse("Client -> api\napi -> store\nstore -> replica")


def test_the_union_marks_what_came_and_what_went() -> None:
    both = union(FIRST, SECOND)
    labels = {node.id: node.label for node in both.nodes}
    assert labels == {"client": "Client", "api": "api", "store": "store", "replica": "+ replica",
                      "cache": "– cache"}  # fmt: skip
    signs = {(edge.source, edge.target): edge.label for edge in both.edges}
    assert signs == {
        ("client", "api"): "",
        ("api", "store"): "",
        ("store", "replica"): "+",
        ("api", "cache"): "–",
    }


def test_what_went_is_dotted_and_nothing_else() -> None:
    told = plain(drawing(FIRST, SECOND, 80))
    (line,) = [line for line in told.splitlines() if "– cache" in line]
    assert line.count("┆") == 2
    assert told.count("┄") > 0
    same = plain(drawing(FIRST, FIRST, 80))
    assert not set("┄┆–+") & set(same)


def test_the_same_is_said_in_words() -> None:
    assert in_words(change("ab", "bc"), change((), ("x",))) == (
        "1 box came (c), 1 box went (a), 1 kept; 1 arrow came."
    )
    assert in_words(change("abcdefgh", ()), change((), ())) == "8 boxes went, 0 kept."


def test_beside_the_reference_boxes_are_aligned_as_the_debrief_takes_them(
    strong: tuple[Entry, ...],
) -> None:
    prompt = shelf.load("url-shortener", shelf.folders(DATA / "none"))
    found = beside_reference(strong, prompt)
    assert prompt.design is not None
    parts = {part.id for part in prompt.design.components}
    assert len(parts & set(found.nodes.kept)) > len(parts) / 2
    told = reference_data(found)
    assert told["b"] == "reference"
    assert set(found.facts.kept) | set(found.facts.added) == {fact.id for fact in prompt.facts}
    assert "One drawing of both" in plain(reference_rows(found))


def test_the_reference_beside_itself_is_one_drawing() -> None:
    prompt = shelf.load("url-shortener", shelf.folders(DATA / "none"))
    assert prompt.design is not None
    found = beside_reference((), prompt)
    assert found.nodes.kept == ()
    assert found.nodes.dropped == ()
    assert len(found.nodes.added) == len(BOARD.parse(prompt.design.reference).nodes)
