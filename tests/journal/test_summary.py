"""A mock in the library: shown from every seat it was held from, counted for the candidate."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import Refused
from coach.journal.file import create
from coach.journal.library import Library
from coach.journal.summary import Summary, as_row, from_row
from coach.live.opening import reopen
from coach.paths import Paths
from coach.session import events as ev
from coach.session import together as tg
from coach.session.entry import Entry
from coach.ui.views.library_rows import result
from tests.ui.conftest import Clock, environment_in

ROLES = {"candidate": ("p2", "Ana"), "interviewer": ("p1", "Ben"), "observer": ("o1", "Cy")}
FORM = '{"form":1,"verdict":"lean_hire"}'
SCORE = ev.Scored(71.0, "hire", {}, 3)


def held(paths: Paths, opened: ev.SessionOpened, role: str, *, closed: bool = True) -> Path:
    """The file of one seat of a mock, with the interviewer's form open."""
    mock = replace(opened, mode="mock", session="aaaa0001")
    first = Entry(1, 0.0, "interviewer", mock, "open-1", "p1", None, 1, "h1")
    journal = create(paths, mock, first=first, ending=role)
    p, name = ROLES[role]
    others = tuple(tg.Person(q, r, n) for r, (q, n) in ROLES.items() if q != p)
    journal.append(tg.Seated(p, role, "room", name, others), role, 0.0)
    public: list[tuple[str, str, ev.Event]] = [("interviewer", "p1", ev.PhaseEntered("clarify"))]
    if closed:
        public += [("interviewer", "p1", ev.SessionClosed("finished")),
                   ("interviewer", "p1", tg.Sealed("d" * 64)), ("candidate", "p2", tg.Waived()),
                   ("interviewer", "p1", tg.Unsealed(FORM, "00" * 16))]  # fmt: skip
    for n, (by, seat, event) in enumerate(public, 2):
        journal.append_entry(Entry(0, 60.0 * n, by, event, f"i{n}", seat, None, n, f"h{n}"))
    if closed and role == "candidate":
        journal.append(SCORE, role, 400.0)
    journal.close()
    return journal.path


@pytest.fixture
def library(paths: Paths) -> Iterator[Library]:
    """The sessions of the home."""
    found = Library(paths)
    yield found
    found.close()


def test_every_seat_of_a_mock_is_shown_and_only_the_candidates_counts(
    paths: Paths, opened: ev.SessionOpened, library: Library
) -> None:
    for role in ROLES:
        held(paths, opened, role)
    found = {one.seat: one for one in library.sessions()}
    assert {role: (one.kind, one.peer, one.given) for role, one in found.items()} == {
        "candidate": ("mock", "Ben", "lean hire"),
        "interviewer": ("mock", "Ana", "lean hire"),
        "observer": ("mock", "Ana", "lean hire"),
    }
    assert [one.seat for one in found.values() if one.counts] == ["candidate"]
    assert {role: result(one)[0] for role, one in found.items()} == {
        "candidate": "71 hire, Ben: lean hire",
        "interviewer": "interviewed Ana: lean hire",
        "observer": "watched Ana: lean hire",
    }
    assert len(library.search("is:mock")) == 3


def test_a_mock_is_not_gone_on_with_alone(
    paths: Paths, opened: ev.SessionOpened, library: Library, tmp_path: Path
) -> None:
    path = held(paths, opened, "candidate", closed=False)
    before = path.read_bytes()
    assert [one.state for one in library.sessions()] == ["unfinished"]
    assert library.unfinished(1) == ()
    with pytest.raises(Refused, match="coach join"):
        reopen(environment_in(tmp_path / "here", Clock()), path)
    assert path.read_bytes() == before


def test_a_row_of_the_index_keeps_the_seat() -> None:
    one = Summary("i", Path("x"), "p", "P", "interview", "mid", "45", "mock", "", 1, "", 0.0,
                  True, None, "", "", seat="interviewer", peer="Ana", given="hire")  # fmt: skip
    assert from_row(Path("x"), as_row(one)) == one
    assert not one.own
