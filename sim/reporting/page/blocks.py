"""The parts a section is made of."""

from __future__ import annotations

from dataclasses import dataclass

from sim.reporting.tables.cells import Both, Table


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences: each a paragraph, or together a list."""

    sentences: tuple[Both, ...]
    kind: str = "text"  # text | list | lead | warning

    @property
    def name(self) -> str:
        """Which macro of the template writes it."""
        return "prose"


@dataclass(frozen=True, slots=True)
class Code:
    """What is typed."""

    line: str

    @property
    def name(self) -> str:
        """Which macro of the template writes it."""
        return "code"


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot by its name; left out where the run has none."""

    plot: str

    @property
    def name(self) -> str:
        """Which macro of the template writes it."""
        return "plot"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a ``long`` one is folded, ``search`` gives it a box to find rows with."""

    table: Table
    long: bool = False
    search: bool = False

    @property
    def name(self) -> str:
        """Which macro of the template writes it."""
        return "grid"


Block = Prose | Code | Plot | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the table of contents and what stands below it."""

    key: str
    title: Both
    blocks: tuple[Block, ...]


def section(key: str, title: Both, *blocks: Block) -> Section:
    """A section without the tables that have no rows."""
    return Section(key, title, tuple(block for block in blocks if not isinstance(block, Grid) or block.table))
