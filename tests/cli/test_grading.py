"""`coach grade` and `coach agree`: a session graded blind by several, and how far they agree."""

import io
import json
from pathlib import Path

import pytest

from coach.cli import parser
from coach.errors import CoachError, JournalError, Refused, UsageError
from coach.mock.grade import fingerprint, public, understood
from tests.cli.test_debrief import DATA, home

__all__ = ["home"]
STRONG = DATA / "url-shortener-strong.jsonl"


def run(*words: str, typed: str = "") -> str:
    args = parser(words[0]).parse_args(list(words))
    out = io.StringIO()
    assert args.run(args, io.StringIO(typed), out) == 0
    return out.getvalue()


@pytest.fixture
def here(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to stand in."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def count() -> int:
    from coach.catalog import shelf
    from coach.paths import find

    return len(
        shelf.load("url-shortener", shelf.folders(find({}).prompts), "interview").observables
    )


def graded(name: str, **other: str) -> str:
    """Grades the session: yes to all points but those named by their number."""
    lines = [f"{n} {other.get(f'p{n}', 'yes')} #5 as I heard it" for n in range(1, count() + 1)]
    typed = "\n".join([*lines, "verdict hire", "strength: clear", "seal", ""])
    return run("grade", str(STRONG), "--name", name, typed=typed)


def test_a_grade_is_blind_kept_and_sealed(here: Path) -> None:
    told = run(
        "grade", "b83f5a10", "--name", "anna", typed="read\n\npoints\n1 yes #5 asked\nseal\n"
    )
    assert "Blind" in told
    assert "How many new links get created per day, roughly?" in told
    assert "Not marked yet: 2, 3" in told
    for secret in ("Score", "predicted", "points of 100", "hire 7", "strong hire"):
        assert secret not in told.split("points to look for")[1]
    (path,) = here.glob("*.grade.json")
    draft = understood(path.read_text("utf-8"), path.name)
    assert not draft.sealed
    assert next(iter(draft.form.observables.values())).entries == (5,)
    again = run("grade", "b83f5a10", "--name", "anna", typed="points\n")
    assert "1 marked" in again
    assert "\n1, yes #5: " in again
    graded("anna", p2="no")
    with pytest.raises(Refused, match="sealed"):
        graded("anna")


def test_agreement_of_three(here: Path) -> None:
    graded("anna")
    graded("ben", p3="no", p4="partly")
    graded("cleo", p3="no")
    told = run("agree", str(here))
    assert told.startswith("3 people, one session graded by two or more of them.\n")
    assert "kappa" in told
    assert "anna: more lenient" in told
    first = told.split("Most disagreed on:\n")[1].splitlines()
    assert first[1].startswith("    anna: yes #5: as I heard it")
    assert "anna hire, ben hire, cleo hire" in told
    with pytest.raises(UsageError, match="two people"):
        run("agree", str(next(here.glob("*anna*"))))


def test_a_grade_that_was_changed_is_refused(here: Path) -> None:
    graded("anna")
    graded("ben")
    path = next(here.glob("*ben*"))
    path.write_text(path.read_text("utf-8").replace("lean", "mean").replace("clear", "vague"))
    with pytest.raises(JournalError, match="changed after it was sealed"):
        run("agree", str(next(here.glob("*anna*"))), str(path))
    with pytest.raises(UsageError):
        run("agree", str(here))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"coach":"grade","v":9}',
        '{"coach":"grade","v":1,"form":7}',
        "\x00",
        "9" * 99,
    ],
)
def test_what_is_no_grade_is_said(text: str) -> None:
    with pytest.raises(CoachError) as told:
        understood(text, "x\x1b[31m.json")
    assert "\x1b" not in str(told.value)


def test_the_fingerprint_is_of_what_was_public(here: Path) -> None:
    from coach.journal.file import read

    entries = read(STRONG).history.entries
    assert fingerprint(public(entries)) == fingerprint(entries)
    assert fingerprint(entries[:-20]) != fingerprint(entries)
    text = json.dumps([str(one.event) for one in public(entries)])
    assert "ScorePredicted" not in text
    assert "Scored(" not in text
