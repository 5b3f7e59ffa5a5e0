"""The join line as a QR code."""

import sys

import pytest

from coach.errors import CoachError
from coach.mock.qr import modules
from coach.ui.views.qr import code_rows

LINE = "192.168.1.20:7373/k5m2x7k5m2x7k5m2x7k5m2x7r4.q7ab3cq7ab3cq7ab3cq7ab3czz"


def test_the_drawn_cells_are_the_modules_on_either_ground() -> None:
    code = modules(LINE)
    for dark_ground in (True, False):
        rows = code_rows(code, dark_ground)
        halves = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
        filled: list[list[bool]] = []
        for ((cells, _),) in rows:
            filled += [[bool(halves[cell][half]) for cell in cells] for half in (0, 1)]
        assert [[cell != dark_ground for cell in row] for row in filled[: len(code)]] == code


def test_a_usual_line_fits_in_a_terminal_of_24_rows() -> None:
    rows = code_rows(modules(LINE), True)
    assert len(rows) <= 20 and len(rows[0][0][0]) <= 76


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)
    with pytest.raises(CoachError, match="one more package"):
        modules(LINE)
