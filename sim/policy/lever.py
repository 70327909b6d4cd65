"""What a planner can set: one lever, its parameters with label, unit and range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class LeverSetting:
    """What a lever's field means: put into ``Annotated[type, Setting(...)]`` beside the pydantic limits.

    ``before`` names the number that holds without the rule (``people.contract_base_all``, ``benefit.ceiling`` of the
    rule's schemes) or is that number;
    ``unset`` names the parameter that counts where the rule leaves the field out.
    """

    zh: str
    en: str
    unit: str
    low: float | None = None
    high: float | None = None
    before: str = ""
    unset: str = ""


# Whose public hospitals a rule on payment or prices applies to.
Owners = Annotated[
    tuple[Literal["city", "county", "province"], ...],
    Field(min_length=1),
    LeverSetting(
        "医院隶属：city（市属）、county（县区属）、province（省属）",
        "owners of the hospitals it applies to: city, county, province",
        "owner",
    ),
]
EVERY_OWNER: Owners = ("city", "county", "province")


# Which hospitals a rule on clinics applies to.
HospitalTiers = Annotated[
    tuple[Literal["county", "tertiary"], ...],
    Field(min_length=1),
    LeverSetting("医院层级：county（县级）、tertiary（三级）", "tiers of hospitals: county, tertiary", "tier"),
]


# Whose insured a rule on benefit or payment applies to.
Schemes = Annotated[
    tuple[Literal["employee", "resident"], ...],
    Field(min_length=1),
    LeverSetting("险种：employee（职工）、resident（城乡居民）", "insured it applies to: employee, resident", "scheme"),
]


# Which of the insured a rule on benefit applies to; nobody named means all of them.
Groups = Annotated[
    tuple[Literal["working", "retired", "poor", "children", "adults", "elderly", "contracted"], ...],
    LeverSetting(
        "参保人群：working（在职职工）、retired（退休人员）、poor（困难群众）、children（18岁以下）、adults（18–64岁）、"
        "elderly（65岁及以上）、contracted（签约居民）；写几类即为其中任一类，不写为全部",
        "groups of the insured: working and retired employees, poor, children (under 18), adults (18 to 64), elderly "
        "(65 and over), contracted; whoever is in one of those named, everybody if none is",
        "insured group",
    ),
]

# Which care a rule on benefit applies to.
Conditions = Annotated[
    tuple[str, ...],
    LeverSetting("病种组；不写为全部", "condition groups it applies to; all if none is named", "group id"),
]
Hospitals = Annotated[
    tuple[str, ...],
    LeverSetting(
        "医院名单；不写为该等级的全部机构",
        "only these hospitals of a grade; all of the grade if none is named",
        "hospital id",
    ),
]
Severities = Annotated[
    tuple[Literal["mild", "moderate", "severe"], ...],
    LeverSetting(
        "病情：mild（轻）、moderate（中）、severe（重）；不写为全部",
        "severities: mild, moderate, severe; all if none is named",
        "severity",
    ),
]
Arrivals = Annotated[
    tuple[Literal["referred", "unreferred", "emergency"], ...],
    LeverSetting(
        "就医方式：referred（经转诊）、unreferred（未经转诊）、emergency（未经转诊的急诊）；不写为全部",
        "how care is come to: referred, unreferred, emergency (without a referral); all if none is named",
        "arrival",
    ),
]
Settings = Annotated[
    tuple[Literal["visits", "stays"], ...],
    Field(min_length=1),
    LeverSetting("门诊（visits）、住院（stays）", "visits, stays", "setting"),
]
Grades = Annotated[
    tuple[Literal["first", "second", "third", "outside"], ...],
    Field(min_length=1),
    LeverSetting(
        "机构等级：first（一级）、second（二级）、third（三级）、outside（市外）",
        "licence grades: first, second, third, outside",
        "grade",
    ),
]


class Lever(BaseModel):
    """Base of all levers. A subclass lives in ``policy/levers/<id>.py`` and declares fields only.

    The schema, ``sim levers``, error messages and the report are made from the fields.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)

    def meets(self, other: Lever) -> bool:
        """Whether two rules of this lever set the same thing where and when both are in force."""
        if not self.apart_by:
            return True
        one, two = (
            {words} if isinstance(words := getattr(lever, self.apart_by), str) else set(words)
            for lever in (self, other)
        )
        return bool(one & two)

    id: ClassVar[str]
    zh: ClassVar[str]
    en: ClassVar[str]
    summary: ClassVar[str]
    summary_zh: ClassVar[str]
    # The shelf a planner looks on (labels ``group.*``), other words for the lever in both languages, and rules to start
    # from: the first whose blanks the scenario can fill ({tertiary}, {county_hospital}, {county}, {condition},
    # {alliance}, {alliance_home}).
    group: ClassVar[str]
    words: ClassVar[str]
    examples: ClassVar[tuple[str, ...]]
    # The field whose words keep two rules of this lever apart (two telemedicine rules that serve different
    # tiers do not contradict each other); empty where any two rules in one place at one time do.
    apart_by: ClassVar[str] = ""
    # Fields that make a rule an exception: one that names some of what another leaves open does not contradict it, and
    # counts after it.
    narrowed_by: ClassVar[tuple[str, ...]] = ()
    # Whether two rules of it may name the same thing, the later one first; else they contradict each other.
    stacks: ClassVar[bool] = False
    # Whether a rule's ``where`` narrows it down; False where the lever's own fields say where.
    by_place: ClassVar[bool] = True
    # Whether its ``pools`` does: by their districts, or by whose money it is.
    by_pool: ClassVar[bool] = True
    # Indicators the lever acts on first, and parameters of the files through which it acts (beside those that stand
    # in for a field left out: `Setting.unset`); `sim rules` shows both. Empty where nothing measures it.
    moves: ClassVar[tuple[str, ...]] = ()
    parameters: ClassVar[tuple[str, ...]] = ()

    @property
    def narrowness(self) -> int:
        """How many of the fields that make a rule an exception it names."""
        return sum(1 for name in self.narrowed_by if getattr(self, name))
