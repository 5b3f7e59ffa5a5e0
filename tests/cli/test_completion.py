"""The completions of the three shells and the manual, made of the command line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__
from coach.cli import parser
from coach.cli.completion import SCRIPTS
from coach.cli.manual import page
from coach.cli.outline import PROMPT, SESSION, outline
from coach.ui.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
TOP = outline(parser())
LINES = {
    "coach pro": {"progress", "prompts"},
    "coach start url": {"url-shortener"},
    "coach start --pace ": {"35", "45", "60", "untimed"},
    "coach prompts sch": {"schema"},
    "coach prompts schema ": {"prompt", "light", "workflow"},
    "coach draw --f": {"--from", "--format"},
    "coach show ": {"0a1b2c3d"},
    "coach draw READ": {"README.md"},
}


@pytest.fixture
def stand_in(tmp_path: Path) -> dict[str, str]:
    """A `coach` that knows one prompt and one session, so that no shell waits for the real one."""
    program = tmp_path / "bin" / "coach"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\ncase "$2" in\nprompts) printf "url-shortener\\tURL shortener\\n" ;;\n'
        'sessions) printf "0a1b2c3d\\tNews feed\\n" ;;\nesac\n'
    )
    program.chmod(0o755)
    return {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}


def asked(command: list[str], environ: dict[str, str]) -> set[str]:
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert not done.stderr, done.stderr
    return {line.split("\t")[0] for line in done.stdout.split("\n") if line}


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize("line", LINES)
def test_bash_offers(line: str, stand_in: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "coach.bash"
    script.write_text(SCRIPTS["bash"](TOP))
    words = " ".join(f"'{word}'" for word in line.split(" "))
    told = (
        f". {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); _coach;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert asked(["bash", "--norc", "-c", told], stand_in) == LINES[line]


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize("line", LINES)
def test_fish_offers(line: str, stand_in: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "coach.fish"
    script.write_text(SCRIPTS["fish"](TOP))
    told = f"source {script}; complete -C '{line}'"
    assert asked(["fish", "--no-config", "-c", told], stand_in) == LINES[line]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_zsh_takes_the_script(stand_in: dict[str, str], tmp_path: Path) -> None:
    script = tmp_path / "coach.zsh"
    script.write_text(SCRIPTS["zsh"](TOP))
    told = f"autoload -U compinit; compinit -D -u; source {script}; print ${{_comps[coach]}}"
    assert asked(["zsh", "-f", "-c", told], stand_in) == {"_coach"}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_command_and_option_is_in_it(shell: str) -> None:
    script = SCRIPTS[shell](TOP)
    for command in TOP.all():
        assert re.search(rf"\b{command.words[-1]}\b", script)
        for option in command.options:
            for flag in option.flags:
                bare = flag.lstrip("-") if shell == "fish" else flag
                assert re.search(rf"(?<![\w-]){re.escape(bare)}\b", script), (command.words, flag)


def test_names_of_files_and_sessions_are_printed_unless_a_shell_could_run_them(
    tmp_path: Path,
) -> None:
    own = tmp_path / "data" / "prompts" / "warm-up"
    own.mkdir(parents=True, mode=0o700)
    text = (ROOT / "prompts" / "warm-up" / "warm-up.toml").read_text("utf-8")
    for name in ("mine", "$(touch harm)"):
        (own / f"{name}.toml").write_text(text.replace('"warm-up"', f'"{name}"', 1))
    done = subprocess.run(
        [sys.executable, "-m", "coach", "completion", PROMPT],
        cwd=ROOT, env={**os.environ, "COACH_HOME": str(tmp_path)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    names = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert "url-shortener" in names and "mine" in names
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)


def test_kinds_of_words_are_known() -> None:
    kinds = {one.words: one.operands[0].kind for one in TOP.all() if one.operands}
    assert kinds["start",] == kinds["prompts", "check"] == PROMPT
    assert kinds["show",] == kinds["compare",] == kinds["debrief",] == SESSION


def test_the_manual_in_the_package_is_the_programs() -> None:
    written = (ROOT / "man" / "coach.1").read_text("utf-8")
    assert written == page(TOP, __version__), "python3 -m coach.cli.manual > man/coach.1"


def test_the_manual_names_every_command_and_key() -> None:
    written = page(TOP, __version__)
    for command in TOP.all():
        assert rf"\fBcoach {' '.join(command.words)}\fR" in written.replace(r"\-", "-")
    for key in COMMANDS:
        if set(key.where) & {"session", "review", "replay", "break", "look", "today"}:
            assert f"  {key.title}" in written


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="no mandoc here")
def test_the_manual_is_sound() -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", str(ROOT / "man" / "coach.1")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if "missing date" not in line]
    assert told == []
