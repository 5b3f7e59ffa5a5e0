"""Panes obey: text goes from the session to the editor too, and nothing is written back."""

from typing import Any

import pytest
from textual.dom import DOMNode
from textual.pilot import Pilot

from coach.boards.registry import drawn
from coach.live.opening import begin
from coach.session import events as ev
from coach.session.decide import EditBoard
from coach.session.turning import DrawingTurned
from coach.ui.app import CoachApp
from coach.ui.screens.session import SessionScreen
from coach.ui.views.whereabouts import row_about
from coach.ui.widgets.blanks import first_blank, next_blank
from coach.ui.widgets.rows import RowsView
from tests.ui.conftest import Stage


def fresh(stage: Stage) -> SessionScreen:
    return SessionScreen(begin(stage.environment, "url-shortener", "mid", "45", "coach"))


def edits(screen: SessionScreen) -> int:
    return sum(isinstance(entry.event, ev.TextEdited) for entry in screen.live.entries)


def test_an_edit_from_elsewhere_is_shown_and_not_undone(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api", "enter")
        await stage.until(pilot, lambda: screen.state.boards["diagram"] == "client -> api\n")
        before = edits(screen)
        screen.live.edit(EditBoard("diagram", "client -> lb -> api\n"))
        screen.commit()
        assert screen.state.boards["diagram"] == "client -> lb -> api\n"
        assert screen.pane("diagram").text == "client -> lb -> api\n"
        screen.commit()
        assert edits(screen) == before + 1
        await pilot.press("ctrl+z")
        assert screen.pane("diagram").text == "client -> lb -> api\n"

    stage.run(play, screen)


def test_what_is_being_typed_survives_an_edit_from_elsewhere(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.ui.screens.keeping.PAUSE", 3600.0)
    monkeypatch.setattr("coach.ui.screens.keeping.AT_LATEST", 3600.0)
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"client -> api", "enter")
        await stage.until(pilot, lambda: screen.state.boards["diagram"] == "client -> api\n")
        await pilot.press(*"api -> db")
        screen.live.edit(EditBoard("diagram", "browser -> client\nclient -> api\n"))
        screen.commit()
        wanted = "browser -> client\nclient -> api\napi -> db"
        assert screen.state.boards["diagram"] == wanted
        assert screen.pane("diagram").text == wanted

    stage.run(play, screen)


def test_a_locked_pane_shows_and_takes_nothing(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        pane = screen.pane("diagram")
        pane.only_show()
        await pilot.press(*"abc")
        assert pane.read_only
        assert pane.text == ""
        pane.show_text("client -> api", 6)
        assert pane.text == "client -> api"
        assert pane.editor.offset_in_text == 6
        assert edits(screen) == 0
        screen.live.edit(EditBoard("diagram", "client -> api"))  # as it came from elsewhere
        await stage.until(pilot, lambda: "client │" in stage.text(app))

    stage.run(play, screen)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- Peak: ___ rps\n- CPU: ___%\n", "- Peak: 7 rps\n- CPU: ___%\n"),
        (
            "# Notes\n- data volumes:\n- dependencies:\n",
            "# Notes\n- data volumes:7\n- dependencies:\n",
        ),
        ("# Goals\n- \n- more\n", "# Goals\n- 7\n- more\n"),
        (
            "| Metric | now |\n|---|---|\n| users | |\n",
            "| Metric | now |\n|---|---|\n| users | 7|\n",
        ),
        ("# write below\n", "# write below\n7"),
    ],
)
def test_one_begins_to_write_in_the_first_blank(text: str, wanted: str) -> None:
    start, end = first_blank(text)
    assert text[:start] + "7" + text[end:] == wanted


FORM = "| Metric | now | later |\n|---|---|---|\n| users | | |\n| rows (GB) | | |\n\n# 2\n"


def test_tab_goes_through_the_blanks_of_a_form_and_then_on(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f3")
        pane: Any = screen.pane("estimate")
        pane.editor.replace_text(FORM, FORM.index("users | ") + len("users | "))
        await pilot.press("5", "tab", "6", "tab", "7", "tab", "8", "shift+tab")
        assert pane.text == (
            "| Metric | now | later |\n|---|---|---|\n"
            "| users | 5 | 6 |\n| rows (GB) | 7 | 8 |\n\n# 2\n"
        )
        assert app.focused is not pane.editor

    stage.run(play, screen)


@pytest.mark.parametrize(
    ("text", "back", "wanted"),
    [
        ("CPU: @___%\nRAM: ___%\n", False, "CPU: ___%\nRAM: <___>%\n"),
        ("CPU: 31@%\n\nUse:\n- RAM: ___%\n", False, "CPU: 31%\n\nUse:\n- RAM: <___>%\n"),
        ("CPU: 31@%\n\n\n\n\n- RAM: ___%\n", False, None),
        ("a: ___\nb: ___@\n", True, "a: <___>\nb: ___\n"),
        ("User @||--o{ Order\n", False, None),
        ("@plain words | |\n", False, None),
    ],
)
def test_the_next_blank_is_near_and_in_a_form(text: str, back: bool, wanted: str | None) -> None:
    plain, offset = text.replace("@", ""), text.index("@")
    blank = next_blank(plain, offset, back)
    shown = (
        None
        if blank is None
        else f"{plain[: blank[0]]}<{plain[blank[0] : blank[1]]}>{plain[blank[1] :]}"
    )
    assert shown == wanted


ROWS = (
    (("│  Order  │", "box"),),
    (("│ user_id  → User", "box"), (" │", "box")),
    ((" │ status │", "box"),),
    (("✓ ", "ok"), ("Order by user_id, status sorted created_at desc", "")),
    (("Order sharded by user_id", ""),),
)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("query Order by user_id, status sorted created_at desc  5k/s", 3),
        ("shard Order by user_id", 4),
        ("Order (id, user_id -> User, status)", 1),
        ("rows Order 200M", None),
        ("", None),
    ],
)
def test_the_view_knows_which_row_is_about_a_line(line: str, wanted: int | None) -> None:
    assert row_about(line, ROWS) == wanted


