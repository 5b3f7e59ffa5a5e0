"""Mermaid flowcharts, read and written: https://mermaid.js.org/syntax/flowchart.html"""

from coach.boards.diagram.mermaid.mermaid_reader import chart_place, direction, is_mermaid, read
from coach.boards.diagram.mermaid.mermaid_writer import write

__all__ = ["chart_place", "direction", "is_mermaid", "read", "write"]
