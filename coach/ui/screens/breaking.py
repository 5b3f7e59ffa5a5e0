"""Break it: the drawing under load, and without what is taken away from it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from coach.boards.board import Known, Row
from coach.boards.diagram.captions import BoxNote
from coach.boards.diagram.diagram_text import read
from coach.boards.diagram.failure import without
from coach.boards.diagram.layout import ASCII, UNICODE, lay_out
from coach.boards.diagram.picture import Direction, Picture
from coach.boards.diagram.roomier import roomier
from coach.boards.diagram.stress import wordings
from coach.boards.diagram.stress.analysis import SPIKE, Questions, analyse
from coach.boards.diagram.stress.backlog import backlogs
from coach.boards.diagram.stress.call_flows import Flows, flows_of
from coach.boards.diagram.stress.figure_steps import derivation
from coach.boards.diagram.stress.from_sheet import load_of
from coach.boards.diagram.stress.network import network_of
from coach.boards.diagram.stress.outage import Outage, outage
from coach.boards.diagram.stress.picture_notes import notes, widest
from coach.boards.diagram.stress.remedies import offers
from coach.boards.diagram.stress.tables import (
    CAUTION,
    NO_LOAD,
    backlog_lines,
    box_line,
    entering,
    first_line,
    outage_lines,
    told,
)
from coach.text import cut
from coach.ui.commands import keyed, of
from coach.ui.faces import Program
from coach.ui.screens.modal import ChooseModal, PageModal
from coach.ui.views.help import help_rows
from coach.ui.views.wrap import wrapped
from coach.ui.widgets.drawing_pane import DrawingView
from coach.ui.widgets.keys import KeysLine
from coach.ui.widgets.rows import RowsView

_LOADS = {
    "load_1": 1.0,
    "load_2": 2.0,
    "load_5": 5.0,
    "load_10": 10.0,
    "load_spike": SPIKE.multiple,
}
_SHOWN_ONLY = ("stress_walk", "stress_loads")
_BARS_FROM = 100
_MOST_DETAIL = 5
_OTHER_ROWS = 5
_SCROLLED = 8
"""A drawing that stands as on its board may be wider than the screen by this part of it: with what
stands in the boxes, most that fill their board are."""


class BreakScreen(Screen[None]):
    """A diagram's text under load. `values` are the estimate sheet's named values, `add` appends
    a line to the board; None where the text is not to be changed. `standing` is the picture that
    the board shows: what is drawn here stands where it stands there."""

    DEFAULT_CSS = """
    BreakScreen #top { height: 1; background: $panel; overflow: hidden hidden; }
    BreakScreen DrawingView { height: 1fr; }
    BreakScreen #told { height: auto; max-height: 7; overflow: hidden hidden; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(c.usual, c.id, c.title, show=False, id=c.id)
            for c in keyed("break")
            if c.id not in _SHOWN_ONLY
        ),
    ]

    def __init__(
        self,
        text: str,
        values: Mapping[str, Known],
        add: Callable[[str], None] | None = None,
        standing: Picture | None = None,
    ) -> None:
        super().__init__()
        self.standing = standing
        self.add = add
        self.rates = load_of(values)
        self.load = "load_1"
        self.dead: list[str] = []
        self._take(text)

    @property
    def selected(self) -> str:
        """The id of the selected box."""
        return self.query_one(DrawingView).selected

    def _take(self, text: str) -> None:
        self.graph = read(text)
        self.network = network_of(self.graph, self.rates)
        self.today = flows_of(self.network)
        at_loads = [
            flows_of(self.network.with_load(many), arcs=self.today.arcs) for many in _LOADS.values()
        ]
        self.cells = widest(at_loads)
        self.dead = [name for name in self.dead if name.split(":")[0] in self.network.boxes]

    def compose(self) -> ComposeResult:
        """Title, drawing, what is told of it, keys."""
        yield RowsView(id="top")
        yield DrawingView()
        yield RowsView(id="told")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """The drawing at today's load."""
        offered = [c for c in of("break") if c.id != "stress_remedy" or self.add is not None]
        self.query_one(KeysLine).offer(offered)
        self.paint()
        self.query_one(DrawingView).focus()

    def on_resize(self) -> None:
        """Another size, another layout."""
        self.paint()

    def paint(self) -> None:
        """Everything for the load and the failures of now."""
        flows, broken = self._now()
        cells = max(10, self.app.size.width - 1)
        plain = cast(Program, self.app).plain
        view = self.query_one(DrawingView)
        bars = self.app.size.width >= _BARS_FROM and self.app.size.height > 30
        marks = notes(flows, self._loaded() if self.dead else None, bars, plain, self.cells)
        view.draw(self._picture(marks, cells, plain))
        self.query_one("#top", RowsView).show((self._title(cells),))
        self._tell(flows, broken)

    def _picture(
        self, marks: Mapping[str, tuple[BoxNote, ...]], cells: int, plain: bool
    ) -> Picture:
        """The drawing as it stands on its board; where that is much too wide, or none is given,
        laid afresh, and one that is too high to the right, where that fits."""
        glyphs = ASCII if plain else UNICODE
        picture = lay_out(self.graph, width=cells, glyphs=glyphs, notes=marks)
        if self.standing is not None and self.standing.boxes:
            before = roomier(self.standing, {box.id: box for box in picture.boxes})
            kept = lay_out(self.graph, width=cells, previous=before, glyphs=glyphs, notes=marks)
            if kept.width <= max(cells + cells // _SCROLLED, picture.width):
                return kept
        if picture.height <= self.app.size.height - _OTHER_ROWS:
            return picture
        way = Direction.RIGHT
        flat = lay_out(self.graph, direction=way, width=cells, glyphs=glyphs, notes=marks)
        return flat if flat.width <= cells and flat.height < picture.height else picture

    def _loaded(self) -> Flows:
        return flows_of(self.network.with_load(_LOADS[self.load]), arcs=self.today.arcs)

    def _now(self) -> tuple[Flows, Outage | None]:
        """The flows of now, and the failure they are of."""
        if not self.dead:
            return self._loaded(), None
        broken = outage(self.network.with_load(_LOADS[self.load]), tuple(self.dead))
        return broken.flows, broken

    def _today(self, broken: Outage | None) -> Flows:
        """The flows of today's load, without what is dead."""
        if broken is None:
            return self.today
        if self.load == "load_1":
            return broken.flows
        return outage(self.network, tuple(self.dead)).flows

    def _title(self, cells: int) -> Row:
        many = wordings.multiple(_LOADS[self.load])
        what = f"a spike of {many}" if self.load == "load_spike" else f"{many} load"
        loaded = self.network.with_load(_LOADS[self.load])
        told_now = entering(loaded) if self.network.loaded else NO_LOAD
        told = f" Break it, by orders of magnitude · {what} · {told_now}"
        return ((cut(told.replace(" of them reads", " reads"), cells), "title"),)

    def _tell(self, flows: Flows, broken: Outage | None) -> None:
        """One line on what is full first, and below what is selected, waiting or lost."""
        lines = [(first_line(self._today(broken)), "strong")]
        if broken is not None:
            names = ", ".join(self.dead)
            lost = outage_lines(broken, self._loaded())
            lines.append((f"× {names}: {lost[0]}", "warn"))
            lines += [(f"  {line}", "warn") for line in lost[1:_MOST_DETAIL]]
        elif self.load == "load_spike":
            waiting = backlog_lines(self.network, backlogs(self.today, SPIKE))
            lines += [(line, "") for line in waiting[:_MOST_DETAIL]]
        if self.selected in flows.loaded:
            lines.append((box_line(flows, self.selected), "accent"))
        elif not self.dead:
            lines.append((CAUTION, "dim"))
        cells = max(20, self.app.size.width - 2)
        rows: list[Row] = []
        for line, role in lines:
            rows.extend(wrapped(f" {line}", cells, role, "  "))
        self.query_one("#told", RowsView).show(tuple(rows))

    def on_drawing_view_selected(self, event: DrawingView.Selected) -> None:
        """Says what the selected box is asked for."""
        self._tell(*self._now())

    def on_drawing_view_wanted(self, event: DrawingView.Wanted) -> None:
        """The layout follows the width here; there is no other."""

    def _to_load(self, load: str) -> None:
        self.load = load
        self.paint()

    def action_load_1(self) -> None:
        """Today's load."""
        self._to_load("load_1")

    def action_load_2(self) -> None:
        """Twice the load."""
        self._to_load("load_2")

    def action_load_5(self) -> None:
        """Five times the load."""
        self._to_load("load_5")

    def action_load_10(self) -> None:
        """Ten times the load."""
        self._to_load("load_10")

    def action_load_spike(self) -> None:
        """Ten times the load for five minutes: what waits in the queues."""
        self._to_load("load_spike")

    def action_stress_fail(self) -> None:
        """Takes the selected box away, or gives it back."""
        if self.selected:
            self._turn(self.selected)

    def action_stress_replica(self) -> None:
        """Takes one replica of the selected box away, or gives it back."""
        if self.selected:
            self._turn(f"{self.selected}:1")

    def action_stress_group(self) -> None:
        """Takes the group of the selected box away, or gives it back."""
        node = self.graph.node(self.selected)
        if node is None or node.group is None:
            self.query_one(KeysLine).say("This box is in no group.", "dim")
            return
        self._turn(node.group)

    def _turn(self, name: str) -> None:
        if name in self.dead:
            self.dead.remove(name)
        else:
            self.dead.append(name)
        self.paint()

    def action_stress_restore(self) -> None:
        """Gives everything back."""
        self.dead = []
        self.paint()

    def action_stress_steps(self) -> None:
        """How the selected box's figures came about; of a dead one, the walks that stop."""
        flows, _ = self._now()
        lines = derivation(flows, self.selected)
        if self.selected in flows.dead:
            lines = without(self.graph, self.selected)
        if not lines:
            self.query_one(KeysLine).say("Walk to a box with the arrow keys first.", "dim")
            return
        label = flows.loaded[self.selected].box.label
        self.app.push_screen(PageModal(partial(_page, label, lines)))

    def action_stress_tables(self) -> None:
        """All figures as tables, with every assumption and its source."""
        asked = Questions(fails=(tuple(self.dead),) if self.dead else ())
        analysis = analyse(self.graph, self.rates, asked)

        def page(cells: int) -> list[Row]:
            return [((line, ""),) for line in told(analysis, cells).splitlines()]

        self.app.push_screen(PageModal(page))

    def action_stress_remedy(self) -> None:
        """Lines that would help what is full first; Enter adds one to the diagram."""
        if self.add is None:
            self.query_one(KeysLine).say("This text is only to be read.", "dim")
            return
        first = self.today.first()
        tried = offers(self.graph, self.network, self.rates)
        if first is None or not tried:
            self.query_one(KeysLine).say("No line more would help what is full first.", "dim")
            return
        before = f"{first[0]} {wordings.multiple(first[1])}"
        items = []
        for trial in tried:
            after = f"{trial.first} {wordings.multiple(trial.multiple or 0)}"
            line = trial.line.replace("\n", " / ")
            row: Row = ((line, ""), (f"  {before} → {after}", "dim"))
            items.append((trial.line, line, row))

        def chosen(line: str | None) -> None:
            if line and self.add is not None:
                self.add(line)
                self._take(f"{self.graph.text.rstrip()}\n{line}\n")
                self.paint()

        self.app.push_screen(ChooseModal("Add which line to the diagram?", items), chosen)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(PageModal(partial(help_rows, "break")))

    def action_close(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(None)


def _page(title: str, lines: Sequence[str], cells: int) -> list[Row]:
    rows: list[Row] = [((title, "heading"),), ()]
    for line in lines:
        rows.extend(wrapped(line, cells, indent="  "))
    return rows
