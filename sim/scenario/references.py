"""Reads what a scenario refers to: its region, its parameters, its documents."""

from __future__ import annotations

from typing import Any

from sim.policy.document import Document
from sim.region.description import Numbers, Region
from sim.scenario.document_files import read_document
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.scenario.parameter_files import Conditions, read_parameters
from sim.scenario.region_files import read_region
from sim.scenario.schema import ScenarioShape
from sim.scenario.texts import read_texts
from sim.scenario.yaml_nodes import Tree


class References:
    """What a scenario refers to, read also where the rest of its file has faults."""

    def __init__(self, tree: Tree, library: Library, faults: Faults, inputs: Inputs) -> None:
        self.tree, self.library, self.faults, self.inputs = tree, library, faults, inputs
        self.texts = read_texts(library, faults, inputs)

    def _raw(self, key: str, default: Any = None) -> Any:
        return self.tree.value.get(key, default)

    def region(self) -> Region | None:
        """The region the scenario names."""
        name = self._raw("region")
        folder = (
            self.library.resolve(name, self.tree.place(("region",)), "region", self.faults) if _text(name) else None
        )
        return read_region(folder, name, self.faults, self.inputs, self.texts) if folder else None

    def parameters(self) -> tuple[Numbers, Conditions] | None:
        """The numbers of behaviour, cost and disease groups."""
        name = self._raw("parameters", ScenarioShape.model_fields["parameters"].default)
        place = self.tree.place(("parameters",))
        folder = self.library.resolve(name, place, "parameters", self.faults) if _text(name) else None
        return read_parameters(folder, name, self.faults, self.inputs, self.texts) if folder else None

    def documents(self) -> tuple[Document, ...] | None:
        """The documents, in the order they are named; None if one of them cannot be read."""
        raw = self._raw("documents", ())
        names = (raw,) if isinstance(raw, str) else raw if isinstance(raw, tuple) else ()
        found: list[Document | None] = []
        seen: dict[str, str] = {}
        for i, name in enumerate(names):
            if not _text(name):
                continue
            place, path = self.tree.place(("documents", i)), f"documents[{i}]"
            file = self.library.resolve(f"{name}.yaml", place, path, self.faults)
            document = read_document(file, f"{name}.yaml", self.faults, self.inputs) if file else None
            if document and document.id in [d.id for d in found if d]:
                self.faults.add(place, path, f"document {document.id!r} twice", "name each document once")
            for clause in document.clauses if document else ():
                if clause.id in seen:
                    what = f"clause {clause.id!r} is also in {seen[clause.id]}"
                    self.faults.add(place, path, what, "name the document once, or correct the clause's id")
                seen[clause.id] = name
            found.append(document)
        whole = tuple(document for document in found if document is not None)
        return whole if len(whole) == len(found) else None


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""
