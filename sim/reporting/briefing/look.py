"""The look of a paper: A4, styles, page numbers; fonts by name in every style."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sim.reporting.briefing.fonts import BODY, CODE, HEAD, Face, name_fonts, set_face

WIDTH = 16.0  # centimetres of text on a line
INK = RGBColor(0, 0, 0)
FAINT = RGBColor(0x59, 0x59, 0x59)
LIST, NOTE, TABLE, TYPED = "Points", "Table Note", "Table Text", "Typed"
# Style: face, points, bold, before, after, line spacing.
STYLES: dict[str, tuple[Face, float, bool, float, float, float]] = {
    "Normal": (BODY, 12, False, 0, 5, 1.3),
    "Title": (HEAD, 18, True, 0, 4, 1.1),
    "Subtitle": (BODY, 11, False, 0, 10, 1.1),
    "Heading 1": (HEAD, 14, True, 12, 5, 1.15),
    "Caption": (HEAD, 10, False, 6, 3, 1.1),
    LIST: (BODY, 12, False, 0, 4, 1.25),
    NOTE: (BODY, 9, False, 2, 8, 1.1),
    TABLE: (BODY, 9, False, 1, 1, 1.05),
    TYPED: (CODE, 9.5, False, 2, 6, 1.1),
}
SMALLER = {"en": 0.92, "zh": 1.0}  # the same words take more lines in English
CENTRED = ("Title", "Subtitle", "Caption")


def blank_paper(lang: str) -> Any:
    """A document without text, in the house look."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm((21.0 - WIDTH) / 2)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
    page.footer_distance = Cm(1.2)
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            set_face(style, BODY, chinese=lang == "zh")
    for name, settings in STYLES.items():
        _style(document, name, settings, lang)
    _defaults(document)
    _page_numbers(page, lang)
    return document


def points_of(style: str, lang: str) -> Any:
    """The size of a style in a language, in half points as Word counts."""
    return Pt(round(STYLES[style][1] * SMALLER[lang] * 2) / 2)


def is_bold(bold: bool, lang: str) -> bool:
    """Headings are bold in English; in Chinese the heavier font says it already."""
    return bold and lang == "en"


def _style(document: Any, name: str, settings: tuple[Face, float, bool, float, float, float], lang: str) -> None:
    face, _, bold, before, after, line = settings
    there = name in [style.name for style in document.styles]
    style = document.styles[name] if there else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not there:
        style.base_style = document.styles["Normal"]
    set_face(style, face, chinese=lang == "zh")
    style.font.size, style.font.bold, style.font.italic = points_of(name, lang), is_bold(bold, lang), False
    style.font.color.rgb = FAINT if name in ("Subtitle", NOTE) else INK
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    shape.widow_control = True
    if name in CENTRED:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for edge in style.element.findall(f".//{qn('w:pBdr')}"):
        edge.getparent().remove(edge)


def _defaults(document: Any) -> None:
    """What counts where nothing is said: no theme, Chinese for the East Asian script."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        if not fonts.get(qn("w:eastAsia")):  # the defaults, and the looks of tables
            name_fonts(fonts, BODY)
    language = defaults.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")  # else Word opens the file in a mode for older versions
    zoom = settings.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")


def _page_numbers(page: Any, lang: str) -> None:
    """Page and pages in the middle of the foot."""
    line = page.footer.paragraphs[0]
    line.style = NOTE
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("第 ", "PAGE", " 页  共 ", "NUMPAGES", " 页") if lang == "zh" else ("", "PAGE", " / ", "NUMPAGES", ""):
        run = line.add_run()
        set_face(run, BODY, chinese=lang == "zh")
        if text.isupper():
            _field(run, text)
        elif text:
            run.text = text


def _field(run: Any, code: str) -> None:
    """A field that Word fills when it shows the page."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        if kind == "":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
        elif kind == "shown":
            part = OxmlElement("w:t")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
