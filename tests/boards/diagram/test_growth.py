"""A picture is a fold over its text's lines: whoever asks, and in whatever order."""

import gc
import random

import pytest

from coach.boards.board import PAGE_COLUMNS, PAGE_ROWS
from coach.boards.diagram import fit
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.drafting import PlacedParts
from coach.boards.diagram.layout import lay_out, laying
from coach.boards.diagram.lone_drafts import MOST_KEPT, LoneDrafts
from coach.boards.diagram.picture import Direction
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.boards.diagram.slices import Slices, finished
from coach.boards.diagram.stage import PartStage
from coach.catalog import shelf

FOLDERS = shelf.folders(shelf.shipped_folder() / "none")
HEADERS = shelf.headers(FOLDERS)[0]
SLUGS = sorted(one.slug for one in HEADERS if one.workflow == "interview")
SOME = SLUGS[::20]
ROOMS = (ViewSize(79, 9), ViewSize(51, 14), ViewSize(PAGE_COLUMNS, PAGE_ROWS))
"""Those of a session's pane at 80x24 and at 120x36, and a page's."""


def keyframes(text: str) -> list[str]:
    """The text after each of its lines."""
    lines = text.splitlines(keepends=True)
    return ["".join(lines[:end]) for end in range(1, len(lines) + 1)]


def reference(slug: str) -> list[str]:
    design = shelf.load(slug, FOLDERS).design
    assert design is not None
    return keyframes(design.reference)


def grown(frames: list[str], room: ViewSize) -> list[str]:
    """The pictures as one sees them who types line after line."""
    growth = PictureGrowth(room)
    return [growth.picture(frames[:end], read(frames[end - 1])).text
            for end in range(1, len(frames) + 1)]  # fmt: skip


def check(slug: str, room: ViewSize) -> None:
    frames = reference(slug)
    as_typed = grown(frames, room)
    folded = PictureGrowth(room)
    assert folded.picture(frames, read(frames[-1])).text == as_typed[-1]
    order = list(range(1, len(frames) + 1))
    random.Random(slug).shuffle(order)
    jumping = PictureGrowth(room)
    for end in order[:4]:
        assert jumping.picture(frames[:end], read(frames[end - 1])).text == as_typed[end - 1]


@pytest.mark.parametrize(("slug", "room"), [*zip(SOME, ROOMS, strict=True)])
def test_a_reference_design_grown_is_the_one_folded_and_jumps_give_its_pictures(
    slug: str, room: ViewSize
) -> None:
    check(slug, room)


@pytest.mark.long
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("room", ROOMS, ids=("narrow", "wide", "page"))
def test_every_reference_design_grown_is_the_one_folded(slug: str, room: ViewSize) -> None:
    check(slug, room)


def test_what_is_typed_within_a_line_leaves_no_trace() -> None:
    frames = keyframes("client -> api\napi -> cache\n")
    hasty, slow = PictureGrowth(ROOMS[-1]), PictureGrowth(ROOMS[-1])
    for text in ("client -> api\na", "client -> api\napi -> x", "client -> api\napi -> ca"):
        slow.picture(frames[:1], read(text))
    graph = read(frames[-1])
    assert slow.picture(frames, graph).text == hasty.picture(frames, graph).text


def test_keyframes_that_change_are_laid_again() -> None:
    growth = PictureGrowth(ROOMS[-1])
    growth.picture(["a -> b\n", "a -> b\nb -> c\n"], read("a -> b\nb -> c\n"))
    other = growth.picture(["a -> b\n", "a -> x\n"], read("a -> x\n"))
    assert (
        other.text
        == PictureGrowth(ROOMS[-1]).picture(["a -> b\n", "a -> x\n"], read("a -> x\n")).text
    )


def test_missing_pictures_are_counted_and_laid_one_by_one() -> None:
    frames = keyframes("a -> b\nb -> c\nc -> d\n")
    growth = PictureGrowth(ROOMS[-1])
    assert growth.missing(frames) == 3
    assert growth.advance(frames)
    assert growth.missing(frames) == 2
    while growth.advance(frames):
        pass
    assert growth.missing(frames) == 0


def test_a_direction_that_was_asked_for_is_kept() -> None:
    frames = keyframes("a -> b\nb -> c\n")
    graph = read(frames[-1])
    right = PictureGrowth(ViewSize(70, 30, Direction.RIGHT)).picture(frames, graph)
    down = PictureGrowth(ViewSize(70, 30, Direction.DOWN)).picture(frames, graph)
    assert right.height < down.height


def test_a_picture_too_high_for_its_view_goes_to_the_right_where_that_fits() -> None:
    graph = read("a -> b\nb -> c\nc -> d\n")
    low = PictureGrowth(ViewSize(70, 6)).fresh(graph)
    high = PictureGrowth(ViewSize(70, 0)).fresh(graph)
    assert low.height < high.height


