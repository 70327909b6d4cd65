"""Nobody is treated where nobody works, and no place has the name of one that the model makes."""

from __future__ import annotations

from collections.abc import Mapping

from sim.region.facilities import place_ids
from sim.region.levels import Levels
from sim.scenario.csv_tables import CsvTable, Figure
from sim.scenario.faults import Faults
from sim.scenario.places import Places
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.phrase import telling

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
}
tell = telling(PHRASES)
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


def _used(people: Mapping[tuple[str, ...], Figure], names: tuple[str, ...]) -> bool:
    """Whether residents have such a clinic as their usual place; unknown shares are said elsewhere."""
    return any(people[name,].quantity.value > 0 for name in names if (name,) in people)
