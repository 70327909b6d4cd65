"""What a sweep says at its end, and what it would do before it starts."""

from __future__ import annotations

from typing import Any

from sim.experiments.sweep import Summary, SweepSize
from sim.scenario.plain_yaml import flow
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import saying

FEW = 5
PHRASES = {
    "sweep": (
        "共{points}个点：本次完成{done}，沿用{reused}，失败{failed}",
        "{points} points: {done} done, {reused} reused, {failed} failed",
    ),
    "not_run": ("，未运行{left}", ", {left} not run"),
    "folder": ("；结果文件夹：{folder}", "; results: {folder}"),
    "others": (
        "其中{n}个点由程序的另一状态运行，见programs.csv",
        "{n} of them were run by another state of the program: programs.csv",
    ),
    "more": ("其余{n}个见failures.csv", "{n} more in failures.csv"),
    "size": (
        "扫描：{points:,}个点，共运行{runs:,}次；约{minutes}分钟，磁盘{megabytes} MB（粗略估计）",
        "sweep: {points:,} points, {runs:,} runs; about {minutes} minutes, {megabytes} MB on disk (a rough estimate)",
    ),
}
say = saying(PHRASES)


def sweep_data(found: Summary) -> dict[str, Any]:
    """The end of a sweep for ``--json``."""
    return {
        "folder": found.folder.as_posix(),
        "points": found.points,
        "done": found.done,
        "reused": found.reused,
        "failed": len(found.failures),
        "not_run": found.left,
        "of_another_program": found.others,
        "failures": [
            {"id": point.id, **dict(point.values), "error": outcome.error, "message": outcome.message.en}
            for point, outcome in found.failures
        ],
    }


def sweep_text(found: Summary, language: Language) -> str:
    """One line, then the first failures."""
    failed = len(found.failures)
    line = say("sweep", language, points=found.points, done=found.done, reused=found.reused, failed=failed)
    line += say("not_run", language, left=found.left) if found.left else ""
    lines = [line + say("folder", language, folder=found.folder)]
    if found.others:
        lines.append("  " + say("others", language, n=found.others))
    for point, outcome in found.failures[:FEW]:
        values = ", ".join(f"{path}={flow(value)}" for path, value in point.values)
        lines.append(f"  {point.id} {values}: {outcome.error}: {outcome.message.told(language)}")
    if failed > FEW:
        lines.append("  " + say("more", language, n=failed - FEW))
    return "\n".join(lines)


def size_data(size: SweepSize) -> dict[str, Any]:
    """The size of a sweep for ``--json``."""
    return {
        "points": size.points,
        "runs": size.runs,
        "minutes": round(size.minutes, 1),
        "megabytes_on_disk": round(size.megabytes_on_disk, 1),
    }


def size_text(size: SweepSize, language: Language) -> str:
    """The size of a sweep on one line."""
    minutes = "<1" if size.minutes < 1 else f"{size.minutes:,.0f}"
    megabytes = f"{size.megabytes_on_disk:,.1f}"
    return say("size", language, points=size.points, runs=size.runs, minutes=minutes, megabytes=megabytes)
