"""What stands in each box of a stressed drawing, with the role that shows its state."""

from collections.abc import Iterable

from coach.boards.diagram.captions import BoxNote
from coach.boards.diagram.stress.call_flows import BoxCondition, Flows
from coach.boards.diagram.stress.wordings import bar, in_box

_ROLES = {
    BoxCondition.OK: "value",
    BoxCondition.TIGHT: "warn",
    BoxCondition.OVER: "error",
    BoxCondition.UNKNOWN: "dim",
}


def notes(
    flows: Flows,
    today: Flows | None = None,
    bars: bool = False,
    ascii: bool = False,
    cells: int = 0,
) -> dict[str, tuple[BoxNote, ...]]:
    """A note for each box, and a bar of its use; with `today`'s flows before a failure, boxes
    that took more load since are marked. Each is at least `cells` wide, so that no box moves from
    one load to another."""
    notes_by_box: dict[str, tuple[BoxNote, ...]] = {}
    for box_id, loaded in flows.loaded.items():
        dead = box_id in flows.dead
        before = today.loaded[box_id].flow.rps if today is not None else loaded.flow.rps
        took = not dead and loaded.flow.rps > before * 1.001
        role = "error" if dead else _ROLES[loaded.state]
        lines = [BoxNote(_plain(in_box(loaded, dead, took), ascii).center(cells), role)]
        if bars:
            lines.append(BoxNote(bar(None if dead else loaded.utilisation, ascii), role))
        notes_by_box[box_id] = tuple(lines)
    return notes_by_box


def _plain(text: str, ascii: bool) -> str:
    return text.replace("→", ">").replace("×", "x") if ascii else text


def widest(loads: Iterable[Flows]) -> int:
    """The cells of the widest note at any of several loads, with room for a mark."""
    lengths = [len(in_box(loaded)) for flows in loads for loaded in flows.loaded.values()]
    return max(lengths, default=0)
