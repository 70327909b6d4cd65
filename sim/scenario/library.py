"""Where a scenario's references are looked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.faults import Faults, FilePoint, shown
from sim.vocabulary.phrase import Bilingual, telling

ENVIRONMENT = "SIM_LIBRARY"
FOLDER = "scenarios"
PHRASES = {
    "leaves": ("引用“{reference}”超出了资料库", "reference {reference!r} leaves the library"),
    "relative": (
        "请写情景文件所在文件夹或资料库之下的相对路径：regions/pingxiang",
        "write a relative path below the scenario's folder or the library: regions/pingxiang",
    ),
    "by_link": ("引用“{reference}”经链接超出了 {root}", "reference {reference!r} leaves {root} by a link"),
    "file_by_link": ("是指向 {root} 之外的链接", "a link that leaves {root}"),
    "copy": (
        "请把文件复制到 {root}；指向外面的链接不予采用",
        "copy it into {root}; links that leave the folder are not followed",
    ),
    "not_found": ("在 {looked} 中找不到“{reference}”", "{reference!r} not found in {looked}"),
    "and": ("和", " and "),
    "name_one": (
        "请用 --library 文件夹 或环境变量 {variable} 指明 {reference} 所在的文件夹",
        "name the folder that holds {reference} with --library DIR or {variable}",
    ),
    "correct": (
        "请改正名称（{have}），或用 --library 另指资料库",
        "correct the name ({have}) or name another library with --library DIR",
    ),
    "there_are": ("现有：{names}", "there are: {names}"),
    "holds_nothing": ("{folder} 是空的", "{folder} holds nothing"),
    "no_folder": ("{folder} 不是文件夹", "{folder} is not a folder"),
    "regions": ("请指明含有 regions/ 的文件夹", "name a folder that holds regions/"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Library:
    """The folder of the scenario file, then at most one library of regions, documents and parameters."""

    beside: Path
    folder: Path | None

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders in which something is looked for, in this order."""
        return (self.beside,) if self.folder is None else (self.beside, self.folder)

    def both(self, name: str) -> dict[str, Path]:
        """A file of the library and the one beside the scenario, which goes before it, by what results call them."""
        own = self.beside / name
        shared = self.folder / name if self.folder else own
        return {name: own} if shared.resolve() == own.resolve() else {f"library/{name}": shared, name: own}

    def keeps(self, file: Path, faults: Faults) -> bool:
        """Whether a file, once links are followed, lies in one of the folders; a fault if not."""
        if not file.is_symlink() or not _leaves(file, self.roots):
            return True
        root = shown(self.roots[0])
        faults.add(FilePoint(shown(file)), "", tell("file_by_link", root=root), tell("copy", root=shown(file.parent)))
        return False

    def resolve(self, reference: str, place: FilePoint, path: str, faults: Faults) -> Path | None:
        """The file or folder a reference names; neither it nor a file in it may lead out of where it was found.

        A reference is a relative path with forward slashes; links are followed before the check.
        """
        parts = reference.split("/")
        if "\\" in reference or ":" in reference or "\0" in reference or not all(parts) or ".." in parts:
            faults.add(place, path, tell("leaves", reference=reference), tell("relative"))
            return None
        roots = self.roots
        for root in roots:
            target = root / reference
            if not exists(target):
                continue
            if _leaves(target, roots):
                what = tell("by_link", reference=reference, root=shown(root))
                faults.add(place, path, what, tell("copy", root=shown(root)))
                return None
            out = [file for file in _links(target) if not self.keeps(file, faults)]
            return None if out else target
        looked = _listed([shown(root) for root in roots])
        faults.add(place, path, tell("not_found", reference=reference, looked=looked), self._remedy(reference))
        return None

    def _remedy(self, reference: str) -> Bilingual:
        if self.folder is None:
            return tell("name_one", reference=reference, variable=ENVIRONMENT)
        kind = reference.split("/", maxsplit=1)[0]
        there = self.folder / kind
        names = sorted(p.stem for p in there.iterdir() if p.name[0] != ".") if there.is_dir() else []
        have = tell("there_are", names=", ".join(names[:12])) if names else tell("holds_nothing", folder=shown(there))
        return tell("correct", have=have)


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
            faults.add(FilePoint(name), "", tell("no_folder", folder=asked), tell("regions"))
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


def named_files(folder: str, library: Path | None) -> tuple[Path, dict[str, Path]]:
    """A folder of the library and its YAML files by name; none where there is no such folder.

    Raises
    ------
    InputInvalid : the library that was named is no folder.
    """
    faults = Faults()
    found = library_for(Path("-"), library, faults)
    faults.stop_if_any()
    place = (found.folder or Path(FOLDER)) / folder
    return place, {path.stem: path for path in sorted(place.glob("*.yaml"))}


def _links(folder: Path) -> list[Path]:
    """The links in a folder; none in a file."""
    try:
        return sorted(file for file in folder.iterdir() if file.is_symlink()) if folder.is_dir() else []
    except OSError:
        return []  # whoever reads the folder says what is wrong


def _leaves(path: Path, roots: Sequence[Path]) -> bool:
    """Whether a path lies outside these folders once links are followed; a link in a circle leads nowhere."""
    try:
        return not any(path.resolve().is_relative_to(root.resolve()) for root in roots)
    except (OSError, RuntimeError):
        return True


def exists(path: Path) -> bool:
    """Whether a path exists; odd names (too long, unreadable folders) do not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _listed(words: list[str]) -> Bilingual:
    """One word or two, joined."""
    found = Bilingual(words[0], words[0])
    for word in words[1:]:
        found = found + tell("and") + word
    return found
