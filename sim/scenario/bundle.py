"""Writes a scenario with all it refers to into one folder, so that a stranger can run it again."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sim.policy.document import Document
from sim.policy.rule import Rule
from sim.policy.target import Target
from sim.region.description import Numbers, Pool, Region
from sim.region.levels import Level, Levels
from sim.scenario.benefit_files import CHANGES, OUTSIDE, changes_of
from sim.scenario.calendar_table import CALENDAR, calendar_table
from sim.scenario.csv_writing import Rows, csv_text, table_text
from sim.scenario.ensemble_file import RECORD, record_text, table_of
from sim.scenario.ensemble_file import TABLE as SETS
from sim.scenario.fit_file import FIT, fit_text
from sim.scenario.level_table import COLUMNS, FLAGS
from sim.scenario.packet_file import PACKETS
from sim.scenario.plain_yaml import document
from sim.scenario.pools import is_usual
from sim.scenario.region_files import CAPABILITY, LEVELS, OPTIONAL, TABLES
from sim.scenario.region_table_check import FARES
from sim.scenario.scenario import Scenario
from sim.scenario.texts import TEXTS, texts_table
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

PARAMETERS = "parameters/resolved"


def bundle(scenario: Scenario, folder: Path) -> Path:
    """Write ``scenario.yaml`` and, beside it, its region, parameters and documents; overrides are applied.

    Reading the file again gives an equal scenario (but for ``inputs``, the hashes of the files it came from),
    and writing that one again gives the same bytes.

    Returns
    -------
    The path of ``scenario.yaml``.
    """
    for name, text in sorted(_texts(scenario).items()):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder / "scenario.yaml"


def _texts(scenario: Scenario) -> dict[str, str]:
    region = scenario.region
    parameters = (((name,), quantity) for name, quantity in scenario.parameters.items())
    groups = (((c, name), q) for c, numbers in scenario.conditions.items() for name, q in numbers.items())
    keys = {**TABLES, **OPTIONAL}
    tables = {
        f"regions/{region.id}/{name}": table_text(keys[name], rows) for name, rows in _region_rows(region).items()
    }
    if region.levels != Levels():
        tables[f"regions/{region.id}/{LEVELS}"] = csv_text(COLUMNS, map(_level, region.levels))
    if region.fit is not None:
        tables[f"regions/{region.id}/{FIT}"] = fit_text(region.fit)
    if region.ensemble is not None:
        sets = region.ensemble
        tables[f"regions/{region.id}/{SETS}"] = table_of(sets.central, sets.members)
        if sets.record is not None:
            tables[f"regions/{region.id}/{RECORD}"] = record_text(sets.record)
    return {
        "scenario.yaml": document(_scenario(scenario)),
        CALENDAR: calendar_table(scenario.open_days),
        TEXTS: texts_table(_numbers(scenario)),
        f"regions/{region.id}/region.yaml": document(_region(region)),
        **tables,
        f"{PARAMETERS}/parameters.csv": table_text(("quantity",), parameters),
        f"{PARAMETERS}/conditions.csv": table_text(("condition", "quantity"), groups),
        **{f"documents/{d.id}.yaml": document(_document(d)) for d in scenario.documents},
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    years = scenario.years
    return {
        "schema": 1,
        "name": scenario.name,
        "title": _title(scenario.label),
        "region": f"regions/{scenario.region.id}",
        "parameters": PARAMETERS,
        "documents": [f"documents/{d.id}" for d in scenario.documents],
        "years": {"base": years.base, "last": years.last, "run_in_months": years.run_in_months},
        "rules": [_rule(rule) for rule in scenario.stated],
        "targets": [_target(target) for target in scenario.targets],
        "settings": dataclasses.asdict(scenario.settings),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    _, at, own = rule.id.partition("@")
    return _filled(
        {
            rule.lever.id: rule.lever.model_dump(exclude_none=True),
            "id": own if at else None,
            "from": rule.start,
            "until": rule.until,
            "ramp_months": rule.ramp_months,
            "where": rule.where,
            "pools": rule.pools,
            "clause": rule.clauses,
            "assumption": _worded(rule.assumption),
            "group": rule.group,
        }
    )


def _target(target: Target) -> dict[str, Any]:
    return _filled(
        {
            "indicator": target.indicator,
            target.comparator: True if target.value is None else target.value,
            "tolerance": target.tolerance,
            "year": target.year,
            "area": target.area,
            "clause": target.clauses,
            "soft": target.soft,
            "note": _worded(target.note),
        }
    )


def _region(region: Region) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": region.id,
        "title": _title(region.label),
        "base_year": region.base_year,
        "districts": [
            _filled(
                {
                    "id": d.id,
                    **_title(d.label),
                    "kind": d.kind,
                    "area": d.area,
                    "code": d.code,
                    "valid_from": d.valid_from,
                }
            )
            for d in region.districts
        ],
        "hospitals": [
            _filled(
                {
                    "id": h.id,
                    **_title(h.label),
                    "district": h.district,
                    "level": h.level.id,
                    "kind": h.kind,
                    "grade": h.grade,
                    "owner": h.owner,
                    "takes": h.takes,
                }
            )
            for h in region.hospitals
        ],
        "alliances": [
            {"id": a.id, **_title(a.label), "lead": a.lead, "members": a.members, "compact": a.compact}
            for a in region.alliances
        ],
        **({} if is_usual(region) else {"pools": [_pool(pool) for pool in region.pools]}),
        **({"from_beyond": region.from_beyond} if region.from_beyond else {}),
    }


def _pool(pool: Pool) -> dict[str, Any]:
    schemes = [
        _filled({"id": p.own, **_title(p.name), "counts_as": p.scheme, "settlement": p.settlement}) for p in pool.payers
    ]
    own = {"districts": pool.districts, "inside": pool.inside, "apart": pool.apart or None, "schemes": schemes}
    return _filled({"id": pool.id, **_title(pool.label), **own})


def _region_rows(region: Region) -> dict[str, Rows]:
    return {
        "districts.csv": _by_owner({d.id: d.numbers for d in region.districts}),
        "hospitals.csv": _by_owner({h.id: h.numbers for h in region.hospitals}),
        "benefit.csv": _by_owner({**{p.id: p.benefit for p in region.payers}, **_outside(region)}),
        "people.csv": (((name,), q) for name, q in region.people.items()),
        "calibrated.csv": (((name,), q) for name, q in region.calibrated.items()),
        "travel.csv": region.travel.items(),
        "anchors.csv": (((a.indicator, a.area, a.group), a.figure) for a in region.anchors),
        **({CAPABILITY: _by_owner(region.capability)} if region.capability else {}),
        **({FARES: region.fares.items()} if region.fares else {}),
        **({PACKETS: _packets(region)} if region.packets else {}),
        **({CHANGES: _changes(region)} if any(payer.later for payer in region.payers) else {}),
    }


def _packets(region: Region) -> Rows:
    """Two rows a packet."""
    for code, packet in region.packets.items():
        yield (packet.condition, code, "share"), packet.share
        yield (packet.condition, code, "cost_ratio"), packet.cost_ratio


def _outside(region: Region) -> dict[str, Numbers]:
    """What the outside payer pays, where the region says."""
    return {OUTSIDE: region.outside_benefit} if region.outside_benefit else {}


def _changes(region: Region) -> Rows:
    """What changes in the benefits of payers."""
    return (
        ((payer, day.isoformat(), name), number)
        for payer, day, numbers in changes_of(region.payers)
        for name, number in numbers.items()
    )


def _by_owner(numbers: Mapping[str, Numbers]) -> Rows:
    return (((owner, name), q) for owner, own in numbers.items() for name, q in own.items())


def _level(level: Level) -> tuple[str, ...]:
    """A row of the table of levels."""
    words = {flag: word for word, flag in FLAGS.items()}
    flags = (words[flag] for flag in (level.primary, level.in_county, level.every_day))
    ids = level.id, str(level.order), level.tier.id, level.grade.id
    return (*ids, *flags, level.like, level.label.en, level.label.zh)


def _document(source: Document) -> dict[str, Any]:
    return {
        "schema": 1,
        "id": source.id,
        "number": source.number,
        "issuer": source.issuer,
        "issued": source.issued,
        "title": {"en": source.title_en, "zh": source.title_zh},
        "clauses": [
            _filled(
                {
                    "id": c.id,
                    "zh": c.zh,
                    "en": c.en,
                    "priority": c.priority,
                    "status": c.status,
                    "why": c.why,
                    "why_zh": c.why_zh,
                }
            )
            for c in source.clauses
        ],
    }


def _title(label: Bilingual) -> dict[str, str]:
    return {"en": label.en, "zh": label.zh}


def _worded(text: Bilingual) -> str | dict[str, str]:
    """A text of a file as it was written: once, or in both languages."""
    return text.en if text.en == text.zh else _title(text)


def _numbers(scenario: Scenario) -> Iterator[Quantity]:
    """Every number of the tables."""
    for rows in _region_rows(scenario.region).values():
        yield from (number for _, number in rows)
    for numbers in (scenario.parameters, *scenario.conditions.values()):
        yield from numbers.values()


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without the keys that say nothing."""
    return {key: value for key, value in values.items() if value not in (None, "", ())}
