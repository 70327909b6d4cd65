"""The empty workbook of a new city, for people: one sheet a topic, what must be filled marked by colour and word."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import xlsxwriter

from sim.city.questions import LISTS, README, SHEETS, Question, asked_in, value_columns
from sim.city.start import Start
from sim.city.words import OFFERED
from sim.vocabulary.phrase import Bilingual, saying, telling
from sim.vocabulary.quantity import Quantity

# Text stays text, whatever it begins with; the file holds no time of its own.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)
FONT = "Microsoft YaHei"
MUST, MAY, GREY, HEAD = "#FFE699", "#EAF3FA", "#808080", "#1F4E79"
ROWS = {"districts": 20, "hospitals": 60, "primary": 20, "travel": 40}
YEARS = (2016, 2019, 2022)  # of the national values that are shown
EXAMPLE_YEAR = 2022
PHRASES = {
    "item": ("项目", "Item"),
    "must": ("必填", "required"),
    "may": ("可空", "optional"),
    "marked": ("是否必填", "Required?"),
    "unit": ("单位", "Unit"),
    "source": ("出处（年鉴、公报名称）", "Source (yearbook, bulletin)"),
    "national": ("全国 {year}", "Nation {year}"),
    "range": ("通常范围", "Usual range"),
    "about": ("说明", "What it is"),
    "where": ("一般在哪里查", "Where it is printed"),
    "code": ("代码（勿改）", "Code (leave as is)"),
    "each": ("{value}/人", "{value} a resident"),
    "hundred": ("{value}/百人", "{value} per 100 residents"),
    "part": ("占 {value}", "share {value}"),
    "hint_city": (
        "先填黄色的格（必填）。浅蓝色的格有本市数字就填，没有就空着，程序会用右边的全国值，并注明是假设。",
        "Fill in the yellow cells first (required). Fill the pale blue ones where you have the city's own number; "
        "left empty, the national value at the right stands in, marked as an assumption.",
    ),
    "hint_districts": (
        "一行一个县（市、区），不要合计行。黄色列必填，浅蓝色列可空。开发区如单独统计，也写一行，类型选“市辖区”。",
        "A row a district, no row of totals. Yellow columns are required, pale blue ones may stay empty.",
    ),
    "hint_hospitals": (
        "一行一所医院，县（区）里的小医院可合成一行。黄色列必填。县（区）办的三级医院，主办单位请选“县（区）”，按县级医院计。",
        "A row a hospital; small ones of a district may share a row. Yellow columns are required. A third-grade "
        "hospital run by a county counts as county level: choose that owner.",
    ),
    "hint_primary": (
        "整张表可以空着：空着就按居民人数和全国每千人的数推算。有本市数字的县区，一行一个。",
        "This sheet may stay empty: national rates a thousand residents stand in. A row a district that has numbers.",
    ),
    "hint_people": (
        "整张表可以空着：空着就用右边的全国值。",
        "This sheet may stay empty: the national values at the right stand in.",
    ),
    "hint_insurance": (
        "整张表可以空着：空着就用右边的典型值（凭记忆，范围很宽）。报销比例指政策范围内的比例。",
        "This sheet may stay empty: the typical rules at the right stand in (recalled, wide ranges). "
        "Reimbursement is the share of what the catalogue covers.",
    ),
    "hint_travel": (
        "整张表可以空着：空着就按县区类型取：市区之间25分钟，市区到县60分钟，县与县之间80分钟。填一个方向即可。",
        "This sheet may stay empty: 25 minutes between urban districts, 60 to a county, 80 between counties stand in. "
        "One direction is enough.",
    ),
    "choose": ("请从列表中选择", "choose from the list"),
    "choose_text": ("可选：{words}", "one of: {words}"),
    "share_text": ("写 62.5% 或 0.625", "write 62.5% or 0.625"),
}
say = saying(PHRASES)
ABOUT = {
    "title": ("{city}：建立自己城市的数据表", "{city}: the numbers of a city of your own"),
    "1": ("怎么做", "How to go about it"),
    "a": (
        "1. 填“城市”“县区”“医院”三张表里的黄色格（标有“必填”）。手头有统计年鉴和卫生健康公报，大约半小时。",
        "1. Fill in the yellow cells (marked “required”) of the sheets City, Districts and Hospitals. With the "
        "yearbook and the health bulletin at hand it takes about half an hour.",
    ),
    "b": (
        "2. 浅蓝色的格和“基层”“居民”“医保”“路程”四张表可以全部空着：程序用全国值或典型值，并在结果中注明是假设。",
        "2. Pale blue cells, and the sheets Primary care, People, Insurance and Travel, may all stay empty. National "
        "or typical values then stand in, and every result says that they are assumptions.",
    ),
    "c": (
        "3. 保存，关闭，然后运行：",
        "3. Save, close, and run:",
    ),
    "d": (
        "4. 有填得不清楚的格，程序会一次全部列出（如 医院!D7），改好再运行同一命令。",
        "4. Cells that are not clear are listed all at once (such as Hospitals!D7); correct them and run it again.",
    ),
    "2": ("怎么写", "How to write"),
    "e": (
        "数量：263000 或 26.3万 都可以；1,234、全角数字也可以。",
        "Numbers: 263000 or 263,000; full-width digits will do.",
    ),
    "f": ("比例：62.5% 或 0.625。不要写 62.5。", "Shares: 62.5% or 0.625, not 62.5."),
    "g": (
        "所有数字都应是同一年（基准年）、同一口径。人口普查前后的常住人口不要混用。",
        "All numbers should be of one year (the base year) and one definition. Do not mix residents from before and "
        "after a census.",
    ),
    "h": (
        "“出处”写清楚的数，按统计数字对待；没有写出处的，按假设对待。",
        "A number whose source is named counts as a statistic, one without counts as an assumption.",
    ),
    "i": (
        "可以在旁边加自己的列和备注，也可以留空行；请不要改项目名称、表头和表名。每张表也可以另存为CSV，放在一个文件夹里。",
        "Columns and notes of your own, and empty rows, do no harm; leave items, headings and names of sheets as they "
        "are. The sheets may also be saved as CSV files in one folder.",
    ),
    "3": ("各张表", "The sheets"),
    "s_city": (
        "城市：名称、基准年、全市诊疗和出院人次（必填4格），费用、住院日等（可空）",
        "City: name, base year, visits and discharges (4 required cells); costs, length of stay (optional)",
    ),
    "s_districts": ("县区：名称、类型、常住人口（必填）", "Districts: name, kind, residents (required)"),
    "s_hospitals": ("医院：名称、所在县区、等级、床位（必填）", "Hospitals: name, district, grade, beds (required)"),
    "s_primary": (
        "基层：各县区的卫生院、社区中心、床位、医师（可空）",
        "Primary care: centres, beds and doctors of each district (optional)",
    ),
    "s_people": ("居民：年龄、职工医保、签约率（可空）", "People: age, insurance, contracts (optional)"),
    "s_insurance": (
        "医保：两种险种的起付线、比例、封顶线（可空）",
        "Insurance: deductibles, shares and ceilings of both schemes (optional)",
    ),
    "s_travel": ("路程：县区之间的乘车时间（可空）", "Travel: minutes between districts (optional)"),
    "4": ("还要知道", "Worth knowing"),
    "j": (
        "全国值多数凭记忆写出，未与公报原文核对；2022年受疫情影响，诊疗和住院偏低。它们只是占位，不代表贵市。",
        "Most national values are recalled and not checked against the bulletins; 2022 was a COVID year with fewer "
        "visits and stays. They hold a place, and say nothing about your city.",
    ),
    "k": (
        "生成之后模型还没有按贵市的统计数字拟合，先看方向，不看绝对值；拟合命令：sim fit。",
        "What is made is not fitted to your statistics yet: look at directions, not levels, until `sim fit` has run.",
    ),
}
tell = telling(ABOUT)


class Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[str, Any] = {}

    def of(self, **looks: object) -> Any:
        """A look."""
        key = repr(sorted(looks.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            self._made[key] = self.book.add_format({**base, **looks})
        return self._made[key]


def empty_workbook(city: str, start: Start, lang: str) -> bytes:
    """The file in ``zh`` or ``en``; equal calls give equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": tell("title", city=city).told(lang), "created": CREATED})
    formats = Formats(book)
    _read_me(book, formats, city, lang)
    for sheet, name in SHEETS.items():
        page = book.add_worksheet(name.told(lang))
        page.set_tab_color(
            MUST if any(q.must for q in asked_in(sheet)) and sheet in ("city", "districts", "hospitals") else MAY
        )
        page.merge_range(
            0, 0, 0, 7, say(f"hint_{sheet}", lang), formats.of(text_wrap=True, italic=True, font_color=HEAD)
        )
        page.set_row(0, 48)
        (_list if sheet in LISTS else _form)(page, formats, sheet, start, lang)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _read_me(book: Any, formats: Formats, city: str, lang: str) -> None:
    page = book.add_worksheet(README.told(lang))
    page.hide_gridlines(2)
    page.set_column(0, 0, 110)
    row = 0
    for key in ABOUT:
        text = tell(key, city=city).told(lang)
        if key == "title":
            page.set_row(row, 30)
            page.write_string(row, 0, text, formats.of(bold=True, font_size=16, font_color=HEAD))
        elif key.isdigit():
            row += 1
            page.write_string(row, 0, text, formats.of(bold=True, font_size=12, font_color=HEAD, bottom=1))
        else:
            page.set_row(row, 32 if len(text.encode("gb18030", "replace")) > 105 else 18)
            page.write_string(row, 0, text, formats.of(text_wrap=True, indent=1))
        row += 1
        if key == "c":
            command = f"sim init {city} --from {city}.xlsx" + (" --lang zh" if lang == "zh" else "")
            page.write_string(
                row, 0, command, formats.of(bold=True, indent=3, bg_color="#F2F2F2", font_name="Consolas")
            )
            row += 1
        if key == "1":
            looks = (("must", MUST), ("may", MAY))
            for word, colour in looks:
                page.write_string(row, 0, f"{say(word, lang)}", formats.of(bg_color=colour, border=1, indent=1))
                row += 1
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _form(page: Any, formats: Formats, sheet: str, start: Start, lang: str) -> None:
    """One thing a row: item, required or not, value columns, unit, source, national values, meaning, where, code."""
    columns = value_columns(sheet)
    several = len(columns) > 1
    heads = [say("item", lang), say("marked", lang), *(name.told(lang) for name in columns.values())]
    heads += [say("unit", lang), say("source", lang)]
    years = [EXAMPLE_YEAR] if several else list(YEARS)
    heads += [
        say("national", lang, year=year) + (f" {name.told(lang)}" if several else "")
        for year in years
        for name in columns.values()
    ]
    heads += [say("range", lang), say("about", lang), say("where", lang), say("code", lang)]
    head = formats.of(bold=True, text_wrap=True, bg_color=HEAD, font_color="white", border=1, align="center")
    page.set_row(2, 32)
    for at, text in enumerate(heads):
        page.write_string(2, at, text, head)
    widths = [34, 9, *([13] * len(columns)), 7, 26, *([12] * len(years) * len(columns)), 17, 44, 40, 26]
    for at, width in enumerate(widths):
        page.set_column(at, at, width)
    page.freeze_panes(3, 2 + len(columns))
    asked = [question for question in asked_in(sheet) if question.column == next(iter(columns))]
    for n, question in enumerate(asked):
        _form_row(page, formats, 3 + n, question, columns, years, start, lang)


