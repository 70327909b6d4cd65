"""The terminal as everything is printed to it: what comes from files is text there, never markup."""

from __future__ import annotations

from typing import Any

from rich.console import Console


class Screen(Console):
    """A console whose lines and bars are the same in every encoding: the stream knows what stands for each sign."""

    @property
    def encoding(self) -> str:
        """That of the signs asked for; what the stream cannot hold becomes `any_encoding.nearest`."""
        return "utf-8"


def screen(**options: Any) -> Console:
    """A console of rich that shows ``[red]``, ``:smile:`` and numbers as they are; ``options`` are those of rich."""
    return Screen(markup=False, emoji=False, highlight=False, **options)
