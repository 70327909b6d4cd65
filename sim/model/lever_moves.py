"""What turns a lever in force into moves: a function of the lever and of where and how far its rule is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from sim.model.moves import AddedRow, Move
from sim.model.rule_now import RuleNow

Moves: TypeAlias = Callable[[Any, RuleNow], Iterable[Move | AddedRow]]
