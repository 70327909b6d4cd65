"""What an Excel file says of a cell and its reader does not pass on.

Calamine 0.9 gives an empty text for a formula that ends in an error and for one that nobody worked out yet, so both
look like cells that were left empty.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

LARGEST = 100_000_000  # bytes of a workbook once it is unpacked
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_ID = re.compile(r"\{.*\}id$")


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A cell: ``error`` with its name, or ``uncomputed`` with its formula."""

    kind: str
    text: str


def raw_cells(archive: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], HiddenCell]]:
    """Such cells of every sheet by its name, each by row and column from 0.

    Raises
    ------
    KeyError, ElementTree.ParseError : the archive is no workbook.
    """
    return {name: dict(_cells(archive.read(part))) for name, part in _parts(archive)}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and where it stands in the archive."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {link.get("Id"): link.get("Target", "") for link in links}
    for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if node.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet"):
            link = next((value for key, value in node.attrib.items() if _ID.match(key)), None)
            part = posixpath.normpath(posixpath.join("/xl", target.get(link, ""))).lstrip("/")
            if "worksheets/" in part:
                yield node.get("name", ""), part


def _cells(sheet: bytes) -> Iterator[tuple[tuple[int, int], HiddenCell]]:
    for node in ElementTree.fromstring(sheet).iter():
        if node.tag not in (f"{_MAIN}c", f"{_STRICT}c"):
            continue
        parts = {part.tag.rpartition("}")[2]: part.text or "" for part in node}
        kind, value = node.get("t", "n"), parts.get("v", "")
        where = _where(node.get("r", ""))
        if where is None:
            continue
        if kind == "e":
            yield where, HiddenCell("error", value)
        elif "f" in parts and not value and kind != "str":
            yield where, HiddenCell("uncomputed", parts["f"])


def _where(reference: str) -> tuple[int, int] | None:
    """Row and column of ``D7``, from 0."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
