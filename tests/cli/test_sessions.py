"""`coach list`, `show`, `export`, `repair` and `paths` on a home of one session, or of none."""

import argparse
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.catalog.shelf import folders, load
from coach.cli import library, sessions
from coach.errors import JournalError, NotFound, UsageError
from coach.paths import find

Run = Callable[..., tuple[int, str]]
DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return find({"COACH_HOME": str(tmp_path)}).sessions


@pytest.fixture
def run(folder: Path) -> Run:
    def go(*words: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        commands = parser.add_subparsers()
        sessions.add(commands)
        library.add(commands)
        args = parser.parse_args(list(words))
        out = io.StringIO()
        code: int = args.run(args, io.StringIO(), out)
        return code, out.getvalue()

    return go


def test_no_sessions_yet_is_said_with_the_way_to_one(run: Run) -> None:
    code, out = run("list")
    assert code == 0
    assert out.startswith("No sessions yet. `coach start PROMPT`")
    assert run("list", "--json") == (0, "")
    assert run("list", "some", "words")[1].startswith("No session holds these words.")


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--json"), ("show", "x"), ("export", "x"), ("repair", "x")]
)
def test_a_file_in_place_of_the_folder_is_not_a_lack_of_sessions(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("mine", "utf-8")
    with pytest.raises(JournalError, match="cannot be listed: not a directory") as caught:
        run(*words)
    assert caught.value.exit_code == 4
    assert "COACH_HOME=FOLDER" in caught.value.hint


@pytest.mark.parametrize("command", ["show", "export", "repair"])
@pytest.mark.parametrize("wanted", ["nothing", "", "../../etc", "a\0b"])
def test_an_unknown_session_is_no_such_thing(run: Run, command: str, wanted: str) -> None:
    with pytest.raises(NotFound) as caught:
        run(command, wanted)
    assert caught.value.exit_code == 5
    assert caught.value.hint


def test_paths_name_every_place_and_make_none(run: Run, folder: Path, tmp_path: Path) -> None:
    code, out = run("paths")
    assert code == 0
    assert str(folder) in out
    assert str(tmp_path / "config" / "settings.json") in out
    assert "COACH_HOME=FOLDER" in out
    assert list(tmp_path.iterdir()) == []


def keep(folder: Path, text: bytes) -> Path:
    """A session's file with that text in it."""
    year = folder / "2026"
    for one in (*reversed(year.parents), year):
        if not one.exists():
            one.mkdir(mode=0o700)
    path = year / "2026-03-21-url-shortener-b83f5a10.jsonl"
    path.write_bytes(text)
    return path


def test_a_session_is_listed_shown_and_exported(run: Run, folder: Path) -> None:
    path = keep(folder, (DATA / "url-shortener-strong.jsonl").read_bytes())
    assert run("list")[1].startswith("b83f5a10")
    (row,) = [json.loads(one) for one in run("list", "--json")[1].splitlines()]
    assert (row["id"], row["prompt"], row["path"]) == ("b83f5a10", "url-shortener", str(path))
    code, transcript = run("show", "b83f")
    assert code == 0
    assert "URL shortener" in transcript
    code, exported = run("export", "b83f")
    assert code == 0
    assert exported.startswith(transcript.rstrip("\n"))
    assert "## Debrief" in exported
    found = json.loads(run("export", "b83f", "--format", "json")[1])
    assert found["debrief"]
    assert run("export", "b83f", "--format", "html")[1].startswith("<!doctype html>")
    assert run("export", "b83f", "--format", "cast")[1].startswith('{"version": 2')
    assert json.loads(run("export", "--format", "schema")[1])["required"]
    for words in (("export",), ("export", "b83f", "--hide", "x")):
        with pytest.raises(UsageError):
            run(*words)


def test_a_session_is_shown_as_it_stood(run: Run, folder: Path) -> None:
    keep(folder, (DATA / "url-shortener-strong.jsonl").read_bytes())
    (early, late) = (
        json.loads(run("show", "b83f", "--at", at, "--json")[1]) for at in ("#9", "9:00")
    )
    assert early["n"] == 9 < late["n"]
    assert len(run("show", "b83f", "--at", "1:00")[1]) < len(run("show", "b83f")[1])
    with pytest.raises(UsageError, match="no place"):
        run("show", "b83f", "--at", "noon")
    with pytest.raises(NotFound):
        run("show", "b83f", "--at", "99:00")


def test_a_broken_session_is_repaired_beside_itself(run: Run, folder: Path) -> None:
    whole = (DATA / "url-shortener-strong.jsonl").read_bytes().splitlines(keepends=True)
    path = keep(folder, b"".join([*whole[:20], b"no entry\n", *whole[21:]]))
    before = path.read_bytes()
    code, out = run("repair", "b83f")
    assert code == 0
    assert out.startswith(f"{len(whole) - 1} entries kept, 1 lost.")
    assert path.read_bytes() == before
    assert len(list(path.parent.glob("*.jsonl"))) == 2


def test_what_is_added_afterwards_is_said_and_stands_there(run: Run, folder: Path) -> None:
    keep(folder, (DATA / "url-shortener-strong.jsonl").read_bytes())
    session = json.loads(run("list", "--json")[1])["id"]
    assert run("note", session, "1:05", "ask") == (0, "Kept at 1:05, beside #12.\n")
    assert run("label", session, "again") == (0, "It is labelled again.\n")
    assert run("label", session, "again", "--off") == (0, "again is off it.\n")
    assert run("rename", session, "My\x1b best") == (0, "It is called “My␛ best” now.\n")
    assert json.loads(run("list", "--json")[1])["title"] == "My␛ best"
    assert run("rename", session, "") == (0, "It has its own title again.\n")


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_what_was_no_real_attempt_is_exported_without_the_answer(
    run: Run, folder: Path, form: str
) -> None:
    strong = (DATA / "url-shortener-strong.jsonl").read_bytes()
    keep(folder, strong)
    prompt = load("url-shortener", folders())
    secret = [point.missed[:30] for point in prompt.observables]
    secret += [fact.matters[:30] for fact in prompt.facts]
    whole = run("export", "b83f", "--format", form)[1]
    assert any(words in whole for words in secret)
    keep(folder, b"".join(strong.splitlines(keepends=True)[:12]))
    code, exported = run("export", "b83f", "--format", form)
    assert code == 0
    assert "How many" in exported
    assert not [words for words in secret if words in exported]
    assert "## Debrief" not in exported


def test_a_file_among_the_sessions_may_be_named_by_its_path(run: Run, folder: Path) -> None:
    path = keep(folder, (DATA / "url-shortener-strong.jsonl").read_bytes())
    assert run("show", str(path)) == run("show", "b83f")
    path.write_bytes(b"")
    assert run("show", str(path))[0] == 4
    elsewhere = folder.parent / "sent.jsonl"
    elsewhere.write_bytes((DATA / "url-shortener-strong.jsonl").read_bytes())
    with pytest.raises(NotFound) as caught:
        run("show", str(elsewhere))
    assert "coach import" in caught.value.hint
