"""Mermaid flowcharts, read and written: https://mermaid.js.org/syntax/flowchart.html"""

from coach.boards.diagram.mermaid.reader import direction, is_mermaid, read
from coach.boards.diagram.mermaid.writer import write

__all__ = ["direction", "is_mermaid", "read", "write"]
