"""The count tables, declared once: by which keys the engine counts, and what.

Everything else follows from a declaration: widths and offsets of both engines, the columns on disk, the words of
keys and the page ``docs/tables.md``. A table is a flat run of whole numbers: a cell for every combination of the
keys in their order, its counts side by side in the order of their members. Money is in fen, waits in ticks.

On disk a table is sparse, one row a cell that is not zero, with ``arm, replication, year, month`` in front
(``persons``, counted once a year: without ``month``); keys hold ids (words), not numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sim.vocabulary.names import (
    AgeBand,
    Contract,
    Encounter,
    Flag,
    Name,
    Place,
    Referral,
    Scheme,
    Setting,
    Settlement,
    Severity,
    Visit,
)
from sim.vocabulary.phrase import Bilingual


class Counted(Name):
    """One count of a table: the member's number is its place in a cell."""

    unit: str
    meaning: Bilingual

    def __new__(cls, unit: str, zh: str, en: str) -> Counted:
        """The next place: counts are numbered in the order in which they are written."""
        place = len(cls.__members__)
        member = int.__new__(cls, place)
        member._value_ = place
        member.unit, member.meaning = unit, Bilingual(en, zh)
        return member


class Size(Enum):
    """Keys of which each region has its own number."""

    HOMES = auto()  # districts, and one for patients from beyond the prefecture
    DISTRICTS = auto()
    FACILITIES = auto()
    CONDITIONS = auto()
    PAYERS = auto()  # each scheme of each pool, and the outside payer
    FUNDS = auto()  # the payers without the outside payer: those with a fund here
    PURSES = auto()  # the layers of insurance of every payer, and the residents of each home
    ENDS = auto()  # places of admission, and one for no admission


Key = type[Name] | Size


@dataclass(frozen=True, slots=True)
class TableShape:
    """Name, keys in their order, and counts of one table; ``keys`` is key column -> what it is numbered by."""

    name: str
    keys: Mapping[str, Key]
    counted: type[Counted]

    @property
    def counts(self) -> tuple[str, ...]:
        """The columns of the counts, in the order of their places."""
        return self.counted.ids()

    @property
    def width(self) -> int:
        """Counts of one cell."""
        return len(self.counted)

    def sizes(self, region: Mapping[Size, int]) -> tuple[int, ...]:
        """The number of values of every key."""
        return tuple(region[key] if isinstance(key, Size) else len(key) for key in self.keys.values())

    def length(self, region: Mapping[Size, int]) -> int:
        """Whole numbers of the table when every cell is there."""
        return math.prod(self.sizes(region)) * self.width


class VisitCount(Counted):
    """What is counted of visits."""

    COUNT = "cases", "就诊人次", "visits"
    WAIT_TICKS = "ticks", "候诊时间合计", "waits for the doctor, summed"
    LONG_WAITS = "cases", "候诊过长的人次", "visits with a long wait"
    AFTER_DISCHARGE = "cases", "出院后两周内的就诊", "visits within two weeks of a discharge"


