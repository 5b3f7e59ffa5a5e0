"""What holds for all tests: property tests are not held to a clock, however busy the machine is,
and no process of them compiles what another has compiled.

Where Python is told to write no compiled modules, each of the several hundred processes that the
tests start would compile the program anew; they are kept beside the tests' own cache instead.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    compiled = Path(__file__).resolve().parents[1] / ".pytest_cache" / "compiled"
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(compiled))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are processors: a test of a screen waits 40 ms at
    each key until the application is idle (`textual._wait`), and leaves its processor free."""
    processors = len(os.sched_getaffinity(0))
    return processors + processors // 2