def _form_row(
    page: Any,
    formats: Formats,
    row: int,
    question: Question,
    columns: dict[str, Bilingual],
    years: list[int],
    start: Start,
    lang: str,
) -> None:
    plain = formats.of(border=1, border_color="#BFBFBF", text_wrap=True)
    grey = formats.of(border=1, border_color="#BFBFBF", font_color=GREY, text_wrap=True, align="center")
    colour = MUST if question.must else MAY
    page.write_string(
        row, 0, question.name.told(lang), formats.of(border=1, border_color="#BFBFBF", bold=question.must)
    )
    word = say("must" if question.must else "may", lang)
    page.write_string(row, 1, word, formats.of(border=1, border_color="#BFBFBF", align="center", bold=question.must))
    at = 2
    for _ in columns:
        page.write_blank(row, at, None, _answer(formats, question, colour))
        _validate(page, row, row, at, question, lang)
        at += 1
    page.write_string(row, at, question.unit.told(lang), grey)
    page.write_blank(
        row, at + 1, None, formats.of(border=1, border_color="#BFBFBF", bg_color="#FAFAFA", text_wrap=True)
    )
    at += 2
    for year in years:
        for column in columns:
            page.write_string(row, at, _national(question, column, year, start, lang), grey)
            at += 1
    page.write_string(row, at, _range(question, start), grey)
    page.write_string(row, at + 1, question.about.told(lang), plain)
    page.write_string(row, at + 2, question.where.told(lang), plain)
    page.write_string(row, at + 3, question.id, formats.of(font_color="#A6A6A6", font_size=9))


