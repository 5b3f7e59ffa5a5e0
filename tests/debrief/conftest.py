"""A small prompt (the authors' template with observables of every sort) and a stage to play on."""

from collections.abc import Callable

import pytest
from msgspec import convert

from coach.authoring.played import Played
from coach.authoring.played_sessions import opening
from coach.catalog.observable import Observable, Shows
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import folders, load_file, load_workflow, shipped_folder
from coach.catalog.workflow import Workflow


def _observable(id_: str, group: str, phase: str, weight: float, **more: object) -> Observable:
    shows = more.pop("shows")
    data = {
        "id": id_,
        "group": group,
        "phase": phase,
        "weight": weight,
        "text": f"Does {id_}",
        "missed": f"Do {id_} next time.",
        "shows": shows,
        **more,
    }
    return convert(data, Observable)


OBSERVABLES = (
    _observable("asks", "requirements", "clarify", 15, shows=[{"facts": ["volume"]}]),
    _observable("sizes", "estimate", "estimate", 10, shows=[{"estimate": "photos-per-year"}]),
    _observable("endpoint", "high-level", "design", 5, shows=[{"endpoint": "POST /reports"}]),
    _observable("table", "high-level", "design", 5, shows=[{"table": "items"}]),
    _observable(
        "aside",
        "high-level",
        "design",
        15,
        load_bearing=True,
        shows=[{"path": ["queue", "matcher"]}, {"said": [["asynchronous", "queue"], ["match"]]}],
    ),
    _observable(
        "scoring",
        "deep-dive",
        "deep-dive",
        30,
        level="senior",
        shows=[{"said": [["candidate", "shortlist"], ["score", "rank"]]}],
    ),
    _observable(
        "measures",
        "failure",
        "bottlenecks",
        10,
        level="staff",
        shows=[{"said": [["precision", "recall"], ["threshold", "tune"]]}],
    ),
    _observable("finishes", "communication", "bottlenecks", 10, shows=[{"pace": "all phases"}]),
)


@pytest.fixture(scope="session")
def workflow() -> Workflow:
    return load_workflow("interview", folders())


@pytest.fixture(scope="session")
def prompt() -> Prompt:
    """The lost-and-found of the template, with observables for each way of showing."""
    template = load_file(shipped_folder() / "template.toml")
    return template.but(observables=OBSERVABLES)


@pytest.fixture
def stage(prompt: Prompt, workflow: Workflow) -> Played:
    """An opened session at mid level, in its first phase."""
    opened = Played(opening(prompt, workflow, "mid"))
    opened.enter("clarify")
    return opened


@pytest.fixture
def observable() -> Callable[..., Observable]:
    """Makes an observable: id, group, phase, weight and whatever else it needs."""
    return _observable


@pytest.fixture
def show() -> type[Shows]:
    return Shows
