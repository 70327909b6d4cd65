"""Reads what a scenario refers to: its region, its parameters, its documents."""

from __future__ import annotations

from typing import Any

from sim.policy.document import Document
from sim.region.description import Numbers, Region
from sim.scenario.calendar_table import read_open_days
from sim.scenario.document_files import read_document
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.scenario.parameter_files import Conditions, read_parameters
from sim.scenario.places import Places
from sim.scenario.region_files import read_region
from sim.scenario.scenario import Years
from sim.scenario.schema import ScenarioShape
from sim.scenario.texts import read_texts
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.open_days import OpenDays
from sim.vocabulary.phrase import telling

PHRASES = {
    "twice": ("文件“{word}”出现两次", "document {word!r} twice"),
    "once": ("每个文件只写一次", "name each document once"),
    "also": ("条款“{word}”在 {document} 中也有", "clause {word!r} is also in {document}"),
    "correct": ("请只写一次该文件，或改正条款编号", "name the document once, or correct the clause's id"),
}
tell = telling(PHRASES)


class References:
    """What a scenario refers to, read also where the rest of its file has faults."""

    def __init__(self, tree: Tree, library: Library, faults: Faults, inputs: Inputs) -> None:
        self.tree, self.library, self.faults, self.inputs = tree, library, faults, inputs
        self.texts = read_texts(library, faults, inputs)

    def _raw(self, key: str, default: Any = None) -> Any:
        return self.tree.value.get(key, default)

    def region(self, conditions: tuple[str, ...] | None) -> tuple[Region | None, Places | None]:
        """The region the scenario names, and its places, with the disease groups known; see `read_region`."""
        name = self._raw("region")
        folder = (
            self.library.resolve(name, self.tree.place(("region",)), "region", self.faults) if _text(name) else None
        )
        if folder is None:
            return None, None
        return read_region(folder, name, self.faults, self.inputs, self.texts, conditions)

    def parameters(self) -> tuple[tuple[Numbers, Conditions] | None, tuple[str, ...] | None]:
        """The numbers of behaviour, cost and disease groups, and the ids of the groups; see `read_parameters`."""
        name = self._raw("parameters", ScenarioShape.model_fields["parameters"].default)
        place = self.tree.place(("parameters",))
        folder = self.library.resolve(name, place, "parameters", self.faults) if _text(name) else None
        return read_parameters(folder, name, self.faults, self.inputs, self.texts) if folder else (None, None)

    def open_days(self, years: Years) -> OpenDays:
        """The public holidays of the years of a run; see `read_open_days`."""
        return read_open_days(self.library, years, self.tree, self.faults, self.inputs)

    def documents(self) -> tuple[tuple[Document, ...] | None, tuple[str, ...] | None]:
        """The documents in the order they are named, and the ids of all their clauses.

        None if one of them cannot be read, or if its clauses cannot.
        """
        raw = self._raw("documents", ())
        names = (raw,) if isinstance(raw, str) else raw if isinstance(raw, tuple) else (None,)
        found: list[Document | None] = []
        clauses: list[tuple[str, ...] | None] = []
        seen: dict[str, str] = {}
        for i, name in enumerate(names):
            document, ids = self._document(i, name) if _text(name) else (None, None)
            if document and document.id in [d.id for d in found if d]:
                place, what = self.tree.place(("documents", i)), tell("twice", word=document.id)
                self.faults.add(place, f"documents[{i}]", what, tell("once"))
            for clause in dict.fromkeys(ids or ()):
                if clause in seen:
                    what = tell("also", word=clause, document=seen[clause])
                    self.faults.add(self.tree.place(("documents", i)), f"documents[{i}]", what, tell("correct"))
                seen[clause] = name
            found.append(document)
            clauses.append(ids)
        whole = tuple(document for document in found if document is not None)
        known = [ids for ids in clauses if ids is not None]
        return (
            whole if len(whole) == len(found) else None,
            tuple(word for ids in known for word in ids) if len(known) == len(clauses) else None,
        )

    def _document(self, i: int, name: str) -> tuple[Document | None, tuple[str, ...] | None]:
        place, path = self.tree.place(("documents", i)), f"documents[{i}]"
        file = self.library.resolve(f"{name}.yaml", place, path, self.faults)
        return read_document(file, f"{name}.yaml", self.faults, self.inputs) if file else (None, None)


def _text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""