def _list(page: Any, formats: Formats, sheet: str, start: Start, lang: str) -> None:
    """An entry a row; above the headings what a column means and where it is printed."""
    asked = asked_in(sheet)
    small = formats.of(font_size=9, font_color=GREY, text_wrap=True, valign="top")
    page.set_row(1, 64)
    page.set_row(2, 34)
    for at, question in enumerate(asked):
        colour = MUST if question.must else MAY
        about = [text for text in (question.about.told(lang), question.where.told(lang)) if text]
        national = _national(question, "", EXAMPLE_YEAR, start, lang)
        about += [f"{say('national', lang, year=EXAMPLE_YEAR)}: {national}"] if national else []
        page.write_string(1, at, "\n".join(about), small)
        unit = (
            f"（{question.unit.zh}）"
            if question.unit and lang == "zh"
            else f" ({question.unit.en})"
            if question.unit
            else ""
        )
        word = say("must" if question.must else "may", lang)
        head = formats.of(bold=True, text_wrap=True, bg_color=HEAD, font_color="white", border=1, align="center")
        page.write_string(2, at, f"{question.name.told(lang)}{unit}\n{word}", head)
        page.set_column(at, at, {"name": 30, "source": 26, "from": 24, "to": 24}.get(question.id, 16))
        for row in range(3, 3 + ROWS[sheet]):
            page.write_blank(row, at, None, _answer(formats, question, colour))
        _validate(page, 3, 2 + ROWS[sheet], at, question, lang)
    page.freeze_panes(3, 1)


