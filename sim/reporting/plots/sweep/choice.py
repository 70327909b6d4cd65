"""Which indicators of a sweep are drawn: the first headline, and those somebody names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.indicators.register import NOT_COMPUTED, register
from sim.scenario.faults import Faults, FilePoint, allowed
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "unknown": ("没有这个指标", "there is no such indicator"),
    "not_computed": ("本模型不计算这个指标：{why}", "this model does not compute it: {why}"),
    "see": ("；`sim indicators`列出全部指标", "; `sim indicators` lists all"),
    "no_value": ("{name}：没有一个点有这个指标的数值", "{name}: no point has a value of it"),
    "another": ("请选其他指标；`sim indicators`列出全部指标", "take another; `sim indicators` lists all"),
}
tell = telling(PHRASES)


def known_indicators(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each once.

    Raises
    ------
    InputInvalid : with every name that is no indicator, and the nearest to it.
    """
    faults = Faults()
    for name in names:
        if name in NOT_COMPUTED:
            faults.add(FilePoint("--indicator"), name, tell("not_computed", why=NOT_COMPUTED[name]), tell("another"))
        elif name not in register():
            faults.add(FilePoint("--indicator"), name, tell("unknown"), allowed(name, register()) + tell("see"))
    faults.stop_if_any()
    return tuple(dict.fromkeys(names))


def not_drawn(names: Sequence[str], files: Iterable[Path]) -> list[Bilingual]:
    """A sentence for each indicator that none of the files is the plot of."""
    stems = {file.name.partition(".")[0] for file in files}
    return [tell("no_value", name=name) for name in names if not any(stem.endswith(f"_{name}") for stem in stems)]
