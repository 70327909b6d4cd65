"""Sets of numbers around those of a scenario, for tests."""

from __future__ import annotations

from pathlib import Path

from sim.region.ensemble import Ensemble, EnsembleMember, EnsembleRecord
from sim.scenario.ensemble_file import METHOD, RECORD, TABLE, record_text, table_mark, table_of
from sim.scenario.ensemble_state import priors_mark
from sim.scenario.fit_state import calibrated_mark, inputs_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen


def ensemble_for(scenario: Scenario, count: int = 2) -> Ensemble:
    """Sets around a scenario's own numbers, with the record that belongs to them."""
    own = {
        "calibrated.demand_scale": scenario.region.calibrated["demand_scale"].value,
        "parameters.e_seek": scenario.parameters["e_seek"].value,
    }
    members = tuple(
        EnsembleMember(2 * n, Frozen({path: float(f"{value * (1.1 + n / 10):.6g}") for path, value in own.items()}))
        for n in range(count)
    )
    record = EnsembleRecord(
        region=scenario.region.id, base_year=scenario.years.base, by="sim calibrate", method=METHOD, seed=1,
        candidates=9, kept=count, inputs=Frozen(dict(inputs_of(scenario))), priors=priors_mark(scenario),
        calibrated=calibrated_mark(scenario.region.calibrated), table=table_mark(Ensemble(Frozen(own), members)),
        discrepancy=Frozen({"alos/all/county": 0.5}),
    )  # fmt: skip
    return Ensemble(Frozen(own), members, record)


def write(folder: Path, sets: Ensemble) -> None:
    (folder / TABLE).write_text(table_of(sets.central, sets.members), encoding="utf-8")
    if sets.record is not None:
        (folder / RECORD).write_text(record_text(sets.record), encoding="utf-8")
