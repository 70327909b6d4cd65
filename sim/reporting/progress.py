"""How far something is: a bar on a terminal, elsewhere a plain line at once and one every ten seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task
from rich.text import Text

from sim.experiments.cases import ComparedCase
from sim.experiments.executor import Report
from sim.experiments.options import Options, engine_of, this_machine
from sim.experiments.precision import LEAST, MOST
from sim.experiments.time_left import TimeLeft
from sim.experiments.together import how_many_runs
from sim.scenario.notes import region_notes
from sim.scenario.plan_cost import Machine, Seconds, seconds_of_comparison, seconds_of_run
from sim.scenario.plan_size import ARMS, arm_of, residents_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import NOTHING, Bilingual, saying, telling
from sim.vocabulary.screen import screen

PLAIN_EVERY_SECONDS = 10.0
PHRASES = {
    "months": ("个月", "months"),
    "runs": ("次运行", "runs"),
    "points": ("个点", "points"),
    "starting": ("准备运行", "starting"),
    "compiling": ("首次运行，先编译约{x:.0f}秒", "compiling, once, for about {x:.0f} s"),
    "quick": ("快速试算（样本小，结果粗略）。", "Quick look (small sample, rough). "),
    "run": (
        "{quick}{title}：居民{residents:,}人，运行{runs}次，引擎{engine}",
        "{quick}{title}: {residents:,} residents, {runs} runs, engine {engine}",
    ),
    "until": (
        "{quick}{title}：居民{residents:,}人，重复{least}至{most}次，直到半宽不超过{width}个百分点，引擎{engine}",
        "{quick}{title}: {residents:,} residents, {least} to {most} replications until half-widths are at most {width} "
        "points, engine {engine}",
    ),
    "sweep": (
        "{title}：{points}个点，各{reps}次重复，引擎{engine}",
        "{title}: {points} points of {reps} replications, engine {engine}",
    ),
    "sets": ("组", "sets"),
    "calibrate": ("{region}：抽取{sets}组参数，各自拟合", "{region}: {sets} sets to be drawn and fitted"),
    "after": ("写出结果、图表和报告，约{x:.0f}秒", "writing results, plots and report, about {x:.0f} s"),
    "waiting": ("{stage}，已用{elapsed:.0f}秒", "{stage}, {elapsed:.0f} s so far"),
    "done": ("{done}/{total}{what}", "{done}/{total} {what}"),
    "left": ("{text}，剩余约{left}", "{text}, about {left} left"),
    "seconds": ("{x:.0f}秒", "{x:.0f} s"),
    "minutes": ("{x:.0f}分钟", "{x:.0f} min"),
}
say, tell = saying(PHRASES), telling(PHRASES)


@contextmanager
def counting(language: Language) -> Iterator[Report]:
    """A report function that shows on stderr how many runs are done while the block runs."""
    with shown(TimeLeft(), tell("runs"), tell("starting"), language) as report:
        yield report


@contextmanager
def watching(scenario: Scenario, options: Options, language: Language) -> Iterator[Report]:
    """The same for the simulated months of a run, of which it is known what they take."""
    engine, machine = engine_of(scenario, options), this_machine(options.jobs)
    runs = ARMS * options.replications
    opening = tell(
        "run" if options.precision is None else "until", quick=tell("quick") if options.quick else "",
        title=scenario.label, runs=runs, engine=engine,
        residents=residents_of(scenario, options.sample), least=LEAST, most=MOST,
        width=f"{(options.precision or 0.0) * 100:g}",
    )  # fmt: skip
    arm = arm_of(scenario, options.sample, engine)
    expected = seconds_of_run(arm, runs, machine, page_only=options.quick)
    with shown(
        TimeLeft(expected), tell("months"), stage_of(engine, machine), language, opening + _noted(scenario)
    ) as report:
        yield report
    screen(stderr=True).print(say("after", language, x=expected.after))


@contextmanager
def comparing(cases: Sequence[ComparedCase], options: Options, language: Language) -> Iterator[Report]:
    """The same for a comparison; cases that are results already take nothing."""
    scenario = cases[0].scenario
    engine, machine = engine_of(scenario, options), this_machine(options.jobs)
    runs = how_many_runs([case.scenario for case in cases if case.past is None], options)
    opening = tell(
        "run", quick=tell("quick") if options.quick else "", title=scenario.label, runs=runs, engine=engine,
        residents=residents_of(scenario, options.sample),
    )  # fmt: skip
    opening = opening + _noted(*(case.scenario for case in cases))
    expected = seconds_of_comparison(arm_of(scenario, options.sample, engine), runs, len(cases), machine)
    with shown(TimeLeft(expected), tell("months"), stage_of(engine, machine), language, opening) as report:
        yield report
    screen(stderr=True).print(say("after", language, x=expected.after))


@contextmanager
def sweeping(
    scenario: Scenario, points: int, reps: int, engine: str, expected: Seconds, machine: Machine, language: Language
) -> Iterator[Report]:
    """The same for the points of a sweep."""
    opening = tell("sweep", title=scenario.label, points=points, reps=reps, engine=engine)
    left = TimeLeft(expected)
    left.told(0, points)
    with shown(left, tell("points"), stage_of(engine, machine), language, opening + _noted(scenario)) as report:
        yield report


@contextmanager
def calibrating(scenario: Scenario, sets: int, seconds: float, jobs: int, language: Language) -> Iterator[Report]:
    """The same for the sets of a calibration; ``seconds`` are those of one process at most."""
    machine = this_machine(jobs)
    opening = tell("calibrate", region=scenario.region.label, sets=sets) + _noted(scenario)
    left = TimeLeft(Seconds(0.0, machine.to_begin("compiled"), seconds / max(1, jobs), 0.0))
    left.told(0, sets)
    with shown(left, tell("sets"), stage_of("compiled", machine), language, opening) as report:
        yield report


def _noted(*scenarios: Scenario) -> Bilingual:
    """Further lines where a region's numbers are not fitted to what its files say."""
    found = NOTHING
    for note in dict.fromkeys(note for scenario in scenarios for note in region_notes(scenario)):
        found = found + "\n" + note
    return found


