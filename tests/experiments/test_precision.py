"""Intervals and ``--reps auto``: neither the sign of an effect nor the processes matter; what was done is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import cli
from sim import indicators
from sim.experiments import precision
from sim.experiments import run as experiments
from sim.experiments.precision import LEAST, until_precise, widest

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
SHARES = st.lists(st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)), min_size=2, max_size=8)


def values_of_arms(pairs: Sequence[tuple[float, float]], indicator: str = "primary_visit_share") -> pd.DataFrame:
    """Both arms of one headline, a pair a replication."""
    rows = [
        (indicator, arm, n, "2018", "all", "all", value, 1.0, value)
        for n, pair in enumerate(pairs)
        for arm, value in zip(("baseline", "reform"), pair, strict=True)
    ]
    columns = ["indicator", "arm", "replication", "year", "area", "group", "numerator", "denominator", "value"]
    return pd.DataFrame(rows, columns=columns)


def effect(pairs: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The difference with its interval."""
    found = indicators.summarise(values_of_arms(pairs))
    row = found[found["arm"] == "difference"].iloc[0]
    return float(row["mean"]), float(row["low"]), float(row["high"])


@settings(deadline=None, max_examples=50)
@given(SHARES)
def test_turning_the_sign_of_an_effect_mirrors_its_interval(pairs: list[tuple[float, float]]) -> None:
    mean, low, high = effect(pairs)
    turned = effect([(reform, baseline) for baseline, reform in pairs])
    assert turned == (-mean, -high, -low)
    assert low <= mean <= high


@settings(deadline=None, max_examples=50)
@given(SHARES, st.floats(0.001, 0.5))
def test_the_precision_of_an_effect_is_that_of_the_opposite_one(pairs: list[tuple[float, float]], by: float) -> None:
    """The width says nothing of the effect's size or sign: a rule on it cannot stop early for a negative mean."""
    turned = [(reform, baseline) for baseline, reform in pairs]
    assert widest(values_of_arms(pairs), "2018") == widest(values_of_arms(turned), "2018")
    near = [(0.4, 0.4 + 0.01 * (n % 2)) for n in range(6)]
    far = [(0.4, 0.4 + by + 0.01 * (n % 2)) for n in range(6)]
    assert widest(values_of_arms(near), "2018") == pytest.approx(widest(values_of_arms(far), "2018"))


def made_up(monkeypatch: pytest.MonkeyPatch, most: int, sign: float) -> tuple[list[Any], list[int]]:
    """Tasks of as many replications, whose effects spread by about 0.02 around 0.03; and the replications run."""
    spread = sign * (0.03 + 0.02 * np.sin(np.arange(most) * 2.4))
    scenario = SimpleNamespace(years=SimpleNamespace(last=2018))
    tasks = [SimpleNamespace(scenario=scenario, sample=1.0, replication=n // 2) for n in range(2 * most)]
    ran: list[int] = []

    def values(_: Any, runs: Sequence[int], *__: Any) -> pd.DataFrame:
        frame = values_of_arms([(0.5, 0.5 + spread[n]) for n in dict.fromkeys(runs)])
        return frame.assign(replication=frame["replication"].map(dict(enumerate(dict.fromkeys(runs)))))

    monkeypatch.setattr(precision, "values_of", values)
    return tasks, ran


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("at_once", [1, 2, 3, 7])
def test_the_number_depends_on_the_width_alone(at_once: int, sign: float, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks, ran = made_up(monkeypatch, 20, sign)

    def run(some: Sequence[Any]) -> list[Any]:
        ran.extend(task.replication for task in some)
        return [task.replication for task in some]

    runs, found = until_precise(tasks, run, 0.0085, at_once)
    one, alone = until_precise(made_up(monkeypatch, 20, 1.0)[0], lambda some: [t.replication for t in some], 0.0085)
    assert runs == one
    assert found == alone
    assert found.reached
    assert LEAST < len(runs) // 2 < 20
    assert ran == sorted(ran), "each once, in order"
    assert len(ran) - len(runs) < 2 * at_once


def test_what_is_never_reached_ends_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks, _ = made_up(monkeypatch, 6, 1.0)
    runs, found = until_precise(tasks, lambda some: [task.replication for task in some], 0.0001, 4)
    assert len(runs) == 12
    assert not found.reached


def test_a_headline_without_an_interval_is_not_precise() -> None:
    assert widest(values_of_arms([(0.4, 0.5)]), "2018") == float("inf")
    assert widest(values_of_arms([(0.4, 0.5), (0.4, 0.6)]), "2017") == float("inf")


def ask(*words: str) -> Result:
    """The command in this process."""
    tiny = ("--sample", "0.01", "--library", str(LIBRARY), "--lang", "en", "-j", "1")
    return CliRunner().invoke(cli.app, ["run", str(FILE), *tiny, *words])


def test_the_manifest_says_what_was_asked_and_a_rerun_does_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(experiments, "MOST", 4)
    result = ask("--reps", "auto", "--precision", "0.0001", "-o", str(tmp_path / "one"))
    assert result.exit_code == 6, result.output
    assert "precision not reached: after 4 replications" in result.stderr
    told = json.loads((tmp_path / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert told["replications"] == 4
    assert told["precision"]["asked"] == 0.0001
    assert told["precision"]["widest"] > 0.0001
    again = CliRunner().invoke(cli.app, ["rerun", str(tmp_path / "one"), "-o", str(tmp_path / "two"), "--lang", "en"])
    assert again.exit_code == 0, again.output
    second = json.loads((tmp_path / "two" / "manifest.json").read_text(encoding="utf-8"))
    assert second["precision"] == told["precision"]
    assert second["replications"] == 4


@pytest.mark.parametrize("words", [("--reps", "0"), ("--reps", "often"), ("--reps", "２"), ("--precision", "0.01")])
def test_what_is_no_number_of_replications_is_refused(words: tuple[str, ...]) -> None:
    assert ask(*words).exit_code == 2
