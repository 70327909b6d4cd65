"""Document files: what was issued, clause by clause, and what the model does with each clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.policy.document import Clause, Document
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.schema import DocumentShape
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import Tree, read_yaml_in_part, words_of
from sim.vocabulary.phrase import telling

PHRASES = {
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "own_id": ("请让每个条款有自己的编号", "give each clause its own id"),
    "no_reason": ("{word} 的状态为 {status}，却没有说明", "{word} is {status} without a reason"),
    "say_why": (
        "请在 why 中说明模型略去了什么、为什么",
        "say in 'why' what the model leaves out and for what reason",
    ),
}
tell = telling(PHRASES)


def carried_out_by(library: Path, name: str) -> Path | None:
    """The first scenario of a library folder that names a document; None where none does."""
    for file in sorted(library.glob("*.yaml")):
        tree = read_yaml_in_part(file, Faults())
        if tree is not None and isinstance(tree.value, dict) and name in words_of(tree.value.get("documents")):
            return file
    return None


def read_document(
    file: Path, name: str, faults: Faults, inputs: Inputs
) -> tuple[Document | None, tuple[str, ...] | None]:
    """One document, called ``name`` in the scenario, and the ids of its clauses.

    The first is None where anything is wrong, the second where nobody can say which clauses there are.
    """
    inputs.note(name, file)
    before = len(faults.problems)
    tree = read_yaml_in_part(file, faults)
    shape = check_shape(DocumentShape, tree.value, tree, (), faults) if tree else None
    if tree is None:
        return None, None
    _check_clauses(tree, faults)
    ids = [clause.get("id") if isinstance(clause, dict) else None for clause in _raw_clauses(tree)] or [None]
    known = tuple(word for word in ids if isinstance(word, str))
    if shape is None or len(faults.problems) > before:
        return None, known if len(known) == len(ids) else None
    document = Document(
        id=shape.id,
        number=shape.number,
        issuer=shape.issuer,
        issued=shape.issued,
        title_en=shape.title.en,
        title_zh=shape.title.zh,
        clauses=tuple(Clause(c.id, c.zh, c.en, c.priority, c.status, c.why, c.why_zh) for c in shape.clauses),
    )
    return document, known


def _check_clauses(tree: Tree, faults: Faults) -> None:
    """Each clause has an id of its own, and a reason where it is not modelled in full."""
    seen: set[str] = set()
    for i, clause in enumerate(_raw_clauses(tree)):
        word = clause.get("id") if isinstance(clause, dict) else None
        if not isinstance(word, str):
            continue  # the shape of the file says so already
        place, status = tree.place(("clauses", i, "id")), clause.get("status")
        if word in seen:
            faults.add(place, f"clauses[{i}].id", tell("twice", word=word), tell("own_id"))
        seen.add(word)
        if status in ("partial", "context") and not clause.get("why"):
            faults.add(place, f"clauses[{i}].why", tell("no_reason", word=word, status=status), tell("say_why"))


def _raw_clauses(tree: Tree) -> tuple[Any, ...]:
    """The list under ``clauses`` as written; empty if there is none or it is no list."""
    clauses = tree.value.get("clauses") if isinstance(tree.value, dict) else None
    return clauses if isinstance(clauses, tuple) else ()
