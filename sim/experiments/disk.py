"""How much room results take on the disk: a rough estimate, so that a full one is known before anything runs."""

from __future__ import annotations

from collections.abc import Sequence

from sim.experiments.cases import ComparedCase
from sim.experiments.options import Options, this_machine
from sim.scenario.plan_size import ARMS, plan_size
from sim.scenario.scenario import Scenario

# Measured on a prefecture of nine districts: plots, page and workbook in one language; tables of one run; one
# encounter of a journal.
BYTES_DRAWN = 10e6
BYTES_OF_TABLES = 3e6
BYTES_OF_ENCOUNTER = 35.0


def bytes_of_run(scenario: Scenario, options: Options) -> float:
    """What the folder of `sim run` takes, about."""
    size = plan_size(scenario, this_machine(options.jobs), sample=options.sample)
    runs = ARMS * options.replications
    journal = size.visits * runs * BYTES_OF_ENCOUNTER if options.journal else 0.0
    return BYTES_DRAWN + runs * BYTES_OF_TABLES + journal


def bytes_of_comparison(cases: Sequence[ComparedCase], options: Options) -> float:
    """What the folder of `sim compare` takes, about."""
    runs = ARMS * options.replications
    return BYTES_DRAWN + len(cases) * runs * BYTES_OF_TABLES
