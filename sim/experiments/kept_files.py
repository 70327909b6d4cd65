"""Files of a folder that a command wrote, read back; what is wrong with one is said with its name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
from pydantic import BaseModel

from sim.scenario.faults import Faults, shown
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.system_says import reason

Shape = TypeVar("Shape", bound=BaseModel)
LONGEST = 2_000_000  # bytes of a JSON file; those that are written have some thousand

PHRASES = {
    "gone": ("缺少该文件", "the file is not there"),
    "special": ("不是普通文件", "not a regular file"),
    "unreadable": ("无法读取：{why}", "cannot be read: {why}"),
    "long": ("长达{n}字节", "{n} bytes long"),
    "no_text": ("不是UTF-8文本", "not UTF-8 text"),
    "no_json": ("不是JSON：{why}", "no JSON: {why}"),
    "no_object": ("不是JSON对象", "not a JSON object"),
    "no_column": ("缺少列{names}；现有{have}", "no column {names}; there are {have}"),
    "no_key": ("缺少键{names}；现有{have}", "no key {names}; there are {have}"),
    "no_table": ("不是表格：{why}", "no table: {why}"),
}
tell = telling(PHRASES)


def invalid(path: Path, what: Bilingual, remedy: Bilingual, key: str = "") -> InputInvalid:
    """The one fault of one file."""
    return InputInvalid([Problem(shown(path), 0, 0, key, what, remedy)])


def read_json(path: Path, remedy: Bilingual, keys: Sequence[str] = ()) -> dict[str, Any]:
    """The object of a JSON file with at least these keys.

    Raises
    ------
    InputInvalid : it is not there, is no regular file, no text, no JSON, lacks a key or has one twice.
    """
    text = _text(path, remedy)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise invalid(path, tell("no_json", why="nested too deep"), remedy) from None
    except ValueError as error:
        raise invalid(path, tell("no_json", why=error), remedy) from None
    if not isinstance(found, dict):
        raise invalid(path, tell("no_object"), remedy)
    missing = [key for key in keys if key not in found]
    if missing:
        raise invalid(path, tell("no_key", names=", ".join(missing), have=", ".join(found)), remedy)
    return found


def checked(shape: type[Shape], values: Mapping[str, Any], path: Path) -> Shape:
    """The values of a file as an object of the shape.

    Raises
    ------
    InputInvalid : with every value that is not of its type or outside what it may be.
    """
    faults = Faults()
    found = check_shape(shape, _with_tuples(values), Tree(shown(path)), (), faults)
    if found is None:
        raise InputInvalid(faults.problems)
    return found


def read_csv(path: Path, remedy: Bilingual, columns: Sequence[str] = (), **how: Any) -> pd.DataFrame:
    """A CSV file as a table with at least these columns; ``how`` is passed on to pandas.

    Raises
    ------
    InputInvalid : it is not there, is no regular file, no table, or lacks a column.
    """
    _regular(path, remedy)
    try:
        found: pd.DataFrame = pd.read_csv(path, **how)
    except UnicodeDecodeError:
        raise invalid(path, tell("no_text"), remedy) from None
    except (ValueError, OSError) as error:
        raise invalid(path, tell("no_table", why=str(error).strip()), remedy) from None
    missing = [column for column in columns if column not in found.columns]
    if missing:
        raise invalid(
            path, tell("no_column", names=", ".join(missing), have=", ".join(map(str, found.columns))), remedy
        )
    return found


def read_parquet(path: Path, remedy: Bilingual, columns: Sequence[str]) -> pd.DataFrame:
    """These columns of a Parquet file.

    Raises
    ------
    InputInvalid : it is not there, is no regular file, no Parquet, or lacks a column.
    """
    _regular(path, remedy)
    try:
        return pd.read_parquet(path, columns=list(columns))
    except (ValueError, OSError) as error:
        raise invalid(path, tell("no_table", why=str(error).strip()), remedy) from None


def _regular(path: Path, remedy: Bilingual) -> None:
    """Refuse what is not there, and what would never end when read (a pipe, a device)."""
    if not path.is_file():
        raise invalid(path, tell("special" if path.exists() else "gone"), remedy)


def _text(path: Path, remedy: Bilingual) -> str:
    _regular(path, remedy)
    try:
        if (size := path.stat().st_size) > LONGEST:
            raise invalid(path, tell("long", n=size), remedy)
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise invalid(path, tell("no_text"), remedy) from None
    except OSError as error:
        raise invalid(path, tell("unreadable", why=reason(error)), remedy) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"key {key!r} twice")
        found[key] = value
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _with_tuples(value: Any) -> Any:
    """Lists as tuples, as shapes have them."""
    if isinstance(value, list):
        return tuple(_with_tuples(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _with_tuples(item) for key, item in value.items()}
    return value
