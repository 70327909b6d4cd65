"""A scenario of the nation: an ordinary one with pools in place of the region, and arms in place of one reform.

Each pool under each arm is an ordinary scenario: the same file, the region of the pool, the rules of the arm, and a
payment of stays from the day that the arm's reading has for the pool.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sim.city.start import Start, read_start
from sim.nation.description import Nation, RunPool
from sim.nation.files import read_nation
from sim.nation.region import region_files
from sim.nation.shapes import ArmShape, NationShape, ShareTargetShape
from sim.policy.rule import first_month_on_or_after
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library, library_for
from sim.scenario.overrides import Override, apply_overrides
from sim.scenario.read import scenario_of
from sim.scenario.scenario import Scenario
from sim.scenario.schema import TargetShape, YearsShape
from sim.scenario.shape_check import check_shape, quiet
from sim.scenario.target_option import add_targets
from sim.scenario.texts import read_texts
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, read_yaml_in_part, words_of
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import Bilingual, telling

KEY = "nation"
OWN = tuple(NationShape.model_fields)
ARMS, TYPES = "arms", "types"
PHRASES = {
    "arm": ("没有情形“{word}”", "unknown arm {word!r}"),
    "type": ("没有类型“{word}”", "unknown type {word!r}"),
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "once": ("请只写一次", "name it once"),
    "reading": ("没有一个统筹区有“{word}”这种读法", "no pool has a date by the reading {word!r}"),
    "both": ("写了nation，又写了region", "a nation and a region"),
    "leave_out": (
        "请删去region：全国情景的地区由nation的各统筹区生成",
        "leave region out: the pools of the nation are its regions",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class NationScenario:
    """What is asked of the nation, checked as far as it concerns no single pool.

    ``changes`` are parameters set on the command line. ``tree`` is the file; a pool's scenario is made from it.
    """

    name: str
    label: Bilingual
    nation: Nation
    arms: tuple[ArmShape, ...]
    years: YearsShape
    share_targets: tuple[ShareTargetShape, ...]
    shape: NationShape
    tree: Tree
    library: Library
    start: Start
    changes: Mapping[str, Override]

    def pools(self, replication: int) -> tuple[RunPool, ...]:
        """The pools of a replication: within a type, payment and dates move on by one pool a replication.

        Who pays when is known of types, not of pools: replications differ in it. Shares of pools stay as they are.
        """
        found = []
        for archetype in self.nation.archetypes:
            own = [pool for pool in self.nation.pools if pool.archetype.id == archetype.id]
            for n, pool in enumerate(own):
                other = own[(n + replication) % len(own)]
                found.append(replace(pool, payment=other.payment, starts=other.starts))
        return tuple(found)

    def rule_numbers(self, pool: RunPool, arm: ArmShape) -> tuple[int, ...]:
        """Which entries under ``rules`` concern a pool under an arm, by their place in the file."""
        return tuple(
            n
            for n, raw in enumerate(_rules(self.tree))
            if not isinstance(raw, dict) or (_named(raw, ARMS, arm.id) and _named(raw, TYPES, pool.archetype.id))
        )

    def same_as(self, pool: RunPool, arm: ArmShape) -> tuple[object, ...]:
        """Equal for two arms under which nothing differs in a pool: they are run once."""
        return (pool.payment, self._paid_from(pool, arm), self.rule_numbers(pool, arm))

    def partings(self, pool: RunPool) -> tuple[tuple[int, int], ...]:
        """The months from which something is at work in the pool under some arms and not under others."""
        found: list[set[tuple[tuple[int, int], object]]] = []
        for arm in self.arms:
            start = self._paid_from(pool, arm)
            days: dict[object, Any] = {
                ("rule", n): _rules(self.tree)[n].get("from") for n in self.rule_numbers(pool, arm)
            }
            days[pool.payment, start] = start
            found.append({(first_month_on_or_after(day), key) for key, day in days.items() if isinstance(day, date)})
        apart = set[tuple[tuple[int, int], object]]().union(*found) - found[0].intersection(*found)
        return tuple(sorted({month for month, _ in apart if month[0] >= self.years.base}))

    def _paid_from(self, pool: RunPool, arm: ArmShape) -> date | None:
        """The day from which stays are paid by DRG or DIP; the base year's own are in its numbers: from before it."""
        start = pool.starts.get(arm.reading)
        if start is None or start.year > self.years.last:
            return None
        return start if start.year > self.years.base else min(start, date(self.years.base - 1, 12, 1))

    def scenario(self, pool: RunPool, arm: ArmShape, home: Path) -> Scenario:
        """The ordinary scenario of a pool under an arm; its region is in ``home`` (see `regions`).

        Raises
        ------
        InputInvalid : a rule or target does not fit, each fault with its line in the file of the nation.
        """
        tree = self._tree_of(pool, arm)
        return scenario_of(
            tree, Library(home, self.library.folder or self.library.beside), Faults(), Inputs(), self.changes
        )

    def _tree_of(self, pool: RunPool, arm: ArmShape) -> Tree:
        """The file with the pool's region and rules, each key at its place."""
        kept = self.rule_numbers(pool, arm)
        new = {old: n for n, old in enumerate(kept)}
        rules = tuple(
            {key: value for key, value in raw.items() if key not in (ARMS, TYPES)} if isinstance(raw, dict) else raw
            for n, raw in enumerate(_rules(self.tree))
            if n in new
        )
        start = self._paid_from(pool, arm)
        if start is not None:
            rules = (*rules, self._payment(pool, start))
        value = {key: part for key, part in self.tree.value.items() if key not in OWN}
        value |= {"region": f"regions/{pool.id}", "rules": rules}

        def moved(path: KeyPath) -> KeyPath | None:
            if len(path) > 1 and path[0] == "rules":
                return None if path[1] not in new else ("rules", new[int(path[1])], *path[2:])
            return path

        found = Tree(self.tree.file, value)
        found.values = {to: at for path, at in self.tree.values.items() if (to := moved(path)) is not None}
        found.keys = {to: at for path, at in self.tree.keys.items() if (to := moved(path)) is not None}
        found.broken = {to for path in self.tree.broken if (to := moved(path)) is not None}
        # What the payment says wrong stands under its own key.
        for place in [path for path in self.tree.values if path[:2] == ("payment", pool.payment)]:
            found.values[("rules", len(rules) - 1, *place[1:])] = self.tree.values[place]
        return found

    def _payment(self, pool: RunPool, start: date) -> dict[str, Any]:
        shape = self.shape.payment
        return {
            pool.payment: dict(self.tree.value["payment"][pool.payment]),
            "id": "pool",
            "from": start,
            "clause": shape.clause,
            "assumption": {"en": shape.assumption.en, "zh": shape.assumption.zh},
            "group": "payment",
        }

    @contextmanager
    def regions(self, pools: Sequence[RunPool]) -> Iterator[Path]:
        """A folder with the regions of some pools, for as long as they are read."""
        with tempfile.TemporaryDirectory(prefix="nation_") as home:
            faults = Faults()
            for pool in pools:
                folder = Path(home) / "regions" / pool.id
                folder.mkdir(parents=True)
                for name, text in region_files(self.nation, pool, self.start, faults).items():
                    (folder / name).write_text(text, encoding="utf-8")
            faults.stop_if_any()
            yield Path(home)


