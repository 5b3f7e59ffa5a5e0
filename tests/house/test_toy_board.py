"""A new board is one module and one entry: everything else follows from them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

TOY = """
from coach.boards.board import Finding, Severity, Span


class Toy:
    name, title, formats = "toy", "Toy", ("upper",)

    def parse(self, text):
        return text

    def findings(self, model, context):
        at = model.find("?")
        span = Span(at, at + 1)
        return () if at < 0 else (Finding("toy-doubt", Severity.WARNING, "Be sure.", span),)

    def draw(self, model, width, height):
        return tuple(((line[:width], "box"),) for line in model.splitlines())

    def export(self, model, format):
        return model.upper()


BOARD = Toy()
"""

SCRIPT = """
import sys
from coach.boards import registry

toy = registry.BoardSpec(
    "toy", "toy", "Toy", "f11", "Play here.", formats=("upper",), notation="Anything at all."
)
keyless = registry.BoardSpec("keyless", "toy", "Keyless", "", "Reached by word and menu.")
registry.SPECS = (*registry.SPECS, toy, keyless)
registry.FILTERS = (*registry.FILTERS, "toy")

from coach.cli import main
from coach.session.state import State
from coach.ui.commands import Here, named, table
from coach.ui.views.help import help_rows
from coach.ui.views.tabs import tab_at, tabs

state = State(boards={"toy": "hello"})
shown = "".join(text for text, _ in tabs(state, "centre", "toy", False))
assert "[F11 Toy]" in shown, shown
assert tab_at(state, False, 0, 3) == "board_toy"
assert named("board_toy").when(Here(state=state)) == ""
assert named("board_toy").when(Here()) == "This session has no toy board."
assert "| F11 | Toy | Goes to the toy board |" in table()
helped = "".join(text for row in help_rows("session", 80) for text, _ in row)
assert "Goes to the toy board" in helped

from coach.ui.screens.session import SessionScreen

assert "f11" in SessionScreen._merged_bindings.key_to_bindings
assert named("board_keyless").spoken == "keyless"

from coach.ui.screens.replay_screen import ReplayScreen

assert "f11" in ReplayScreen._merged_bindings.key_to_bindings
code = main(["toy", "-", "--check"]), main(["toy", sys.argv[1], "--format", "upper"])
assert code == (1, 0), code
"""


def test_a_toy_board_has_tab_key_help_and_filter(tmp_path: Path) -> None:
    (tmp_path / "toy.py").write_text(TOY)
    (tmp_path / "text").write_text("built of blocks\n")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "text")],
        input="really?\n",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}", "COACH_HOME": str(tmp_path / "h")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "line 1: warning: Be sure.\nBUILT OF BLOCKS\n"
