"""Count tables with ids in place of numbers: what goes to disk."""

from __future__ import annotations

import pandas as pd

from sim.engine.counts import Dense
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.tables import Size

INFLOW = "inflow"  # the home of patients from beyond the prefecture


def named(table: Dense, scenario: Scenario, facilities: Facilities) -> pd.DataFrame:
    """A data frame with the table's key columns as words and its counts as whole numbers."""
    homes = [district.id for district in scenario.region.districts]
    regional = {
        Size.HOMES: [*homes, INFLOW],
        Size.DISTRICTS: homes,
        Size.FACILITIES: [facility.id for facility in facilities.all],
        Size.CONDITIONS: list(scenario.conditions),
    }
    frame = pd.DataFrame()
    for column, (key, words) in enumerate(table.shape.keys.items()):
        known = pd.Index(regional[words] if isinstance(words, Size) else words.ids())
        frame[key] = pd.Categorical.from_codes(table.keys[:, column].tolist(), categories=known)
    for column, count in enumerate(table.shape.counts):
        frame[count] = table.counts[:, column]
    return frame
