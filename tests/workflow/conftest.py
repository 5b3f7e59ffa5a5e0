"""A workflow of somebody's own with one prompt: three phases, no estimate, groups of its own."""

import shutil
from pathlib import Path

import pytest

from coach.catalog import shelf
from coach.catalog.prompt import Prompt
from coach.catalog.shelf import Folders
from coach.catalog.workflow import Workflow
from tests.ui.conftest import Clock, Stage, environment_in

OWN = Path(__file__).parents[1] / "data" / "own"
CUT_OVER = "cut-over"


@pytest.fixture
def folders() -> Folders:
    return Folders(shelf.shipped_folder(), OWN)


@pytest.fixture
def workflow(folders: Folders) -> Workflow:
    return shelf.load_workflow(CUT_OVER, folders)


@pytest.fixture
def prompt(folders: Folders) -> Prompt:
    return shelf.load("user-service", folders)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An environment in which the workflow is one of the user's own."""
    clock = Clock()
    made = Stage(environment_in(tmp_path, clock), clock)
    own = made.environment.folders.own
    assert own is not None
    shutil.copytree(OWN / CUT_OVER, own / CUT_OVER)
    return made
