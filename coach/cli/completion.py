"""`coach completion bash|zsh|fish`: a script that completes commands, options, prompts and ids.

The scripts are made of the command line itself. What changes with the user's files they ask coach
for, at the moment of the key: `coach completion prompts` and `coach completion sessions` print a
name and its title a line.
"""

import argparse
import os
import re
from collections.abc import Callable, Iterator
from typing import TextIO

from coach.cli.outline import FILE, PROMPT, SESSION, CommandOption, CommandOutline
from coach.text import clean_line

MOST = 200
"""Sessions that are offered, the newest."""
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
"""The names that are printed: bash expands what it is given, and a file may be called anything."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Registers the command."""
    command = commands.add_parser(
        "completion", help='a shell\'s completion: eval "$(coach completion bash)"'
    )
    command.add_argument(
        "of", choices=(*SCRIPTS, PROMPT, SESSION), help="the shell; or names for a shell's script"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    """Prints the script, or the names."""
    if args.of in (PROMPT, SESSION):
        names = _prompts() if args.of == PROMPT else _sessions()
        stdout.writelines(f"{name}\t{title}\n" for name, title in names if _PLAIN.fullmatch(name))
    else:
        from coach.cli import parser
        from coach.cli.outline import outline

        stdout.write(SCRIPTS[args.of](outline(parser())))
    return 0


def _prompts() -> Iterator[tuple[str, str]]:
    from coach.catalog.shelf import folders, headers
    from coach.paths import find

    known, _ = headers(folders(find(os.environ).prompts))
    return ((header.slug, clean_line(header.title)) for header in known)


def _sessions() -> Iterator[tuple[str, str]]:
    from coach.cli import kept

    return (
        (session.id[:8], f"{clean_line(session.title)}, {session.wall[:10]}")
        for session in kept.library().sessions(MOST)
    )


def _path(command: CommandOutline) -> str:
    return " ".join(command.words)


def _flags(command: CommandOutline) -> list[str]:
    return [flag for option in command.options for flag in option.flags]


def _takes(command: CommandOutline) -> str:
    """What a command's first word is: values, or the kind of name that is asked for."""
    return command.operands[0].offered if command.operands else ""


def bash(top: CommandOutline) -> str:
    """Completion for bash 3.2 and newer."""
    subs = {
        outline.words[0]: " ".join(sub.words[-1] for sub in outline.below) for outline in top.below
    }
    nested = "|".join(name for name, below in subs.items() if below)
    lines = [
        '# coach\'s completion for bash: eval "$(coach completion bash)"',
        "_coach_offer() {",
        "  case $1 in",
        f"    {PROMPT}|{SESSION})",
        '      local names="$(coach completion "$1" 2>/dev/null | cut -f1)"',
        '      COMPREPLY=($(compgen -W "$names" -- "$2")) ;;',
        f'    {FILE}) COMPREPLY=($(compgen -f -- "$2")) ;;',
        '    *) COMPREPLY=($(compgen -W "$1" -- "$2")) ;;',
        "  esac",
        "}",
        "_coach() {",
        "  local at=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}",
        "  local command=${COMP_WORDS[1]} i",
        "  COMPREPLY=()",
        '  if [ "$COMP_CWORD" -eq 1 ]; then',
        f'    _coach_offer "{" ".join(subs)} {" ".join(_flags(top))}" "$at"; return',
        "  fi",
        "  case $command in",
        f"    {nested})",
        '      if [ "$COMP_CWORD" -eq 2 ]; then',
        "        case $command in",
        *(
            f'          {name}) _coach_offer "{below}" "$at"; return ;;'
            for name, below in subs.items()
            if below
        ),
        "        esac",
        "      fi",
        '      command="$command ${COMP_WORDS[2]}" ;;',
        "  esac",
        '  case "$command:$before" in',
    ]
    for command in top.all():
        for option in command.options:
            if option.value:
                places = "|".join(f'"{_path(command)}:{flag}"' for flag in option.flags)
                lines.append(f'    {places}) _coach_offer "{option.offered}" "$at"; return ;;')
    lines += ["  esac", '  case $at in -*) case "$command" in']
    lines += [
        f'    "{_path(outline)}") _coach_offer "{" ".join(_flags(outline))}" "$at"; return ;;'
        for outline in top.all()
    ]
    lines += ["  esac ;; esac", '  case "$command" in']
    lines += [
        f'    "{_path(outline)}") _coach_offer "{_takes(outline)}" "$at" ;;'
        for outline in top.all()
        if _takes(outline)
    ]
    lines += ["  esac", "}", "complete -F _coach coach", ""]
    return "\n".join(lines)


def zsh(top: CommandOutline) -> str:
    """Completion for zsh: the same in its own words, with what each command does."""
    lines = [
        "#compdef coach",
        '# coach\'s completion for zsh: eval "$(coach completion zsh)", after compinit',
        "_coach_names() {",
        "  local -a names; local name title",
        "  while IFS=$'\\t' read -r name title; do names+=(\"$name:${title//:/ }\")",
        '  done < <(coach completion "$1" 2>/dev/null)',
        '  _describe "$1" names',
        "}",
        "_coach() {",
        "  local command=$words[2]; local -a below",
        "  if (( CURRENT == 2 )); then",
        "    below=("
        + " ".join(_quoted(f"{outline.words[0]}:{outline.does}") for outline in top.below)
        + ")",
        "    _describe command below; return",
        "  fi",
        "  case $command in",
    ]
    for outline in top.below:
        if outline.below:
            told = " ".join(_quoted(f"{sub.words[-1]}:{sub.does}") for sub in outline.below)
            lines += [
                f"    {outline.words[0]})",
                f"      if (( CURRENT == 3 )); then below=({told})",
                "        _describe command below; return; fi",
                '      command="$command $words[3]"; shift words; (( CURRENT-- )) ;;',
            ]
    lines += ["  esac", "  shift words; (( CURRENT-- ))", '  case "$command" in']
    for outline in top.all():
        specs = [
            _quoted(f"{flag}[{_bare(option.does)}]{_zsh_value(option)}")
            for option in outline.options
            for flag in option.flags
        ]
        if outline.operands:
            name = outline.operands[0].name.lower()
            specs.append(_quoted(f"*:{name}:{_zsh_action(_takes(outline))}"))
        lines.append(f'    "{_path(outline)}") _arguments -s {" ".join(specs)} ;;')
    lines += ["  esac", "}", "(( $+functions[compdef] )) && compdef _coach coach", ""]
    return "\n".join(lines)


def _zsh_value(option: CommandOption) -> str:
    return f":{option.value.lower()}:{_zsh_action(option.offered)}" if option.value else ""


def _zsh_action(offered: str) -> str:
    if offered in (PROMPT, SESSION):
        return f"{{_coach_names {offered}}}"
    return {FILE: "_files", "": " "}.get(offered, f"({offered})")


def _bare(text: str) -> str:
    """Words that mean nothing to `_arguments`."""
    return text.translate(str.maketrans("[]:", "()-"))


def fish(top: CommandOutline) -> str:
    """Completion for fish, with what each command does."""
    lines = [
        "# coach's completion for fish: coach completion fish | source",
        "function __coach_words",
        "  string join ' ' -- (string match -v -- '-*' (commandline -opc)[2..-1])",
        "end",
        "function __coach_at",
        '  string match -q -- "$argv *" "$(__coach_words) "',
        "end",
        "function __coach_only",
        '  test "$(__coach_words)" = "$argv"',
        "end",
        "complete -c coach -f",
    ]
    for outline in (top, *top.all()):
        words = " ".join(outline.words)
        lines += [
            _fish(f"__coach_only {words}".strip(), "-a", sub.words[-1], does=sub.does)
            for sub in outline.below
        ]
        here = f"__coach_at {words}"
        if (offered := _takes(outline)) and not outline.below:
            lines.append(_fish(here, *_fish_offer(offered), does=""))
        if words:
            lines += [_fish_option(here, option) for option in outline.options]
    return "\n".join(lines) + "\n"


def _fish_option(here: str, option: CommandOption) -> str:
    parts = [
        part
        for flag in option.flags
        for part in (("-l", flag[2:]) if flag.startswith("--") else ("-s", flag[1:]))
    ]
    if option.file:
        parts += ["-r", "-F"]
    elif option.value:
        parts += ["-x", *_fish_offer(" ".join(option.choices))]
    return _fish(here, *parts, does=option.does)


def _fish(where: str, *parts: str, does: str) -> str:
    told = f" -d {_quoted(does)}" if does else ""
    return f"complete -c coach -n {_quoted(where)} {' '.join(parts)}{told}"


def _fish_offer(offered: str) -> tuple[str, ...]:
    if offered == FILE:
        return ("-F",)
    if offered in (PROMPT, SESSION):
        return ("-a", _quoted(f"(coach completion {offered} 2>/dev/null)"))
    return ("-a", _quoted(offered)) if offered else ()


def _quoted(text: str) -> str:
    """The text as one word of any of the shells."""
    return "'" + text.replace("\\", "\\\\").replace("'", "'\\''") + "'"


SCRIPTS: dict[str, Callable[[CommandOutline], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
