"""What the empty workbook of a new city says: its headings and hints, and its first sheet."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

PHRASES = {
    "item": ("项目", "Item"),
    "must": ("必填", "required"),
    "may": ("可空", "optional"),
    "yellow": ("黄色 = 必填", "yellow: required"),
    "blue": ("浅蓝色 = 可空", "pale blue: optional"),
    "marked": ("是否必填", "Required?"),
    "unit": ("单位", "Unit"),
    "source": ("出处（年鉴、公报名称）", "Source (yearbook, bulletin)"),
    "national": ("全国 {year}", "Nation {year}"),
    "range": ("通常范围", "Usual range"),
    "about": ("说明", "What it is"),
    "where": ("一般在哪里查", "Where it is printed"),
    "code": ("代码（勿改）", "Code (leave as is)"),
    "each": ("每人 {value}", "{value} a resident"),
    "hundred": ("每百人 {value}", "{value} per 100 residents"),
    "thousand": ("每千人 {value}", "{value} per 1000 residents"),
    "rural": ("农村每千人 {value}", "{value} per 1000 in villages"),
    "bed": ("每床 {value}", "{value} a bed"),
    "people": ("每 {value} 人一个", "one for {value} residents"),
    "typical": ("典型 {year}：{name}", "Typical {year}: {name}"),
    "in_row": ("填了这一行就必填", "required in a row"),
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
        "整张表可以空着：空着就按县区类型取：市区之间{urban}分钟，市区到县{mixed}分钟，县与县之间{county}分钟。填一个方向即可。",
        "This sheet may stay empty: {urban} minutes between urban districts, {mixed} to a county, {county} between "
        "counties stand in. "
        "One direction is enough.",
    ),
    "as_left": ("同左", "as left"),
    "choose": ("请从列表中选择", "choose from the list"),
    "choose_text": ("可选：{words}", "one of: {words}"),
    "share_text": ("写 62.5% 或 0.625", "write 62.5% or 0.625"),
}
# The lines of the first sheet in their order: one digit for a heading, one letter for a line below it.
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
say = saying(PHRASES)
say_about = saying(ABOUT)
