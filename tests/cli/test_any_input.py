"""Plausible input, mutated: journals with sound checksums and odd contents, prompts near the
template, commands with odd arguments. Nothing raises, and what is lost is told."""

import io
import random
import sys
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from coach.authoring.leftover import left_over
from coach.authoring.lint import lint
from coach.catalog import shelf
from coach.catalog.shelf import folders, load_workflow
from coach.cli import main
from coach.debrief.as_json import as_data
from coach.debrief.report import as_text
from coach.debrief.score import score
from coach.errors import CoachError
from coach.export.transcript import as_json, markdown
from coach.journal.entry_reader import read_bytes
from coach.journal.summary import summarize
from coach.session import events as ev
from coach.session.entry import encode
from coach.session.history import History

INTERVIEW = load_workflow("interview", folders())

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"
RAW = {name: (DATA / f"url-shortener-{name}.jsonl").read_bytes() for name in ("strong", "weak")}
TEMPLATE = (shelf.shipped_folder() / "template.toml").read_text("utf-8")
ODD: dict[type, Sequence[Any]] = {
    str: ("", " ", "notes", "diagram", "clarify", "client -> lb -> api x3", "10M users / 500 req/s",
          "POST /a {b, c?} -> 201 {d}", "a(b pk, c -> d.e)", "\u0301\u0301x", "x" * 5_000, "`" * 9,
          "a\u200db", "<script>", "| a |", "strong hire", "2026-99-99", "-", "\n\n\n"),
    int: (0, 1, -1, 7, 2**53, -(2**53)),
    float: (0.0, -1.0, 0.5, 1e11, 99.99),
    bool: (True, False),
}  # fmt: skip


def odd(value: Any, chance: random.Random) -> Any:
    """The value or part of it replaced by another of its type."""
    if type(value) in ODD:
        return chance.choice(ODD[type(value)])
    if isinstance(value, tuple) and value:
        place = chance.randrange(len(value))
        kept = [*value]
        if chance.random() < 0.3:
            kept = kept[:place]
        else:
            kept[place] = odd(kept[place], chance)
        return tuple(kept)
    if is_dataclass(value) and not isinstance(value, type) and fields(value):
        field = chance.choice(fields(value)).name
        return replace(value, **{field: odd(getattr(value, field), chance)})
    return value


def journal(chance: random.Random) -> bytes:
    """A session's file after a few plausible accidents; checksums hold but where bytes flipped."""
    entries = list(read_bytes(RAW[chance.choice(sorted(RAW))]).entries)
    if chance.random() < 0.5:
        entries = entries[: chance.randrange(2, len(entries))]
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(entries))
        one = entries[place]
        match chance.randrange(6):
            case 0:
                del entries[place]
                entries = entries or [one]
            case 1:
                entries.insert(place, one)
            case 2:
                entries.append(entries.pop(place))
            case 3:
                entries[place] = replace(one, at=chance.choice((0.0, 1e6, one.at + 3_600)))
            case 4:
                entries[place] = replace(one, by=chance.choice(("coach", "peer", "interviewer")))
            case _:
                entries[place] = replace(one, event=odd(one.event, chance))
    raw = b"".join(map(encode, entries))
    if chance.random() < 0.3:
        place = chance.randrange(len(raw))
        raw = raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(7))]) + raw[place + 1 :]
    return raw[: -chance.randrange(1, 50)] if chance.random() < 0.2 else raw


def prompt_text(chance: random.Random) -> str:
    """The template with a few lines moved, doubled, dropped, broken or of another's value."""
    lines = TEMPLATE.split("\n")
    for _ in range(chance.randrange(1, 5)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[other])
            case 2:
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                name, equals, _ = lines[place].partition("=")
                lines[place] = name + equals + lines[other].partition("=")[2]
            case 4:
                lines[place] = lines[place].replace('"', "", 1)
            case 5:
                name, equals, _ = lines[place].partition("=")
                values = (
                    "0",
                    "-1",
                    "1e400",
                    "nan",
                    "true",
                    '""',
                    "[]",
                    "{}",
                    "[[]]",
                    '"x"',
                    "word",
                )
                lines[place] = f"{name}{equals} {chance.choice(values)}"
            case _:
                lines[place] = lines[place].replace("->", chance.choice(("-->", "~>", "=>", "")))
    return "\n".join(lines)


