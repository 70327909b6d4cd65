"""Count tables with ids in place of numbers: what goes to disk."""

from __future__ import annotations

import pandas as pd

from sim.engine.counts import Dense
from sim.region.facilities import Facilities
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Contract, Encounter, Place, Referral, Scheme, Severity


def named(table: Dense, scenario: Scenario, facilities: Facilities) -> pd.DataFrame:
    """A data frame with the table's key columns as words and its counts as whole numbers."""
    words: dict[str, list[str]] = {
        "home": [*(district.id for district in scenario.region.districts), "inflow"],
        "facility": [facility.id for facility in facilities.all],
        "kind": list(Encounter.ids()),
        "referral": list(Referral.ids()),
        "scheme": list(Scheme.ids()),
        "condition": list(scenario.conditions),
        "severity": list(Severity.ids()),
        "place": list(Place.ids()),
        "age": list(AgeBand.ids()),
        "contract": list(Contract.ids()),
        "key_group": ["no", "yes"],
        "urban": ["rural", "urban"],
    }
    frame = pd.DataFrame()
    for column, key in enumerate(table.shape.keys):
        frame[key] = pd.Categorical.from_codes(table.keys[:, column].tolist(), categories=pd.Index(words[key]))
    for column, count in enumerate(table.shape.counts):
        frame[count] = table.counts[:, column]
    return frame
