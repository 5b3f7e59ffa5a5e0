"""The interviewer's console: the candidate's boards and talk, what to listen for, the private pack,
and one line to type in. Single letters work whenever that line is closed."""

from collections.abc import Callable

from textual import events

from coach.errors import CoachError
from coach.session.together import Graded
from coach.ui.commands import named, of
from coach.ui.screens.console_layout import ConsoleLayout
from coach.ui.views import console as views
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.lineinput import Asking, LineInput, ShownBeforeSend

__all__ = ["Asking", "ConsoleScreen", "ShownBeforeSend"]


class ConsoleScreen(ConsoleLayout):
    """One interview from the interviewer's, or an observer's, chair."""

    # keys

    def on_key(self, event: events.Key) -> None:
        """Letters act; digits after a mark's sign choose what is marked."""
        if self.asking is not None:
            self._into_line(event)
            return
        self.query_one(KeysLine).quiet()
        key, character = event.key, event.character or ""
        if self._marked(character) or self._shown_key(key, character):
            event.stop()
            return
        for command in of("console"):
            if command.key and command.key in (key, character):
                event.stop()
                self.run_command(command.id)
                return
        if self.has_class("narrow") and character.isdigit() and 0 < int(character) <= 5:
            event.stop()
            self.show_pane(views.PANES[int(character) - 1])

    def _into_line(self, event: events.Key) -> None:
        """A key that came before the line just opened had the cursor is the line's all the same."""
        line, character = self.query_one("#line", LineInput), event.character or ""
        if line.has_focus:
            return
        event.stop()
        line.focus()
        if not self.line_key(event.key, character, line.value) and character.isprintable():
            line.insert_text_at_cursor(character)

    def run_command(self, name: str) -> None:
        """Does what a command does, or says why it cannot be done."""
        command = named(name)
        try:
            function = command.function()
            if function is not None:
                function(self)
        except CoachError as error:
            self.say(str(error))
        except Exception as error:  # noqa: BLE001 - what a key calls never ends the session
            self.tell_fault(command.title.lower(), error)
        self.show_all()

    def _marked(self, character: str) -> bool:
        if self.marking is None:
            return False
        mark, at = self.marking
        self.marking = None
        heard = self.listening()
        if not (character.isascii() and character.isdigit()):
            self.say("No mark: a number of the list comes after the sign.")
            return True
        number = int(character) or 10
        if number > len(heard):
            self.say(f"There is no {number} in this phase's list.")
            return True
        self.last_mark = heard[number - 1].id
        self.live.make(Graded(self.last_mark, mark), at=at)
        self.say(f"{number} {mark}. Enter adds a word why.", "good")
        self.show_all()
        return True

    def _shown_key(self, key: str, character: str) -> bool:
        """Keys while something is shown before it is sent."""
        shown = self.shown
        if shown is None:
            return False
        if key in (shown.key, "enter"):
            send = shown.options[shown.at][1]
            self.shown = None
            self._carefully(send)
        elif key in ("up", "down"):
            step = 1 if key == "down" else -1
            shown.at = (shown.at + step) % len(shown.options)
        elif key == "escape":
            self.shown = None
        else:
            self.shown = None
            return False
        self.show_all()
        return True

    def _carefully(self, work: Callable[[], object]) -> None:
        try:
            work()
        except CoachError as error:
            self.say(str(error))

    def line_key(self, key: str, character: str, value: str) -> bool:
        """A key while the line is open; whether it was not text. One that was typed right after
        the line's last is the console's."""
        asking = self.asking
        if asking is None:
            self.on_key(events.Key(key, character or None))
            return True
        if key == "escape":
            self.close_line()
            return True
        if key == "enter":
            self.close_line()
            self._carefully(lambda: asking.enter(value))
            self.show_all()
            return True
        if key in ("up", "down"):
            asking.at = max(0, asking.at + (1 if key == "down" else -1))
            self.show_all()
            return True
        begins = not value or (character.isdigit() and value.endswith(" "))
        wanted = asking.keys.get(key) if len(key) > 1 else None
        wanted = wanted or (asking.keys.get(character) if begins else None)
        if wanted is not None:
            self._carefully(lambda: wanted(value))
            self.show_all()
            return True
        return False

    def on_input_changed(self) -> None:
        """What is offered follows what is typed."""
        if self.asking is not None:
            self.asking.at = 0
            self._show_asking()

    def open_line(self, asking: Asking, start: str = "") -> None:
        """Opens the line for a question."""
        self.asking, self.shown = asking, None
        line = self.query_one("#line", LineInput)
        line.value = start
        line.cursor_position = len(start)
        if self.has_class("narrow"):
            self.show_pane("Pack")
        self.show_all()
        self.app.stylesheet.update(self)
        self.set_focus(line)

    def close_line(self) -> None:
        """Closes it; letters act again."""
        self.asking = None
        self.set_focus(None)
        self.show_all()

    def show_before(self, shown: ShownBeforeSend) -> None:
        """Shows what the second press of the key will send."""
        self.shown = shown
        if self.has_class("narrow"):
            self.show_pane("Pack")
        self.show_all()
