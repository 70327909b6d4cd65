"""Benefit rules as documents write them against bills done by hand (benefit_cases.yaml)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sim.engine import cells
from sim.engine.bill_to_expect import seat_seen
from sim.engine.tables import Benefit, World
from sim.model.benefit import benefit_of
from sim.policy.levers import LEVERS
from sim.policy.rule import Rule
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Grade, Referral, Scheme, Severity
from tests.engine.small import filled
from tests.rules.bills import stay_of, visit_of

from .arms import changed_where, rule

BLOCKS = YAML(typ="safe").load(Path(__file__).with_name("benefit_cases.yaml").read_text(encoding="utf-8"))
CASES = [(block["rules"], case) for block in BLOCKS for case in block["cases"]]
IDS = [f"{block['title']}, {n}" for block in BLOCKS for n, _ in enumerate(block["cases"])]
NEW = {"reimbursement", "unreferred", "deductibles", "outpatient_pooling", "protection", "benefit_tilt"}


def read(written: dict[str, Any]) -> Rule:
    """A rule of the file."""
    (name,) = set(written) & set(LEVERS)
    lever = LEVERS[name].model_validate_json(json.dumps(written[name]))
    return rule(lever, where=tuple(written.get("where", ())))


def cover(b: Benefit, scenario: Scenario, who: dict[str, Any]) -> int:
    """The row of the benefit that holds for somebody."""
    payer = int(Scheme.of(who["scheme"]))
    homes = [district.id for district in scenario.region.districts]
    if not b.cover:
        return payer
    home, age = homes.index(who.get("home", homes[0])), AgeBand.of(who.get("age", "age_45_64"))
    w = filled(World, {"districts": len(homes)})
    flags = (who.get("retired", 0), who.get("poor", 0), int(age), who.get("signed", 0))
    return b.cover[cells.cover_at(w, payer, home, *flags)]


@pytest.mark.parametrize(("rules", "case"), CASES, ids=IDS)
def test_what_the_fund_pays_by_hand(xiaocheng: Scenario, rules: list[dict[str, Any]], case: dict[str, Any]) -> None:
    base = benefit_of(xiaocheng)
    whole = base._replace(catalogue=[1.0] * len(base.catalogue))
    b = changed_where(xiaocheng, whole, [(read(written), 1.0) for written in rules])
    g, s = case.get("care", ("other_complex", "moderate"))
    kind = cells.kind_of(b, list(xiaocheng.conditions).index(g), Severity.of(s))
    known: dict[str, Any] = {
        "cover": cover(b, xiaocheng, case["who"]),
        "kind": kind,
        "referral": Referral.of(case.get("referral", "none")),
        "emergency": case.get("emergency", False),
    }
    fen = {name: round(yuan * 100) for name, yuan in case.get("before", {}).items() if name != "stays"}
    grade = int(Grade.of(case["grade"]))
    if "at" in case:
        grade = seat_seen(b, grade, [f.id for f in facilities_of(xiaocheng.region).all].index(case["at"]))
    if "visit" in case:
        before = {f"{name}_before": value for name, value in fen.items()}
        bill = visit_of(b, case["visit"], grade, **known, **before)
    else:
        before = {f"{name}_before": value for name, value in fen.items()}
        stays = case.get("before", {}).get("stays", 0)
        bill = stay_of(b, case["stay"], grade, **known, **before, stays_before=stays, ally=case.get("ally", False))
    assert bill[0] == round(case["fund"] * 100), case.get("why", "")
    assert sum(bill) == round(case.get("visit", case.get("stay")) * 100)


def test_every_lever_on_benefits_is_tried() -> None:
    assert {name for block in BLOCKS for one in block["rules"] for name in one if name in LEVERS} == NEW
