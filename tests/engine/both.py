"""The small world moved by either engine, with needs put down one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeVar

import numpy as np

from sim.engine.clock import ONSET, Calendar, pack
from sim.engine.compiled_engine import CompiledEngine
from sim.engine.demand import NEED, Needs
from sim.engine.journal import Entry
from sim.engine.simpy_engine import SimpyEngine
from sim.engine.tables import RESIDENT, Behaviour, Month, World
from sim.engine.waits import fresh_waits
from sim.vocabulary.open_days import OpenDays

from .small import residents

EngineName = Literal["simpy", "compiled"]
Engine = SimpyEngine | CompiledEngine
Table = TypeVar("Table", bound=NamedTuple)
SEVERE, MODERATE = 2, 1


def engine_for(name: EngineName, w: World, p: Behaviour, people: int) -> Engine:
    """Nobody under way, queues simulated, a journal kept."""
    records = np.zeros(people, dtype=RESIDENT)
    values = residents(people)
    for field in RESIDENT.names or ():
        records[field] = getattr(values, field)
    r = values._replace(**{field: records[field] for field in RESIDENT.names or ()})
    waits = fresh_waits(w, simulate=True, fraction=1.0, memory_days=20.0, ca=1.0, cs=0.0)
    if name == "simpy":
        return SimpyEngine(w, p, r, waits, feedback=False, journal=True)
    return CompiledEngine(w, real(p), r, waits, Calendar(2016, 2016, 0, OpenDays()), feedback=False, journal=True)


def real(table: Table) -> Table:
    """Its numbers as the types that its fields have: what is compiled once for the model serves here too."""
    kinds = type(table).__annotations__
    values = zip(table._fields, table, strict=True)
    return type(table)(*(float(v) if kinds[name] == "float" and isinstance(v, int) else v for name, v in values))


def advance(engine: Engine, m: Month, drawn: Needs, until_day: int) -> None:
    """Simulate to the end of a month, whichever engine it is."""
    engine.advance(real(m), drawn, until_day)


def needs(moments: Sequence[int], severity: int = MODERATE, emergency: bool = False) -> Needs:
    """One need a resident, the first of resident 0, at these ticks in ascending order."""
    records = np.zeros(len(moments), dtype=NEED)
    for i, tick in enumerate(moments):
        records[i] = (pack(tick, i, ONSET), 977 * (i + 1), i, 0, 0, severity, int(emergency))
    return Needs(records, 0)


def part(drawn: Needs, first: int, last: int) -> Needs:
    """The needs between two keys."""
    return Needs(drawn.records[(drawn.key >= first) & (drawn.key < last)], drawn.above_bound)


def journal(engine: Engine) -> list[Entry]:
    """Every encounter since it was last asked for."""
    return [Entry(*row) for row in engine.take_journal().tolist()]
