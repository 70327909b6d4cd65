"""Every offset follows from one declaration: row functions, widths, records, journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice, product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.engine import cells
from sim.engine.counts import SHAPES, Counts, sizes_of
from sim.engine.journal import COLUMNS, Entry
from sim.engine.records import formats_of
from sim.engine.tables import RESIDENT, Residents
from sim.engine.traffic import ROW, Traffic
from sim.model.level_numbers import FIRST_CONTACT
from sim.vocabulary.names import Amount, Category, Encounter, Layer, Referral, Tier, Visit
from sim.vocabulary.tables import ALL, INNER, SOME, CaseCount, Size, TableShape

FACILITIES, CONDITIONS, DISTRICTS, PAYERS = 7, 5, 3, 4
WORLD: Any = SimpleNamespace(
    facilities=FACILITIES,
    conditions=CONDITIONS,
    packets=CONDITIONS,
    districts=DISTRICTS,
    payers=PAYERS,
    hours=9,
    levels=4,
)
REGION = sizes_of(WORLD)
EVERY_NTH = 997  # of all cells of a table, so that the test takes no minute

ROWS: Mapping[str, Callable[..., int]] = {
    "visits": lambda *key: cells.visit_row(WORLD, *key),
    "billed": lambda *key: cells.bill_cell(WORLD, *key) * cells.BILLED_WIDTH,
    "people": cells.people_row,
    "needs": lambda *key: cells.need_row(WORLD, *key),
    "beds": cells.bed_row,
    "bookings": cells.booking_row,
    "transfers": lambda *key: cells.transfer_row(WORLD, *key),
    "spending": lambda *key: cells.spending_row(WORLD, *key),
    "own_care": lambda *key: cells.insured_at(WORLD, *key),
    "flows": cells.flow_row,
}


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.keys])
def test_a_row_is_where_the_declared_keys_say(name: str) -> None:
    sizes, width = SHAPES[name].sizes(REGION), SHAPES[name].width
    found = 0
    for key in islice(
        product(*(range(size) for size in sizes)), 0, None, 7 if np.prod(sizes) < EVERY_NTH else EVERY_NTH
    ):
        assert ROWS[name](*key) == np.ravel_multi_index(key, sizes) * width
        found += 1
    last = tuple(size - 1 for size in sizes)
    assert ROWS[name](*last) == SHAPES[name].length(REGION) - width
    assert found > 0


def test_month_tables_are_in_the_order_of_their_keys() -> None:
    def at(key: tuple[int, ...], sizes: tuple[int, ...]) -> int:
        return int(np.ravel_multi_index(key, sizes))

    severities, levels = 3, 4
    assert cells.cell(WORLD, 6, 4, 2) == at((6, 4, 2), (7, 5, severities))
    assert cells.case(4, 1) == at((4, 1), (5, severities))
    assert cells.by_severity(6, 1) == at((6, 1), (7, severities))
    assert cells.billed_at(6, 2) == at((6, 2), (7, 3))
    assert cells.by_group(WORLD, 6, 4) == at((6, 4), (7, 5))
    assert cells.by_packet(WORLD, 6, 4) == at((6, 4), (7, 5))
    assert cells.charges_of(11) + Category.SERVICES == at((11, 3), (12, len(Category)))
    assert cells.belief_at(WORLD, 2, 3, 4, 1) == at((2, 3, 4, 1), (4, levels, 5, severities))
    assert cells.constant_at(WORLD, 1, 2) == at((1, 2), (2, levels))
    assert cells.travel_at(WORLD, 2, 1, 6) == at((2, 1, 6), (4, 2, 7))
    assert cells.hour_at(WORLD, 3, 8) == at((3, 8), (4, 9))
    assert cells.shares_at(WORLD, 6, 1, 4, 3) == at((6, 1, 4, 0), (7, 4, 5, 3))
    assert cells.grade_at(WORLD, 3, 6) == at((3, 6), (5, 7))
    assert [cells.claim_at(3, referral) for referral in Referral] == [6, 7, 7]
    assert cells.price_at(WORLD, 2, 6, 4, 1) == at((2, 6, 4, 1), (3, 7, 5, severities))
    assert cells.contract_at(WORLD, 2, 6) == at((2, 6), (3, 7))


def test_a_purse_is_a_layer_of_a_payer_or_a_home() -> None:
    payers = [cells.purse_of_payer(payer, layer) for payer in range(PAYERS + 1) for layer in Layer]
    homes = [cells.purse_of_home(WORLD, home) for home in range(DISTRICTS + 1)]
    assert [*payers, *homes] == list(range(REGION[Size.PURSES]))
    assert [CaseCount(CaseCount.FUND_FEN + layer).id for layer in Layer] == [f"{layer.id}_fen" for layer in Layer]
    assert [Amount(Amount.FUND + layer).id for layer in Layer] == [layer.id for layer in Layer]


def test_counts_of_a_month_are_the_declared_tables() -> None:
    assert set(Counts._fields) == {*SHAPES, "bill_place", "bill_cell", "bill_places"}


@pytest.mark.parametrize("shape", [*ALL, *SOME, *INNER], ids=lambda shape: shape.name)
def test_every_count_says_what_it_is(shape: TableShape) -> None:
    assert [int(one) for one in shape.counted] == list(range(shape.width))
    for one in shape.counted:
        assert one.unit
        assert one.meaning.zh != one.meaning.en


def test_a_bill_lies_in_the_case_table_and_the_journal_as_its_amounts() -> None:
    paid = [amount for amount in Amount if amount != Amount.DUE]
    assert [CaseCount(CaseCount.DRUGS_FEN + amount).id for amount in paid] == [f"{amount.id}_fen" for amount in paid]
    first = COLUMNS.index("drugs")
    assert list(COLUMNS[first : first + len(Amount)]) == [amount.id for amount in Amount]


def test_first_contacts_are_counted_by_the_class_of_the_level() -> None:
    assert {tier: count.id for tier, count in FIRST_CONTACT.items()} == {tier: f"first_{tier.id}" for tier in Tier}


def test_visits_are_the_first_encounters() -> None:
    assert [(one.id, int(one)) for one in Visit] == [(one.id, int(one)) for one in list(Encounter)[: len(Visit)]]


def test_a_resident_is_one_record_with_every_column() -> None:
    assert RESIDENT.itemsize == 80
    assert tuple(formats_of(Residents)) == RESIDENT.names == Residents._fields[: len(RESIDENT.names)]


def test_an_entry_of_the_journal_is_whole_numbers() -> None:
    assert len(Entry(*range(len(COLUMNS)))) == len(COLUMNS)


def test_what_is_under_way_is_one_record_a_row() -> None:
    assert ROW.itemsize == 80
    assert tuple(formats_of(Traffic)) == ROW.names == Traffic._fields[: len(ROW.names or ())]