def test_the_view_follows_the_line_that_is_typed(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f6")
        pane: Any = screen.pane("schema")
        await stage.until(pilot, lambda: pane.editor.has_focus)
        tables = "\n".join(f"T{i} (id pk, name, a, b, c, d)" for i in range(9))
        pane.editor.replace_text(f"{tables}\nquery T8 by name sorted c des")
        await pilot.press("ctrl+end", "c")
        await stage.until(pilot, lambda: "T8 by name sorted c desc" in shown(pane.view))

    def shown(view: Any) -> str:
        top = int(view.scroll_offset.y)
        rows = view.rows[top : top + view.size.height]
        return "\n".join("".join(text for text, _ in row) for row in rows)

    stage.run(play, screen)


def test_what_was_revealed_stays_in_sight_when_a_line_takes_its_room(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        rows = RowsView()
        await screen.mount(rows)
        rows.styles.height = 20
        rows.show(tuple(((f"row {n}", ""),) for n in range(40)))
        await pilot.pause()
        rows.reveal(0, 38, 1, 2)
        await stage.until(pilot, lambda: rows.scroll_offset.y == 20)
        rows.styles.height = 18
        await stage.until(pilot, lambda: rows.scroll_offset.y == 22)
        rows.scroll_to(y=3, animate=False)
        await stage.until(pilot, lambda: rows.scroll_offset.y == 3)
        rows.styles.height = 16
        await stage.until(pilot, lambda: rows.size.height == 16)
        assert rows.scroll_offset.y == 3

    stage.run(play, screen)


def test_the_checks_hold_what_the_boards_remark(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f6", *"users(id pk)", "enter", *"index users(nobody)", "enter")
        await stage.until(pilot, lambda: bool(screen.pane("schema").findings))
        await screen.action_command("checks")
        await stage.until(pilot, lambda: "On the board Schema" in stage.text(app))
        told = "line 2: users has no column nobody"
        await stage.until(pilot, lambda: told in stage.text(app))

    stage.run(play, screen)


def test_turning_and_tidying_are_in_the_journal_and_seen_alike_by_all(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        pane: Any = screen.pane("diagram")
        pane.editor.insert("a -> b\nb -> c\na -> c\nc -> d\n")
        await pilot.press(*"d -> e", "enter")
        pane.view.focus()
        for key, direction in (("t", "auto"), ("d", "td"), ("d", "lr"), ("t", "lr")):
            await pilot.press(key)
            await stage.until(pilot, lambda: not pane.laying)
            event = screen.live.entries[-1].event
            assert event == DrawingTurned("diagram", direction)
            assert screen.state.boards["diagram"] == pane.text
            size, way = pane.growth.size, screen.state.drawing("diagram")
            assert size.direction == direction
            assert way[0] == (pane.text,)
            seen = drawn("diagram", pane.text, size.width, size.height, way)
            assert pane.drawing.picture.rows == seen

    stage.run(play, screen)


def test_what_is_in_front_costs_a_wide_screen_no_styles(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = fresh(stage)
    styled: list[object] = []

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4")
        update = app.update_styles

        def noted(node: DOMNode, **more: bool) -> None:
            styled.append(node)
            update(node, **more)

        monkeypatch.setattr(app, "update_styles", noted)
        await pilot.press("f2", "f3", "f4")
        assert screen not in styled
        await pilot.press("f12")
        assert screen in styled  # the board alone is another picture

    stage.run(play, screen)


def test_who_only_reads_turns_the_drawing_for_themselves(stage: Stage) -> None:
    screen = fresh(stage)

    async def play(pilot: Pilot[Any], app: CoachApp) -> None:
        await pilot.press("f4", *"a -> b", "enter")
        pane: Any = screen.pane("diagram")
        pane.only_show()
        before = len(screen.live.entries)
        pane.view.focus()
        await pilot.press("d", "d")
        await stage.until(pilot, lambda: not pane.laying)
        assert pane.growth.size.direction == "lr"
        assert pane.drawing.picture.height < pane.drawing.picture.width
        assert not any(
            isinstance(entry.event, DrawingTurned) for entry in screen.live.entries[before:]
        )

    stage.run(play, screen)
