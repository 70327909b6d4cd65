"""The clauses of the Pingxiang work list: none is missing, each is computed or left out for a reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from sim.indicators.register import NOT_COMPUTED, register
from sim.policy.lever import LeverSetting
from sim.policy.levers import LEVERS
from sim.scenario.clause_coverage import Chain, chains, parameters_of, unaccounted
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).resolve().parents[2]

# The work list's core, and the clear levers for it; the third priority is context and not carried.
FIRST = [
    "PX-00", "PX-00b", "PX-04", "PX-07", "PX-11a", "PX-11b", "PX-11c", "PX-11d", "PX-12a", "PX-12b", "PX-12c",
    "PX-12d", "PX-13a", "PX-13c", "PX-13d", "PX-13k", "PX-14a", "PX-14b", "PX-26a", "PX-29", "PX-30a", "PX-30b",
    "PX-30c", "PX-A1a", "PX-A1b", "PX-A1c", "PX-A1d", "PX-A2", "PX-A3", "PX-A5a", "PX-A5b",
]  # fmt: skip
SECOND = [
    "PX-05", "PX-06", "PX-08", "PX-13b", "PX-13e", "PX-13j", "PX-13l", "PX-15a", "PX-16a", "PX-16b", "PX-17a",
    "PX-17b", "PX-19a", "PX-19b", "PX-20a", "PX-20b", "PX-23a", "PX-23b", "PX-23c", "PX-23d", "PX-23e", "PX-24a",
    "PX-26b", "PX-27a", "PX-28a", "PX-28b", "PX-28c", "PX-31b", "PX-32a", "PX-32b", "PX-37", "PX-41a", "PX-41b",
    "PX-42", "PX-46", "PX-49", "PX-51a", "PX-52a", "PX-54a", "PX-54b", "PX-A4", "PX-A5c", "PX-A5d", "PX-A6a",
    "PX-A6c", "PX-A8c", "PX-A9a",
]  # fmt: skip


@pytest.fixture(scope="module")
def pingxiang() -> Scenario:
    """The scenario that comes with the program."""
    return read_scenario(ROOT / "scenarios" / "pingxiang.yaml")


def ids(found: Iterable[Chain]) -> list[str]:
    """The ids of clauses."""
    return [chain.clause.id for chain in found]


def test_no_clause_is_missing(pingxiang: Scenario) -> None:
    priority = {clause.id: clause.priority for clause in pingxiang.documents[0].clauses}
    assert {clause for clause, n in priority.items() if n == 1} == set(FIRST)
    assert {clause for clause, n in priority.items() if n == 2} == set(SECOND)


def test_every_clause_of_the_core_is_accounted_for(pingxiang: Scenario) -> None:
    assert ids(unaccounted(chains(pingxiang))) == []


def test_what_is_modelled_is_cited(pingxiang: Scenario) -> None:
    idle = [chain for chain in chains(pingxiang) if chain.clause.status != "context" and not chain.accounted]
    assert ids(idle) == []


def test_what_is_cited_is_modelled_at_least_in_part(pingxiang: Scenario) -> None:
    cited = [chain for chain in chains(pingxiang) if chain.rules or chain.targets]
    assert ids(chain for chain in cited if chain.clause.status == "context") == []


def test_every_reason_is_final(pingxiang: Scenario) -> None:
    for clause in pingxiang.documents[0].clauses:
        assert clause.why or clause.status == "modelled", clause.id
        assert bool(clause.why) == bool(clause.why_zh), clause.id
        assert "not yet" not in clause.why, clause.id


def test_every_rule_that_fills_a_gap_says_so(pingxiang: Scenario) -> None:
    """A rule without an assumption cites a clause that is modelled in full."""
    status = {clause.id: clause.status for document in pingxiang.documents for clause in document.clauses}
    bare = [rule for rule in pingxiang.rules if not rule.assumption]
    for rule in bare:
        assert {status[clause] for clause in rule.clauses} == {"modelled"}, rule.id


@pytest.mark.parametrize("name", LEVERS)
def test_what_a_lever_moves_is_computed(name: str) -> None:
    moves = LEVERS[name].moves
    assert set(moves) <= set(register()) - set(NOT_COMPUTED)
    assert len(set(moves)) == len(moves)


@pytest.mark.parametrize("name", LEVERS)
def test_what_a_lever_acts_through_is_in_the_files(name: str, pingxiang: Scenario) -> None:
    by_group = set.intersection(*(set(numbers) for numbers in pingxiang.conditions.values()))
    known = set(pingxiang.parameters) | by_group
    unset = {
        note.unset
        for field in LEVERS[name].model_fields.values()
        for note in field.metadata
        if isinstance(note, LeverSetting) and note.unset
    }
    assert set(LEVERS[name].parameters) | unset <= known
    assert not set(LEVERS[name].parameters) & unset, "shown twice"


def test_every_rule_names_its_parameters(pingxiang: Scenario) -> None:
    """The parameter of a field left out comes first, those of the lever follow."""
    rule = next(rule for rule in pingxiang.rules if rule.id == "family_doctor")
    found = parameters_of(pingxiang, rule)
    assert list(found) == ["contract_fulfilment", *rule.lever.parameters]
    assert found["contract_shift"]["all"] == pingxiang.parameters["contract_shift"]
