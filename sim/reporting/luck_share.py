"""How much of the spread of the headline effects is luck; the rest is parameters."""

from __future__ import annotations

import math

from sim.reporting.folder import Results
from sim.reporting.numbers import percent
from sim.reporting.sentences import HEADLINES, PARTS, effect
from sim.vocabulary.phrase import saying

TEXT = {
    "share": (
        "主要指标改革效果的方差中，随机波动占{share}，其余来自参数不确定性。",
        "Of the spread of these effects (their variance) luck is {share}, parameters the rest.",
    ),
    "range": ("{low}%—{high}%", "{low}–{high} %"),
}
say = saying(TEXT)


def luck_shares(results: Results) -> dict[str, float]:
    """By headline and part of one, as far as it is known; nothing where intervals hold luck alone."""
    names = [name for head in HEADLINES for name in (head, *PARTS.get(head, ()))]
    found = {name: effect(results, name, results.last_year) for name in names}
    return {name: one.luck_share for name, one in found.items() if one is not None and math.isfinite(one.luck_share)}


def luck_share_sentence(results: Results, lang: str) -> list[str]:
    """From the smallest to the largest share of a headline; nothing where none is known."""
    shares = luck_shares(results).values()
    if not shares:
        return []
    low, high = (round(100 * end) for end in (min(shares), max(shares)))
    text = percent(max(shares), lang) if low == high else say("range", lang, low=low, high=high)
    return [say("share", lang, share=text)]
