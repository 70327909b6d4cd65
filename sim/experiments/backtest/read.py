"""Reads a back-test: the arm without rules, and the series beside it with every fault at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sim.experiments.backtest.series import JOIN, LEAST_TRAINED, SERIES_KEYS, PublishedSeries, held_years
from sim.experiments.backtest.shape import BacktestShape, SeriesShape
from sim.region.quantities import Limits
from sim.scenario.csv_tables import CsvTable, Figure, read_table
from sim.scenario.faults import Faults, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.library import library_for, named_files
from sim.scenario.limit_check import check_limits
from sim.scenario.parameter_files import condition_labels
from sim.scenario.references import References
from sim.scenario.region_table_check import GROUPS
from sim.scenario.scenario import Scenario, Settings, Years
from sim.scenario.schema import in_both
from sim.scenario.shape_check import check_shape
from sim.scenario.width_check import check_widths
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, read_yaml
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.indicator_range import range_of
from sim.vocabulary.phrase import Bilingual, telling

FOLDER, USUAL = "backtests", "nation"
LEAST_YEARS = 4
PHRASES = {
    "no_folder": ("那里没有回测文件", "no back-test there"),
    "name_folder": (
        "请用 --library 指定含有backtests/的文件夹",
        "name the folder that holds backtests/ with --library DIR",
    ),
    "unknown": ("没有这个回测", "no such back-test"),
    "other_id": ("{file}中写的是“{id}”", "{id!r} in {file}"),
    "rename": ("请写{id}，或改文件名", "write {id}, or rename the file"),
    "few_years": ("只有{n}年，少于{least}年", "{n} years, fewer than {least}"),
    "later": ("请写更晚的last", "write a later last"),
    "other_base": ("{year}，但地区的base_year是{base}", "{year}, but base_year of the region is {base}"),
    "write_base": ("请写{base}，或换用{year}年的地区", "write {base}, or name a region of {year}"),
    "indicator": ("没有指标“{word}”", "unknown indicator {word!r}"),
    "group": ("没有分组“{word}”", "unknown group {word!r}"),
    "twice": ("这个序列出现两次", "series twice"),
    "once": ("请删去一个", "remove one of them"),
    "parameter": ("没有参数“{word}”", "unknown parameter {word!r}"),
    "no_series": ("{file}的series中没有这个序列", "no such series in {file}"),
    "add_series": ("请把它加到{file}，或删去这一行", "add it to {file}, or remove the row"),
    "year": ("“{word}”不是{first}至{last}年", "{word!r} is no year from {first} to {last}"),
    "write_year": ("请写年份，或改{file}的years", "write a year, or change years in {file}"),
    "few": ("前三分之二只有{n}个数，少于{least}个", "{n} figures in the first two thirds, fewer than {least}"),
    "none_held": ("后三分之一（{years}年）没有数", "no figure in the last third ({years})"),
    "add_rows": ("请在{file}中补上，或删去这个序列", "add them to {file}, or remove the series"),
    "gap": ("缺{year}年：各年增幅不能累积", "{year} is missing: growths do not add up over a gap"),
    "no_range": ("没有范围：不知道它有多准", "no range: nothing says how exact it is"),
    "write_range": ("请写low和high", "write low and high"),
}
tell = telling(PHRASES)
SeriesKey = tuple[str, str]  # indicator, group


@dataclass(frozen=True, slots=True)
class Backtest:
    """The arm without rules over past years, the series it is held against, and the file as read.

    ``held`` are the years of the last third.
    """

    shape: BacktestShape
    scenario: Scenario
    series: tuple[PublishedSeries, ...]
    held: tuple[int, ...]

    @property
    def setting(self) -> Bilingual:
        """What stands for whom."""
        return in_both(self.shape.setting)

    @property
    def left_out(self) -> tuple[Bilingual, ...]:
        """Series that are not there, and why."""
        return tuple(in_both(one) for one in self.shape.left_out)


def backtest_file(name: str, library: Path | None) -> Path:
    """The file of a back-test of the library.

    Raises
    ------
    InputInvalid : there is no folder of them, or none of this name.
    """
    folder, files = named_files(FOLDER, library)
    if not files:
        raise InputInvalid([Problem(shown(folder), 0, 0, "", tell("no_folder"), tell("name_folder"))])
    if name not in files:
        raise InputInvalid([Problem("NAME", 0, 0, name, tell("unknown"), allowed(name, files))])
    return files[name]


def read_backtest(path: Path, *, library: Path | None = None) -> Backtest:
    """The back-test of a file, checked.

    Raises
    ------
    InputInvalid : with every fault of the file, of its table and of what they refer to, each with its line.
    """
    faults, inputs = Faults(), Inputs()
    tree = read_yaml(path, faults)
    if tree is None:
        raise InputInvalid(faults.problems)
    inputs.note(f"{FOLDER}/{path.name}", path)
    shape = check_shape(BacktestShape, tree.value, tree, (), faults)
    if shape is None:
        raise InputInvalid(faults.problems)
    if shape.id != path.stem:
        what = tell("other_id", id=shape.id, file=path.name)
        faults.add(tree.place(("id",)), "id", what, tell("rename", id=path.stem))
    reader = References(tree, library_for(path, library, faults), faults, inputs)
    numbers, groups = reader.parameters()
    region, _ = reader.region(groups)
    figures = path.with_suffix(".csv")
    inputs.note(f"{FOLDER}/{figures.name}", figures)
    table = read_table(figures, SERIES_KEYS, faults, reader.texts)
    years = Years(shape.years.base, shape.years.last, shape.years.run_in_months)
    count = years.last - years.base + 1
    if count < LEAST_YEARS:
        what = tell("few_years", n=count, least=LEAST_YEARS)
        faults.add(tree.place(("years", "last")), "years.last", what, tell("later"))
        raise InputInvalid(faults.problems)
    if region is not None and region.base_year != years.base:
        what = tell("other_base", year=years.base, base=region.base_year)
        remedy = tell("write_base", base=region.base_year, year=years.base)
        faults.add(tree.place(("years", "base")), "years.base", what, remedy)
    series = _Series(shape, tree, table, years, figures, faults).read(numbers[0] if numbers else None)
    if region is None or numbers is None:
        raise InputInvalid(faults.problems)
    check_widths(region, *numbers, years, tree, faults)
    open_days = reader.open_days(years)
    faults.stop_if_any()
    scenario = Scenario(
        name=shape.id,
        label=in_both(shape.title),
        region=region,
        years=years,
        rules=(),
        targets=(),
        documents=(),
        parameters=numbers[0],
        conditions=numbers[1],
        condition_labels=condition_labels(numbers[1]),
        settings=Settings(**shape.settings.model_dump()),
        open_days=open_days,
        inputs=Frozen(dict(sorted(inputs.hashes.items()))),
    )
    return Backtest(shape, scenario, series, held_years(years.base, years.last))


@dataclass
class _Series:
    """The series of a file with the figures of its table."""

    shape: BacktestShape
    tree: Tree
    table: CsvTable
    years: Years
    file: Path
    faults: Faults

    def read(self, parameters: Mapping[str, object] | None) -> tuple[PublishedSeries, ...]:
        """Every series that has no fault; faults are noted."""
        known: dict[SeriesKey, int] = {}
        for n, one in enumerate(self.shape.series):
            at: KeyPath = ("series", n)
            self._check_words(at, one, parameters)
            if known.setdefault((one.indicator, one.group), n) != n:
                self.faults.add(self.tree.place(at), dotted(at), tell("twice"), tell("once"))
        rows = self._rows(known)
        if not self.table.whole:
            return ()
        found = (self._one(n, one, rows.get((one.indicator, one.group), {})) for n, one in enumerate(self.shape.series))
        return tuple(one for one in found if one is not None)

    def _check_words(self, at: KeyPath, one: SeriesShape, parameters: Mapping[str, object] | None) -> None:
        def fault(key: str, what: str, word: str, words: Sequence[str]) -> None:
            path: KeyPath = (*at, key)
            self.faults.add(self.tree.place(path), dotted(path), tell(what, word=word), allowed(word, words))

        if one.indicator not in INDICATOR_IDS:
            fault("indicator", "indicator", one.indicator, INDICATOR_IDS)
        for word in one.group.split(JOIN):
            if word not in GROUPS:
                fault("group", "group", word, GROUPS)
        for word in one.in_sample if parameters is not None else ():
            if word not in parameters:  # type: ignore[operator]  # None has no word above
                fault("in_sample", "parameter", word, list(parameters or ()))

    def _rows(self, known: Mapping[SeriesKey, int]) -> dict[SeriesKey, dict[int, Figure]]:
        """The figures by series and year, each checked by itself."""
        found: dict[SeriesKey, dict[int, Figure]] = {}
        first, last = self.years.base, self.years.last
        for key, row in self.table.rows.items():
            indicator, group, word = key
            path = ".".join(key)
            if (indicator, group) not in known:
                what = tell("no_series", file=self.file.with_suffix(".yaml").name)
                remedy = tell("add_series", file=self.file.with_suffix(".yaml").name)
                self.faults.add(row["indicator"].place, path, what, remedy)
                continue
            if not (word.isascii() and word.isdigit() and first <= int(word) <= last):
                what = tell("year", word=word, first=first, last=last)
                remedy = tell("write_year", file=self.file.with_suffix(".yaml").name)
                self.faults.add(row["year"].place, path, what, remedy)
                continue
            if key in self.table.figures:
                figure = self.table.figures[key]
                self._check_figure(indicator, figure, path)
                found.setdefault((indicator, group), {})[int(word)] = figure
        return found

    def _check_figure(self, indicator: str, figure: Figure, path: str) -> None:
        if indicator in INDICATOR_IDS:
            limit = range_of(indicator)
            check_limits(figure, Limits(limit.words[0], limit.low, limit.high, also=limit.words[1:]), path, self.faults)
        if figure.quantity.low is None:
            self.faults.add(figure.place("low"), f"{path}.low", tell("no_range"), tell("write_range"))

    def _one(self, n: int, one: SeriesShape, rows: Mapping[int, Figure]) -> PublishedSeries | None:
        """A series with enough figures on both sides of the dividing line; a fault if not."""
        held_back = held_years(self.years.base, self.years.last)
        years = sorted(rows)
        trained = tuple(year for year in years if year not in held_back)
        held = tuple(year for year in years if year in held_back)
        at: KeyPath = ("series", n)
        before = len(self.faults.problems)
        if len(trained) < LEAST_TRAINED:
            self._say(at, tell("few", n=len(trained), least=LEAST_TRAINED))
        if not held:
            self._say(at, tell("none_held", years=f"{held_back[0]}-{held_back[-1]}"))
        figures = Frozen({year: rows[year].quantity for year in years})
        note = in_both(one.note) if one.note else None
        found = PublishedSeries(one.indicator, one.group, figures, trained, held, one.in_sample, note)
        if one.indicator in INDICATOR_IDS and found.grows:
            for year in _gaps(years):
                self._say(at, tell("gap", year=year))
        return found if len(self.faults.problems) == before else None

    def _say(self, at: KeyPath, what: Bilingual) -> None:
        self.faults.add(self.tree.place(at), dotted(at), what, tell("add_rows", file=self.file.name))


def _gaps(years: Sequence[int]) -> Iterator[int]:
    for one, other in pairwise(years):
        yield from range(one + 1, other)
