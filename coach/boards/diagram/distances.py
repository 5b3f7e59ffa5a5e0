"""Clear cells for either direction, along abstract axes (see layers)."""

from coach.tuples import NamedTuple


class Clearances(NamedTuple):
    """Free cells between things on one rank, and what channels need along flow.

    `lead` cells follow a box before a channel turns, `arrow` cells lead into a box, `pad` cells lie
    between a box and the frame border behind it.
    """

    down: bool
    box_gap: int
    line_gap: int
    bend_gap: int
    text_gap: int
    port_step: int
    port_margin: int
    wall_gap: int
    lead: int
    arrow: int
    pad: int


DOWNWARDS = Clearances(
    down=True,
    box_gap=3,
    line_gap=2,
    bend_gap=1,
    text_gap=2,
    port_step=2,
    port_margin=2,
    wall_gap=1,
    lead=0,
    arrow=1,
    pad=0,
)
RIGHTWARDS = Clearances(
    down=False,
    box_gap=1,
    line_gap=1,
    bend_gap=0,
    text_gap=1,
    port_step=1,
    port_margin=1,
    wall_gap=0,
    lead=1,
    arrow=2,
    pad=1,
)
