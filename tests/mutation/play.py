"""One mutant: a forked process imports the changed text and runs the tests that reach it, with a limit of time.

mutmut itself switches the mutant on after the modules are imported. Most of an indicator is built while its module is
imported (``ratio(...)`` of the register), and there the switch would come too late; hence a fresh import each time.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import settings

from .mutants import PACKAGES, ROOT, Mutant

# The tests that call a package as plain Python, without an engine.
TESTS = {"rules": ("tests/rules",), "ledger": ("tests/ledger",), "indicators": ("tests/indicators", "tests/ledger")}
LEFT_OUT = ("test_all_parties_of_a_run_sum_to_zero", "test_compiled_it_says_the_same")  # they need an engine
UNTOUCHED = "_pytest.logging", "hypothesis.strategies", "pandas", "ruamel.yaml", "scipy.special", "sim.policy.levers"
SLOW = 0.5  # seconds; a slower test is played only where it runs a line of the file
OURS = "sim.", "tests."
MEMORY = 6 * 2**30  # bytes of address space
UNUSED = ("cacheprovider", "legacypath", "threadexception", "unraisableexception")  # of pytest; a third of its time
# Without rewritten asserts: that takes half of the time before the first test, and what they would say nobody reads.
OPTIONS = (
    "-x",
    "--tb=native",
    "--assert=plain",
    *(f"-pno:{name}" for name in UNUSED),
    "-k",
    f"not {' and not '.join(LEFT_OUT)}",
)


@dataclass
class Reach:
    """What the tests of a package do without a mutant: seconds of each, and which of them run a line of a file.

    "" stands for what runs while a module is imported.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[str, dict[int, set[str]]] = field(default_factory=dict)

    def of(self, mutant: Mutant) -> list[str]:
        """Tests to play, the fastest first; next to all of them where the text runs while its module is imported."""
        lines = self.tests.get(mutant.path, {})
        inside = [lines[line] for line in range(mutant.first, mutant.last + 1) if line in lines]
        found = set().union(*inside) if mutant.first else {""}
        if "" not in found:
            return sorted(found, key=lambda test: self.seconds[test])
        ours = set().union(*lines.values()) - {""}  # these see it most likely: they come first
        quick = {test for test, seconds in self.seconds.items() if seconds < SLOW}
        return sorted(ours | quick, key=lambda test: (test not in ours, self.seconds[test]))


def _forget() -> None:
    """Empty what functions of modules keep."""
    ours = [module for name, module in sys.modules.items() if name.startswith(OURS) and module]
    for kept in [kept for module in ours for kept in vars(module).values()]:
        if isinstance(kept, _lru_cache_wrapper):
            kept.cache_clear()


class _Watch:
    """Writes down who runs what. What is kept from test to test is forgotten: who only reads it needs it as well."""

    def __init__(self, measured: Coverage) -> None:
        self.measured = measured

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        _forget()
        self.measured.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.measured.switch_context("")


class _Clock:
    """Seconds of each test, where what is kept from test to test is there already."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


class _Chosen:
    """Keeps the tests that reach the mutant, in their order, and those that only the mutant has."""

    def __init__(self, chosen: Sequence[str], known: Sequence[str], tell: int) -> None:
        self.tell = tell
        self.place = {test: n for n, test in enumerate(chosen)}
        self.others = set(known) - set(chosen)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid not in self.others]
        items[:] = sorted(kept, key=lambda item: self.place.get(item.nodeid, -1))

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector) -> None:
        """The first failure is enough: say whose it was; nobody reads what pytest would still write."""
        os.write(self.tell, node.nodeid.encode())
        os._exit(int(pytest.ExitCode.TESTS_FAILED))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        os._exit(exitstatus)


class _Changed(SourceFileLoader):
    """Finds and loads one module from a text that is not the one on the disk."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(mutant.module, str(ROOT / mutant.path))
        self.mutated = mutant.text()

    def find_spec(self, name: str, _path: object = None, _target: ModuleType | None = None) -> ModuleSpec | None:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, _name: str) -> CodeType:
        return compile(self.mutated, self.path, "exec")


def prepare() -> None:
    """Import what no mutant touches, so that every process finds it done."""
    os.environ |= {"NUMBA_DISABLE_JIT": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.dont_write_bytecode = False  # every process reads the same files
    settings.register_profile("mutation", derandomize=True, deadline=None, max_examples=30, database=None)
    settings.load_profile("mutation")
    for name in UNTOUCHED:
        importlib.import_module(name)
    gc.freeze()
    gc.disable()  # no process lives long
    # Compiled code is kept by the text on the disk, so an engine must never see another one.
    sys.modules["sim.engine"] = None  # type: ignore[assignment]


def reach(package: str) -> Reach:
    """Run the tests of a package as they are, once for the lines, once for the seconds; they must pass."""
    measured, clock = Coverage(data_file=None, source=[str(ROOT / "sim")], config_file=False), _Clock()
    measured.start()
    code = _run(TESTS[package], _Watch(measured))
    measured.stop()
    if code or _run(TESTS[package], clock):
        raise SystemExit(f"the tests of {package} fail without any mutant")
    data, place = measured.get_data(), ROOT / PACKAGES[package]
    found = Reach(clock.seconds)
    for file in data.measured_files():
        if Path(file).is_relative_to(place):
            lines = data.contexts_by_lineno(file)
            found.tests[Path(file).relative_to(ROOT).as_posix()] = {line: set(lines[line]) for line in lines}
    return found


def play(mutant: Mutant, chosen: Sequence[str], known: Sequence[str], seconds: int, tell: int) -> int:
    """Run the tests with the mutant; what pytest says of it, and through ``tell`` which failed. Ends its process."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, _Changed(mutant))
    files = sorted({test.partition("::")[0] for test in chosen})
    return _run(files, _Chosen(chosen, known, tell))


def _run(files: Sequence[str], plugin: object) -> int:
    with open(os.devnull, "w") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    return int(pytest.main([*OPTIONS, *files], plugins=[plugin]))
