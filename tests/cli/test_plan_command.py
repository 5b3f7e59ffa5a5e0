"""`coach plan`: what it prints, and its exit codes."""

import io
import json
import sys
from pathlib import Path

import pytest

from coach.cli import main

GOOD = "strategy canary\n1. Backup, restored on staging (1h)\nsuccess: it restores\n"
BAD = "1. Switch DNS (1h)\n"


def run(
    words: list[str], text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    code = main(["plan", *words])
    return code, *capsys.readouterr()


def test_it_draws_checks_and_exports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run([], GOOD, monkeypatch, capsys)
    assert code == 0 and "Backup, restored" in out and "critical:" in out
    code, out, _ = run(["--ascii"], GOOD, monkeypatch, capsys)
    assert code == 0 and out.isascii() and "####" in out
    code, out, _ = run(["--json"], GOOD, monkeypatch, capsys)
    assert code == 0 and json.loads(out)["length_minutes"] == 60
    code, out, _ = run(["--format", "markdown"], GOOD, monkeypatch, capsys)
    assert code == 0 and out.startswith("# Plan\n") and "- [ ] success is: it restores" in out
    code, out, _ = run(["--check"], GOOD, monkeypatch, capsys)
    assert code == 0
    code, out, _ = run(["--check"], BAD.rstrip("\n"), monkeypatch, capsys)
    assert code == 1 and "line 1: warning: Switch DNS has no rollback" in out


@pytest.mark.parametrize(
    ("words", "text", "want"),
    [
        (["--format", "k6"], GOOD, (2, "no load test")),
        (["--width", "5"], GOOD, (2, "--width")),
        (["--json", "--check"], GOOD, (2, "--json")),
        ([], "Dear all, see you on Friday.\n", (1, "Nothing of a plan was read")),
        ([], "# A plan with a heading alone\n", (1, "Nothing of a plan was read")),
        (["--check"], "a facade in front\n", (1, "Nothing of a plan was read")),
        ([], "openapi: 3.1.0\ninfo:\n  title: x\n", (2, "This is an OpenAPI document")),
        (["no-such-file"], "", (5, "no file")),
    ],
)
def test_what_it_refuses(
    words: list[str],
    text: str,
    want: tuple[int, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    got, _, error = run(words, text, monkeypatch, capsys)
    assert got == want[0]
    assert want[1] in error


def test_a_sheet_with_columns_asks_for_a_review(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "sheet"
    sheet.write_text("scenarios: now | 6 months\nusers = 10M | 15M\n", "utf-8")
    _, out, _ = run(
        ["--check", "--estimate", str(sheet)], "Two more servers.\n", monkeypatch, capsys
    )
    assert "When is this plan looked at again?" in out


def test_a_sheet_makes_the_runbook_the_recommendation_of_a_capacity_plan(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "sheet"
    sheet.write_text("scenarios: now | 6 months\nstorage = 500 GB, +40 GB/month\n", "utf-8")
    words = ["--format", "markdown", "--estimate", str(sheet)]
    code, out, _ = run(words, f"# Disks\n{GOOD}", monkeypatch, capsys)
    assert code == 0
    assert out.startswith("# Capacity plan: Disks\n")
    assert "| storage | `500 GB, +40 GB/month` | 500 GB | 740 GB |" in out
    assert "## Recommendation\n\n### Disks\n" in out
    assert "#### Steps" in out
