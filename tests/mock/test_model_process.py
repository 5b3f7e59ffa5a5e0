"""A whole interview by a model, as processes: nothing of it is loaded where it is not asked for."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import UsageError
from coach.mock import model_seat
from coach.mock.model_endpoint import parse_endpoint
from coach.paths import Paths
from tests.mock.model_server import http, reply, served
from tests.mock.players import ROOT, Process, free_port

MODEL = ("host", "url-shortener", "--seat", "candidate", "--json")


@pytest.mark.long
def test_a_model_interviews_from_the_lobby_to_its_marks(tmp_path: Path) -> None:
    fact = {"do": "answer", "facts": ["latency"], "quote": "How fast"}

    def think(peer: socket.socket) -> None:
        asked = json.loads(server.asked[-1]["messages"][1]["content"])
        if "points" in asked:
            said = next(one for one in asked["transcript"] if "block" in one["text"])
            mark = {"id": asked["points"][0]["id"], "mark": "yes", "entry": said["entry"],
                    "quote": said["text"]}  # fmt: skip
            peer.sendall(reply(json.dumps({"marks": [mark]})))
        elif "fast" in asked["asked"]:
            peer.sendall(reply("```json\n" + json.dumps(fact) + "\n```"))
        else:
            peer.sendall(reply('{"do":"silence"}'))

    with served(http(400), think) as server:
        ana = Process(tmp_path / "home", *MODEL, "--bind", f"127.0.0.1:{free_port()}",
                      "--interviewer-model", server.url)  # fmt: skip
        try:
            ana.ask("r", do="ready")
            ana.hear("entry", type="session_opened")
            ana.await_(
                lambda line: line["k"] == "who" and line["people"][0]["name"] == "m at 127.0.0.1"
            )
            ana.hear("entry", type="phase_entered")
            ana.ask("a1", do="say", text="How fast must a redirect be?")
            told = ana.hear("entry", type="fact_revealed")
            assert told["data"]["fact"] == "latency"
            ana.ask("a2", do="say", text="A counter hands out a block of numbers to every server.")
            ana.ask("a3", do="close")
            ana.ask("a4", do="form", form={"form": 1, "predicted": 60})
            form = json.loads(ana.hear("entry", type="unsealed", by="interviewer")["data"]["form"])
            assert [one["mark"] for one in form["observables"].values()] == ["yes"]
        finally:
            assert ana.end() == 0
    assert "response_format" in server.asked[0]
    assert "response_format" not in server.asked[-1], "the server took none"
    files = list((tmp_path / "home" / "data").glob("rooms/*/model/**/*.jsonl"))
    text = "".join(path.read_text("utf-8") for path in files)
    assert '"model_called"' in text


def test_a_place_elsewhere_is_asked_about_once(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config")
    here = parse_endpoint("m@http://127.0.0.1:8080/v1")
    there = parse_endpoint("m@https://models.example.org/v1")
    other = parse_endpoint("m@https://other.example.org/v1")
    assert model_seat.allowed(paths, here)
    assert not model_seat.allowed(paths, there)
    model_seat.allow(paths, there)
    assert model_seat.allowed(paths, there)
    assert not model_seat.allowed(paths, other)
    told = model_seat.question(there)
    assert "models.example.org:443" in told
    assert all(row in told for row in model_seat.LEAVES)
    assert "a grader looks for" in told and "or the points" not in told, "they are sent at the end"
    (tmp_path / "data" / model_seat.ALLOWED).write_text("[broken", "utf-8")
    assert not model_seat.allowed(paths, there)


def test_without_a_terminal_nothing_goes_elsewhere(tmp_path: Path) -> None:
    from io import StringIO

    from coach.cli.consent import asked_for

    paths = Paths(tmp_path / "data", tmp_path / "cache", tmp_path / "config")
    with pytest.raises(UsageError, match="Nobody has said yes"):
        asked_for("m@https://models.example.org/v1", paths, StringIO("yes\n"))
    assert asked_for("m@http://localhost:1/v1", paths, StringIO()).endpoint.local


def test_a_mock_without_a_model_loads_nothing_of_it() -> None:
    code = (
        "import sys, coach.ui.mockstart, coach.cli.host, coach.cli.join, coach.mock.script_seat;"
        "print([name for name in sys.modules if name.startswith('coach.mock.model_')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.long
@pytest.mark.parametrize("other", ["script", "model"])
def test_after_a_kill_the_interviewer_that_is_no_person_comes_back_too(
    tmp_path: Path, other: str
) -> None:
    with served(reply('{"do":"silence"}')) as server:
        asked = {
            "script": ("--interviewer", "script"), "model": ("--interviewer-model", server.url),
        }  # fmt: skip
        place = ("--bind", f"127.0.0.1:{free_port()}")
        ana = Process(tmp_path / "home", *MODEL, *place, *asked[other])
        ana.ask("r", do="ready")
        ana.hear("entry", type="phase_entered")
        ana.kill()
        again = Process(tmp_path / "home", "join", "--json")
        try:
            again.hear("link", up=True)
            again.ask("a1", do="say", text="How fast must a redirect be?")
            told = again.hear("entry", type="fact_revealed")
            assert told["data"]["fact"] == "latency"
            assert [one["type"] for one in again.lines if one["k"] == "entry"].count(
                "session_opened"
            ) == 1
        finally:
            assert again.end() == 0
