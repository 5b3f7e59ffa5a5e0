"""The tools of an assistant's seat: their names, what they take, and the program's line that each
becomes."""

from collections.abc import Mapping
from typing import Any

INSTRUCTIONS = (
    "You hold one seat of a mock system-design interview between two people. Call wait again "
    "and again: it gives what happened since. In the lobby call ready; the interviewer then "
    "calls open with a prompt's name. As the interviewer look at pack before you begin, and at "
    "now for the one thing to do; enter the first phase with phase. Answer only what is asked, "
    "by fact; never offer. hint only after a request or a long silence, probe in the deep dive, "
    "change once. Say little in your own words: one short question at a time, made of the "
    "candidate's words. mark what you hear. When the time is over call close, then form. As the "
    "candidate say what you ask and think, and write whole boards with board. If you have read "
    "this project's prompt files you know the answers: say so to the other one first."
)

_TEXT = {"type": "string"}


def _tool(name: str, about: str, needed: str = "", more: str = "", **other: Any) -> dict[str, Any]:
    """A tool whose arguments are texts, but for those given apart."""
    names = [*needed.split(), *more.split()]
    fields: dict[str, Any] = dict.fromkeys(names, _TEXT) | other
    schema = {"type": "object", "properties": fields, "required": needed.split()}
    return {"name": name, "description": about, "inputSchema": schema}


TOOLS: tuple[Mapping[str, Any], ...] = (
    _tool("wait", "What happened since the last call; waits for something, 50 seconds at most.",
          seconds={"type": "number", "minimum": 0, "maximum": 50}),
    _tool("look", "board, drawing or findings of a board; clock, state; for the interviewer pack, "
          "answers, now, listen, drawn.", "what", "board"),
    _tool("ready", "I am ready to begin; in the lobby."),
    _tool("open", "The interviewer, both being ready: begins with that prompt.", "prompt",
          "level pace"),
    _tool("say", "Says something.", "text"),
    _tool("board", "The candidate: a board's whole new text.", "board text"),
    _tool("fact", "The interviewer: tells a fact of the pack, by its id.", "fact"),
    _tool("hint", "The interviewer: the next rung, of a ladder or of the one that is due.", "",
          "ladder"),
    _tool("probe", "The interviewer: asks a prepared question, by its id.", "probe"),
    _tool("change", "The interviewer: changes the requirements, by the change's id.", "change"),
    _tool("phase", "Enters a phase, by its id.", "phase"),
    _tool("mark", "The interviewer, privately: yes, partly, no or unseen for an observable.",
          "observable mark", "note"),
    _tool("close", "Ends the interview for both; forms come next."),
    _tool("form", "Files one's form, sealed until both are in: an object as the room protocol has "
          "it, such as {\"form\":1,\"verdict\":\"lean_hire\",\"observables\":{}}.",
          form={"type": "object"}),
)  # fmt: skip
_RENAMED = {"change": ("curveball", "curveball"), "mark": ("grade", "")}


def asked_for(tool: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The program's line of a call, its id left out."""
    known = next(
        tool_record["inputSchema"]["properties"]
        for tool_record in TOOLS
        if tool_record["name"] == tool
    )
    asked = {name: value for name, value in given.items() if name in known}
    do, field = _RENAMED.get(tool, (tool, ""))
    if field and tool in asked:
        asked[field] = asked.pop(tool)
    return {**asked, "do": do}
