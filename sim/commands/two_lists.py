"""The list of commands: what a planner does every day first, the rest below."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from sim.commands.answering import any_console, quiet

EVERY_DAY = ("run", "compare", "sweep", "report")


class FirstThenMore(TyperGroup):
    """Commands in two lists."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Read the line and answer it; whatever is printed, help too, is for people and fits the console."""
        any_console()
        quiet()
        return super().main(*args, **options)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the signature is that of click
        """Write both lists, each command with the first sentence of its help."""
        room = formatter.width - 6 - max(len(name) for name in self.commands)
        for title, wanted in (("Commands", True), ("More", False)):
            rows = [
                (name, command.get_short_help_str(room))
                for name, command in self.commands.items()
                if (name in EVERY_DAY) is wanted
            ]
            with formatter.section(title):
                formatter.write_dl(rows)
