"""Whatever stands in a file, the answer is a scenario or a list of faults, never a traceback."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.csv_tables import read_figures
from sim.scenario.faults import Faults
from sim.scenario.read import read_scenario
from sim.scenario.yaml_nodes import parse_yaml
from sim.vocabulary.errors import InputInvalid

GOOD = (Path(__file__).parent / "good" / "weicheng.yaml").read_text(encoding="utf-8")
YAMLISH = st.text(alphabet=st.sampled_from(list("ab1 0.:-,[]{}\n\t'\"#&*!|>%@?~\\eé中\x00\x85\u2028")), max_size=60)
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(text=st.one_of(YAMLISH, st.text(max_size=60)))
def test_any_yaml(text: str) -> None:
    faults = Faults()
    tree = parse_yaml(text, "x.yaml", faults)
    assert (tree is None) == bool(faults.problems)


@QUICK
@given(text=st.one_of(YAMLISH, st.text(max_size=60)))
def test_any_csv(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(("quantity,value,unit,low,high,source,confidence,note\n" + text).encode("utf-8", "surrogatepass"))
    read_figures(file, ("quantity",), Faults())


@QUICK
@given(data=st.data())
def test_any_change_of_a_good_file(data: st.DataObject, library: Path, tmp_path: Path) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    file = tmp_path / "x.yaml"
    file.write_bytes((GOOD[:start] + data.draw(YAMLISH) + GOOD[end:]).encode())
    with contextlib.suppress(InputInvalid):
        read_scenario(file, library=library)


@QUICK
@given(override=st.one_of(st.text(max_size=40), YAMLISH.map(lambda text: f"family_doctor.coverage={text}")))
def test_any_override(override: str, library: Path) -> None:
    with contextlib.suppress(InputInvalid):
        read_scenario(Path(__file__).parent / "good" / "weicheng.yaml", library=library, overrides=[override])


def test_a_bomb_ends_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    faults = Faults()
    assert parse_yaml(bomb, "x.yaml", faults) is None
    assert "anchor &a" in str(faults.problems[0].what)
