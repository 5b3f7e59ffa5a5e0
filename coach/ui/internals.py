"""What leans on Textual's private parts, read in version 8.2.8: driver, compositor, writing.
The text area that does so too is in `coach.ui.textarea`, the compositor in `coach.ui.compositing`.

`QuietDriver` sleeps until there is input, leaves at once when told to, and ends the app when the
terminal goes away; the stock driver wakes ten times a second, waits 200 ms at the end and spins
when standard input ends. `FrugalApp` writes only the cells that differ from what the terminal
shows. `tests/ui/test_internals.py` fails when the
parts used here move.
"""

import os
import selectors
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from threading import Thread
from typing import Any, TypeAlias

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.control import Control
from rich.segment import Segment
from textual import events, on
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual._context import active_message_pump
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from coach.ui import caret
from coach.ui.compositing import LinesUpdate, at_once
from coach.ui.difference import Pen, Shown
from coach.ui.hush import HUSH
from coach.ui.terminal import Pasted, Pastes, PatientWriter

READ_IN = "8.2.8"
_ESCAPE_DELAY = 0.1
_PASTE_DELAY = 2.0
_CATCH_UP = 0.25
linux_driver.WriterThread = PatientWriter  # type: ignore[attr-defined]


class QuietDriver(LinuxDriver):
    """The Linux driver with a wake pipe instead of a polling loop."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__
        self._wake_read, self._wake_write = os.pipe()
        self.heard = 0.0

    def start_application_mode(self) -> None:
        """Takes the terminal as it was before a still frame: so it is given back at the end."""
        HUSH.end()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        """Feeds keys to the app until woken by `disable_input` or the end of input.

        The parser takes an empty text for the end, so it does not see the first byte of a
        character whose others have not come yet.
        """
        parser = XTermParser(self._debug)
        pastes = Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            pending = False
            while not self.exit_event.is_set():
                wait = _ESCAPE_DELAY if pending else _PASTE_DELAY if pastes.open else None
                ready = selector.select(wait)
                if any(key.fd == self._wake_read for key, _ in ready):
                    os.read(self._wake_read, 1)
                    return
                if ready:
                    self.heard = time.monotonic()
                    try:
                        data = os.read(self.fileno, 4096)
                    except OSError:
                        data = b""
                    if not data:
                        self._app.call_later(self._app.action_leave_in_order)  # type: ignore[attr-defined]
                        return
                    for part in pastes.split(decode(data)):
                        self._arrived(parser, part)
                elif pastes.open:
                    for part in pastes.give_up():
                        self._arrived(parser, part)
                for message in parser.tick():
                    self.process_message(message)
                pending = parser._timeout_time is not None

    def _arrived(self, parser: XTermParser, part: str | Pasted) -> None:
        if isinstance(part, Pasted):
            self.process_message(events.Paste(part.text.replace("\x00", "")))
            return
        for message in parser.feed(part):
            self.process_message(message)

    @property
    def writer(self) -> PatientWriter | None:
        """The thread that writes to the terminal, while there is one."""
        thread = self._writer_thread
        return thread if isinstance(thread, PatientWriter) else None

    def disable_input(self) -> None:
        """Wakes the input thread so that joining it takes no time."""
        if not self.exit_event.is_set() and isinstance(self._key_thread, Thread):
            os.write(self._wake_write, b"q")
        super().disable_input()


class Sturdy(MessagePump):
    """A part of the screen that outlives a fault in one of its handlers, where the app says so;
    the stock one stops handling anything."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            app = self.app
            if not (isinstance(app, FrugalApp) and app.outlive(error)):
                raise


