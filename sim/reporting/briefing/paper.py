"""A paper in Word, part by part: headings, sentences, tables that keep their rows whole, figures with captions."""

from __future__ import annotations

import io
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sim.reporting.briefing.bytes_of import bytes_of
from sim.reporting.briefing.columns import widths
from sim.reporting.briefing.fonts import BODY, CODE, HEAD, Face, set_face
from sim.reporting.briefing.look import LIST, NOTE, STYLES, TABLE, TYPED, WIDTH, blank_paper, is_bold, points_of
from sim.reporting.briefing.plain import writable
from sim.reporting.briefing.words import say
from sim.reporting.tables.cells import Change, Row, Table, shown

NUMERALS = "一二三四五六七八九十"
TALLEST = 13.0  # centimetres of a figure on a page
MARKED = {"zh": (12, 29), "en": (9, 14)}  # points that the mark of a list takes: a bullet, a number
SHADE, LINE = "E8EEF4", "8C959D"


class Paper:
    """A document in one language; sections, tables and figures are numbered as they come."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._document = blank_paper(lang)
        self._sections = self._tables = self._figures = 0

    def title(self, title: str, subtitle: str) -> None:
        """What the paper is about."""
        self._text(title, "Title", HEAD)
        self._text(subtitle, "Subtitle")

    def heading(self, text: str) -> None:
        """The next section."""
        number = NUMERALS[self._sections] + "、" if self._lang == "zh" else f"{self._sections + 1}. "
        self._sections += 1
        self._text(number + text, "Heading 1", HEAD).paragraph_format.keep_with_next = True

    def sentence(self, text: str) -> None:
        """A paragraph; Chinese is indented by two characters, as official papers are."""
        line = self._text(text, "Normal")
        if self._lang == "zh":
            line.paragraph_format.first_line_indent = Pt(2 * STYLES["Normal"][1])
            line._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), "200")

    def points(self, texts: list[str], *, numbered: bool = False) -> None:
        """A list; its marks are letters of the text, so that no program can lose them."""
        for n, text in enumerate(texts, start=1):
            mark = (f"{n}. " if self._lang == "en" else f"（{n}）") if numbered else "• "
            line = self._text(mark + text, LIST)
            shape = line.paragraph_format
            shape.left_indent = Pt(MARKED[self._lang][numbered])
            shape.first_line_indent = -shape.left_indent

    def typed(self, text: str) -> None:
        """What is typed to do it again; it stays with what leads to it and with what comes after it."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._text(text, TYPED, CODE).paragraph_format.keep_with_next = True

    def note(self, text: str) -> None:
        """Small print."""
        self._text(text, NOTE)

    def warning(self, text: str) -> None:
        """A sentence that nobody may overlook."""
        line = self._text(text, "Normal", bold=True)
        line._p.get_or_add_pPr().append(_shade("FFF2CC"))
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def figure(self, picture: bytes, caption: str, words: str) -> None:
        """A picture as wide as the text, its caption below; ``words`` are for those who cannot see it."""
        self._figures += 1
        line = self._document.add_paragraph(style="Normal")
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.line_spacing = 1.0
        placed = line.add_run().add_picture(io.BytesIO(picture), width=Cm(WIDTH))
        if placed.height > Cm(TALLEST):
            placed.width, placed.height = int(placed.width * Cm(TALLEST) / placed.height), Cm(TALLEST)
        placed._inline.docPr.set("descr", writable(words))
        placed._inline.docPr.set("name", f"figure {self._figures}")
        self._text(say("figure", self._lang, n=self._figures, caption=caption), "Caption", HEAD)

    def table(self, table: Table) -> None:
        """A table under its caption: the head comes again on every page, no row is split over two."""
        self._tables += 1
        caption = say("table", self._lang, n=self._tables, caption=table.title.of(self._lang))
        self._text(caption, "Caption", HEAD).paragraph_format.keep_with_next = True
        across = widths(table, self._lang)
        grid = self._document.add_table(rows=0, cols=len(across))
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        grid.autofit = False
        _lines(grid)
        for column, wide in zip(grid.columns, across, strict=True):
            column.width = Cm(wide)
        heads = [column.head.of(self._lang) for column in table.columns]
        self._row(grid, heads, table, across, head=True)
        for row in table.rows:
            self._row(grid, [shown(cell, self._lang) for cell in row.cells], table, across, row=row)
        if table.note is not None:
            self.note(table.note.of(self._lang))
        else:
            self._document.add_paragraph(style=NOTE).paragraph_format.space_after = Pt(2)

    def written(self, title: str) -> bytes:
        """The file."""
        return bytes_of(self._document, writable(title))

    def _row(
        self, grid: Any, texts: list[str], table: Table, across: list[float], *, row: Row | None = None,
        head: bool = False,
    ) -> None:  # fmt: skip
        line = grid.add_row()
        marks = line._tr.get_or_add_trPr()
        marks.append(OxmlElement("w:cantSplit"))
        if head:
            marks.append(OxmlElement("w:tblHeader"))
        cells = list(line.cells)
        heading = row is not None and row.heading
        if heading:
            cells = [cells[0].merge(cells[-1])]
        for n, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            if not heading:
                cell.width = Cm(across[n])
            right = table.columns[n].kind in ("number", "change") and not heading
            self._cell(cell, text, right=right, bold=is_bold(head, self._lang) or heading or _sure(row, n), head=head)
            if row is not None and row.level and n == 0:
                cell.paragraphs[0].paragraph_format.left_indent = Pt(9 * row.level)

    def _cell(self, cell: Any, text: str, *, right: bool, bold: bool, head: bool) -> None:
        line = cell.paragraphs[0]
        line.style = TABLE
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        self._write(line, text, HEAD if head else BODY, TABLE, bold=bold)
        if head:
            line.paragraph_format.keep_with_next = True
            cell._tc.get_or_add_tcPr().append(_shade(SHADE))

    def _text(self, text: str, style: str, face: Face = BODY, *, bold: bool | None = None) -> Any:
        line = self._document.add_paragraph(style=style)
        self._write(line, text, face, style, bold=bold)
        return line

    def _write(self, line: Any, text: str, face: Face, style: str, *, bold: bool | None = None) -> None:
        """One run of text; fonts and size stand in the run too, whatever the program makes of styles."""
        run = line.add_run(writable(text))
        set_face(run, face, chinese=self._lang == "zh")
        run.font.size = points_of(style, self._lang)
        if bold is not None:
            run.font.bold = bold


def _sure(row: Row | None, n: int) -> bool:
    """Whether a cell holds a difference whose interval leaves out zero."""
    cell = row.cells[n] if row is not None and n < len(row.cells) else None
    return isinstance(cell, Change) and cell.sure


def _shade(colour: str) -> Any:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _lines(grid: Any) -> None:
    """Thin lines around and between rows, none between columns."""
    edges = OxmlElement("w:tblBorders")
    for name, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        edge = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", LINE)):
            edge.set(qn(f"w:{key}"), value)
        edges.append(edge)
    # The order of these marks is fixed: Word takes a file with another one for damaged.
    grid._tbl.tblPr.find(qn("w:tblLayout")).addprevious(edges)
