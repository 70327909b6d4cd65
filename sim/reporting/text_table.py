"""The look of tables on the screen: 80 columns, names to the left, numbers to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

WIDTH = 80


def text_table(*columns: str, widths: tuple[int, ...] = ()) -> Table:
    """A table of names and numbers. Numbers are never broken, unless ``widths`` says how wide their columns may be."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False, show_edge=False)
    for n, column in enumerate(columns):
        most = widths[n - 1] if n > 0 and widths else None
        free = n == 0 or most is not None
        table.add_column(
            column, justify="left" if n == 0 else "right", overflow="fold", no_wrap=not free, max_width=most
        )
    return table