class FrugalApp(Sturdy, App[str], inherit_bindings=False):
    """An app that writes only the cells that differ from what the terminal shows.

    Another screen, another size and coming back from a suspension are written whole.
    """

    def __init__(self, driver_class: type[LinuxDriver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._shown = Shown()
        self._behind = False

    def _crowded(self) -> bool:
        """Whether the terminal does not keep up; what would be written now is written later."""
        driver = self._driver
        writer = driver.writer if isinstance(driver, QuietDriver) else None
        return writer is not None and writer.crowded

    def stand_still(self) -> None:
        """Nothing is laid out or painted any more: the app is about to end, and what a dialog
        covered need not be seen once again."""
        self._begin_batch()

    def quiet_for(self) -> float:
        """Seconds since something came from the terminal; without end where that is not known."""
        driver = self._driver
        heard = driver.heard if isinstance(driver, QuietDriver) else float("-inf")
        return time.monotonic() - heard

    def _catch_up(self) -> None:
        if self._crowded():
            self.set_timer(_CATCH_UP, self._catch_up)
            return
        self._behind = False
        self._shown.forget()
        if self.screen_stack:
            self._display(self.screen, self.screen._compositor.render_update(full=True))

    def _display(self, screen: "Screen[Any]", renderable: RenderableType | None) -> None:
        if self._behind or self._crowded():
            if not self._behind:
                self._behind = True
                self.set_timer(_CATCH_UP, self._catch_up)
            return
        if isinstance(renderable, LayoutUpdate | ChopsUpdate | LinesUpdate):
            self._shown.belongs_to(screen, self.size.width)
            cell = caret.place(self.screen)
            self.cursor_position = cell or self.cursor_position
            update = _Difference(renderable, self._shown, cell is not None)
            super()._display(screen, update)  # type: ignore[arg-type]
            return
        if renderable is not None:
            self._shown.forget()
        super()._display(screen, renderable)

    def write_lines(self, lines: Sequence[tuple[Widget, int]]) -> bool:
        """Writes these lines of widgets at once, past the compositor's timer, and says whether it
        could: where nothing else waits to be drawn and nothing stands before them."""
        update = None if self._batch_count else at_once(self.screen, lines)
        if update is not None:
            self._display(self.screen, update)  # type: ignore[arg-type]
        return update is not None

    def outlive(self, error: Exception) -> bool:
        """Whether the app goes on after this fault; it may say so and write it down."""
        return False

    def half_made(self) -> bool:
        """Whether what raised is a screen that is being made; nothing could be shown then."""
        pump = active_message_pump.get(None)
        return isinstance(pump, Screen | App) and not pump._is_mounted

    def _handle_exception(self, error: Exception) -> None:
        if not self.outlive(error):
            super()._handle_exception(error)

    @on(Driver.SignalResume)
    def paint_again(self) -> None:
        """Writes the whole screen: after a suspension the terminal shows nothing of ours."""
        self._shown.forget()
        self._display(self.screen, self.screen._compositor.render_update(full=True))


Updates: TypeAlias = LayoutUpdate | ChopsUpdate | LinesUpdate


class _Difference(CompositorUpdate):
    """An update less what is already there; it is worked out when it is written."""

    def __init__(self, update: Updates, shown: Shown, cursor: bool = False) -> None:
        self._update = update
        self._shown = shown
        self._cursor = cursor

    def render_segments(self, console: Console) -> str:
        """What to write; the terminal's cursor is hidden meanwhile, and afterwards where it has no
        place."""
        written: list[str] = [caret.HIDE]
        pen = Pen(console._color_system or ColorSystem.TRUECOLOR)
        for x, y, strip in self._pieces():
            if strip.cell_length:
                written += Control.move_to(x, y).segment.text, pen.draw(strip)
        written.append(pen.lift())
        if self._cursor:
            written.append(caret.SHOW)
        return "".join(written)

    def _pieces(self) -> Iterator[tuple[int, int, Strip]]:
        update, shown = self._update, self._shown
        if isinstance(update, LayoutUpdate):
            for y, row in enumerate(update.strips, update.region.y):
                x, strip = shown.replace(y, Strip.join(row))
                yield x, y, strip
            return
        if isinstance(update, LinesUpdate):
            for x, y, strip in update.pieces:
                start, piece = shown.update(x, y, strip)
                yield start, y, piece
            return
        for y, left, right in update.spans:
            for end, (x, part) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if part is None or x > right or end <= left:
                    continue
                start, strip = shown.update(x, y, part.crop(0, min(end, right) - x))
                yield start, y, strip


class ControlFilter(LineFilter):
    """The second wall: no rendered text carries a control character to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Segments as they were, control characters in their text replaced by spaces."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            Segment("".join(map(_visible, segment.text)), segment.style)
            if not segment.text.isprintable()
            else segment
            for segment in segments
        ]


def _visible(char: str) -> str:
    return " " if ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F else char