class CaseCount(Counted):
    """What is counted of billed encounters; ``Amount`` says in which order a bill's amounts lie side by side."""

    COUNT = "cases", "例数", "encounters"
    BED_DAYS = "days", "床日", "bed-days"
    DRUGS_FEN = "fen", "药品费", "charges for drugs"
    CONSUMABLES_FEN = "fen", "耗材费", "charges for consumables"
    TESTS_FEN = "fen", "检查检验费", "charges for tests"
    SERVICES_FEN = "fen", "医疗服务费", "charges for services"
    FUND_FEN = "fen", "统筹基金支付", "paid by the basic fund"
    CRITICAL_ILLNESS_FEN = "fen", "大病保险支付", "paid by critical-illness insurance"
    ASSISTANCE_FEN = "fen", "医疗救助支付", "paid by medical assistance"
    SELF_PAID_FEN = "fen", "个人自付", "paid by the patient inside the catalogue"
    SELF_FUNDED_FEN = "fen", "个人自费", "paid by the patient outside the catalogue"
    WEIGHT_MILLI = "0.001", "编码权重合计", "weight as coded, summed"
    DUE_FEN = "fen", "按合同应付医疗机构", "what the provider is owed under its contract"
    PER_CASE = "cases", "按病例（床日）付费的住院", "stays paid per case or day"
    OVER_3X = "cases", "费用超过同类均值三倍的住院", "stays dearer than three times the mean of their cell"
    TRUE_WEIGHT_MILLI = "0.001", "真实权重合计", "weight as it is, summed"
    KEPT_OUT = "cases", "被排除在自愿合同之外的住院", "stays kept out of an optional contract"
    REVIEWED = "cases", "特病单议后据实支付的住院", "stays paid their charges after special review"
    SPLIT_STAYS = "cases", "分解住院的第二次", "second halves of split stays"


class PeopleCount(Counted):
    """What is counted of the people treated."""

    VISITS = "cases", "就诊", "visits"
    STAYS = "cases", "住院", "stays"
    FUND_FEN = "fen", "基金、大病与救助支付", "paid by fund, critical-illness insurance and assistance"
    OUT_OF_POCKET_FEN = "fen", "个人负担", "paid by the patient"


class NeedCount(Counted):
    """What became of needs; first contacts by the national class of the level."""

    ONSETS = "needs", "新发需求", "needs that arose"
    NO_CARE = "needs", "未就诊", "brought to nobody"
    EXEMPT = "needs", "急诊及不受首诊约束", "emergencies and conditions exempt from the gate"
    FIRST_PRIMARY = "needs", "首诊在基层", "first contact in primary care"
    FIRST_COUNTY = "needs", "首诊在县级", "first contact at county level"
    FIRST_TERTIARY = "needs", "首诊在三级", "first contact at a tertiary hospital"
    FIRST_OUTSIDE = "needs", "首诊在市外", "first contact beyond the prefecture"


class BedCount(Counted):
    """What is counted of beds."""

    OPEN_BED_DAYS = "days", "开放床日", "open bed-days"
    OCCUPIED_BED_DAYS = "days", "占用床日", "occupied bed-days"
    BED_WAIT_TICKS = "ticks", "候床时间合计", "waits for a bed, summed"
    BED_WAITS = (
        "cases",
        "等到床位者，末月含仍在等候者",
        "elective patients given a bed; in the last month who still wait",
    )
    SENT_ON = "cases", "因无床转走", "sent to the next hospital for lack of a bed"
    SEVERE_SENT_ON = "cases", "因无床转走的重症", "severe cases among them"
    POSTPONED = "cases", "因限额推迟", "elective cases postponed under a cap"
    LOST = "cases", "推迟后未再就诊", "postponed cases that never came back"


class BookingCount(Counted):
    """What is counted of planned visits where some are booked."""

    PLANNED = "cases", "计划门诊人次", "planned clinic visits: of episodes that did not begin as an emergency"
    BOOKED = "cases", "经预约的计划门诊人次", "planned clinic visits that had been booked"
    NO_SHOWS = "cases", "爽约人次，改日再来", "booked patients who did not come that day, and come another"


class PersonCount(Counted):
    """What is counted of residents at the end of a year."""

    RESIDENTS = "persons", "居民", "residents"
    WITH_VISIT = "persons", "就诊过的居民", "with a visit this year"
    WITH_STAY = "persons", "住院过的居民", "with a stay this year"
    READMITTED_15D = "persons", "15日内再入院", "readmitted within 15 days"
    READMITTED_30D = "persons", "30日内再入院", "readmitted within 30 days"
    MANAGED = "persons", "规范管理的慢病居民", "chronic residents whose contract is fulfilled"
    USED_OWN_TEAM = "persons", "在签约团队就诊过", "who saw their own team"
    CATASTROPHIC = "persons", "发生灾难性支出", "with catastrophic spending"
    CHRONIC = "persons", "高血压、糖尿病患者", "with hypertension or diabetes"