def is_nation(path: Path) -> bool:
    """Whether a file is a scenario of the nation; what cannot be read is not."""
    try:
        tree = read_yaml_in_part(path, Faults())
    except OSError:
        return False
    return tree is not None and isinstance(tree.value, dict) and KEY in tree.value


def read_nation_scenario(
    path: Path, *, library: Path | None = None, overrides: Sequence[str] = (), targets: Sequence[str] = ()
) -> NationScenario:
    """The scenario of a file, checked but for what concerns single pools.

    Raises
    ------
    InputInvalid : with every fault, each with its line.
    """
    faults = Faults()
    tree = read_yaml_in_part(path, faults)
    if tree is None or not isinstance(tree.value, dict):
        raise InputInvalid(faults.problems)
    changes = apply_overrides(tree, overrides, faults)
    add_targets(tree, targets, faults)
    found = library_for(path, library, faults)
    shape = check_shape(NationShape, {key: tree.value[key] for key in OWN if key in tree.value}, tree, (), faults)
    years = quiet(YearsShape, tree.value.get("years"))
    if "region" in tree.value:
        faults.add(tree.key_place(("region",)), "region", tell("both"), tell("leave_out"))
    folder = None if shape is None else found.resolve(shape.nation, tree.place((KEY,)), KEY, faults)
    nation = None if folder is None else read_nation(folder, faults, read_texts(found, faults, Inputs()))
    if shape is not None and nation is not None:
        _check_arms(shape, nation, tree, faults)
    start = read_start(found, faults)
    faults.stop_if_any()
    title = tree.value.get("title")
    if shape is None or nation is None or start is None or years is None:
        # Not reached but for years, which the first pool's scenario names with its line.
        faults.add(FilePoint(shown(path)), "years", tell("arm", word="years"), tell("once"))
        raise InputInvalid(faults.problems)
    label = Bilingual(title["en"], title["zh"]) if isinstance(title, dict) else Bilingual(str(title), str(title))
    return NationScenario(
        str(tree.value.get("name")),
        label,
        nation,
        shape.arms,
        years,
        shape.share_targets,
        shape,
        tree,
        found,
        start,
        changes,
    )


def target_shapes(scenario: NationScenario) -> tuple[TargetShape, ...]:
    """The targets on indicators, as written."""
    return tuple(
        found for raw in scenario.tree.value.get("targets", ()) if (found := quiet(TargetShape, raw)) is not None
    )


def _check_arms(shape: NationShape, nation: Nation, tree: Tree, faults: Faults) -> None:
    """Every arm once, its reading known, and what rules say of arms and types."""
    arms, readings = [arm.id for arm in shape.arms], sorted({word for pool in nation.pools for word in pool.starts})
    for n, arm in enumerate(shape.arms):
        if arm.id in arms[:n]:
            faults.add(tree.place((ARMS, n, "id")), f"arms[{n}].id", tell("twice", word=arm.id), tell("once"))
        if arm.reading not in readings:
            place: KeyPath = (ARMS, n, "reading")
            faults.add(
                tree.place(place), dotted(place), tell("reading", word=arm.reading), allowed(arm.reading, readings)
            )
    types = [one.id for one in nation.archetypes]
    for n, raw in enumerate(_rules(tree)):
        for key, known, what in ((ARMS, arms, "arm"), (TYPES, types, "type")):
            for word in words_of(raw.get(key)) if isinstance(raw, dict) else ():
                if word not in known:
                    place = ("rules", n, key)
                    faults.add(tree.place(place), dotted(place), tell(what, word=word), allowed(word, known))


def _rules(tree: Tree) -> tuple[Any, ...]:
    rules = tree.value.get("rules", ())
    return rules if isinstance(rules, tuple) else ()


def _named(raw: Mapping[str, Any], key: str, word: str) -> bool:
    return key not in raw or word in words_of(raw[key])
