"""What is kept of a pattern is the pattern, what is not whole is not taken, and of what a user
searches for nothing is kept."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from coach.boards.estimate.expressions import ready
from coach.boards.patterns import lazy
from coach.kept_patterns import FOLDER, KeptPatterns
from coach.language.field_words import AnyOf

INNER: Any = import_module("re._compiler")
PATTERNS: list[tuple[str, int]] = [
    (r"(?P<name>\w+)\s*=\s*(?P<value>[^\n;]+)(x)?", 0),
    (r"(?i:straße|[à-ü]{2,3})\b", 0),
    (r"^(?:(\d+)|(?P<é>[A-Z]))$", re.MULTILINE | re.IGNORECASE),
    (r"(?<=a)b(?!c)(?>d*)e*+", re.ASCII),
    ("", 0),
    ("\ud800|\U0001f600", re.DOTALL),
    (r"[\U00010000-\U0010ffff_a-cx]+", re.VERBOSE),
]
TEXT = "port = 8080 ; STRASSE straße 17\nQ\nabde xa_c\U0001f600 \ud800"


MANY = [(f"word{number}", 0) for number in range(10)]
BEFORE = INNER.compile, INNER._code


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where patterns are kept, in a cache folder that is there; `re` is as before afterwards."""
    yield tmp_path / FOLDER / "coach"
    INNER.compile, INNER._code = BEFORE


def loaded(kept: KeptPatterns, patterns: list[tuple[str, int]]) -> "list[re.Pattern[str]]":
    """The patterns as a module compiles them while it is loaded."""
    names: dict[str, Any] = {"patterns": patterns, "compiled": kept.compile}
    exec(
        compile("made = []\nfor p, f in patterns: made.append(compiled(p, f))", "m", "exec"), names
    )
    made: list[re.Pattern[str]] = names["made"]
    return made


def begun(file: Path) -> KeptPatterns:
    """What is kept there, asked first."""
    INNER.compile, INNER._code = BEFORE
    kept = KeptPatterns(INNER, str(file))
    kept.begin()
    return kept


def test_what_is_kept_is_what_was_compiled(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = begun(file)
    made = loaded(first, PATTERNS + MANY)
    first.keep()
    again = begun(file)
    monkeypatch.setattr(again, "_compile", None)  # nothing is compiled any more
    for plain, kept in zip(made, loaded(again, PATTERNS + MANY), strict=True):
        assert (kept.pattern, kept.flags, kept.groups) == (plain.pattern, plain.flags, plain.groups)
        assert kept.groupindex == plain.groupindex
        assert [m.regs for m in kept.finditer(TEXT)] == [m.regs for m in plain.finditer(TEXT)]
        assert kept == plain
    assert again._known == {}  # what is made needs no room twice


def test_a_file_that_is_not_whole_is_not_read(file: Path) -> None:
    first = begun(file)
    loaded(first, MANY)
    first.keep()
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[: len(whole) // 2], b"\xff" * 80, b"zz\n" + whole,
                    whole.replace(b"1", b"2"), whole.replace(b" ", b"\n", 3)):  # fmt: skip
        file.write_bytes(damaged)
        assert [p.pattern for p in loaded(begun(file), MANY)] == [p for p, _ in MANY]
        assert begun(file)._known == {}
    file.write_bytes(whole)
    assert len(begun(file)._known) == len(MANY)


@pytest.mark.parametrize("told", ["", "0 0 - zz", "0 0 - 00", "0 0 - " + "ff" * 8, "0 x - 00000000",
                                  "32 0 a:9 " + "01000000" * 3])  # fmt: skip
def test_a_line_that_cannot_be_read_is_compiled(file: Path, told: str) -> None:
    kept = begun(file)
    kept._known["0 " + b"word".hex()] = told
    assert kept.compile("word").match("words")


def test_what_a_user_searches_for_is_not_kept(file: Path) -> None:
    kept = begun(file)
    for number in range(20):
        re.compile(f"my secret {number}")
    loaded(kept, MANY[:2])
    kept.keep()
    assert not file.exists()


def test_what_coach_compiles_when_it_is_first_used_is_kept(file: Path) -> None:
    kept = begun(file)
    assert lazy(r"(late) 1").match("late 1")
    assert ready(r"(late) 2").match("Late 2")
    assert AnyOf(["late*", "other"]).search("it is latest")
    assert re.sub(r"(late) [3≈]", "early", "late 3") == "early"
    kept.keep()
    told = {bytes.fromhex(key.split(" ")[1]).decode() for key in begun(file)._known}
    assert {r"(late) 1", r"(late) 2", r"(late) [3≈]"} < told
    assert len(told) == 4


def test_a_command_keeps_its_patterns_where_a_cache_is(tmp_path: Path) -> None:
    environ = os.environ | {"COACH_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "coach", "draw", "-"]

    def run() -> str:
        done = subprocess.run(command, input="a -> b\n", env=environ, capture_output=True,
                              text=True, timeout=60, check=True)  # fmt: skip
        return done.stdout

    drawn = run()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "cache").mkdir()
    assert run() == run() == drawn
    assert [path.name for path in (tmp_path / "cache" / FOLDER).iterdir()] == ["draw"]