def stage_of(engine: str, machine: Machine) -> Bilingual:
    """What is going on before anything is done."""
    if engine == "compiled" and not machine.compiled:
        return tell("compiling", x=machine.to_begin("compiled"))
    return tell("starting")


@contextmanager
def shown(
    left: TimeLeft,
    what: Bilingual,
    stage: Bilingual,
    language: Language,
    opening: Bilingual | None = None,
    console: Console | None = None,
) -> Iterator[Report]:
    """Show how far something is while the block runs: so many of ``what``, or before that the ``stage``."""
    console = console or screen(stderr=True)
    if opening is not None:
        console.print(opening.told(language))

    def line() -> str:
        return _line(left, what, stage, language)

    if not console.is_terminal:
        with _beating(console, line):
            yield left.told
        return
    with Progress(BarColumn(bar_width=24), _Line(line), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(done: int, total: int) -> None:
            left.told(done, total)
            bar.update(task, completed=done, total=total)

        yield report


@contextmanager
def _beating(console: Console, line: Callable[[], str]) -> Iterator[None]:
    """A line every few seconds while the block runs, whether or not anything is told meanwhile."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(PLAIN_EVERY_SECONDS):
            console.print(line())

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class _Line(ProgressColumn):
    """That line beside the bar, as it is at this moment."""

    def __init__(self, line: Callable[[], str]) -> None:
        super().__init__()
        self._line = line

    def render(self, task: Task) -> Text:  # noqa: ARG002 - the line knows
        """The line."""
        return Text(self._line())


def _line(left: TimeLeft, what: Bilingual, stage: Bilingual, language: Language) -> str:
    """What is done, or what is going on before that; and the time left, as far as anybody can say."""
    if left.done:
        done, total = left.counted
        text = say("done", language, done=done, total=total, what=what)
    else:
        text = say("waiting", language, stage=stage, elapsed=left.elapsed)
    seconds = left.seconds
    if seconds is None:
        return text
    time = ("seconds", seconds) if seconds < 120 else ("minutes", seconds / 60)
    return say("left", language, text=text, left=say(time[0], language, x=time[1]))
