"""A picture is a fold over the edits: who watched it grow and who reads of it afterwards, in the
transcript, the page, a mock's programs or the debrief, see the same one."""

import io
from dataclasses import replace
from functools import cache
from html import escape

import pytest

from coach.authoring.played import Played
from coach.boards.board import PAGE_COLUMNS, PAGE_ROWS, plain
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.boards.registry import drawn
from coach.catalog import shelf
from coach.cli import parser
from coach.debrief.beside import _drawn as in_debrief
from coach.export.html_page import html
from coach.export.transcript import markdown
from coach.mock.looks import _board as told_to_programs
from coach.session import events as ev
from coach.session.merging import difference
from coach.session.turning import TurnDrawing

FOLDERS = shelf.folders(shelf.shipped_folder() / "none")
HEADERS = shelf.headers(FOLDERS)[0]
SLUGS = sorted(header.slug for header in HEADERS if header.workflow == "interview")
SOME = SLUGS[7::40]
SIZE = ViewSize(PAGE_COLUMNS, PAGE_ROWS)


@cache
def design(slug: str) -> str:
    """The reference's drawing in words."""
    wanted = shelf.load(slug, FOLDERS).design
    assert wanted is not None
    return wanted.reference


def begun() -> Played:
    return Played(ev.SessionOpened(
        "s", "p", "T", "D", "interview", "mid", "45", "coach", "2026-03-01T10:00:00+00:00",
        (), (ev.BoardStart("diagram"),),
    ))  # fmt: skip


def become(stage: Played, text: str) -> None:
    """The diagram becomes another text, by one edit."""
    if edit := difference("diagram", stage.state.boards["diagram"], text):
        stage.append(edit)


def shown(stage: Played, growth: PictureGrowth) -> str:
    """The picture of who was there all the time."""
    text = stage.state.boards["diagram"]
    return growth.picture(stage.state.drawing("diagram")[0], read(text)).text


def check(stage: Played, as_seen: str) -> None:
    """All who read of it afterwards see what was seen."""
    state = stage.state
    text, way = state.boards["diagram"], state.drawing("diagram")
    assert plain(drawn("diagram", text, SIZE.width, SIZE.height, way)) == as_seen
    assert as_seen in markdown(stage.history)
    assert escape(as_seen) in html(stage.history)
    assert told_to_programs(state, "drawing", "diagram", ev.INTERVIEWER) == as_seen
    half = plain(drawn("diagram", text, 60, 40, way)).split("\n")
    if max(map(len, half)) <= 60:
        assert list(in_debrief((text, way), 60)) == half


def check_every_way(slug: str) -> None:
    text = design(slug)
    lines = text.splitlines(keepends=True)
    typed, growth = begun(), PictureGrowth(SIZE)
    for end in range(1, len(lines) + 1):
        become(typed, "".join(lines[:end]))
        as_seen = shown(typed, growth)
    check(typed, as_seen)
    middle = len(lines) // 2
    for changed in ([*lines[:middle], *lines[middle + 1 :]], lines):
        become(typed, "".join(changed))
        as_seen = shown(typed, growth)
    check(typed, as_seen)
    for turned in (Direction.RIGHT, Direction.AUTO):
        typed.do(TurnDrawing("diagram", turned))
        check(typed, shown(typed, PictureGrowth(replace(SIZE, direction=turned))))
    pasted = begun()
    become(pasted, text)
    as_seen = shown(pasted, PictureGrowth(SIZE))
    check(pasted, as_seen)
    assert as_seen == plain(drawn("diagram", text, SIZE.width, SIZE.height))
    for columns in (51, 79, PAGE_COLUMNS):
        filtered = io.StringIO()
        command = parser("draw").parse_args(["draw", "--width", str(columns)])
        assert command.run(command, io.StringIO(text), filtered) == 0
        assert filtered.getvalue().rstrip("\n") == plain(drawn("diagram", text, columns, 0))


@pytest.mark.parametrize("slug", SOME)
def test_typed_edited_and_pasted_a_design_has_one_picture_at_a_time(slug: str) -> None:
    check_every_way(slug)


@pytest.mark.long
@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in SOME])
def test_every_design_has_one_picture_at_a_time(slug: str) -> None:
    check_every_way(slug)
