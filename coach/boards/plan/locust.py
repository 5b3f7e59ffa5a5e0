"""A load test as a Locust file (Locust 2.47): the same levels as the k6 script, in a closed model.

Every text from the plan stands in a string literal of ASCII; names of functions are made of its
letters and digits alone.
"""

import json
import math
import re
from fractions import Fraction

from coach.boards.plan.document import LoadTest, Plan, Request
from coach.boards.plan.k6 import needed
from coach.boards.plan.loadplan import LEAD, PAUSE, RECOVERY, RISE, stages
from coach.text import clean_line

_DOC = '''"""Look at the target before you run it: locust -f FILE --headless

Locust is a closed model: a user sends at most PER_USER requests a second and waits for the answer,
so that a slow system is asked less than planned. Where rates must hold, use the k6 script.
"""'''
_FINEST = 1000
"""The largest denominator of a share: weights are whole numbers."""


def locustfile(plan: Plan) -> str:
    """The file as text."""
    load = needed(plan)
    some = [request for request in load.requests if request.share > 0]
    per_user = _per_user(load)
    lines = [
        f"# {clean_line(plan.title) or 'Load test'}, by coach.",
        _DOC,
        "",
        "from locust import HttpUser, LoadTestShape, constant_throughput, task",
        "",
        f"PER_USER = {per_user!r}",
        "",
        "",
        "class Visitor(HttpUser):",
        f"    host = {load.target!a}",
        "    wait_time = constant_throughput(PER_USER)",
    ]
    names: set[str] = set()
    for request, weight in zip(some, _weights(some), strict=True):
        lines += _task(request, weight, names)
    return "\n".join([*lines, *_shape(load, per_user)]) + "\n"


def _per_user(load: LoadTest) -> float:
    """Requests a second of one user: 1, or the part of a fractional rate that makes users whole."""
    return 1.0 if load.rate == int(load.rate) else load.rate / math.ceil(load.rate)


def _weights(requests: list[Request]) -> list[int]:
    """The shares as the smallest whole numbers."""
    parts = [
        Fraction(request.share).limit_denominator(_FINEST) or Fraction(1, _FINEST)
        for request in requests
    ]
    common = math.lcm(*(part.denominator for part in parts))
    if common > _FINEST:
        return [max(1, round(request.share * _FINEST)) for request in requests]
    counts = [int(part * common) for part in parts]
    shared = math.gcd(*counts)
    return [count // shared for count in counts]


def _task(request: Request, weight: int, names: set[str]) -> list[str]:
    said = re.sub(r"[^a-z0-9]+", "_", f"{request.method} {request.path}".lower()).strip("_")[:40]
    name, number = said, 2
    while name in names:
        name, number = f"{said}_{number}", number + 1
    names.add(name)
    arguments = f"{request.method!a}, {request.path!a}, name={f'{request.method} {request.path}'!a}"
    body = _body(request.body)
    return [
        "",
        f"    @task({weight})",
        f"    def {name}(self):",
        f"        self.client.request({arguments}{body})",
    ]


def _body(text: str) -> str:
    """The body as an argument: JSON as json=, anything else as data=."""
    if not text:
        return ""
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return f", data={text!a}"
    return f", json={value!a}"


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _shape(load: LoadTest, per_user: float) -> list[str]:
    rows: list[tuple[int, int, int]] = []
    base = _users(load.rate, per_user)
    for stage in stages(load):
        users = _users(stage.rate, per_user)
        start = max(1, -(-users // RISE))
        if stage.spike:
            rows += [
                (LEAD, base, max(1, base)),
                (RISE + stage.hold, users, start),
                (RECOVERY, base, users),
            ]
        else:
            rows += [(RISE + stage.hold, users, start), (PAUSE - RISE, base, users)]
    return [
        "",
        "",
        "class FourScenarios(LoadTestShape):",
        (
            f'    """Baseline, 2x, 5x, and a spike of {load.spike:g}x for '
            f'{load.spike_seconds} s, one after another."""'
        ),
        "",
        "    # seconds, users, users started a second",
        "    levels = [",
        *(f"        {row}," for row in rows),
        "    ]",
        "",
        "    def tick(self):",
        "        elapsed = self.get_run_time()",
        "        for seconds, users, rate in self.levels:",
        "            if elapsed < seconds:",
        "                return users, rate",
        "            elapsed -= seconds",
        "        return None",
    ]


def _users(rate: float, per_user: float) -> int:
    return max(1, round(rate / per_user))