def read_through(raw: bytes) -> None:
    """Everything that a session's file is used for, without a screen."""
    found = read_bytes(raw)
    history = History(found.entries, str(found.damage or ""))
    summarize(Path("x-2026.jsonl"), found.entries, found.damage)
    written = sum(line.strip() != b"" for line in raw.split(b"\n"))
    if len(found.entries) < written:
        assert history.losses()
    page = markdown(history)
    assert page.startswith("**Not all of this session is here.**") is bool(history.losses())
    assert as_json(history)
    opened = found.entries[0].event if found.entries else None
    if isinstance(opened, ev.SessionOpened):
        debrief = score(shelf.load("url-shortener", shelf.folders()), INTERVIEW, history)
        assert as_data(debrief)["damage"] == list(history.losses())
        try:
            assert as_text(debrief)
        except CoachError as refusal:
            assert refusal.exit_code == 6


def check_prompt(text: str, folder: Path) -> None:
    """A prompt is listed or named as broken, loaded or refused, and never unforeseen."""
    path = folder / "lost-and-found.toml"
    path.write_text(text, "utf-8")
    folders = shelf.Folders(shelf.shipped_folder(), folder)
    found, broken = shelf.headers(folders)
    assert "url-shortener" in {one.slug for one in found}
    assert not any("cannot be used" in str(one) for one in broken)
    try:
        prompt = shelf.load_file(path, folder)
    except CoachError as error:
        assert "cannot be used" not in error.message
        return
    assert [str(one) for one in (*left_over(prompt), *lint(prompt, INTERVIEW, text))]


WORDS = (
    "list", "show", "export", "repair", "debrief", "paths", "prompts", "check", "new", "ask",
    "draw", "estimate", "api", "schema", "--json", "--format", "md", "json", "svg", "openapi",
    "--width", "80", "-1", "x", "--check", "--all", "--from", "mermaid", "--previous", "--level",
    "staff", "-", "--", "", " ", "\x1b[31m", "\udc80", "/dev/null", "/dev/zero", ".", "a\0b",
    "url-shortener", "../x", "*", "b83f", "--direction", "lr", "1e9", "99999999999", "ü客🙂",
)  # fmt: skip


def run_command(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("client -> api -> db\nPOST /a {b}\nx = 3 * 4\n"))
    code = main(words)
    assert code in range(7), words


@pytest.mark.parametrize("seed", range(6))
def test_a_plausible_journal_is_read_through(seed: int) -> None:
    read_through(journal(random.Random(seed)))


@pytest.mark.parametrize("seed", range(60))
def test_a_plausible_prompt_is_loaded_or_refused(seed: int, tmp_path: Path) -> None:
    check_prompt(prompt_text(random.Random(seed)), tmp_path)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("seed", range(60))
def test_a_command_of_any_words_ends_with_a_code(
    seed: int, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(chance.randrange(1, 5))]
    run_command(words, monkeypatch)
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert "Traceback" not in err


@pytest.mark.long
@pytest.mark.parametrize("batch", range(4))
def test_many_plausible_journals(batch: int) -> None:
    for seed in range(1_000 + batch * 75, 1_000 + (batch + 1) * 75):
        read_through(journal(random.Random(seed)))


@pytest.mark.long
@pytest.mark.parametrize("batch", range(4))
def test_many_plausible_prompts(batch: int, tmp_path: Path) -> None:
    for seed in range(1_000 + batch * 500, 1_000 + (batch + 1) * 500):
        check_prompt(prompt_text(random.Random(seed)), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("batch", range(4))
def test_many_commands(batch: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(1_000 + batch * 250, 1_000 + (batch + 1) * 250):
        chance = random.Random(seed)
        run_command([chance.choice(WORDS) for _ in range(chance.randrange(1, 6))], monkeypatch)
