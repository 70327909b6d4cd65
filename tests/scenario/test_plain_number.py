"""A value is a plain number; what officials write instead is named with what it seems to mean, and never taken."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.axes import read_axes
from sim.scenario.number_row import NUMBER_COLUMNS
from sim.scenario.plain_number import Meant, instead, meant_by, plain_number, written
from sim.scenario.read import read_scenario
from sim.scenario.yaml_scalars import spoken_date
from sim.vocabulary.errors import InputInvalid

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
MEANT = {
    "30%": "0.30",
    "３０％": "0.30",
    "30 %": "0.30",
    "约30%": "0.30",
    "65%以上": "0.65",
    "不低于65%": "0.65",
    "百分之三十": "0.30",
    "百分之三十五点五": "0.355",
    "千分之五": "0.005",
    "三成": "0.3",
    "三成五": "0.35",
    "两成": "0.2",
    "九成半": "0.95",
    "八折": "0.8",
    "八五折": "0.85",
    "五个百分点": "0.05",
    "三分之一": "0.3333",
    "1/3": "0.3333",
    "１２": "12",
    "１，２３４．５": "1234.5",
    "1_000": "1000",
    "1,234": "1234",
    "1.5亿": "150000000",
    "1.5亿元": "150000000",
    "1,234.5万元": "12345000",
    "一亿五千万": "150000000",
    "三千五百": "3500",
    "二〇一七": "2017",
    "20分钟": "20",
    "−3.7": "-3.7",
}
RANGES = {
    "10-15%": ("0.10", "0.15"),
    "10%～15%": ("0.10", "0.15"),
    "10至15万元": ("100000", "150000"),
    "2-3": ("2", "3"),
}
NOT_CLEAR = ("", "abc", "三四成", "一百二", "0,30", "1.2.3", "万", "35成", "待定", "-")


@pytest.mark.parametrize("text", MEANT)
def test_what_it_seems_to_mean(text: str) -> None:
    assert meant_by(text) == Meant(Decimal(MEANT[text]))
    assert plain_number(text) is None
    assert f"write {MEANT[text]}, which" in instead(text).en
    assert f"请写 {MEANT[text]}" in instead(text).zh


@pytest.mark.parametrize("text", RANGES)
def test_a_range_is_no_number(text: str) -> None:
    low, high = RANGES[text]
    assert plain_number(text) is None
    assert meant_by(text) == Meant(Decimal(low), Decimal(high))
    assert f"{low} and {high} belong in low and high" in instead(text).en


@pytest.mark.parametrize("text", NOT_CLEAR)
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    assert meant_by(text) is None
    assert plain_number(text) is None
    assert "a share as 0.30, not 30%" in instead(text).en


@given(st.floats(min_value=-1e12, max_value=1e12).map(lambda x: round(x, 6)))
def test_a_plain_number_is_itself(number: float) -> None:
    assert plain_number(repr(number)) == number


@given(st.text(max_size=12))
def test_any_text_has_an_answer(text: str) -> None:
    meant = meant_by(text)
    assert instead(text).zh
    assert meant is None or plain_number(written(meant.value)) is not None


@pytest.mark.parametrize("text", [*MEANT, *RANGES, "inf", "nan", "0x1F", "1e999"])
@pytest.mark.parametrize("column", ["value", "low", "high"])
def test_a_table_takes_none_of_them(own_library: Path, text: str, column: str) -> None:
    file = own_library / "regions/weicheng/people.csv"
    cells = dict(zip(NUMBER_COLUMNS, ("0.2", "share", "0.1", "0.4", "made up", "assumption", ""), strict=True))
    row = ",".join((cells | {column: f'"{text}"'}).values())
    plain = file.read_text(encoding="utf-8")
    old = "female_share," + ",".join(cells.values())
    assert old in plain
    file.write_text(plain.replace(old, f"female_share,{row}"), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=own_library)
    (problem,) = caught.value.problems
    assert problem.path == f"female_share.{column}"
    assert problem.what.told("en") == f"{text!r} is not a number"  # type: ignore[union-attr]


@pytest.mark.parametrize("text", [*MEANT, *RANGES, ".inf", ".nan", "0x1F"])
def test_a_scenario_takes_none_of_them(own_library: Path, text: str) -> None:
    plan = own_library / "plan.yaml"
    plain = GOOD.read_text(encoding="utf-8")
    value = text if "," not in text else f"'{text}'"
    plan.write_text(plain.replace("coverage: 0.30", f"coverage: {value}"), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read_scenario(plan, library=own_library)
    (problem,) = caught.value.problems
    assert problem.path == "rules[0].family_doctor.coverage"
    assert text not in MEANT or f"write {MEANT[text]}, which" in str(problem.remedy)


@pytest.mark.parametrize("path", ["family_doctor.coverage", "parameters.e_seek"])
@pytest.mark.parametrize("text", [*MEANT, *RANGES])
def test_an_option_takes_none_of_them(library: Path, path: str, text: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=library, overrides=[f"{path}={text}"])
    assert any(text not in MEANT or f"write {MEANT[text]}, which" in str(p.remedy) for p in caught.value.problems)


@pytest.mark.parametrize("text", ["１０%", "1_0", "三", "０．１", "10%"])
def test_a_sweep_takes_none_of_them(library: Path, text: str) -> None:
    scenario = read_scenario(GOOD, library=library)
    with pytest.raises(InputInvalid, match="is not a number"):
        read_axes([f"family_doctor.coverage={text}:0.5:3"], scenario, grid=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017年10月31日", "2017-10-31"),
        ("2017.10.31", "2017-10-31"),
        ("2017/1/2", "2017-01-02"),
        ("2017年2月30日", None),
    ],
)
def test_a_date_as_officials_write_it(own_library: Path, text: str, day: str | None) -> None:
    found = spoken_date(text)
    assert (found.isoformat() if found else None) == day
    plan = own_library / "plan.yaml"
    plan.write_text(GOOD.read_text(encoding="utf-8").replace("2017-10-31", text), encoding="utf-8")
    with pytest.raises(InputInvalid, match=f"write {day}" if day else "write a date without quotes"):
        read_scenario(plan, library=own_library)


@pytest.mark.parametrize(("text", "value"), [("是", "true"), ("否", "false"), ("'yes'", "true")])
def test_yes_and_no(own_library: Path, text: str, value: str) -> None:
    plan = own_library / "plan.yaml"
    plain = GOOD.read_text(encoding="utf-8")
    plan.write_text(plain.replace("ramp_months: 2", f"ramp_months: 2\n    on: {text}"), encoding="utf-8")
    with pytest.raises(InputInvalid, match=rf"rules\[0\]\.on: .* -> write {value}"):
        read_scenario(plan, library=own_library)