def tree(boxes: int) -> str:
    """Boxes of which each is fed by one of those before it."""
    chance = random.Random(7)
    return "".join(f"box{chance.randrange(n)} -> box{n}\n" for n in range(1, boxes))


def test_a_drawing_that_cannot_win_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = tree(20), tree(20) + "box0 -> more\nbox3 -> more\nmore -> box15\n"
    previous = lay_out(read(before), width=70)
    drawn: list[int | None] = []
    finish = PartStage.finish

    def counted(stage: PartStage, room: int | None) -> Slices[PlacedParts]:
        drawn.append(room)
        return finish(stage, room)

    monkeypatch.setattr(PartStage, "finish", counted)
    grown = lay_out(read(after), width=70, previous=previous)
    made, every = len(drawn), len(fit._CROSSING_PRICES)
    assert made < every
    assert all(box in [other.id for other in grown.boxes] for box in ("box0", "more", "box15"))


def test_a_drawing_that_must_fit_and_cannot_is_not_made() -> None:
    graph = read("gateway -> " + ", ".join(f"service number {n}" for n in range(12)) + "\n")
    assert not finished(laying(graph, width=8, fitting=True)).boxes
    assert lay_out(graph, width=8).boxes
    fits = read("a -> b\n")
    assert finished(laying(fits, width=20, fitting=True)) == lay_out(fits, width=20)


def test_a_layout_leaves_nothing_for_the_collector() -> None:
    """A collection of all that is young stops the keys for milliseconds."""
    first, second = read(tree(30)), read(tree(30) + "box0 -> more\n")
    previous = lay_out(first, width=52)
    lay_out(second, width=52, previous=previous)
    gc.collect()
    gc.disable()
    try:
        lay_out(first, width=52)
        lay_out(second, width=52, previous=previous)
        begun = laying(second, width=52)
        for _ in range(5):
            next(begun)
        begun.close()
        assert gc.collect() < 20
    finally:
        gc.enable()


NAMES = ("alpha", "beta", "gamma replica", "delta", "cache x3", "queue [kafka]", "eps", "zeta")


def loose(lines: int) -> list[str]:
    """Components that stand alone, some renamed or joined later on, text by text."""
    chance = random.Random(lines)
    text, frames = "", []
    for number in range(lines):
        text += f"{chance.choice(NAMES)} {number}\n"
        if number % 7 == 6:
            text += f"beta {number} -> {chance.choice(NAMES)}\n"
        if number % 9 == 8:
            text = text.replace("delta", "other", 1)
        frames.append(text)
    return frames


@pytest.mark.parametrize("room", [ViewSize(70), ViewSize(70, 0, Direction.RIGHT)])
def test_boxes_alone_are_drawn_as_if_nothing_of_them_were_kept(room: ViewSize) -> None:
    growth, before = PictureGrowth(room), None
    frames = loose(24)
    for at, text in enumerate(frames):
        graph = read(text)
        shown = growth.picture(frames[:at], graph)
        if before is not None and room.direction is not Direction.AUTO:
            fresh = lay_out(graph, direction=room.direction, width=70, previous=before)
            assert shown == fresh
        before = shown
    again = PictureGrowth(room)
    for end in range(1, len(frames)):
        again._lone = LoneDrafts()
        again.advance(frames[:end])
    assert again.picture(frames[:-1], read(frames[-1])) == before


def test_a_box_alone_that_stays_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = ["".join(f"box {n}\n" for n in range(end)) for end in (20, 25, 32, 40)]
    made: list[str] = []
    finish = PartStage.finish

    def counted(stage: PartStage, room: int | None) -> Slices[PlacedParts]:
        made.extend(stage.sketch.drawn.nodes)
        return finish(stage, room)

    growth = PictureGrowth(ViewSize(70))
    growth.picture(frames[:3], read(frames[2]))
    monkeypatch.setattr(PartStage, "finish", counted)
    growth.picture(frames, read(frames[3]))
    assert made
    assert not {f"box {n}" for n in range(20)} & set(made)


def test_boxes_that_are_kept_are_laid_in_slices_too() -> None:
    frames = ["".join(f"box {n}\n" for n in range(end)) for end in (20, 30, 63)]
    frames.append(f"{frames[-1]}box 63\n")
    growth = PictureGrowth(ViewSize(70))
    growth.picture(frames, read(f"{frames[-1]}box 64\n"))
    slices = sum(1 for _ in growth.growing(frames, read(f"{frames[-1]}box 65\n")))
    assert slices > 65 + 50  # one for what each box is, and one to lay each that stands


def test_only_so_many_boxes_are_kept() -> None:
    kept = LoneDrafts()
    for number in range(MOST_KEPT + 1):
        kept.keep(number, PlacedParts())
    assert len(kept._kept) == 1
