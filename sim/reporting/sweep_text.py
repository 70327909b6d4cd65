"""What a sweep says at its end, and what it would do before it starts."""

from __future__ import annotations

from typing import Any

from sim.experiments.sweep import Size, Summary
from sim.scenario.plain_yaml import flow
from sim.vocabulary.language import Language

FEW = 5


def sweep_data(found: Summary) -> dict[str, Any]:
    """The end of a sweep for ``--json``."""
    return {
        "folder": found.folder.as_posix(),
        "points": found.points,
        "done": found.done,
        "reused": found.reused,
        "failed": len(found.failures),
        "not_run": found.left,
        "failures": [
            {"id": point.id, **dict(point.values), "error": outcome.error, "message": outcome.message.en}
            for point, outcome in found.failures
        ],
    }


def sweep_text(found: Summary, language: Language) -> str:
    """One line, then the first failures."""
    failed = len(found.failures)
    if language == "zh":
        line = f"共 {found.points} 个点：本次完成 {found.done}，沿用 {found.reused}，失败 {failed}"
        line += f"，未运行 {found.left}" if found.left else ""
        lines = [f"{line}；结果文件夹：{found.folder}"]
    else:
        line = f"{found.points} points: {found.done} done, {found.reused} reused, {failed} failed"
        line += f", {found.left} not run" if found.left else ""
        lines = [f"{line}; results: {found.folder}"]
    for point, outcome in found.failures[:FEW]:
        values = ", ".join(f"{path}={flow(value)}" for path, value in point.values)
        lines.append(f"  {point.id} {values}: {outcome.error}: {outcome.message.told(language)}")
    if failed > FEW:
        more = f"其余 {failed - FEW} 个见 failures.csv" if language == "zh" else f"{failed - FEW} more in failures.csv"
        lines.append(f"  {more}")
    return "\n".join(lines)


def size_data(size: Size) -> dict[str, Any]:
    """The size of a sweep for ``--json``."""
    return {
        "points": size.points,
        "runs": size.runs,
        "minutes": round(size.minutes, 1),
        "megabytes_on_disk": round(size.megabytes_on_disk, 1),
    }


def size_text(size: Size, language: Language) -> str:
    """The size of a sweep on one line."""
    minutes = "<1" if size.minutes < 1 else f"{size.minutes:,.0f}"
    if language == "zh":
        text = f"扫描：{size.points:,} 个点，共运行 {size.runs:,} 次；约 {minutes} 分钟，"
        return f"{text}磁盘 {size.megabytes_on_disk:,.1f} MB（粗略估计）"
    text = f"sweep: {size.points:,} points, {size.runs:,} runs; about {minutes} minutes, "
    return f"{text}{size.megabytes_on_disk:,.1f} MB on disk (a rough estimate)"
