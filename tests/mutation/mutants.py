"""The mutants: what mutmut's operators make of the rules, the ledger and the indicators, one change each."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

ROOT = Path(__file__).parents[2]
PACKAGES = {"rules": "sim/rules", "ledger": "sim/ledger.py", "indicators": "sim/indicators"}


@dataclass(frozen=True)
class Mutant:
    """The ``number``-th change of a file, and the lines of the innermost function around it (0, 0: of the module)."""

    path: str
    number: int
    line: int
    first: int
    last: int

    @property
    def name(self) -> str:
        """What it is called in reports and in the options."""
        return f"{self.path}:{self.number}"

    @property
    def module(self) -> str:
        """The module it changes."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def package(self) -> str:
        """The line of the result it counts for."""
        return next(name for name, place in PACKAGES.items() if self.path.startswith(place))

    def text(self) -> str:
        """The whole file with the change."""
        module, mutations, _ = _file(self.path)
        chosen = mutations[self.number]
        changed = deep_replace(module, chosen.original_node, chosen.mutated_node)
        assert isinstance(changed, cst.Module)
        return changed.code

    def difference(self) -> str:
        """The changed lines."""
        old = (ROOT / self.path).read_text(encoding="utf-8").splitlines()
        lines = list(difflib.unified_diff(old, self.text().splitlines(), n=0, lineterm=""))
        return "\n".join(lines[3:])


class _Visitor(MutationVisitor):
    """As mutmut, but with functions that carry a decorator.

    mutmut leaves them alone because it runs the decorator once for each mutant; here every mutant is a file of its own.
    """

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, cst.FunctionDef) and super()._skip_node_and_children(node)


@cache
def digest(*places: str) -> str:
    """Tells one text of files and folders from another: an outcome holds for one only."""
    found = hashlib.sha256()
    for place in places:
        whole = ROOT / place
        for file in sorted(whole.rglob("*.*")) if whole.is_dir() else [whole]:
            if file.suffix in (".py", ".yaml", ".csv"):
                found.update(file.read_bytes())
    return found.hexdigest()[:12]


@cache
def _file(path: str) -> tuple[cst.Module, list[Mutation], dict[cst.CSTNode, CodeRange]]:
    """A file, its changes, and where its nodes stand."""
    wrapper = MetadataWrapper(cst.parse_module((ROOT / path).read_text(encoding="utf-8")))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    return wrapper.module, visitor.mutations, dict(wrapper.resolve(PositionProvider))


def mutants_of(path: str) -> Iterator[Mutant]:
    """All mutants of a file."""
    module, mutations, places = _file(path)
    functions = sorted(_functions(module, places), key=lambda span: span[1] - span[0])
    for number, mutation in enumerate(mutations):
        line = _line(mutation.original_node, places)
        first, last = next((span for span in functions if span[0] <= line <= span[1]), (0, 0))
        yield Mutant(path, number, line, first, last)


def _functions(module: cst.Module, places: dict[cst.CSTNode, CodeRange]) -> Iterator[tuple[int, int]]:
    """First and last line of the body of every function."""
    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if isinstance(node, cst.FunctionDef):
            yield places[node.body.children[0]].start.line, places[node].end.line


def _line(node: cst.CSTNode, places: dict[cst.CSTNode, CodeRange]) -> int:
    """Where a node begins; operators and the like have no place of their own in libcst."""
    if node in places:
        return places[node].start.line
    return min(places[child].start.line for child in node.children if child in places)


def mutants_in(pattern: str = "*") -> list[Mutant]:
    """Every mutant of the three packages, or of the files of a pattern."""
    files = [file.relative_to(ROOT).as_posix() for place in PACKAGES.values() for file in _sources(ROOT / place)]
    return [mutant for file in files if fnmatch(file, pattern) for mutant in mutants_of(file)]


def _sources(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]