class TransferCount(Counted):
    """What payers paid for bills."""

    FEN = "fen", "付款", "paid"


class SpendingCount(Counted):
    """What the insured cost."""

    FUND_FEN = "fen", "基金应付", "owed by the basic fund"
    CHARGES_FEN = "fen", "费用", "the charges behind it"


class OwnCareCount(Counted):
    """Visits of the contracted to their own centre and its village clinics."""

    FUND_FEN = "fen", "基金支付", "paid by the basic fund"


class FlowCount(Counted):
    """Episodes that ended."""

    COUNT = "episodes", "病程", "episodes"


class TotalCount(Counted):
    """Patients in, patients out."""

    STARTED = "episodes", "开始", "episodes started"
    FINISHED = "episodes", "结束", "episodes finished"


FROM_BEYOND = "inflow"  # the home of patients from beyond the prefecture; every other `home` is a district id
VISITS = TableShape(
    "visits", {"home": Size.HOMES, "facility": Size.FACILITIES, "kind": Visit, "referral": Referral}, VisitCount
)
CASES = TableShape(
    "cases",
    {
        "facility": Size.FACILITIES,
        "scheme": Scheme,
        "condition": Size.CONDITIONS,
        "severity": Severity,
        "kind": Encounter,
        "referral": Referral,
    },
    CaseCount,
)
PEOPLE = TableShape(
    "people",
    {
        "home": Size.HOMES,
        "place": Place,
        "age": AgeBand,
        "scheme": Scheme,
        "contract": Contract,
        "key_group": Flag,
        "urban": Settlement,
    },
    PeopleCount,
)
NEEDS = TableShape(
    "needs", {"home": Size.HOMES, "condition": Size.CONDITIONS, "severity": Severity, "age": AgeBand}, NeedCount
)
BEDS = TableShape("beds", {"facility": Size.FACILITIES}, BedCount)
BOOKINGS = TableShape("bookings", {"facility": Size.FACILITIES}, BookingCount)
PERSONS = TableShape(
    "persons",
    {
        "home": Size.DISTRICTS,
        "age": AgeBand,
        "scheme": Scheme,
        "contract": Contract,
        "key_group": Flag,
        "urban": Settlement,
    },
    PersonCount,
)
MONTHLY = (VISITS, CASES, PEOPLE, NEEDS, BEDS)
ALL = (*MONTHLY, PERSONS)
SOME = (BOOKINGS,)  # written where the region says how much is booked in its base year

# Counted by the engines for the books and for what is learned from a month; not written as they are. `CASES` is
# `BILLED` with every payer's scheme in its place.
BILLED = TableShape(
    "billed",
    {
        "facility": Size.FACILITIES,
        "payer": Size.PAYERS,
        "condition": Size.CONDITIONS,
        "severity": Severity,
        "kind": Encounter,
        "referral": Referral,
    },
    CaseCount,
)
TRANSFERS = TableShape("transfers", {"purse": Size.PURSES, "facility": Size.FACILITIES}, TransferCount)
SPENDING = TableShape(
    "spending",
    {"home": Size.HOMES, "facility": Size.FACILITIES, "payer": Size.FUNDS, "setting": Setting},
    SpendingCount,
)
OWN_CARE = TableShape("own_care", {"facility": Size.FACILITIES, "payer": Size.FUNDS}, OwnCareCount)
FLOWS = TableShape("flows", {"home": Size.HOMES, "first": Place, "admitted": Size.ENDS}, FlowCount)
TOTALS = TableShape("totals", {}, TotalCount)
INNER = (BILLED, TRANSFERS, SPENDING, OWN_CARE, FLOWS, TOTALS)
COUNTED = (VISITS, PEOPLE, NEEDS, BEDS, *SOME, *INNER)
