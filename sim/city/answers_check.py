"""Whether the answers of a city go together: names and ids once each, places that exist, parts below their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.city.answers import Answered, Answers
from sim.city.places import BEYOND_ID, owner_of
from sim.city.questions import asked_in
from sim.city.start import Start
from sim.city.typed import Given
from sim.city.words import plain
from sim.region.quantities import DISTRICTS
from sim.scenario.faults import Faults, FilePoint
from sim.scenario.region_shape_check import RESERVED
from sim.vocabulary.names import Grade, Owner
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "twice": ("“{text}”出现两次（另一处：{place}）", "{text!r} twice (also {place})"),
    "own": ("请各写各的{name}，或删去一行", "give each its own {name}, or remove a row"),
    "reserved": ("“{text}”是保留词，不能作编号", "{text!r} is reserved and cannot be an id"),
    "other_id": ("请换一个编号，或留空", "choose another id, or leave it empty"),
    "no_district": ("“县区”表中没有“{text}”", "no such district in the sheet Districts: {text!r}"),
    "districts": ("现有：{names}", "there are: {names}"),
    "pair": ("这两个县区已填过（另一处：{place}）", "this pair is answered already (also {place})"),
    "same": ("起点和终点是同一个县区", "both ends are the same district"),
    "remove": ("请删去一行", "remove a row"),
    "more": (
        "各部分之和 {sum:,.0f} 超过总数 {total:,.0f}（{place}）",
        "the parts sum to {sum:,.0f}, above their total of {total:,.0f} ({place})",
    ),
    "check": ("请核对这些数的口径和单位", "check what these numbers count, and their unit"),
    "rate": (
        "平均每人 {rate:.2g}（按 {people:,.0f} 名居民），不可能",
        "{rate:.2g} a resident (of {people:,.0f}), which cannot be",
    ),
    "usual": (
        "通常每人 {low:g} 至 {high:g}；请核对单位是人次还是万人次",
        "{low:g} to {high:g} a resident are usual; check whether it counts ten thousands",
    ),
    "rest": (
        "{top:,.0f} 加上基层（未填，按全国占比 {share:.1%}）超过总数 {total:,.0f}",
        "{top:,.0f} and primary care (not filled in, {share:.1%} in the nation) are above the total of {total:,.0f}",
    ),
    "together": ("卫生院和社区中心共 {n:,.0f} 个", "{n:,.0f} township and community centres together"),
    "centres": (
        "请使两项之和为 {low:,g} 到 {high:,g}，或都留空",
        "make the two sum to {low:,g} to {high:,g}, or leave both empty",
    ),
    "clinics": (
        "村卫生室和诊所共 {sum:,.0f}，超过基层（未填，按全国占比 {share:.1%}）",
        "village and private clinics have {sum:,.0f}, above primary care (not filled in, {share:.1%} in the nation)",
    ),
    "fill_primary": ("请填写“{name}”", "fill in {name!r} too"),
    "no_tertiary": (
        "填了三级医院的数，“医院”表中却没有市级三级医院",
        "a number of tertiary hospitals, and the sheet Hospitals has none that serves the city",
    ),
    "add_tertiary": ("请补上医院，或把这一格留空", "add the hospital, or leave this cell empty"),
}
tell = telling(PHRASES)
A_RESIDENT = {"visits_total": (0.5, 30.0), "discharges_total": (0.02, 0.6)}
PARTS = {
    "visits_total": ("visits_primary", "visits_tertiary"),
    "visits_primary": ("visits_village", "visits_private"),
    "discharges_total": ("discharges_primary", "discharges_tertiary"),
}


def check_answers(answers: Answers, start: Start, faults: Faults) -> None:
    """A fault, with its cell, for whatever does not go together; what is missing has its fault already."""
    point = FilePoint(answers.file)
    rows = answers.rows
    for sheet in ("districts", "hospitals"):
        for column in ("name", "id", "code"):
            _once(sheet, column, rows.get(sheet, []), point, faults)
    _check_ids(rows, point, faults)
    names = {row["name"].text for row in rows.get("districts", []) if "name" in row}
    for sheet, columns in (("hospitals", ("district",)), ("primary", ("district",)), ("travel", ("from", "to"))):
        for row in rows.get(sheet, []):
            for column in columns:
                _check_district(row.get(column), names, point, faults)
    _once("primary", "district", rows.get("primary", []), point, faults)
    _check_ways(rows.get("travel", []), point, faults)
    for row in rows.get("primary", []):
        _check_centres(row, point, faults)
    _check_totals(answers, point, faults)
    _check_rest(answers, start, point, faults)


def _once(sheet: str, column: str, rows: Sequence[Answered], point: FilePoint, faults: Faults) -> None:
    seen: dict[str, Given] = {}
    name = next((question.name for question in asked_in(sheet) if question.id == column), Bilingual("", ""))
    for row in rows:
        given = row.get(column)
        if given is None:
            continue
        before = seen.setdefault(plain(given.text), given)
        if before is not given:
            what = tell("twice", text=given.text, place=before.place)
            faults.add(point, given.place, what, tell("own", name=name))


def _check_ids(rows: Mapping[str, Sequence[Answered]], point: FilePoint, faults: Faults) -> None:
    """No id means something else, and no hospital has that of a district."""
    districts = {row["id"].text: row["id"] for row in rows.get("districts", []) if "id" in row}
    made = {f"d{n}" for n, row in enumerate(rows.get("districts", []), 1) if "id" not in row}
    made |= {f"h{n}" for n, row in enumerate(rows.get("hospitals", []), 1) if "id" not in row}
    for sheet in ("districts", "hospitals"):
        for row in rows.get(sheet, []):
            given = row.get("id")
            if given is None:
                continue
            if given.text in (*RESERVED, BEYOND_ID) or given.text in made:
                faults.add(point, given.place, tell("reserved", text=given.text), tell("other_id"))
            elif sheet == "hospitals" and given.text in districts:
                what = tell("twice", text=given.text, place=districts[given.text].place)
                faults.add(point, given.place, what, tell("other_id"))


def _check_district(given: Given | None, names: set[str], point: FilePoint, faults: Faults) -> None:
    if given is not None and names and given.text not in names:
        listed = Bilingual(", ".join(sorted(names)), "、".join(sorted(names)))
        faults.add(point, given.place, tell("no_district", text=given.text), tell("districts", names=listed))


def _check_ways(rows: Sequence[Answered], point: FilePoint, faults: Faults) -> None:
    seen: dict[tuple[str, str], Given] = {}
    for row in rows:
        if "from" not in row or "to" not in row:
            continue
        pair = row["from"].text, row["to"].text
        if pair[0] == pair[1]:
            faults.add(point, row["to"].place, tell("same"), tell("remove"))
        elif pair in seen:
            faults.add(point, row["from"].place, tell("pair", place=seen[pair].place), tell("remove"))
        seen.setdefault(pair, row["from"])


def _check_centres(row: Answered, point: FilePoint, faults: Faults) -> None:
    """A district has at least one centre, of either kind, and no more than the model takes."""
    limit = DISTRICTS["primary_places"]
    given = [row[name] for name in ("township_centres", "community_centres") if name in row]
    count = sum(one.number for one in given)
    if given and not limit.low <= count <= limit.high:
        remedy = tell("centres", low=limit.low, high=limit.high)
        faults.add(point, given[-1].place, tell("together", n=count), remedy)


def _check_totals(answers: Answers, point: FilePoint, faults: Faults) -> None:
    """Parts are no more than their sum, and a resident has as many visits and stays as can be."""
    for total, names in PARTS.items():
        whole = answers.of(total)
        parts = [part for name in names if (part := answers.of(name)) is not None]
        if whole is not None and parts and sum(part.number for part in parts) > whole.number:
            what = tell("more", sum=sum(part.number for part in parts), total=whole.number, place=whole.place)
            faults.add(point, parts[-1].place, what, tell("check"))
    people = [row["residents"].number for row in answers.rows.get("districts", []) if "residents" in row]
    complete = people and len(people) == len(answers.rows["districts"])
    for name, (low, high) in A_RESIDENT.items():
        whole = answers.of(name)
        if whole is not None and complete and not low <= whole.number / sum(people) <= high:
            what = tell("rate", rate=whole.number / sum(people), people=sum(people))
            faults.add(point, whole.place, what, tell("usual", low=low, high=high))
    _check_top(answers, point, faults)


def _check_rest(answers: Answers, start: Start, point: FilePoint, faults: Faults) -> None:
    """Tertiary hospitals and clinics go together with the national share, where that stands in for primary care."""
    year = answers.of("base_year")
    for total, word in (("visits", "visit"), ("discharges", "discharge")):
        whole, primary, top = (answers.of(f"{total}_{part}") for part in ("total", "primary", "tertiary"))
        if year is None or whole is None or primary is not None:
            continue
        usual = start.of("statistics", f"{word}_share_primary", round(year.number)).value
        name = next(question.name for question in asked_in("city") if question.id == f"{total}_primary")
        if top is not None and top.number + usual * whole.number > whole.number:
            what = tell("rest", top=top.number, share=usual, total=whole.number)
            faults.add(point, top.place, what, tell("fill_primary", name=name))
        clinics = [part for kind in ("village", "private") if (part := answers.of(f"{total}_{kind}")) is not None]
        if sum(part.number for part in clinics) > usual * whole.number:
            what = tell("clinics", sum=sum(part.number for part in clinics), share=usual)
            faults.add(point, clinics[-1].place, what, tell("fill_primary", name=name))


def _check_top(answers: Answers, point: FilePoint, faults: Faults) -> None:
    """Nobody counts cases of tertiary hospitals where there is none."""
    hospitals = answers.rows.get("hospitals", [])
    if not hospitals or not all({"name", "district", "level"} <= set(row) for row in hospitals):
        return  # one of those that could not be read may be it
    third = [row for row in hospitals if row["level"].value == Grade.THIRD]
    top = [row for row in third if owner_of(row, answers) != Owner.COUNTY]
    for name in ("visits_tertiary", "discharges_tertiary"):
        given = answers.of(name)
        if given is not None and given.number and not top:
            faults.add(point, given.place, tell("no_tertiary"), tell("add_tertiary"))
