"""A session's plan, and ways to make entries of any kind."""

import dataclasses
import typing
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from coach.session import events as ev
from coach.session.entry import Entry
from coach.session.fold import fold
from coach.session.state import State
from coach.session.wire import KNOWN

PHASES = (
    ev.Phase("clarify", "Clarify", 180, 300, (ev.Item("scale", "Scale"), ev.Item("geo", "Where"))),
    ev.Phase("estimate", "Estimate", 120, 180),
    ev.Phase("design", "High-level design", 300, 600, (ev.Item("cache", "Cache"),)),
    ev.Phase("deep", "Deep dive", 600, 900),
    ev.Phase("limits", "Bottlenecks", 300, 300),
)


@pytest.fixture(scope="session")
def opened() -> ev.SessionOpened:
    """A 38-minute interview in coach mode with a notes and a diagram board."""
    return ev.SessionOpened(
        session="0a1b2c3d4e5f6071",
        prompt="news-feed",
        title="News feed",
        statement="Design a news feed.",
        workflow="interview",
        level="mid",
        pace="45",
        mode="coach",
        wall="2026-03-01T10:00:00+00:00",
        phases=PHASES,
        boards=(ev.BoardStart("notes", "# Notes\n"), ev.BoardStart("diagram")),
    )


@pytest.fixture(scope="session")
def after(opened: ev.SessionOpened) -> Callable[..., State]:
    """The state after (seconds, event) pairs, the opening at 0 before them."""

    def state(*steps: tuple[float, ev.Event]) -> State:
        told = ((0.0, opened), *steps)
        return fold(Entry(i + 1, at, ev.CANDIDATE, e) for i, (at, e) in enumerate(told))

    return state


def _values(kind: Any) -> st.SearchStrategy[Any]:
    simple = {
        str: st.text(max_size=20),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(-1e11, 1e11),
        bool: st.booleans(),
    }
    if kind in simple:
        return simple[kind]
    if typing.get_origin(kind) is tuple:
        return st.lists(_values(typing.get_args(kind)[0]), max_size=3).map(tuple)
    if dataclasses.is_dataclass(kind):
        return _built(typing.cast(type, kind))
    return st.dictionaries(st.text(max_size=5), st.floats(-1e11, 1e11), max_size=3)


def _built(cls: type) -> st.SearchStrategy[Any]:
    return st.builds(cls, **{f.name: _values(f.type) for f in dataclasses.fields(cls)})


@pytest.fixture(scope="session")
def any_event() -> st.SearchStrategy[ev.Event]:
    """Events of every type with any contents of the right types."""
    return st.one_of(*(_built(cls) for cls in KNOWN.values()))
