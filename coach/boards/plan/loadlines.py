"""The load test block of a plan: target, rate, requests with their shares, limits, scenarios."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from coach.boards.plan.document import LoadTest, Request
from coach.boards.plan.durations import DURATION, lengths, whole
from coach.boards.plan.volumes import number, plain

LOCAL = "http://localhost:8080"
"""Where a load test goes that names no target: nowhere but this machine."""
MOST_REQUESTS = 50
MOST_RATE = 1_000_000.0
SPIKE = 10.0
"""The multiple of a spike of which nothing is said, the document's."""
SLACK = 0.01
"""How far, as a part of it, a rate may be from its multiple of the baseline: it was rounded."""
_HEAD = re.compile(r"load[ -]?tests?\b[ \t]*(?:of |for |against |on )?[: \t]*(?P<rest>.*)$", re.I)
_TARGET = re.compile(r"https?://[^\s\"'<>|\\^`{}]{1,300}", re.I)
_METHOD = re.compile(
    r"(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD"
    r"|OPTIONS)[ \t]+(?P<path>/\S*)[ \t]*(?:(?P<share>\d{1,3}(?:\.\d+)?)[ ]?%)?[ "
    r"\t]*(?P<body>.*)$"
)
_SHARE_FIRST = re.compile(
    r"[ \t]*(?P<share>\d{1,3}(?:\.\d+)?)[ ]?%[ \t]*(?:of )?(?P<rest>\S.*)$", re.S
)
_NEXT = re.compile(
    r"[,;][ \t]*(?=(?:\d{1,3}(?:\.\d+)?[ ]?%[ \t]*)?"
    r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+/)"
)
"""Between two requests on one line; a comma within a body is none."""
_RATE = re.compile(
    (
        r"(?P<value>\d[\d,.]{0,15}[ ]?[kKM]?)[ ]?(?:rps|req(?:uests?)?(?:/s|[ ]?(?:per|/"
        r"|a) ?s(?:ec(?:ond)?)?)|/s|qps|per second|tps)\b"
    ),
    re.I,
)
_BASE = re.compile(
    r"(?:baseline|base|rate|normal|load)\b[: \t]*(?P<value>\d[\d,.]{0,15}[ ]?[kKM]?)", re.I
)
_MULTIPLE = re.compile(
    r"(?P<times>\d{1,4}(?:\.\d+)?)[ ]?x\b(?:[ ]load)?[ \t]*(?:[:=,@(-]|of|at|is)?[ \t]*"
    + _RATE.pattern,
    re.I,
)
"""`2x 500/s`, `5x load: 3,500 rps`: a scenario with its rate, from which the baseline follows."""
_LEVEL = re.compile(
    r"[ ]*(?:(?P<times>\d{1,4}(?:\.\d+)?)[ ]?x\b(?![ ]+spike)|(?P<base>base(?:line)?|normal)\b)",
    re.I,
)
_BETWEEN_LEVELS = re.compile(
    r"(?:[,;][ ]+|[ ]*(?:->|→)[ ]*)(?:(?:then|and)[ ]+)?"
    r"(?=(?:\d{1,4}(?:\.\d+)?[ ]?x|base|baseline|normal|spike)\b)",
    re.I,
)
"""Between two levels on one line: baseline 200 rps 10 min, 2x 10 min, spike 10x 2 min."""
TESTED = (1.0, 2.0, 5.0)
"""The multiples of the baseline that are tested, beside the spike."""
_P99 = re.compile(
    (
        r"p99\b\s*(?:latency)?\s*(?:<=?|≤|>=?|below|under|over|above"
        r"|:)?\s*(?P<value>\d+(?:\.\d+)?)[ ]?(?P<unit>ms|s|sec)\b"
    ),
    re.I,
)
_ERRORS = re.compile(
    r"error(?:s|[ ]rate)?\b\s*(?:<=?|≤|>=?|below|under|over|above|:)?\s*"
    r"(?P<value>\d+(?:\.\d+)?)[ ]?%",
    re.I,
)
_EACH = re.compile(
    rf"(?:each|every scenario|each scenario|hold)\b[ \t]*(?:for |: ?)?(?P<time>{DURATION})", re.I
)
_SPIKE = re.compile(
    r"(?:(?P<before>\d{1,3}(?:\.\d+)?)[ ]?x[ ]+)?spike\b[: \t]*(?:of |to )?"
    r"(?:(?P<factor>\d{1,3}(?:\.\d+)?)(?:[ ]?x\b|(?![\d.]|[ ]?(?:s|sec|min|h|m|hours?)\b)))?",
    re.I,
)


