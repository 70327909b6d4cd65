"""Compiled twins of plain rule functions: the same text, compiled, with its calls pointing at other twins."""

from __future__ import annotations

import dis
import functools
import hashlib
import types as python
from collections.abc import Callable
from enum import EnumType, IntEnum
from pathlib import Path
from typing import Any

import numba
import numpy as np

from sim import draws
from sim.engine.kept_code import KeptCode, settle
from sim.engine.packed import prefetch, prefetch_compiled

PACKAGE = Path(__file__).resolve().parents[1]
SOURCES = ("engine", "rules/event", "draws.py", *(f"vocabulary/{name}.py" for name in ("names", "tables", "ticks")))


def source_hash(root: Path = PACKAGE) -> str:
    """A hash of every source that compiled code is made from, and of the compiler's version.

    The compiler's own cache does not notice an edit in another file; a folder of its own for each state of the
    sources does. ``root`` is the package's folder.
    """
    mixed = hashlib.sha256(numba.__version__.encode())
    for name in SOURCES:
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            mixed.update(file.relative_to(root).as_posix().encode())
            mixed.update(file.read_bytes())
    return mixed.hexdigest()


def cache_folder() -> Path:
    """Where code compiled from these sources is kept between runs."""
    return settle(source_hash()[:16])


numba.config.CACHE_DIR = str(cache_folder())
OPTIONS: dict[str, Any] = {"fastmath": False, "error_model": "numpy", "boundscheck": False}
INNER: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
SHORT = 70  # instructions of Python: a function no longer than that is put into its callers, a call costs more
_twins: dict[Any, Any] = {}  # called by other twins
_doors: dict[Any, Any] = {}  # called by Python

# Signed overflow is undefined to the compiler, so the generator has a second text, in unsigned words.
_MASK, _STEP = np.uint64(draws.MASK), np.uint64(draws.STEP)
_MIX_1, _MIX_2 = np.uint64(draws.MIX_1), np.uint64(draws.MIX_2)
_S11, _S27, _S30, _S31, _ONE = np.uint64(11), np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(1)
_UNIT = draws.TO_UNIT


@numba.njit(**OPTIONS)
def _mix(x):  # type: ignore[no-untyped-def]  # compiled text of draws.mix
    x = ((x ^ (x >> _S30)) * _MIX_1) & _MASK
    x = ((x ^ (x >> _S27)) * _MIX_2) & _MASK
    return x ^ (x >> _S31)


@numba.njit(**OPTIONS)
def _uniform(key, number):  # type: ignore[no-untyped-def]  # compiled text of draws.uniform
    x = _mix((np.uint64(key) + (np.uint64(number) + _ONE) * _STEP) & _MASK)
    return (np.float64(np.int64(x >> _S11)) + 0.5) * _UNIT


@numba.njit(**OPTIONS)
def _linked(root, resident, episode):  # type: ignore[no-untyped-def]  # compiled text of draws.linked
    x = _mix((np.uint64(root) + np.uint64(resident) * _STEP) & _MASK)
    return np.int64(_mix((x + np.uint64(episode) * _STEP) & _MASK))


_twins |= {draws.uniform: _uniform, draws.linked: _linked, prefetch: prefetch_compiled}
_doors |= {draws.uniform: _uniform, draws.linked: _linked}


@functools.cache
def _plain(words: type[IntEnum]) -> python.ModuleType:
    """The members of an enum as the plain numbers that they are: those of a module are constants to the compiler."""
    plain = python.ModuleType(words.__name__)
    plain.__dict__.update({member.name: int(member) for member in words})
    return plain


def twin(function: Callable[..., Any], *, cache: bool = False) -> Any:
    """The compiled twin of a plain function; functions of this project that it calls are twinned with it.

    The original is left as it is: the reference engine goes on calling plain Python.
    """
    if not isinstance(function, python.FunctionType):
        raise TypeError(f"{function!r} is not a plain function")
    if function not in _doors:
        _doors[function] = numba.njit(cache=cache, **OPTIONS)(_rebound(function))
        if cache:
            _keep_soundly(_doors[function])
    return _doors[function]


def _inner(function: python.FunctionType) -> Any:
    """A twin that only other twins call: nothing is compiled by which Python could."""
    if function not in _twins:
        short = sum(1 for _ in dis.get_instructions(function)) <= SHORT
        _twins[function] = numba.njit(forceinline=short, **INNER, **OPTIONS)(_rebound(function))
    return _twins[function]


def _rebound(function: python.FunctionType) -> python.FunctionType:
    """The same code with names that point at twins."""
    names = dict(function.__globals__)
    copy = python.FunctionType(function.__code__, names, function.__name__, function.__defaults__, function.__closure__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    for name in sorted({i.argval for i in dis.get_instructions(function) if i.opname == "LOAD_GLOBAL"}):
        called = names.get(name)
        if isinstance(called, python.FunctionType) and called.__module__.startswith("sim."):
            names[name] = _inner(called)
        elif isinstance(called, EnumType) and issubclass(called, IntEnum):
            names[name] = _plain(called)
    return copy


def _keep_soundly(compiled: Any) -> None:
    """Keep the code of a function in files that are checked before they are trusted."""
    files = compiled._cache._cache_file
    compiled._cache._cache_file = KeptCode(Path(files._cache_path), files._index_name.removesuffix(".nbi"))
