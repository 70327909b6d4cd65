"""One made-up results folder for all tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import made_up, made_up_comparison, made_up_explain, made_up_sweep


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_explain.write(made_up.build(tmp_path_factory.mktemp("results") / "three"))


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up.build(tmp_path_factory.mktemp("results") / "one", replications=1, quick=True)


@pytest.fixture(scope="session")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_comparison.build(tmp_path_factory.mktemp("comparison") / "three")


@pytest.fixture(scope="session")
def one_replication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_comparison.build(tmp_path_factory.mktemp("comparison") / "one", replications=1)


@pytest.fixture(scope="session")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_sweep.build(tmp_path_factory.mktemp("sweep") / "grid")
