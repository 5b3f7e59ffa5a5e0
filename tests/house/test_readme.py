"""The README says what the program does."""

import io
import re
from itertools import product
from pathlib import Path

import pytest

from coach.cli import main, parser
from coach.cli.library import arranged
from coach.ui.commands import of, table

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
WHOLE = parser()
_BLOCK = r"```.*?```"
_PART = r"\[[^]]*\]|\"[^\"]*\"|\S+"


def told() -> list[str]:
    """The command lines of coach, those in blocks and those in sentences."""
    fenced = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
    blocks = [line.split(" #")[0] for line in fenced.splitlines()]
    spans = re.findall(r"`([^`]+)`", re.sub(_BLOCK, "", README, flags=re.S))
    lines = [" ".join(line.replace("\\|", "|").split()) for line in blocks + spans]
    return sorted({line for line in lines if line.startswith("coach ") and " | " not in line})


def written_out(line: str) -> list[tuple[str, ...]]:
    """A command line with each of its choices, and without and with each part that may be left
    out; a number for N."""
    ways: list[list[tuple[str, ...]]] = []
    for part in re.findall(_PART, line.removeprefix("coach ")):
        inner = part.strip('[]"')
        words = [inner] if part[0] == '"' else inner.split()
        whole = list(product(*(word.split("|") for word in words)))
        ways.append([(), *whole] if part[0] == "[" else whole)
    usual = [way[0] for way in ways]
    every = {
        (*usual[:place], choice, *usual[place + 1 :])
        for place, way in enumerate(ways)
        for choice in way
    }
    return sorted(
        tuple("4" if word == "N" else word for words in form for word in words) for form in every
    )


@pytest.mark.parametrize("places", ["session", "text look", "review", "today", "replay", "break"])
def test_the_key_table_is_the_command_table(places: str) -> None:
    keys = table([command for place in places.split() for command in of(place)])
    if keys not in README:
        pytest.fail(f"the README's table of {places} is not this one:\n{keys}", pytrace=False)


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


@pytest.mark.parametrize("line", told())
def test_every_command_line_is_one_that_the_program_takes(line: str) -> None:
    for words in written_out(line):
        try:
            WHOLE.parse_args(arranged(list(words)) if words[0] in ("list", "search") else words)
        except SystemExit as ended:
            pytest.fail(f"coach {' '.join(words)} ends with {ended.code}")


def test_the_lines_are_written_out_whole() -> None:
    lines = [words for line in told() for words in written_out(line)]
    assert len(lines) > 120
    assert ("draw", "--format", "words") in lines
    assert ("export", "ID", "--format", "md", "--anonymous", "--hide", "WORD") in lines


def printed(words: list[str], typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a filter prints for what is typed into it."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    monkeypatch.setattr("sys.stdout", written)
    assert main(words) == 0
    return written.getvalue()


def block(beginning: str) -> str:
    """The block of the README that begins so."""
    blocks = README.split("```")[1::2]
    return next(text[1:] for text in blocks if text.startswith(f"\n{beginning}"))


def test_the_estimate_comes_to_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = block("DAU = 1M")
    typed = [line.partition("  ")[0] for line in shown.splitlines() if not line.startswith(" ")]
    assert printed(["estimate"], "\n".join(typed) + "\n", monkeypatch) == shown


def test_the_diagram_is_drawn_as_the_readme_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    typed, _, drawn = block("client -> lb -> api x3").partition("\n\n")
    assert printed(["draw"], typed + "\n", monkeypatch).rstrip("\n") == drawn.rstrip("\n")
