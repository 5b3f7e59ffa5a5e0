"""What can be drilled: every workflow but the interview, and each phase of the interview alone."""

from coach.boards.board import Row
from coach.catalog.header import INTERVIEW
from coach.catalog.shelf import Folders, headers, outlines
from coach.catalog.workflow_outline import Outline
from coach.frozen import dataclass
from coach.live.environment import WARM_UP
from coach.text import pad, width


@dataclass(frozen=True, slots=True)
class DrillRow:
    """A line of the list: a workflow, or one `phase` of it ("" for all), and how it is shown."""

    workflow: str
    phase: str
    title: str
    row: Row

    @property
    def id(self) -> str:
        """What tells it from the other lines."""
        return f"{self.workflow}/{self.phase}"


def drills(folders: Folders) -> tuple[tuple[DrillRow, ...], int]:
    """The workflows with the most to choose from first, then the interview's phases, then the
    warm-up; and how many workflows cannot be used."""
    usable, refused = outlines(folders)
    known = {outline.id: outline for outline in usable}
    prompts = [header.workflow for header in headers(folders)[0]]
    counts = {name: prompts.count(name) for name in known}
    others = [outline for name, outline in known.items() if name not in (INTERVIEW, WARM_UP)]
    others.sort(key=lambda outline: -counts[outline.id])
    interview = known.get(INTERVIEW)
    phases = interview.phases if interview else ()
    titles = [outline.title for outline in others] + [_alone(phase.title) for phase in phases]
    room = max(map(width, titles), default=0) + 2
    made = [_whole(outline, counts[outline.id], room) for outline in others]
    for phase in phases:
        title = _alone(phase.title)
        row: Row = ((pad(title, room), ""), (phase.minutes, "dim"))
        made.append(DrillRow(INTERVIEW, phase.id, title, row))
    if WARM_UP in known:
        title = "Warm-up: three minutes of asking, estimating and drawing"
        made.append(DrillRow(WARM_UP, "", title, ((title, ""),)))
    return tuple(made), len(refused)


def _whole(outline: Outline, count: int, room: int) -> DrillRow:
    told = {0: "no prompts yet", 1: "1 prompt"}.get(count, f"{count} prompts")
    row: Row = (
        (pad(outline.title, room), ""),
        (f"{pad(outline.minutes, 12)} {told}", "dim"),
    )
    return DrillRow(outline.id, "", outline.title, row)


def _alone(phase: str) -> str:
    """The title of one phase of the interview."""
    return f"Interview: {phase.lower()}"
