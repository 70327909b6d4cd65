"""Nobody is treated where nobody works or what is treated is not known; no place has a name that the model makes."""

from __future__ import annotations

from collections.abc import Mapping

from sim.region.facilities import place_ids
from sim.region.levels import Levels
from sim.scenario.csv_tables import CsvTable, Figure
from sim.scenario.faults import Faults, allowed
from sim.scenario.places import Places
from sim.scenario.region_shape_check import entries
from sim.scenario.schema import HospitalShape
from sim.scenario.yaml_nodes import Tree, words_of
from sim.vocabulary.names import Kind
from sim.vocabulary.phrase import telling

# Kinds whose condition groups stand in no parameter file: each hospital names its own.
OWN_GROUPS = (Kind.CHILDREN, Kind.CANCER, Kind.INFECTIOUS)
HOSPITAL_KINDS = {
    Kind.CHILDREN: ("儿童医院", "children's"),
    Kind.CANCER: ("肿瘤医院", "cancer"),
    Kind.INFECTIOUS: ("传染病医院", "infectious-disease"),
}
PHRASES = {
    "no_doctor": ("没有医师，却接诊", "no doctor works there, yet it treats"),
    "write_doctor": ("请写 1 名及以上医师，或删去这所医院", "write one doctor or more, or remove the hospital"),
    "no_clinic": ("没有医师，居民却会去{what}就诊", "no doctor works there, yet residents go to its {what}"),
    "village": ("村卫生室", "village clinics"),
    "private": ("私人诊所", "private clinics"),
    "write_clinic": (
        "请写 1 名及以上，或在 people.csv 中把 {names} 写为 0",
        "write one or more, or write {names} as 0 in people.csv",
    ),
    "made": (
        "“{word}”是模型为 {district} 的基层机构生成的编号",
        "{word!r} is the id the model gives a primary place of {district}",
    ),
    "other_id": ("请换一个编号", "choose another id"),
    "no_groups": (
        "{kind}收治哪些病种组，没有一个参数文件写明",
        "no parameter file says which condition groups {kind} hospitals treat",
    ),
    "write_groups": (
        "请在 takes 中列出病种组，例如 takes: [{words}]",
        "list them under takes, for example takes: [{words}]",
    ),
    "group": ("没有病种组“{word}”", "unknown condition group {word!r}"),
    **{f"kind.{kind.id}": HOSPITAL_KINDS[kind] for kind in OWN_GROUPS},
}
tell = telling(PHRASES)
SOME = 3  # condition groups shown as an example
CLINICS = {
    "village": ("usual_village_rural", "usual_village_urban"),
    "private": ("usual_private_rural", "usual_private_urban"),
}


def check_staff(tree: Tree, tables: Mapping[str, CsvTable], levels: Levels | None, faults: Faults) -> None:
    """Every hospital of the region has a doctor, and so have the clinics of each district if residents use any."""
    raw = tree.value.get("hospitals", ())
    hospitals = [h for h in (raw if isinstance(raw, tuple) else ()) if isinstance(h, dict)]
    word = (levels or Levels()).beyond.id
    beyond = [h.get("id") for h in hospitals if h.get("level", h.get("tier")) == word]
    for key, figure in tables["hospitals.csv"].figures.items():
        if key[-1] == "doctors" and key[0] not in beyond and figure.quantity.value < 1:
            faults.add(figure.place("value"), ".".join(key), tell("no_doctor"), tell("write_doctor"))
    people = tables["people.csv"].figures
    for key, figure in tables["districts.csv"].figures.items():
        word = key[-1].removesuffix("_doctors")
        if word in CLINICS and figure.quantity.value == 0 and _used(people, CLINICS[word]):
            remedy = tell("write_clinic", names=", ".join(CLINICS[word]))
            faults.add(figure.place("value"), ".".join(key), tell("no_clinic", what=tell(word)), remedy)


def check_made_ids(tree: Tree, places: Places, districts: CsvTable, faults: Faults) -> None:
    """No hospital and no district goes by an id that the model gives a primary place."""
    for district in places.districts:
        figure = districts.figures.get((district, "primary_places"))
        count = 0 if figure is None else round(figure.quantity.value)
        made = {word for n in range(count) for word in place_ids(district, n)}
        for part, ids in (("districts", places.districts), ("hospitals", places.hospitals)):
            for i, word in enumerate(ids):
                if word in made:
                    what = tell("made", word=word, district=district)
                    faults.add(tree.place((part, i, "id")), f"{part}[{i}].id", what, tell("other_id"))


def check_takes(tree: Tree, conditions: tuple[str, ...] | None, faults: Faults) -> None:
    """Which groups a hospital treats is known: they are named, or its kind treats the same everywhere.

    ``conditions`` are the groups there are; None where they could not be read.
    """
    for i, hospital in entries(HospitalShape, tree, "hospitals"):
        path, place = f"hospitals[{i}].takes", tree.place(("hospitals", i, "kind"))
        if hospital.kind in OWN_GROUPS and not hospital.takes:
            words = ", ".join((conditions or ())[:SOME])
            kind = tell(f"kind.{hospital.kind.id}")
            faults.add(place, path, tell("no_groups", kind=kind), tell("write_groups", words=words))
        for j, word in enumerate(hospital.takes):
            if conditions is not None and word not in conditions:
                at = tree.place(("hospitals", i, "takes", j))
                faults.add(at, f"{path}[{j}]", tell("group", word=word), allowed(word, conditions))


def check_from_beyond(tree: Tree, conditions: tuple[str, ...] | None, faults: Faults) -> None:
    """The groups that patients from elsewhere come with are known; ``conditions`` as in `check_takes`."""
    for i, word in enumerate(words_of(tree.value.get("from_beyond"))):
        if conditions is not None and word not in conditions:
            at = tree.place(("from_beyond", i))
            faults.add(at, f"from_beyond[{i}]", tell("group", word=word), allowed(word, conditions))


def _used(people: Mapping[tuple[str, ...], Figure], names: tuple[str, ...]) -> bool:
    """Whether residents have such a clinic as their usual place; unknown shares are said elsewhere."""
    return any(people[name,].quantity.value > 0 for name in names if (name,) in people)
