"""The command line as data, read off the parser: what completions and the manual are made of."""

from argparse import Action, ArgumentParser, _SubParsersAction

from coach.frozen import dataclass

SESSION, PROMPT, FILE, ANY = "sessions", "prompts", "file", ""
_KINDS = {
    "id": SESSION, "a": SESSION, "b": SESSION,
    "prompt": PROMPT, "slug": PROMPT, "files": PROMPT,
    "file": FILE,
}  # fmt: skip
_FILES = ("FILE", "OUT", "DIR", "SHEET")


@dataclass(frozen=True, slots=True)
class CommandOption:
    """An option: its spellings, what it does, the name of its value ("" for none), the values
    that it may have where they are few, and whether the value is a file."""

    flags: tuple[str, ...]
    does: str
    value: str = ""
    choices: tuple[str, ...] = ()
    file: bool = False

    @property
    def offered(self) -> str:
        """What may stand as its value: the values, `FILE`, or "" for anything."""
        return " ".join(self.choices) or (FILE if self.file else ANY)


@dataclass(frozen=True, slots=True)
class Operand:
    """A word that a command takes: its name, what it is, the values where they are few, of which
    kind it else is (`SESSION`, `PROMPT`, `FILE` or `ANY`), and whether it may be left out."""

    name: str
    does: str
    choices: tuple[str, ...] = ()
    kind: str = ANY
    optional: bool = False

    @property
    def offered(self) -> str:
        """What may stand in its place: the values, or its kind."""
        return " ".join(self.choices) or self.kind


@dataclass(frozen=True, slots=True)
class CommandOutline:
    """A command, its words from the first on (`("prompts", "check")`), and what it takes."""

    words: tuple[str, ...]
    does: str
    options: tuple[CommandOption, ...] = ()
    operands: tuple[Operand, ...] = ()
    below: "tuple[CommandOutline, ...]" = ()

    def all(self) -> "tuple[CommandOutline, ...]":
        """The commands below, each before its own."""
        return tuple(command for sub in self.below for command in (sub, *sub.all()))


def outline(parser: ArgumentParser, words: tuple[str, ...] = (), does: str = "") -> CommandOutline:
    """What a parser takes."""
    options, operands, below = [], [], []
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            told = {
                choices_action.dest: choices_action.help or ""
                for choices_action in action._choices_actions
            }
            below += [
                outline(choice, (*words, name), told.get(name, ""))
                for name, choice in action.choices.items()
                if name in told
            ]
        elif action.option_strings:
            options.append(_option(action))
        else:
            operands.append(_operand(action))
    return CommandOutline(words, does, tuple(options), tuple(operands), tuple(below))


def _option(action: Action) -> CommandOption:
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    return CommandOption(
        tuple(action.option_strings),
        action.help or "",
        value,
        _values(action),
        value in _FILES,
    )


def _operand(action: Action) -> Operand:
    return Operand(
        str(action.metavar or action.dest.upper()),
        action.help or "",
        _values(action),
        _KINDS.get(action.dest, ANY),
        action.nargs in ("?", "*"),
    )


def _values(action: Action) -> tuple[str, ...]:
    return tuple(map(str, action.choices or ()))
