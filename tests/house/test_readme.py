"""The README says what the program does."""

import re
from pathlib import Path

from coach.cli import parser
from coach.ui.commands import of, table

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_key_table_is_the_command_table() -> None:
    assert table(of("session")) in README
    assert table((*of("text"), *of("look"))) in README
    assert table(of("review")) in README
    assert table(of("today")) in README
    assert table(of("replay")) in README
    assert table(of("break")) in README


def test_every_command_named_exists_and_every_command_is_named() -> None:
    named = set(re.findall(r"`coach ([a-z]+)", README))
    usage = parser().format_usage() + parser().format_help()
    for name in named:
        assert re.search(rf"^    {name}\b", usage, re.M), name
    for name in re.findall(r"^    ([a-z]+) ", parser().format_help(), re.M):
        assert name in named, f"the README does not name {name}"


def test_its_two_commands_are_there() -> None:
    assert "python3 -m pip install . && coach\n" in README
    assert "python3 -m pip install '.[test]' && python3 -m pytest -q\n" in README
    assert len(README.split("```")[1].splitlines()) > 20
