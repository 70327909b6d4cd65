"""Rules of the house that no compiler checks."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SIM = ROOT / "sim"
SOURCES = sorted([ROOT / "cli.py", *SIM.rglob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("*.py"))
COMMANDS = sorted((SIM / "commands").glob("*.py"))
EVENT_RULES = sorted((SIM / "rules" / "event").glob("*.py"))
TEXT = {".py", ".md", ".yaml", ".yml", ".csv", ".toml", ".txt", ".json", ""}
LINES = 400
FUNCTION_LINES, ARGUMENTS = 60, 8  # of the engine and the model
# Lays out the points of a sweep by scipy's qmc, whose samplers have a method called random.
DESIGNS = "sim/experiments/design.py"


def name(path: Path) -> str:
    """A path as test id."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST] | list[ast.stmt]) -> set[str]:
    """Every module imported by these nodes."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def test_the_door_imports_only_typer_and_commands() -> None:
    assert imported(tree(ROOT / "cli.py").body) - sys.stdlib_module_names == {"typer", "sim.commands"}


@pytest.mark.parametrize("path", COMMANDS, ids=name)
def test_commands_import_the_rest_inside_functions(path: Path) -> None:
    for module in imported(tree(path).body) - sys.stdlib_module_names:
        known = module.split(".")[0] == "typer" or module.split(".")[:2] == ["sim", "commands"]
        assert known or module.split(".")[0] in sys.stdlib_module_names, f"{name(path)} imports {module} at the top"


@pytest.mark.parametrize("path", EVENT_RULES, ids=name)
def test_event_rules_import_next_to_nothing(path: Path) -> None:
    allowed = ("math", "typing", "collections.abc", "sim.rules", "sim.vocabulary")
    for module in imported(ast.walk(tree(path))):
        assert module.startswith(allowed), f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", EVENT_RULES, ids=name)
def test_event_rules_are_plain_functions(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    assert not [f.name for f in functions if f.decorator_list]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_one_door_to_randomness(path: Path) -> None:
    parsed = tree(path)
    assert not {m for m in imported(ast.walk(parsed)) if m.split(".")[0] == "random" or m.startswith("numpy.random")}
    if name(path) == DESIGNS:
        return  # where the points of a sweep lie; no run draws from it
    attributes = [node for node in ast.walk(parsed) if isinstance(node, ast.Attribute) and node.attr == "random"]
    assert not attributes, "np.random"


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name)
def test_files_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES, f"{lines} lines: more than one concept"


def _size(node: ast.FunctionDef) -> tuple[int, int]:
    """Lines and arguments of a function, itself not counted."""
    words = [one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return (node.end_lineno or 0) - node.lineno + 1, len([word for word in words if word not in ("self", "cls")])


def test_functions_stay_short_but_the_hot_ones_that_are_listed() -> None:
    """Of engine and model; `docs/engine.md` lists the others and says why."""
    found = {}
    for path in sorted([*(SIM / "engine").rglob("*.py"), *(SIM / "model").rglob("*.py")]):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                lines, words = _size(node)
                if lines > FUNCTION_LINES or words > ARGUMENTS:
                    found[f"{path.stem}.{node.name}"] = (lines, words)
    text = (ROOT / "docs/engine.md").read_text(encoding="utf-8")
    section = text.split("## Hot functions")[1].split("\n## ")[0]
    assert set(found) == set(re.findall(r"`(\w+\.\w+)`", section)), found


def test_no_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    machine = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")
    for line in listed.stdout.splitlines():
        path = ROOT / line
        if path.suffix in TEXT and path.is_file() and path != Path(__file__):
            assert not machine.search(path.read_text(encoding="utf-8", errors="replace")), line


@pytest.mark.parametrize("heavy", ["numpy", "pandas", "scipy", "matplotlib", "numba"])
def test_importing_sim_is_light(heavy: str) -> None:
    code = f"import sys, sim, cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_module_says_what_it_is_for() -> None:
    assert not [name(path) for path in SOURCES if ast.get_docstring(tree(path)) is None]


def test_every_study_that_is_cited_is_listed() -> None:
    """E001-E003 stands for three."""
    listed = {line.partition(",")[0] for line in (ROOT / "docs/evidence.csv").read_text(encoding="utf-8").splitlines()}
    cited: set[str] = set()
    for path in (*ROOT.glob("docs/**/*.md"), *ROOT.glob("scenarios/parameters/*/*.csv"), *SOURCES):
        text = re.sub(r"noqa: \w+", "", path.read_text(encoding="utf-8"))
        cited |= set(re.findall(r"(?<![A-Z0-9])(E\d{3})(?![\d.])", text))
        for first, last in re.findall(r"(?<![A-Z0-9])E(\d{3})-E(\d{3})", text):
            cited |= {f"E{n:03d}" for n in range(int(first), int(last) + 1)}
    assert cited
    assert sorted(cited - listed) == []


@pytest.mark.parametrize("path", sorted((SIM / "engine").glob("*.py")), ids=name)
def test_the_engine_knows_no_offset_by_heart(path: Path) -> None:
    """Where a key or a count lies follows from its declaration: nothing is reached by ``row + 13`` or ``* 7``."""
    operations = [node for node in ast.walk(tree(path)) if isinstance(node, ast.BinOp)]
    wrong = [
        node.lineno
        for node in operations
        for side in (node.left, node.right)
        if isinstance(side, ast.Constant) and type(side.value) is int and _is_offset(node.op, side.value)
    ]
    assert not wrong, f"lines {wrong}: name the key or the count (sim/engine/cells.py, sim/vocabulary/tables.py)"


def _is_offset(operation: ast.operator, number: int) -> bool:
    """Doubling, halving, months and days of a calendar are arithmetic; three and more of something are a table."""
    return isinstance(operation, (ast.Mult, ast.Mod)) and 3 <= number <= 11


def test_a_class_name_has_one_meaning() -> None:
    where: dict[str, list[str]] = {}
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                where.setdefault(node.name, []).append(name(path))
    assert {word: paths for word, paths in where.items() if len(paths) > 1} == {}
