"""The commands of the screen on which a drawing is put under load and broken."""

from coach.ui.command import Command

_BREAK = ("break",)

BROKEN = (
    Command("stress_loads", "1 2 5 0 s", "Loads", "Multiples of the load", _BREAK, "load"),
    Command("load_1", "1", "Load 1x", "Today's load", _BREAK),
    Command("load_2", "2", "Load 2x", "Twice the load", _BREAK),
    Command("load_5", "5", "Load 5x", "Five times the load", _BREAK),
    Command("load_10", "0", "Load 10x", "Ten times the load", _BREAK),
    Command("load_spike", "s", "Spike", "Ten times for five minutes: what waits", _BREAK),
    Command("stress_walk", "↑↓←→", "Next box", "To the next box", _BREAK, ""),
    Command("stress_fail", "space", "Fail", "The box dies, or lives again", _BREAK, "fail"),
    Command("stress_replica", "r", "Fail one", "One replica dies, or lives again", _BREAK),
    Command("stress_group", "g", "Fail group", "The box's group dies, or lives again", _BREAK, ""),
    Command("stress_restore", "u", "Restore", "Everything lives again", _BREAK, ""),
    Command("stress_steps", "enter", "Steps", "How the figures came about", _BREAK, "steps"),
    Command("stress_tables", "a", "All figures", "Tables, assumptions, sources", _BREAK, "all"),
    Command("stress_remedy", "plus", "Remedy", "Lines that would help, tried", _BREAK, "remedy"),
)  # fmt: skip
"""In the order of the footer."""
