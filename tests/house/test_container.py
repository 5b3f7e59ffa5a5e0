"""The container's entry: it serves a terminal, a browser or ssh, and says what it cannot."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def serve(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """What the entry does with these words, everything it keeps in a folder of the test's."""
    command = ["sh", str(ROOT / "container/serve"), *words]
    known = {"PATH": os.environ["PATH"], **environ}
    return subprocess.run(command, env=known, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [(["window"], "window is none of terminal, browser, ssh"), (["ssh"], "COACH_SSH_KEY is empty")],
)
def test_what_cannot_be_served_is_said(tmp_path: Path, words: list[str], said: str) -> None:
    done = serve(*words, COACH_HOME=str(tmp_path / "kept"))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "kept").exists()


def test_ssh_gives_coach_and_nothing_else(tmp_path: Path) -> None:
    """The server is played by a program that shows how it was called."""
    for name, does in (("sshd", 'cat "$4"'), ("ssh-keygen", "exit 0"), ("coach", "exit 0")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = serve("ssh", PATH=path, COACH_HOME=str(tmp_path / "kept"), COACH_SSH_KEY="ssh-x AAAA me")
    told = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    home = tmp_path / "kept"
    assert f"ForceCommand env COACH_HOME={home} LANG=C.UTF-8 {tmp_path / 'coach'}" in told
    assert {"PasswordAuthentication no", "AllowTcpForwarding no", "Port 2222"} <= set(told)
    assert (home / "ssh/authorized").read_text("utf-8") == "ssh-x AAAA me\n"


def test_the_image_begins_with_the_entry_and_the_editor_with_the_image() -> None:
    image = (ROOT / "Dockerfile").read_text("utf-8")
    assert 'ENTRYPOINT ["/src/container/serve"]' in image
    assert os.access(ROOT / "container/serve", os.X_OK)
    opened = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text("utf-8"))
    assert (ROOT / ".devcontainer" / opened["build"]["dockerfile"]).resolve() == ROOT / "Dockerfile"
