"""The terminal as everything is printed to it: what comes from files is text there, never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def screen(**options: Any) -> Console:
    """A console of rich that shows ``[red]``, ``:smile:`` and numbers as they are; ``options`` are those of rich."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, **options)
