"""How far a run is: a bar with time left on a terminal, a plain line every ten seconds elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from sim.experiments.executor import Report
from sim.experiments.run import Options, compiled_before, engine_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.language import Language
from sim.vocabulary.screen import screen

PLAIN_EVERY_SECONDS = 10.0


@contextmanager
def counting(language: Language, *, months: bool = False) -> Iterator[Report]:
    """The same for runs that are counted as a whole, or in months of all of them."""
    console = screen(stderr=True)
    zh = language == "zh"
    what = ("个月", "months") if months else ("次运行", "runs")
    if not console.is_terminal:
        yield _plain(console, zh, what)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TextColumn("剩余" if zh else "left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task(what[0] if zh else what[1], total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def watching(scenario: Scenario, options: Options, language: Language) -> Iterator[Report]:
    """A report function that shows simulated months on stderr while the block runs."""
    console = screen(stderr=True)
    zh = language == "zh"
    console.print(_opening(scenario, options, zh))
    if not console.is_terminal:
        yield _plain(console, zh)
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
        TextColumn("剩余" if zh else "left"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("模拟月数" if zh else "months", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _opening(scenario: Scenario, options: Options, zh: bool) -> str:
    """What is about to run, in one or two lines."""
    engine = engine_of(scenario, options)
    runs = 2 * options.replications
    residents = round(sum(d.value("residents") for d in scenario.region.districts) * options.sample)
    if zh:
        first = "快速试算（样本小，结果粗略）。" if options.quick else ""
        text = f"{first}{scenario.label.zh}：居民 {residents:,} 人，运行 {runs} 次，引擎 {engine}"
        note = "首次运行要先编译约 20 秒" if engine == "compiled" and not compiled_before() else ""
    else:
        first = "Quick look (small sample, rough). " if options.quick else ""
        text = f"{first}{scenario.label.en}: {residents:,} residents, {runs} runs, engine {engine}"
        note = "the first run compiles for about 20 seconds" if engine == "compiled" and not compiled_before() else ""
    return f"{text}\n{note}" if note else text


def _plain(console: Console, zh: bool, what: tuple[str, str] = ("个月", "months")) -> Report:
    started = last = time.monotonic()
    before = 0

    def report(done: int, total: int) -> None:
        nonlocal before, last, started
        now = time.monotonic()
        if done < before:  # another round
            started = now
        before = done
        if done >= 0.05 * total and now - last >= PLAIN_EVERY_SECONDS:
            last = now
            left = (now - started) / done * (total - done)
            console.print(
                f"{done}/{total} "
                + (f"{what[0]}，剩余约 {left:.0f} 秒" if zh else f"{what[1]}, about {left:.0f} s left")
            )

    return report
