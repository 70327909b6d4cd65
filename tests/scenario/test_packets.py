"""Packets of a region: read, bundled, and every fault named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
HEAD = "condition,packet,quantity,value,unit,low,high,source,confidence,note\n"
TABLE = "regions/weicheng/packets.csv"
SHARE, RATIO = "share of cases", "ratio to the condition mean"


def rows(*packets: tuple[str, str, float, float]) -> str:
    """Two rows a packet."""
    lines = [
        f"{condition},{code},{quantity},{value},{unit},0.01,{1 if quantity == 'share' else 9},made up,assumption,\n"
        for condition, code, share, ratio in packets
        for quantity, value, unit in (("share", share, SHARE), ("cost_ratio", ratio, RATIO))
    ]
    return HEAD + "".join(lines)


def said(library: Path) -> str:
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=library)
    return "\n".join(map(str, caught.value.problems))


def test_packets_are_read_and_kept(own_library: Path, tmp_path: Path) -> None:
    plain = read_scenario(GOOD, library=own_library)
    (own_library / TABLE).write_text(rows(("heart", "0456", 0.2, 2.0), ("heart", "K80.2", 0.3, 1.0)), encoding="utf-8")
    own = read_scenario(GOOD, library=own_library)
    found = {code: (p.condition, p.share.value, p.cost_ratio.value) for code, p in own.region.packets.items()}
    assert found == {"0456": ("heart", 0.2, 2.0), "K80.2": ("heart", 0.3, 1.0)}
    assert fingerprint(own) != fingerprint(plain)
    again = read_scenario(bundle(own, tmp_path / "bundle"))
    assert again.region.packets == own.region.packets
    assert fingerprint(again) == fingerprint(own)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (rows(("hart", "a", 0.2, 2.0)), r"packets\.csv:2:1: hart: unknown condition 'hart' -> did you mean 'heart'"),
        (rows(("heart", "cold", 0.2, 2.0)), r":2:7: cold: the code 'cold' is that of a condition group"),
        (rows(("heart", "a", 0.2, 2.0), ("cold", "a", 0.2, 2.0)), r"a: the code 'a' stands in two condition groups"),
        (rows(("heart", "a", 0.2, 2.0)).replace("cost_ratio", "cost"), r"unknown quantity 'cost'"),
        (HEAD + f"heart,a,share,0.2,{SHARE},0,1,made up,assumption,\n", r"heart\.a\.cost_ratio: missing -> add a row"),
        (rows(("heart", "a", 0.6, 1.0), ("heart", "b", 0.5, 1.0)), r"heart: the shares of its packets sum to 1\.1"),
        (rows(("heart", "a", 0.5, 2.0)), r"heart: the mean of the ratios of its packets is 1, which leaves no cost"),
        (rows(("heart", "a", 1.0, 1.2)), r"its packets are all of its cases, and the mean of their ratios is 1\.2"),
    ],
)
def test_packets_that_cannot_be(own_library: Path, text: str, words: str) -> None:
    (own_library / TABLE).write_text(text, encoding="utf-8")
    found = said(own_library)
    assert re.search(words, found), found


def test_a_rule_names_a_packet(own_library: Path, tmp_path: Path) -> None:
    (own_library / TABLE).write_text(rows(("heart", "0456", 0.2, 2.0)), encoding="utf-8")
    text = GOOD.read_text(encoding="utf-8")
    rule = "  - case_payment: {{diseases: 1, conditions: ['{code}'], case_share: 1}}\n    id: packet\n"
    for code, known in (("0456", True), ("0457", False), ("456", False)):
        file = tmp_path / f"own_{code}.yaml"
        body = text.replace(
            "rules:\n", "rules:\n" + rule.format(code=code) + "    from: 2017-01-01\n    assumption: made up\n", 1
        )
        file.write_text(body, encoding="utf-8")
        if known:
            read_scenario(file, library=own_library)
            continue
        with pytest.raises(InputInvalid, match=f"unknown condition '{code}' -> did you mean '0456'"):
            read_scenario(file, library=own_library)