def _answer(formats: Formats, question: Question, colour: str) -> Any:
    looks: dict[str, object] = {"bg_color": colour, "border": 1, "border_color": "#BFBFBF"}
    if question.kind == "share":
        looks["num_format"] = "0.0%"
    elif question.kind in ("count", "yuan"):
        looks["num_format"] = "#,##0.##" if question.kind == "yuan" else "#,##0"
    elif question.kind in ("code", "text", "slug"):
        looks["num_format"] = "@"
    return formats.of(**looks)


def _validate(page: Any, first: int, last: int, at: int, question: Question, lang: str) -> None:
    """A list to choose from; other words that mean the same are taken too, so it only warns."""
    if question.kind in OFFERED:
        words = [name.told(lang) for name in OFFERED[question.kind].values()]
        note = say("choose_text", lang, words=("、" if lang == "zh" else ", ").join(words))
        page.data_validation(
            first,
            at,
            last,
            at,
            {
                "validate": "list",
                "source": words,
                "error_type": "warning",
                "error_title": say("choose", lang),
                "error_message": note[:255],
                "input_title": question.name.told(lang)[:32],
                "input_message": note[:255],
            },
        )
    elif question.kind == "district" and question.sheet != "districts":
        name = SHEETS["districts"].told(lang)
        source = f"='{name}'!$A$4:$A${3 + ROWS['districts']}"
        page.data_validation(first, at, last, at, {"validate": "list", "source": source, "error_type": "warning"})


def _national(question: Question, column: str, year: int, start: Start, lang: str) -> str:
    """The national value as people write it, empty where there is none."""
    known = _known(question, column, year, start)
    if known is None:
        return ""
    text = _written(known.value, known.unit)
    if question.kind != "count" or known.unit.endswith("residents"):
        return text if question.kind != "count" or "per 100" not in known.unit else say("hundred", lang, value=text)
    return say("part" if known.unit == "share" else "each", lang, value=text) if question.sheet == "city" else text


def _range(question: Question, start: Start) -> str:
    known = _known(question, question.column, EXAMPLE_YEAR, start)
    if known is None or known.low is None or known.high is None:
        return ""
    return f"{_written(known.low, known.unit)} – {_written(known.high, known.unit)}"


def _known(question: Question, column: str, year: int, start: Start) -> Quantity | None:
    table, _, name = question.national.partition(":")
    if table == "benefit":
        name = f"{column or question.column}.{question.id}"
    return start.of(table, name, year) if start.years(table, name) else None


def _written(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value * 100:.1f}%".replace(".0%", "%")
    return f"{value:,.1f}".removesuffix(".0") if value < 1000 else f"{value:,.0f}"
