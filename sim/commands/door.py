"""How the command line answers: help and faults of usage in the language of the line, SIM_LANG or the locale."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from sim.commands.answering import Lang, any_console, quiet
from sim.commands.help_page import page, usage
from sim.commands.stopping import nothing_left_to_stop
from sim.commands.usage_faults import told


class Command(TyperCommand):
    """A command whose help is in either language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(page(self, ctx))

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return usage(self, ctx)


class Group(TyperGroup):
    """Commands under one name, with the same help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(page(self, ctx))

    def get_usage(self, ctx: Any) -> str:
        """The usage line."""
        return usage(self, ctx)


class Door(Group):
    """All commands: settles the language before anything is read, and answers what was typed wrongly."""

    def main(self, args: Any = None, prog_name: str | None = None, *_: Any, **__: Any) -> Any:
        """Run the command of a line and leave with its exit code; whatever is printed, help too, fits the console."""
        any_console()
        quiet()
        from sim.vocabulary.language import language, unknown_variable

        asked = asked_for(sys.argv[1:] if args is None else args)
        lang = language(asked)
        note = None if asked else unknown_variable()
        if note:
            typer.echo(note, err=True)
        below = _defaults(self, {"lang": asked}) if asked else None
        try:
            code = super().main(args, prog_name, standalone_mode=False, obj=lang, default_map=below)
        except typer.TyperException as fault:
            typer.echo(told(fault, lang), err=True)
            sys.exit(fault.exit_code)
        except typer.Abort:
            sys.exit(1)
        finally:
            if args is None:  # the program's own line, not one of a test
                nothing_left_to_stop()
        sys.exit(code if isinstance(code, int) else 0)


def asked_for(line: Sequence[str]) -> str | None:
    """The word after ``--lang`` on a line that nobody has read yet: help comes before options are read."""
    found = None
    for at, word in enumerate(line):
        if word == "--":
            break
        if word == "--lang":
            found = "".join(line[at + 1 : at + 2])
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found


def _defaults(command: Any, values: dict[str, str]) -> dict[str, Any]:
    """What every command below takes where it is not told otherwise: an option before its name counts too."""
    below = getattr(command, "commands", None)
    return {name: _defaults(inner, values) for name, inner in below.items()} if below else values


def before(lang: Lang = None) -> None:
    """Take the language where it stands before the name of a command."""
