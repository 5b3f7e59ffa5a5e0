"""Break it: the drawing under load and without what fails, by keys, at both sizes."""

from typing import Any

import pytest
from textual.pilot import Pilot

from coach.boards.board import Known
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.picture import Picture
from coach.boards.diagram.picture_growth import PictureGrowth, ViewSize
from coach.ui.app import CoachApp
from coach.ui.screens.breaking import BreakScreen
from coach.ui.screens.session import SessionScreen
from coach.ui.widgets.drawing_pane import DrawingView
from tests.ui.test_screens import session

DRAWN = """client [3.6k rps, reads=90%] -> lb x2 [40k/s] -> api x10 [500/s, 50 ms]
api -> redis [100k/s]: 90% hit
api -> postgres [2k/s, 2 ms]
api ~> queue [queue, 50k/s] ~> mailer x4 [worker, 240/s]
group core: api, postgres
"""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=str)
def test_loads_and_failures_are_a_key_each(stage: Any, size: tuple[int, int]) -> None:
    screen = BreakScreen(DRAWN, {})

    def shown() -> str:
        text: str = stage.text(screen.app)
        return text

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "3.6k/s 72% ~" in shown())
        assert "first: api at 1.39x (5k/s; you have 3.6k)" in shown()
        await pilot.press("5")
        await stage.until(pilot, lambda: "18k/s 360% !" in shown())
        await pilot.press("s")
        await stage.until(pilot, lambda: "792,000 wait" in shown())
        await pilot.press("1")
        for key in ("right", "down") * 3:
            if screen.selected != "api":
                await pilot.press(key)
        await stage.until(pilot, lambda: "full at 1.39x of this" in shown())
        await pilot.press("r")
        await stage.until(pilot, lambda: "80%" in shown())
        await pilot.press("u", "space")
        await stage.until(pilot, lambda: "none of the calls" in shown())
        assert "×" in shown()
        await pilot.press("enter")
        await stage.until(pilot, lambda: "walk" in shown().lower() or "stops" in shown())
        await pilot.press("escape")
        await pilot.press("u", "g")
        await stage.until(pilot, lambda: "data nowhere else: postgres" in shown())
        await pilot.press("u", "enter")
        await stage.until(pilot, lambda: "÷ 500" in shown())
        await pilot.press("escape", "a")
        await stage.until(pilot, lambda: "Orders of magnitude" in shown())

    stage.run(play, screen, size=size)


def test_a_remedy_is_added_to_the_diagram(stage: Any) -> None:
    lines: list[str] = []
    screen = BreakScreen(DRAWN, {}, lines.append)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("+")
        await stage.until(pilot, lambda: "api x11" in stage.text(app))
        await pilot.press("enter")
        await stage.until(pilot, lambda: "first: api at 1.53x" in stage.text(app))

    stage.run(play, screen)
    assert lines == ["api x11"]


def test_the_sheet_tells_how_much_comes_in_and_what_a_box_carries(stage: Any) -> None:
    from fractions import Fraction

    values = {
        "peak qps": Known("peak qps", Fraction(1200), "req/s"),
        "api capacity": Known("api capacity", Fraction(100), "req/s"),
    }
    screen = BreakScreen("user -> api x4 -> postgres", values)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await stage.until(pilot, lambda: "1.2k/s 300% !" in stage.text(app))

    stage.run(play, screen)


def test_it_opens_from_the_drawing_and_changes_its_text(stage: Any) -> None:
    screen = session(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        assert isinstance(screen, SessionScreen)
        await pilot.press("f4", *"client [2k rps] -> api x3 -> db", "ctrl+s", "b")
        await stage.until(pilot, lambda: isinstance(app.screen, BreakScreen))
        await stage.until(pilot, lambda: "first: api is over" in stage.text(app))
        standing = screen.pane("diagram").query_one(DrawingView).picture
        assert placed(app.screen.query_one(DrawingView).picture) == placed(standing)
        await pilot.press("+", "enter")
        await pilot.press("escape")
        await stage.until(pilot, lambda: app.screen is screen)
        await stage.until(pilot, lambda: "api x4" in screen.state.boards["diagram"])

    stage.run(play, screen)


def placed(picture: Picture) -> list[str]:
    """The boxes as one reads them, row by row."""
    return [box.id for box in sorted(picture.boxes, key=lambda box: (box.y, box.x))]


def test_it_stands_where_the_drawing_stands(stage: Any) -> None:
    text = "client -> api\napi -> queue\napi -> db\napi -> redis\n"
    grown = PictureGrowth(ViewSize(79)).picture(("client -> api\napi -> db\napi -> redis\n",),
                                                read(text))  # fmt: skip
    assert placed(grown) != placed(PictureGrowth(ViewSize(79)).fresh(read(text)))
    screen = BreakScreen(text, {}, standing=grown)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        view = screen.query_one(DrawingView)
        await stage.until(pilot, lambda: bool(view.picture.boxes))
        assert placed(view.picture) == placed(grown)
        await pilot.press("5")
        assert placed(view.picture) == placed(grown)

    stage.run(play, screen)
