"""A load test as a k6 script (k6 2.3): four scenarios with open arrival rates, one after another.

Every text from the plan stands in a JSON string, so that a path with a backtick or ${ stays a path.
"""

import json
from fractions import Fraction

from coach.boards.plan.document import LoadTest, Plan, Request
from coach.boards.plan.loadplan import LEAD, RECOVERY, RISE, Stage, stages
from coach.errors import UsageError
from coach.text import clean_line

_UNITS = ((1, "1s"), (60, "1m"), (3600, "1h"))
_METHODS = {"GET": "get", "POST": "post", "PUT": "put", "PATCH": "patch", "DELETE": "del"}


def needed(plan: Plan) -> LoadTest:
    """The plan's load test; UsageError, with what one looks like, where there is none."""
    if plan.loadtest is None:
        raise UsageError(
            "This plan has no load test.",
            "Write `load test http://localhost:8080`, and indented below it `baseline 600 rps`.",
        )
    return plan.loadtest


def script(plan: Plan) -> str:
    """The script as text."""
    load = needed(plan)
    unit, name = _unit(load)
    lines = [
        (
            f"// {clean_line(plan.title) or 'Load test'}, by coach. Look at the target "
            "before you run it:"
        ),
        "//   k6 run FILE        with another target: k6 run -e BASE_URL=https://... FILE",
        (
            "// The rates are open, arrivals do not wait for answers. Users by Little's "
            "law: rate x p99, and"
        ),
        (
            "// half as much again. dropped_iterations above 0: the generator was the "
            "limit, not the system."
        ),
        "import http from 'k6/http';",
        "import { check } from 'k6';",
        "",
        f"const BASE = __ENV.BASE_URL || {_string(load.target)};",
        "",
        "export const options = {",
        "  discardResponseBodies: true,",
        "  scenarios: {",
    ]
    for stage in stages(load):
        lines += _scenario(load, stage, unit, name)
    lines += ["  },", "  thresholds: {", *_thresholds(load), "  },", "};", ""]
    return "\n".join([*lines, *_requests(load.requests)]) + "\n"


def _unit(load: LoadTest) -> tuple[int, str]:
    """The time unit in which all rates are whole, as k6 wants them; else the hour, rounded."""
    rates = [Fraction(stage.rate).limit_denominator(3600) for stage in stages(load)]
    for seconds, name in _UNITS:
        if all((rate * seconds).denominator == 1 for rate in rates):
            return seconds, name
    return _UNITS[-1]


def _whole(rate: float, unit: int) -> int:
    return max(1, round(rate * unit))


def _scenario(load: LoadTest, stage: Stage, unit: int, name: str) -> list[str]:
    begin = f", startTime: '{_time(stage.begin)}'" if stage.begin else ""
    users = f"preAllocatedVUs: {stage.users}, maxVUs: {stage.most}, gracefulStop: '30s'"
    if not stage.spike:
        return [
            f"    {stage.name}: {{",
            f"      executor: 'constant-arrival-rate'{begin},",
            (
                f"      rate: {_whole(stage.rate, unit)}, timeUnit: '{name}', duration: "
                f"'{_time(stage.hold)}',"
            ),
            f"      {users},",
            "    },",
        ]
    low, high = _whole(load.rate, unit), _whole(stage.rate, unit)
    steps = ((LEAD, low), (RISE, high), (stage.hold, high), (RISE, low), (RECOVERY, low))
    return [
        f"    {stage.name}: {{",
        f"      executor: 'ramping-arrival-rate'{begin},",
        f"      startRate: {low}, timeUnit: '{name}',",
        f"      {users},",
        "      stages: [",
        *(
            f"        {{ duration: '{_time(seconds)}', target: {target} }},"
            for seconds, target in steps
        ),
        "      ],",
        "    },",
    ]


def _thresholds(load: LoadTest) -> list[str]:
    """Limits for baseline and 2x; 5x and the spike are there to find where it breaks."""
    out = []
    for name in ("baseline", "load_2x"):
        out.append(
            f"    'http_req_duration{{scenario:{name}}}': ['p(99)<{round(load.p99 * 1000)}'],"
        )
        out.append(f"    'http_req_failed{{scenario:{name}}}': ['rate<{load.errors:g}'],")
    return [*out, "    dropped_iterations: ['count==0'],"]


def _requests(requests: tuple[Request, ...]) -> list[str]:
    """The function that each iteration runs: one request, by its share."""
    some = [request for request in requests if request.share > 0]
    lines = ["export default function () {", "  const dice = Math.random();", "  let answer;"]
    reached = 0.0
    for at, request in enumerate(some):
        reached += request.share
        last = at == len(some) - 1
        head = "} else {" if last and at else f"if (dice < {reached:.6g}) {{"
        head = head if not at or last else f"}} else {head}"
        if last and not at:
            lines.append(f"  answer = {_call(request)};")
        else:
            lines += [f"  {head}", f"    answer = {_call(request)};"]
    if len(some) > 1:
        lines.append("  }")
    return [
        *lines,
        "  check(answer, { 'status is 2xx or 3xx': (r) => r.status >= 200 && r.status < 400 });",
        "}",
    ]


def _call(request: Request) -> str:
    tag = f"tags: {{ name: {_string(f'{request.method} {request.path}')} }}"
    url = f"BASE + {_string(request.path)}"
    method = _METHODS.get(request.method)
    if request.method == "GET":
        return f"http.get({url}, {{ {tag} }})"
    body = _string(request.body) if request.body else "null"
    kind = "application/json" if _is_json(request.body) else "text/plain"
    extra = f"headers: {{ 'Content-Type': '{kind}' }}, " if request.body else ""
    if method is None:
        return f"http.request({_string(request.method)}, {url}, {body}, {{ {extra}{tag} }})"
    return f"http.{method}({url}, {body}, {{ {extra}{tag} }})"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _string(text: str) -> str:
    """A JavaScript string: JSON in ASCII is one (ECMA-262)."""
    return json.dumps(text)


def _time(seconds: int) -> str:
    return f"{seconds // 60}m" if seconds % 60 == 0 else f"{seconds}s"
