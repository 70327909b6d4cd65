"""Every text a person may read is there in Chinese and in English, with the same blanks in both."""

from __future__ import annotations

import csv
import importlib
import pkgutil
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import sim
from sim.policy.levers import LEVERS
from sim.region import quantities
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings, settables
from sim.vocabulary.definitions import definitions
from sim.vocabulary.labels import labels, unit_words
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantities import quantity_names
from sim.vocabulary.quantity import Quantity

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
SHIPPED = [LIBRARY / "pingxiang.yaml", *sorted((LIBRARY / "variants").glob("*.yaml"))]
# Where English shows an id or a key and Chinese the name of the thing, or English needs a word more.
OTHER_BLANKS = {
    "sim.reporting.plots.sweep.words.TEXT": {"of_rule"},
    "sim.scenario.faults.PHRASES": {"named"},
    "sim.scenario.limit_check.PHRASES": {"sum"},
    "sim.scenario.number_row.PHRASES": {"every"},
    "sim.scenario.target_value.PHRASES": {"outside", "always", "wide"},
}
TABLES = ("DISTRICTS", "HOSPITALS", "PEOPLE", "BENEFIT", "CALIBRATED", "PARAMETERS", "CONDITIONS")


def chinese(text: str) -> bool:
    """Whether it has Chinese characters."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def wordless(text: str) -> bool:
    """Signs, blanks, numbers and ids of studies: the same in every language."""
    bare = "".join(part for part, *_ in string.Formatter().parse(text))
    return not any(c.isalpha() and c.islower() for c in bare) or bare.endswith(".csv")


def blanks(text: str) -> set[str]:
    """The names of the blanks."""
    return {name for _, name, *_ in string.Formatter().parse(text) if name}


def wrong(zh: str, en: str) -> str:
    """What is wrong with a text in two languages; empty if nothing is."""
    if not zh or not en:
        return "missing in one language"
    if not chinese(zh) and not wordless(zh):
        return "no Chinese in the Chinese text"
    if chinese(en):
        return "Chinese in the English text"
    if zh == en and not wordless(en):
        return "not translated"
    return ""


def modules() -> Iterator[ModuleType]:
    """Every module of the program."""
    for found in pkgutil.walk_packages(sim.__path__, "sim."):
        yield importlib.import_module(found.name)


def phrase_tables() -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Every table of a module whose entries are a Chinese and an English text."""
    return {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, dict) and value and all(_pair(entry) for entry in value.values())
    }


def _pair(entry: object) -> bool:
    return isinstance(entry, tuple) and len(entry) in (2, 3) and all(isinstance(part, str) for part in entry)


PHRASES = {name: table for name, table in phrase_tables().items() if any(chinese(e[0]) for e in table.values())}


def test_the_tables_are_found() -> None:
    assert {"sim.commands.help_texts.HELP", "sim.reporting.page.words.TEXT", "sim.reporting.wording.TEXT"} <= set(
        PHRASES
    )
    assert len(PHRASES) > 20


@pytest.mark.parametrize("name", PHRASES)
def test_phrases(name: str) -> None:
    bad = {key: what for key, (zh, en, *_) in PHRASES[name].items() if (what := wrong(zh, en))}
    assert bad == {}
    told_apart = {key for key, (zh, en, *_) in PHRASES[name].items() if blanks(zh) != blanks(en)}
    assert told_apart - OTHER_BLANKS.get(name, set()) == set()


def test_labels_and_names_of_numbers() -> None:
    pairs = {name: (row.zh, row.en) for name, row in labels().items()}
    pairs |= {name: (text.zh, text.en) for name, text in quantity_names().items()}
    assert {name: what for name, (zh, en) in pairs.items() if (what := wrong(zh, en))} == {}


def test_every_number_of_the_files_has_a_name_and_a_unit_in_both() -> None:
    for table in TABLES:
        for name, limit in getattr(quantities, table).items():
            assert name in quantity_names()
            assert wrong(unit_words(limit.unit).zh, unit_words(limit.unit).en) == "", limit.unit


def test_every_unit_of_a_lever_or_an_indicator_is_there_in_both() -> None:
    units = {setting.unit for lever in LEVERS.values() for _, _, setting in lever_settings(lever)}
    units |= {row.unit for row in labels().values()}
    for unit in units - {""}:
        assert wrong(unit_words(unit).zh, unit_words(unit).en) == "", unit


def test_definitions_and_levers() -> None:
    for name, known in definitions().items():
        for text in (known.text, known.numerator, known.denominator):
            assert wrong(text.zh, text.en) == "", name
    for lever in LEVERS.values():
        settings = [(setting.zh, setting.en) for _, _, setting in lever_settings(lever)]
        for zh, en in ((lever.zh, lever.en), (lever.summary_zh, lever.summary), *settings):
            assert wrong(zh, en) == "", (lever.id, zh, en)


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> Scenario:
    """A scenario that comes with the program."""
    return read_scenario(request.param)


def numbers(scenario: Scenario) -> Iterator[Quantity]:
    """Every number of its files."""
    region = scenario.region
    places = [place.numbers for group in (region.districts, region.hospitals) for place in group]
    own = (*places, region.people, region.calibrated, region.travel, *(payer.benefit for payer in region.payers))
    for table in (*own, scenario.parameters, *scenario.conditions.values()):
        yield from table.values()
    yield from (anchor.figure for anchor in region.anchors)


def test_sources_and_notes_of_the_files(shipped: Scenario) -> None:
    texts = {text for number in numbers(shipped) for text in (number.source, number.note) if text}
    assert {text.en: what for text in texts if (what := wrong(text.zh, text.en))} == {}
    assert {number.unit for number in numbers(shipped) if wrong(unit_words(number.unit).zh, number.unit)} == set()


def test_reasons_remarks_and_clauses(shipped: Scenario) -> None:
    texts = [rule.assumption for rule in shipped.rules] + [target.note for target in shipped.targets]
    for document in shipped.documents:
        texts += [Bilingual(clause.en, clause.zh) for clause in document.clauses]
        texts += [Bilingual(clause.why, clause.why_zh) for clause in document.clauses]
    texts += [shipped.label, shipped.region.label, *(item.name for item in settables(shipped))]
    assert {text.en: what for text in texts if text and (what := wrong(text.zh, text.en))} == {}


def test_no_text_of_the_catalogue_is_left_over() -> None:
    used: set[str] = set()
    for file in LIBRARY.rglob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            used |= {row.get(column) or "" for row in csv.DictReader(lines) for column in ("source", "note")}
    with (LIBRARY / "texts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["en"] for row in rows if row["en"] not in used] == []
    assert {row["en"]: what for row in rows if (what := wrong(row["zh"], row["en"]))} == {}
