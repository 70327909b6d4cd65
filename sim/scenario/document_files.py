"""Document files: what was issued, clause by clause, and what the model does with each clause."""

from __future__ import annotations

from pathlib import Path

from sim.policy.document import Clause, Document
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.schema import DocumentShape
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import read_yaml


def read_document(file: Path, name: str, faults: Faults, inputs: Inputs) -> Document | None:
    """One document; None and faults if anything is wrong. ``name`` is what the scenario calls it."""
    inputs.note(name, file)
    tree = read_yaml(file, faults)
    shape = check_shape(DocumentShape, tree.value, tree, (), faults) if tree else None
    if tree is None or shape is None:
        return None
    ids = [clause.id for clause in shape.clauses]
    for i, clause in enumerate(shape.clauses):
        place = tree.place(("clauses", i, "id"))
        if clause.id in ids[:i]:
            faults.add(place, f"clauses[{i}].id", f"{clause.id!r} twice", "give each clause its own id")
        if clause.status != "modelled" and not clause.why:
            remedy = "say in 'why' what the model leaves out and for what reason"
            faults.add(place, f"clauses[{i}].why", f"{clause.id} is {clause.status} without a reason", remedy)
    return Document(
        id=shape.id,
        number=shape.number,
        issuer=shape.issuer,
        issued=shape.issued,
        title_en=shape.title.en,
        title_zh=shape.title.zh,
        clauses=tuple(Clause(c.id, c.zh, c.en, c.priority, c.status, c.why, c.why_zh) for c in shape.clauses),
    )