_SPIKE_RATE = re.compile(rf"spike\b[: \t]*(?:of |to |at )?{_RATE.pattern}", re.I)


def load_head(body: str) -> str | None:
    """What follows the words `load test` at a line's beginning; None without them."""
    match = _HEAD.match(body)
    return match["rest"] if match else None


@dataclass(slots=True)
class LoadTestDraft:
    """A load test while its lines are read."""

    line: int
    depth: int
    target: str = ""
    rate: float | None = None
    p99: float | None = None
    errors: float | None = None
    each: int | None = None
    spike: float | None = None
    spike_seconds: int | None = None
    spike_rate: float | None = None
    requests: list[tuple[str, str, float | None, str]] = field(default_factory=list)
    multiples: list[tuple[float, float, int]] = field(default_factory=list)
    holds: dict[float, tuple[int, int]] = field(default_factory=dict)

    def take(self, body: str, number: int = 0) -> bool:
        """Reads one line of the block, its number in the text with it; False where it says nothing
        of a load test."""
        levels = _BETWEEN_LEVELS.split(body)
        if len(levels) > 1:
            return any(list(map(partial(self.take, number=number), levels)))
        if self._multiple(body, number):
            return True
        said = [self._request(part) for part in _NEXT.split(body)]
        if any(said):
            return True
        took = False
        target = _TARGET.search(body)
        if target and not self.target:
            self.target, took = target[0].rstrip("/.,;)"), True
        held = self._held(body, number)
        return self._limits(body) or took or held

    def _held(self, body: str, number: int) -> bool:
        """Takes how long one level is held: 5x 5 min."""
        level = _LEVEL.match(body)
        times = lengths(body[level.end() :]) if level else []
        if level is None or not times or _EACH.search(body):
            return False
        self.holds.setdefault(float(level["times"] or 1), (times[0].seconds, number))
        return True

    def _request(self, body: str) -> bool:
        """Takes one request, its share before or behind it."""
        before = _SHARE_FIRST.match(body)
        request = _METHOD.match(before["rest"] if before else body)
        if request is None:
            return False
        told = before["share"] if before else request["share"]
        share = float(told) / 100 if told else None
        if len(self.requests) < MOST_REQUESTS:
            self.requests.append(
                (request["method"], request["path"], share, request["body"].strip())
            )
        return True

    def _multiple(self, body: str, number: int) -> bool:
        """Takes the rate of a scenario that is named by its multiple of the baseline."""
        match = _MULTIPLE.match(body)
        value = plain(match["value"].replace(" ", "")) if match else None
        if match is None or value is None or not 0 < value[0] <= MOST_RATE:
            return False
        times = float(match["times"])
        if not 1 <= times <= 1000:
            return False
        if len(self.multiples) < MOST_REQUESTS:
            self.multiples.append((times, value[0], number))
        self._limits(body[: match.start("value")] + body[match.end() :])
        if "spike" not in body.lower():
            held = lengths(body[match.end() :])
            if held:
                self.holds.setdefault(times, (held[0].seconds, number))
        return True

    @property
    def baseline(self) -> float | None:
        """Requests a second: as written, or as the first multiple of it tells."""
        return self.rate or next((rate / times for times, rate, _ in self.multiples), None)

    def doubts(self) -> Iterator[tuple[int, str]]:
        """The lines of multiples that the test does not run as they are written, and why."""
        base = self.baseline or 1.0
        for times, rate, line in self.multiples:
            if abs(rate - times * base) > SLACK * rate:
                said = f"{times:g}x of the baseline of {base:,.6g}/s is {times * base:,.6g}/s"
                yield line, f"{said} and not {rate:,.6g}/s: the scenarios follow the baseline."
        levels = {times: line for times, _, line in self.multiples}
        levels |= {times: line for times, (_, line) in self.holds.items()}
        for times, line in levels.items():
            if times not in (*TESTED, self.spike or SPIKE):
                yield (
                    line,
                    (
                        f"There is no scenario of {times:g}x: the baseline, 2x, 5x and a spike are "
                        f"tested. Write spike {times:g}x for 5 min."
                    ),
                )

    def _limits(self, body: str) -> bool:
        took = False
        spike = _SPIKE.search(body)
        factor = float(spike["factor"] or spike["before"] or 0) if spike else 0.0
        if spike and 1 <= factor <= 1000:
            self.spike = factor
            times = lengths(body[spike.end() :])
            self.spike_seconds, took = (times[0].seconds if times else None), True
        fast = _SPIKE_RATE.search(body)
        value = plain(fast["value"].replace(" ", "")) if fast else None
        if fast and value is not None and 0 < value[0] <= MOST_RATE:
            times = lengths(body[fast.end() :])
            self.spike_rate, took = value[0], True
            self.spike_seconds = times[0].seconds if times else None
        each = _EACH.search(body)
        if each:
            self.each, took = whole(each["time"]), True
        p99 = _P99.search(body)
        if p99:
            factor = 0.001 if p99["unit"].lower() == "ms" else 1
            self.p99, took = number(p99["value"]) * factor, True
        errors = _ERRORS.search(body)
        if errors:
            self.errors, took = float(errors["value"]) / 100, True
        rate = None if spike else _RATE.search(body) or _BASE.match(body)
        if rate:
            value = plain(rate["value"].replace(" ", ""))
            if value is not None and self.rate is None and 0 < value[0] <= MOST_RATE:
                self.rate, took = value[0], True
        return took

    def _spike(self) -> float:
        """The multiple of the spike, from its rate where only that is said."""
        told = self.spike or (self.spike_rate or 0) / (self.baseline or 10.0)
        return told if 1 < told <= 1000 else SPIKE

    def made(self) -> LoadTest:
        """The load test with what is customary in place of what was left open."""
        holds = {times: max(1, seconds) for times, (seconds, _) in self.holds.items()}
        each = self.each or next(iter(holds.values()), None)
        open_ = [
            name
            for name, value in (
                ("target", self.target), ("baseline", self.baseline), ("p99", self.p99),
                ("errors", self.errors), ("each", each), ("requests", self.requests),
            )
            if not value
        ]  # fmt: skip
        return LoadTest(
            self.line,
            self.target or LOCAL,
            self.baseline or 10.0,
            _shared(self.requests),
            self.p99 or 0.5,
            self.errors or 0.01,
            max(1, each or 600),
            self._spike(),
            max(1, self.spike_seconds or 300),
            tuple(open_),
            tuple((times, seconds) for times, seconds in holds.items() if seconds != each),
        )


def _shared(said: list[tuple[str, str, float | None, str]]) -> tuple[Request, ...]:
    """The requests with shares that add up to one: what is left is divided among the unsaid."""
    if not said:
        return (Request("GET", "/", 1.0),)
    known = sum(share for _, _, share, _ in said if share is not None)
    unsaid = sum(share is None for _, _, share, _ in said)
    left = max(0.0, 1 - known) / unsaid if unsaid else 0.0
    shares = [left if share is None else share for _, _, share, _ in said]
    total = sum(shares)
    if total <= 0:
        shares, total = [1.0] * len(said), float(len(said))
    return tuple(
        Request(method, path, share / total, body)
        for (method, path, _, body), share in zip(said, shares, strict=True)
    )
