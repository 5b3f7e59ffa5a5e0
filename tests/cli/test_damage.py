"""A damaged session is told as damaged by every command that uses it, before anything else."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load, load_workflow
from coach.cli import main
from coach.debrief.as_json import as_data
from coach.debrief.report import as_text
from coach.debrief.score import score
from coach.journal.file import read
from coach.live.environment import read_environment
from coach.session.history import History
from coach.ui.session_pages import debrief_page, transcript_page
from coach.ui.views.wrap import at_width

INTERVIEW = load_workflow("interview", folders())

DATA = Path(__file__).resolve().parents[1] / "data" / "sessions"
LINES = (DATA / "url-shortener-strong.jsonl").read_bytes().splitlines(keepends=True)
NAME = "2026-03-21-url-shortener-b83f5a10.jsonl"


def flipped(line: bytes) -> bytes:
    middle = len(line) // 2
    return line[:middle] + bytes([line[middle] ^ 4]) + line[middle + 1 :]


DAMAGE: dict[str, Sequence[bytes]] = {
    "missing": [*LINES[:20], *LINES[21:]],
    "flipped": [*LINES[:25], flipped(LINES[25]), *LINES[26:]],
    "swapped": [*LINES[:10], LINES[11], LINES[10], *LINES[12:]],
    "torn": [*LINES[:-1], LINES[-1][:-40]],
    "foreign": [*LINES[:20], b"no entry\n", *LINES[21:]],
    "doubled": [*LINES[:12], LINES[11], *LINES[12:]],
    "holes": [line for place, line in enumerate(LINES) if place % 7 != 3],
}
Keep = Callable[[Sequence[bytes]], Path]


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Puts a session of these lines into a home of its own."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    year = tmp_path / "data" / "sessions" / "2026"
    for folder in (*reversed(year.parents), year):
        if not folder.exists():
            folder.mkdir(mode=0o700)

    def put(lines: Sequence[bytes]) -> Path:
        path = year / NAME
        path.write_bytes(b"".join(lines))
        return path

    return put


@pytest.fixture(scope="module")
def shortener() -> Prompt:
    return load("url-shortener", folders())


@pytest.mark.parametrize("kind", DAMAGE)
def test_transcript_and_export_say_it_first_and_end_with_4(
    kind: str, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    losses = read(keep(DAMAGE[kind])).history.losses()
    assert losses
    for words in (["show", "b83f"], ["export", "b83f"]):
        assert main(words) == 4
        out, err = capsys.readouterr()
        assert err == "".join(f"coach: {one}\n" for one in losses)
        assert out.startswith("**Not all of this session is here.**\n\n- ")
        assert "# URL shortener" in out
    assert main(["export", "b83f", "--format", "json"]) == 4
    out, err = capsys.readouterr()
    assert err.startswith(f"coach: {losses[0]}\n")
    data = json.loads(out)
    assert next(iter(data)) == "damage"
    assert data["damage"] == list(losses)


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_list_says_what_is_wrong_even_of_a_scored_session(
    kind: str, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    damage = str(read(keep(DAMAGE[kind])).damage)
    assert main(["list"]) == 4
    assert damage in capsys.readouterr().out
    assert main(["list", "--json"]) == 4
    row = json.loads(capsys.readouterr().out)
    assert damage in (row["broken"], row["torn"])


@pytest.mark.parametrize("kind", DAMAGE)
def test_what_is_found_in_a_damaged_session_is_said_to_come_from_one(
    kind: str, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    damage = str(read(keep(DAMAGE[kind])).damage)
    for words in (["search", "link"], ["search", "link", "--json"]):
        assert main(words) == 4
        out, err = capsys.readouterr()
        assert "b83f5a10" in out
        assert err == f"coach: b83f5a10: {damage}\n"


@pytest.mark.parametrize(
    "words", [["progress"], ["progress", "--csv"], ["due"], ["due", "--json"]], ids=" ".join
)
def test_numbers_over_sessions_name_those_that_are_too_damaged_to_count(
    words: list[str], keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    damage = str(read(keep(DAMAGE["missing"])).damage)
    assert main(words) == 4
    assert capsys.readouterr().err == f"coach: b83f5a10 is not counted: {damage}\n"
    keep(DAMAGE["torn"])
    assert main(words) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_debrief_says_what_it_could_not_see(kind: str, keep: Keep, shortener: Prompt) -> None:
    history = read(keep(DAMAGE[kind])).history
    debrief = score(shortener, INTERVIEW, history)
    if debrief.refusal is None:
        page = as_text(debrief, 200)
        assert page.startswith("What this debrief could not see\n")
        assert all(one in page for one in history.losses())
    assert as_data(debrief)["damage"] == list(history.losses())


def test_the_debrief_command_ends_with_4_too(
    keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(DAMAGE["missing"])
    assert main(["debrief", "b83f"]) == 4
    out, err = capsys.readouterr()
    assert out.startswith("What this debrief could not see\n")
    assert "damaged at line 21" in err
    assert main(["debrief", "b83f", "--json"]) == 4
    assert json.loads(capsys.readouterr().out)["damage"]


def test_pages_to_read_say_it_before_anything_else(keep: Keep, tmp_path: Path) -> None:
    path = keep(DAMAGE["holes"])
    rows = at_width(transcript_page(path)[1], 80)
    assert "Not all of this session is here" in "".join(text for text, _ in rows[0])
    page = debrief_page(path, read_environment({"COACH_HOME": str(tmp_path)}))
    assert at_width(page.page, 80)[0] == (("What this debrief could not see", "heading"),)


def test_a_sound_session_is_said_to_have_lost_nothing(
    keep: Keep, capsys: pytest.CaptureFixture[str], shortener: Prompt
) -> None:
    path = keep(LINES)
    read_by = (["show", "b83f"], ["list"], ["search", "link"], ["progress"], ["due"],
               ["export", "b83f", "--format", "json"])  # fmt: skip
    for words in read_by:
        assert main(words) == 0
        out, err = capsys.readouterr()
        assert err == ""
        assert "Not all of" not in out
    assert score(shortener, INTERVIEW, read(path).history).losses == ()
    unended = keep([*LINES[:-1], LINES[-1].rstrip(b"\n")])
    assert read(unended).damage is not None
    assert main(["show", "b83f"]) == 0


def test_a_repaired_copy_goes_on_telling_what_is_lost(
    keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    path = keep(DAMAGE["missing"])
    assert main(["repair", "b83f"]) == 0
    path.unlink()
    capsys.readouterr()
    assert main(["show", "b83f"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("coach: Entry 21 is lost.")
    assert "- Entry 21 is lost." in out


def test_a_transcript_needs_to_be_told_what_is_lost() -> None:
    """What tells of a session takes a history, which cannot be made without saying so."""
    with pytest.raises(TypeError):
        History(())  # type: ignore[call-arg]
