"""The remembered picture of the start page: used while nothing has changed, never otherwise."""

from pathlib import Path

from coach.cache_place import cache_folder
from coach.ui import frame
from coach.ui.hush import unpaint
from coach.ui.still import paint
from coach.ui.views.home import Choice, HomeModel, home_rows


def test_it_comes_back_while_its_files_are_as_they_were(tmp_path: Path) -> None:
    watched = tmp_path / "session.jsonl"
    watched.write_text("one")
    frame.remember(str(tmp_path), "k", [str(watched), str(tmp_path / "none")], "picture")
    assert frame.recall(str(tmp_path), "k") == "picture"
    assert frame.recall(str(tmp_path), "other size") == ""
    watched.write_text("one more")
    assert frame.recall(str(tmp_path), "k") == ""


def test_a_file_that_appears_makes_it_stale(tmp_path: Path) -> None:
    later = tmp_path / "settings.json"
    frame.remember(str(tmp_path), "k", [str(later)], "picture")
    later.write_text("{}")
    assert frame.recall(str(tmp_path), "k") == ""


def test_a_broken_cache_is_no_picture(tmp_path: Path) -> None:
    for text in ("", "[]", "{", '{"key": "k"}', '{"key": "k", "stamps": {}, "text": 3}', "\x00"):
        (tmp_path / frame.NAME).write_text(text)
        assert frame.recall(str(tmp_path), "k") == ""
    frame.remember(str(tmp_path / "missing"), "k", [], "x")
    assert frame.recall(str(tmp_path / "missing"), "k") == ""


def test_the_cache_lies_where_the_others_do(tmp_path: Path) -> None:
    from coach.paths import find

    environ = {"COACH_HOME": str(tmp_path)}
    assert cache_folder(environ) == str(find(environ).cache)
    assert cache_folder({}) == str(find({}).cache)


def test_a_painted_frame_puts_every_row_in_its_place() -> None:
    model = HomeModel((Choice("practise", "p", "Practise", "alone"),), notice="two files")
    rows = home_rows(model, 80, 24, 0)
    assert len(rows) == 24
    text = paint(rows, "dark", 24)
    for number in range(1, 25):
        assert f"\x1b[{number};1H" in text
    assert "Practise" in text
    assert text.startswith("\x1b[?1049h")
    assert "\x1b[?1049l" in unpaint()
