#!/usr/bin/env bash
# A date that Chinese Excel shows as 2017年1月1日 is read as the number 42736.
#
# Formats 27 to 36 and 50 to 58 are built into Chinese, Japanese and Korean Excel: a workbook names them by number and
# holds no code for them. `openpyxl` knows the built-in formats of English Excel only and takes these for General, so the
# cell is a number of days; `python-calamine` gives the date. pandas reads .xlsx through the first today and means to
# change to the second: the same call will change its answer.
packages=(openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.3.1)
guess() {
  cat <<'LINES'
openpyxl, format 14: 2017-01-01
openpyxl, format 31: 2017-01-01
python-calamine, format 14: 2017-01-01
python-calamine, format 31: 2017-01-01
LINES
}
seen() {
  cat <<'LINES'
openpyxl, format 14: 2017-01-01
openpyxl, format 31: 42736
python-calamine, format 14: 2017-01-01
python-calamine, format 31: 2017-01-01
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


LONG_DATE = 31  # yyyy年m月d日 in Chinese Excel
SHORT_DATE = 14  # the short date of every Excel
DAY = 42736  # 1 January 2017


def look(folder: Path) -> list[str]:
    """The same day in two formats, read by two readers."""
    import openpyxl
    import python_calamine
    import xlsxwriter

    path = str(folder / "days.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("days")
        for row, number in enumerate((SHORT_DATE, LONG_DATE)):
            sheet.write_number(row, 0, DAY, book.add_format({"num_format": number}))
    cells = [cell.value for cell in openpyxl.load_workbook(path)["days"]["A"]]
    others = [row[0] for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("days").to_python()]
    return [
        f"{reader}, format {number}: {str(value)[:10]}"
        for reader, values in (("openpyxl", cells), ("python-calamine", others))
        for number, value in zip((SHORT_DATE, LONG_DATE), values, strict=True)
    ]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
