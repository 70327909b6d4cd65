"""Compiled twins: same text, same bits, and never those of an older text."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

CAN_COMPILE = importlib.util.find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in {"", "0"}
pytestmark = pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
SIM = Path(__file__).parents[2] / "sim"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the package that a test may edit."""
    copy = tmp_path / "sim"
    shutil.copytree(SIM, copy, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    return copy


def test_equal_sources_share_a_cache(sources: Path) -> None:
    from sim.engine.compile import cache_folder, source_hash

    assert source_hash(sources) == source_hash()
    assert cache_folder().name == source_hash()[:16]


@pytest.mark.parametrize(
    "file", ["rules/event/queue.py", "rules/event/benefit.py", "engine/steps.py", "engine/event_loop.py", "draws.py"]
)
def test_an_edited_rule_has_a_cache_of_its_own(sources: Path, file: str) -> None:
    """The compiler looks at one file only; without this an edited rule would silently give the old answer."""
    from sim.engine.compile import source_hash

    before = source_hash(sources)
    with (sources / file).open("a", encoding="utf-8") as text:
        text.write("# another state\n")
    assert source_hash(sources) != before


def test_a_new_rule_file_counts_and_a_page_of_text_does_not(sources: Path) -> None:
    from sim.engine.compile import source_hash

    before = source_hash(sources)
    (sources / "engine/notes.txt").write_text("nothing compiled", encoding="utf-8")
    assert source_hash(sources) == before
    (sources / "rules/event/another.py").write_text("X = 1\n", encoding="utf-8")
    assert source_hash(sources) != before


def test_a_twin_gives_the_same_bits() -> None:
    """A rule that calls other rules, over arguments from small to large."""
    from sim import draws
    from sim.engine.compile import twin
    from sim.rules.event.chance import lognormal

    compiled = twin(lognormal)
    for k in range(2000):
        u1, u2 = draws.uniform(k, 0), draws.uniform(k, 1)
        assert compiled(10.0, 0.7, u1, u2).hex() == lognormal(10.0, 0.7, u1, u2).hex()


def test_the_generator_of_compiled_code_is_that_of_the_rules() -> None:
    """One of the functions with a second text."""
    from sim import draws
    from sim.engine.compile import twin

    compiled = twin(draws.uniform)
    for k in range(2000):
        key = draws.chain(k, draws.EPISODE, 7 * k, k)
        assert compiled(key, k).hex() == draws.uniform(key, k).hex()


def test_the_chains_of_compiled_code_are_those_of_the_rules() -> None:
    from sim import draws
    from sim.engine.compile import twin

    compiled = twin(draws.linked)
    for k in range(2000):
        root = draws.root_of(k, draws.EPISODE)
        assert compiled(root, 977 * k, 64 * k) == draws.linked(root, 977 * k, 64 * k)


def test_compiled_code_cannot_write_what_is_fixed() -> None:
    """The compiler reads such a column once, so a change would go unseen."""
    from numba import TypingError

    from sim.engine.compile import twin
    from sim.engine.demand import NEED, Batch
    from sim.engine.packed import Packed

    records = np.zeros(1, dtype=NEED)
    batch = Packed(Batch(1, *(records[name] for name in NEED.names or ())))
    with pytest.raises(TypingError):
        twin(_spoil)(batch)


def _spoil(n: Any) -> None:
    n.key[0] = 1


def test_only_plain_functions_have_twins() -> None:
    from sim.engine.compile import twin

    with pytest.raises(TypeError):
        twin(len)


def test_an_empty_column_has_the_kind_of_a_full_one() -> None:
    """A month without contracts and one with some are dealt with by the same compiled code."""
    from sim.engine.packed import Packed
    from sim.engine.tables import no_contracts

    none, some = no_contracts(3, 2), no_contracts(3, 2)._replace(price=[1.0, 2.0], pricing=[1], review=np.ones(3))
    assert Packed(none).numba_type == Packed(some).numba_type
