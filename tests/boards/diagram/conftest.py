"""Fixtures of the diagram tests: the independent reader and the graphs it reads drawings of."""

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from coach.boards.diagram.graph import Edge, Graph, Group, Node

_HERE = Path(__file__).parent
_DATA = _HERE.parents[1] / "data" / "diagram"


def _load(name: str) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, _HERE / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


def _graph_of(plain: dict[str, Any]) -> Graph:
    return Graph(
        nodes=tuple(Node(n["id"], n["label"], group=n.get("group")) for n in plain["nodes"]),
        edges=tuple(Edge(e["from"], e["to"], e.get("label", "")) for e in plain["edges"]),
        groups=tuple(Group(g["id"], g["label"], g.get("parent")) for g in plain.get("groups", ())),
    )


@pytest.fixture(scope="session")
def judge() -> Callable[[str, dict[str, Any]], Any]:
    """The reader: a drawing and its graph in, a verdict out."""
    _load("judge_shapes")
    function: Callable[[str, dict[str, Any]], Any] = _load("judge").judge
    return function


@pytest.fixture(scope="session")
def graph_of() -> Callable[[dict[str, Any]], Graph]:
    """Turns the plain form of a graph (`nodes`, `edges`, `groups`) into a Graph."""
    return _graph_of


@pytest.fixture(scope="session")
def corpus() -> dict[str, dict[str, Any]]:
    """All graphs of the corpus in their plain form, by name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(_DATA.glob("*.json"))}
