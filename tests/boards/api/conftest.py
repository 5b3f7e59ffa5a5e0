"""The judge of readings, as a fixture: test modules import nothing of one another."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def verdict() -> Callable[[Any, Any], str]:
    """`judge.verdict`: how much of a sketch was read."""
    place = Path(__file__).with_name("judge.py")
    spec = importlib.util.spec_from_file_location("api_judge", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[Any, Any], str] = module.verdict
    return function
