"""A run once more from its own folder: whether the same bytes come out, and if not, what has changed since."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sim.experiments.manifest import MANIFEST
from sim.experiments.past import Past
from sim.experiments.sources import source_hash

DERIVED = ("report", "explain")  # made from the rest, in any language, whenever somebody asks


def differing(old: Path, new: Path) -> list[str]:
    """Files of the new run that the old folder has otherwise or lacks, and results of the old run that are gone."""
    before, after = files_of(old), files_of(new)
    changed = [name for name, path in after.items() if name not in before or not _same(before[name], path)]
    gone = [name for name in before if name not in after and not name.startswith("plots/")]
    return sorted({*changed, *gone})


def files_of(folder: Path) -> dict[str, Path]:
    """Every file that a run writes but the manifest, which knows the time; by name."""
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}
    kept = {name: path for name, path in found.items() if name.parts[0] not in DERIVED}
    return {name.as_posix(): path for name, path in kept.items() if name.as_posix() != MANIFEST}


def _same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False  # one that cannot be read is not the same


def changes_since(past: Past) -> list[tuple[str, str, str]]:
    """What is not as it was: (what, then, now), for the program and the packages it rests on."""
    found = []
    if past.manifest["sources"] != source_hash():
        found.append(("sources", str(past.manifest["sources"])[:12], source_hash()[:12]))
    for name, then in sorted(dict(past.manifest.get("packages", {})).items()):
        try:
            now = version(name)
        except PackageNotFoundError:
            now = ""
        if then != now:
            found.append((name, str(then), now))
    return found
