"""The region of a run pool: the files of a new city, from the numbers of its type in place of national ones.

What a new city is made of (`sim.city`) is used as it is: a pool answers the questions that must be answered, and its
type stands where national values stand for a city of which nothing else is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.city.answers import Answers
from sim.city.region import made_of
from sim.city.start import Start
from sim.city.typed import Given
from sim.nation.amounts import Amounts, amounts_of
from sim.nation.description import Nation, RunPool
from sim.nation.places import rows_of
from sim.nation.quantities import AGES, TIERS
from sim.scenario.csv_writing import Rows, table_text
from sim.scenario.faults import Faults
from sim.scenario.region_files import TABLES
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.quantity import Quantity

CHANGES = "benefit_changes.csv"
CHANGE_KEYS = ("entity", "from", "quantity")
# What a city is asked for, and what stands for it where it does not say: both by the same name.
OWN_STATISTICS = ("village_share_primary", "private_share_primary")
TRAVEL = {
    "minutes_own_primary_urban": "minutes_own_urban",
    "minutes_own_primary_rural": "minutes_own_rural",
    "minutes_own_district_rural_more": "minutes_county_seat",
    "minutes_outside_urban": "minutes_outside",
}


def region_files(nation: Nation, pool: RunPool, start: Start, faults: Faults) -> dict[str, str]:
    """The files of a pool's region by name, the same for the same numbers."""
    amounts = amounts_of(nation, pool)
    answers = _answers(nation, pool, amounts)
    made = made_of(pool.id, answers, _own_start(nation, pool, start), "en", faults)
    folder = f"regions/{pool.id}/"
    files = {name.removeprefix(folder): text for name, text in made.files.items() if name.startswith(folder)}
    files["people.csv"] += _without_heading(table_text(TABLES["people.csv"], _more_people(pool)))
    if pool.calibrated:
        rows: Rows = (((name,), number) for name, number in pool.calibrated.items())
        files["calibrated.csv"] = table_text(TABLES["calibrated.csv"], rows)
    if pool.archetype.changes:
        files[CHANGES] = table_text(CHANGE_KEYS, pool.archetype.changes.items())
    return files


def _answers(nation: Nation, pool: RunPool, amounts: Amounts) -> Answers:
    """What the pool says of itself, in the words of the workbook of a new city."""
    place = f"{pool.archetype.id} / {pool.id}"
    values: dict[str, float | str] = {
        "city_name": pool.label.zh,
        "city_name_en": pool.label.en,
        "base_year": nation.base_year,
        "employee_share": pool.archetype.numbers["employee_share"].value * pool.numbers["employee_factor"].value,
    }
    for setting, word in (("visits", "visit"), ("discharges", "discharge")):
        values |= {
            f"{setting}_total": round(sum(amounts.at[setting].values())),
            f"{setting}_primary": round(amounts.at[setting]["primary"]),
            f"{setting}_tertiary": round(amounts.at[setting]["tertiary"]),
            f"outside_{word}_share": amounts.outside_share(setting),
            f"inflow_{word}_share": amounts.inflow_share(setting),
        }
    values |= amounts.costs
    values |= {f"alos_{tier}": amounts.days[tier] for tier in TIERS}
    if pool.archetype.numbers["counties"].value >= 1:
        values["county_inpatient_share"] = pool.archetype.numbers["county_inpatient_share"].value
    known = Answers("archetypes.csv", "archetypes.csv", rows=rows_of(nation, pool, amounts, place))
    for name, value in values.items():
        known.single[name, ""] = Given(value, place)
    return known


def _own_start(nation: Nation, pool: RunPool, start: Start) -> Start:
    """National values, those of the type in their place where it has any."""
    own, year = pool.archetype.numbers, nation.base_year
    benefit = {f"{payer}.{name}": {year: number} for (payer, name), number in pool.archetype.benefit.items()}
    people: dict[str, Quantity] = {"low_income_share": own["low_income_share"], **_ages(pool)}
    statistics = {name: own[name] for name in OWN_STATISTICS}
    travel = {name: own[at] for name, at in TRAVEL.items()}
    parts: dict[str, dict[str, Quantity]] = {"people": people, "statistics": statistics, "places": travel}
    known: dict[str, Mapping[str, Mapping[int, Quantity]]] = dict(start.known)
    known["benefit"] = {**start.known["benefit"], **benefit}
    for table, numbers in parts.items():
        known[table] = {**start.known[table], **{name: {year: number} for name, number in numbers.items()}}
    # The shares of clinics in the first year are those that the start values were fitted with: they are asked for too.
    first = {name: min(start.years("statistics", name)) for name in OWN_STATISTICS}
    clinics = {name: {at: start.of("statistics", name, at), year: own[name]} for name, at in first.items()}
    known["statistics"] = {**known["statistics"], **clinics}
    return Start(Frozen(known), start.calibrated, start.texts)


def _ages(pool: RunPool) -> Mapping[str, Quantity]:
    """The type's bands of age as those that a census prints, and how these are split."""
    band = {name: pool.archetype.numbers[f"age_share_{name}"] for name in AGES}
    # A census prints 0 to 14: of the band from 7 to 17, eight years of eleven.
    young = band["0_6"].value + band["7_17"].value * 8 / 11
    late = band["7_17"].value * 3 / 11
    adult = late + band["18_44"].value + band["45_64"].value

    def part(value: float) -> Quantity:
        return replace(band["7_17"], value=value, low=0.5 * value, high=min(1.0, 1.5 * value))

    return {
        "age_share_0_14": part(young),
        "age_share_65_plus": band["65_plus"],
        "part_0_6_of_0_14": part(band["0_6"].value / young),
        "part_15_17_of_15_64": part(late / adult),
        "part_45_64_of_15_64": part(band["45_64"].value / adult),
    }


def _more_people(pool: RunPool) -> Iterator[tuple[tuple[str, ...], Quantity]]:
    """What no workbook asks: who is insured in another pool, and how many GPs there are."""
    elsewhere = pool.archetype.numbers["insured_elsewhere"]
    if elsewhere.value > 0:
        for settlement in ("urban", "rural"):
            yield (f"insured_elsewhere_{settlement}",), elsewhere
    yield ("gps_per_10k",), pool.archetype.numbers["gps_per_10k"]


def _without_heading(text: str) -> str:
    return text.split("\n", 1)[1]
