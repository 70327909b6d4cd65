"""The scenario of a new city: its years, no rule yet, and how one is written."""

from __future__ import annotations

from sim.scenario.plain_yaml import flow
from sim.vocabulary.phrase import Bilingual, saying

PHRASES = {
    "head": (
        "# {title}：基准情景，尚无改革措施。由 sim init 根据 {file} 生成。\n"
        "# 各表中的数字都注明来源；“全国值或典型值”的应尽量换成本市数字，calibrated.csv 是尚未拟合的起始值。",
        "# {title}: the baseline, without rules yet. Made by `sim init` from {file}.\n"
        "# Every number says its source. Replace national or typical values by the city's own where you can;\n"
        "# calibrated.csv holds start values that are not fitted yet.",
    ),
    "rules": (
        "# 改革措施。写法示例（去掉行首的“# ”，并删去上面一行的 []）；全部可用措施：sim levers {city}.yaml",
        "# Rules of the reform. An example (take the '# ' away, and the [] above); all levers: sim levers {city}.yaml",
    ),
    "assumption": ("文件未写明，按经验取值", "not printed in the document; judgement"),
    "targets": (
        "# 目标。写法示例；全部指标：sim indicators",
        "# Targets. An example; all indicators: sim indicators",
    ),
}
say = saying(PHRASES)


def scenario_text(city: str, title: Bilingual, base: int, last: int, file: str, lang: str) -> str:
    """``CITY.yaml``: base year to last year of a region without rules."""
    lines = [
        say("head", lang, title=title, file=file),
        "schema: 1",
        f"name: {city}-{base}",
        f"title: {flow({'en': title.en, 'zh': title.zh})}",
        f"region: regions/{city}",
        f"years: {{base: {base}, last: {last}}}",
        "rules: []",
        say("rules", lang, city=city),
        "#  - family_doctor: {coverage: 0.40, key_groups: 0.70}",
        f"#    from: {base + 1}-01-01",
        "#    ramp_months: 12",
        f"#    assumption: {say('assumption', lang)}",
        say("targets", lang),
        "# targets:",
        "#  - indicator: primary_visit_share",
        "#    above_base_year: true",
        f"#    year: {last}",
    ]
    return "\n".join(lines) + "\n"
