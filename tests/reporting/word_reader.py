"""A Word file as a test reads it: parts of the archive, paragraphs in their order, what a run of text names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Word:
    """One file."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.document: Any = Document(io.BytesIO(content))
        self.body = self._xml("word/document.xml")
        self.styles = self._xml("word/styles.xml")

    def _xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(name))

    @property
    def paragraphs(self) -> list[str]:
        """All texts in their order, those of tables too."""
        return [text for line in self.body.iter(f"{W}p") if (text := _text(line))]

    @property
    def headings(self) -> list[str]:
        """Texts of the headings."""
        return [line.text for line in self.document.paragraphs if line.style.name == "Heading 1"]

    def of_style(self, name: str) -> list[str]:
        """Texts of the paragraphs in a style, outside tables."""
        return [line.text for line in self.document.paragraphs if line.style.name == name]

    @property
    def runs(self) -> Iterator[ElementTree.Element]:
        """Every run that has text, in body and foot."""
        feet = [self._xml(name) for name in self.archive.namelist() if re.fullmatch(r"word/footer\d*\.xml", name)]
        for part in (self.body, *feet):
            yield from (run for run in part.iter(f"{W}r") if run.find(f"{W}t") is not None)

    def tables(self) -> list[list[list[str]]]:
        """Texts of the cells by table and row."""
        return [
            [[_text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.body.iter(f"{W}tbl")
        ]


def _text(part: ElementTree.Element) -> str:
    pieces = []
    for one in part.iter():
        if one.tag == f"{W}t":
            pieces.append(one.text or "")
        elif one.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)
