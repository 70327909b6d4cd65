"""Where a scenario's references are looked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.faults import Faults, Place, shown

ENVIRONMENT = "SIM_LIBRARY"
FOLDER = "scenarios"


@dataclass(frozen=True, slots=True)
class Library:
    """The folder of the scenario file, then at most one library of regions, documents and parameters."""

    beside: Path
    folder: Path | None

    def resolve(self, reference: str, place: Place, path: str, faults: Faults) -> Path | None:
        """The file or folder a reference names; it may not lead out of the folder it was found in.

        A reference is a relative path with forward slashes; links are followed before the check.
        """
        parts = reference.split("/")
        if "\\" in reference or ":" in reference or "\0" in reference or not all(parts) or ".." in parts:
            remedy = "write a relative path below the scenario's folder or the library: regions/pingxiang"
            faults.add(place, path, f"reference {reference!r} leaves the library", remedy)
            return None
        roots = [self.beside] if self.folder is None else [self.beside, self.folder]
        for root in roots:
            target = root / reference
            if not _exists(target):
                continue
            if not target.resolve().is_relative_to(root.resolve()):
                remedy = f"copy it into {shown(root)}; links that leave the folder are not followed"
                faults.add(place, path, f"reference {reference!r} leaves {shown(root)} by a link", remedy)
                return None
            return target
        looked = " and ".join(shown(root) for root in roots)
        faults.add(place, path, f"{reference!r} not found in {looked}", self._remedy(reference))
        return None

    def _remedy(self, reference: str) -> str:
        if self.folder is None:
            return f"name the folder that holds {reference} with --library DIR or {ENVIRONMENT}"
        kind = reference.split("/", maxsplit=1)[0]
        there = self.folder / kind
        names = sorted(p.stem for p in there.iterdir() if p.name[0] != ".") if there.is_dir() else []
        have = f"there are: {', '.join(names[:12])}" if names else f"{shown(there)} holds nothing"
        return f"correct the name ({have}) or name another library with --library DIR"


def library_for(scenario: Path, chosen: Path | None, faults: Faults) -> Library:
    """The library of a scenario file.

    ``chosen`` (``--library``), else SIM_LIBRARY, else the nearest ``scenarios`` folder above the file or the
    working directory, else that of the checkout this program runs from.
    """
    beside = scenario.parent
    asked = chosen
    name = "--library"
    if asked is None and os.environ.get(ENVIRONMENT):
        asked, name = Path(os.environ[ENVIRONMENT]), ENVIRONMENT
    if asked is not None:
        if not asked.is_dir():
            faults.add(Place(name), "", f"{asked} is not a folder", "name a folder that holds regions/")
        return Library(beside, asked)
    checkout = Path(__file__).resolve().parents[2]
    for start in (beside.absolute(), Path.cwd()):
        for folder in (start, *start.parents):
            if folder.name == FOLDER:
                return Library(beside, folder)
            if (folder / FOLDER / "regions").is_dir():
                return Library(beside, folder / FOLDER)
    found = checkout / FOLDER
    return Library(beside, found if found.is_dir() else None)


def _exists(path: Path) -> bool:
    """Whether a path exists; odd names (too long, unreadable folders) do not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
