"""The start page's Mock: host, join by a line, or come back to a room."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.boards.board import Row
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.ui.app import CoachApp
    from coach.ui.mocking import MockSitting


async def open_mock(app: "CoachApp") -> None:
    """Asks what is wanted and opens the room; CoachError says why it cannot be."""
    from coach.ui.mockstart import seats_told
    from coach.ui.screens.modal import ChooseModal, PageModal
    from coach.ui.views.lobby import ways_rows

    items: list[tuple[str, str, Row]] = [
        ("host", "host", (("Host a room       ", ""), ("you get a line to send", "dim"))),
        ("join", "join", (("Join by a line    ", ""), ("somebody sent you one", "dim"))),
        (
            "alone",
            "scripted",
            (("Try it alone      ", ""), ("the scripted interviewer sits opposite", "dim")),
        ),
    ]
    rooms = seats_told(app.environment)
    items += [
        (f"room {n}", about, (("Back to a room    ", ""), (about, "dim")))
        for n, (_, about) in enumerate(rooms)
    ]
    items.append(
        ("ways", "ways", (("How to connect    ", ""), ("desk, network, ssh, a server", "dim")))
    )
    answer = await app.push_screen_wait(ChooseModal("Mock: an interview of two", items))
    if answer == "ways":
        app.push_screen(PageModal(lambda cells: ways_rows(7373, cells)))
    elif answer == "host":
        await _host(app)
    elif answer == "alone":
        await _alone(app)
    elif answer == "join":
        await _join(app)
    elif answer:
        await _enter(app, lambda: _joined(app, rooms[int(answer.split()[1])][0]))


async def go_back(app: "CoachApp", journal: str) -> None:
    """Into the room again whose session that file keeps; CoachError says why it cannot be."""
    from coach.mock.seatfile import of_journal

    seat = of_journal(app.environment.paths, journal)
    await _enter(app, lambda: _joined(app, seat.line))


async def _called(app: "CoachApp") -> str:
    """The name by which the others know this person; "" where Esc was pressed."""
    from coach.live.environment import usual_name
    from coach.mock.seatfile import seats
    from coach.text import clean_line
    from coach.ui.screens.modal import LineModal

    before = next((seat.name for seat in seats(app.environment.paths) if seat.name), "")

    def wrong(text: str) -> str:
        return "" if clean_line(text, 40).strip() else "A name, or what they call you."

    question = "What does the other one call you?"
    name = await app.push_screen_wait(LineModal(question, wrong, before or usual_name()))
    return clean_line(name or "", 40).strip()


async def _host(app: "CoachApp") -> None:
    from coach.ui.screens.modal import AskModal

    where = await app.push_screen_wait(
        AskModal(
            "Where is the other one?",
            [
                ("d", "At this computer, in another terminal; or they come by ssh"),
                ("n", "In this network"),
                ("e", "Elsewhere: the lobby's w shows the ways"),
            ],
        )
    )
    if not where:
        return
    role = await app.push_screen_wait(
        AskModal("Who are you first?", [("i", "The interviewer"), ("c", "The candidate")])
    )
    if not role:
        return
    name = await _called(app)
    if not name:
        return
    bind = "0.0.0.0" if where == "n" else "127.0.0.1"

    def make() -> "MockSitting":
        from coach.mock.serving import place_of
        from coach.ui.mocking import SessionPlan
        from coach.ui.mockstart import hosted

        settings = app.environment.settings
        plan = SessionPlan(level=settings.level, pace=settings.pace)
        seat = "interviewer" if role == "i" else "candidate"
        place = place_of(bind, "", "pinned")
        return hosted(app.environment, place, plan, seat=seat, name=name)

    await _enter(app, make)


async def _alone(app: "CoachApp") -> None:
    from coach.catalog import shelf
    from coach.ui.screens.modal import ChooseModal

    headers, _ = shelf.headers(app.environment.folders)
    items: list[tuple[str, str, Row]] = [
        (
            header.slug,
            f"{header.title} {header.difficulty}",
            ((f"{header.title}  ", ""), (header.difficulty, "dim")),
        )
        for header in headers
    ]
    slug = await app.push_screen_wait(ChooseModal("About what?", items))
    if not slug:
        return

    def make() -> "MockSitting":
        from coach.mock.serving import place_of
        from coach.ui.mocking import SessionPlan
        from coach.ui.mockstart import hosted

        settings = app.environment.settings
        plan = SessionPlan(prompt=slug, level=settings.level, pace=settings.pace)
        place = place_of("127.0.0.1", "", "none")
        return hosted(app.environment, place, plan, seat="candidate", script=True)

    await _enter(app, make)


async def _join(app: "CoachApp") -> None:
    from coach.mock.joinlines import parse
    from coach.ui.screens.modal import LineModal

    def wrong(text: str) -> str:
        try:
            parse(text)
        except CoachError as error:
            return str(error)
        return ""

    line = await app.push_screen_wait(LineModal("Paste the join line", wrong))
    name = await _called(app) if line else ""
    if name:
        await _enter(app, lambda: _joined(app, line, name))


def _joined(app: "CoachApp", line: str, name: str = "") -> "MockSitting":
    from coach.ui.mockstart import joined

    return joined(app.environment, line, name)


async def _enter(app: "CoachApp", make: "Callable[[], MockSitting]") -> None:
    from coach.ui.screens.lobby_screen import LobbyScreen

    sitting = await asyncio.to_thread(make)
    await app.push_screen(LobbyScreen(sitting))
