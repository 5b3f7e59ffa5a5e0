"""What holds for all tests: property tests are not held to a clock, however busy the machine is,
and no process of them compiles, or parses, what another has.

Where Python is told to write no compiled modules, each of the several hundred processes that the
tests start would compile the program anew; they are kept beside the tests' own cache instead.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.kept_toml import keep_parsed

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

CACHE = Path(__file__).resolve().parents[1] / ".pytest_cache"
keep_parsed(CACHE / "parsed")

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(CACHE / "compiled"))


def pytest_collection_finish() -> None:
    """What has been collected stays to the end; nobody looks through it for what can go, nor
    through what is new as often as in a program that must stay small."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 30)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are processors: a test of a screen waits 40 ms at
    each key until the application is idle (`textual._wait`), and leaves its processor free."""
    processors = len(os.sched_getaffinity(0))
    return processors + processors // 2
