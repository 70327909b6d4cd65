"""The names of the field as small whole numbers: what the engine counts by.

Every enum member's ``id`` is the word used in files, tables and labels (``vocabulary/labels.csv``).
The order of the members is the order of the cells in every count table, so it is part of the format.
"""

from __future__ import annotations

from enum import IntEnum


class Name(IntEnum):
    """A whole number with a word; the word is the member's name in lower case."""

    @property
    def id(self) -> str:
        """The word for files and tables."""
        return self.name.lower()

    @classmethod
    def ids(cls) -> tuple[str, ...]:
        """All words, in the order of the numbers."""
        return tuple(member.id for member in cls)

    @classmethod
    def of(cls, word: str) -> Name:
        """The member with this word; KeyError if there is none."""
        return cls[word.upper()]


class Tier(Name):
    """National class of a level of care: what national indicators and reports group by. It has no order."""

    PRIMARY = 0
    COUNTY = 1
    TERTIARY = 2
    OUTSIDE = 3


# The classes of hospitals of a region, and all within it.
HOSPITAL_TIERS = (Tier.COUNTY, Tier.TERTIARY)
TIERS_WITHIN = (Tier.PRIMARY, *HOSPITAL_TIERS)


class Kind(Name):
    """What sort of institution a facility is; decides which conditions it takes."""

    GENERAL = 0
    TCM = 1
    MATERNAL_CHILD = 2
    PSYCHIATRIC = 3
    REHABILITATION = 4
    TOWNSHIP_CENTRE = 5
    COMMUNITY_CENTRE = 6
    VILLAGE_CLINICS = 7
    PRIVATE_CLINICS = 8
    BEYOND = 9
    CHILDREN = 10
    CANCER = 11
    INFECTIOUS = 12


CENTRES = (Kind.TOWNSHIP_CENTRE, Kind.COMMUNITY_CENTRE)  # primary places with a desk, a queue and doctors of their own


class Grade(Name):
    """Licence grade (医院等级); benefit goes by it. ``outside`` stands for care out of the payer's pool (异地就医)."""

    FIRST = 0
    SECOND = 1
    THIRD = 2
    OUTSIDE = 3


class Owner(Name):
    """Who owns a facility; public hospitals are those not private."""

    CITY = 0
    PROVINCE = 1
    COUNTY = 2
    PRIVATE = 3


class Scheme(Name):
    """Basic medical insurance scheme, by which reports group residents; ``none`` marks those insured elsewhere.

    Who pays is the resident's payer: one scheme of one pool.
    """

    EMPLOYEE = 0
    RESIDENT = 1
    NONE = 2


class Layer(Name):
    """The layers of insurance that pay a bill, one behind the other; what they leave is the patient's."""

    FUND = 0
    CRITICAL_ILLNESS = 1
    ASSISTANCE = 2


class AgeBand(Name):
    """Age bands of the model, in years."""

    AGE_0_6 = 0
    AGE_7_17 = 1
    AGE_18_44 = 2
    AGE_45_64 = 3
    AGE_65_PLUS = 4


class Risk(Name):
    """What makes a resident liable to condition groups, of which he may carry several; ``anybody`` asks for none."""

    ANYBODY = 0
    HYPERTENSION = 1
    DIABETES = 2
    OTHER_CHRONIC = 3
    PREGNANT = 4

    @property
    def bit(self) -> int:
        """Its bit in the set of risks that a resident carries."""
        return 1 << self >> 1

    @classmethod
    def carried(cls) -> tuple[Risk, ...]:
        """Those that a resident carries or not."""
        return tuple(risk for risk in cls if risk is not cls.ANYBODY)


# Those that stay, and whose prevalence by age a region gives.
CHRONIC = (Risk.HYPERTENSION, Risk.DIABETES, Risk.OTHER_CHRONIC)


class Severity(Name):
    """Severity of one need."""

    MILD = 0
    MODERATE = 1
    SEVERE = 2


class Category(Name):
    """What a charge is for."""

    DRUGS = 0
    CONSUMABLES = 1
    TESTS = 2
    SERVICES = 3


class Pricing(Name):
    """How a contract turns care into what the provider is owed (支付方式)."""

    FEE_FOR_SERVICE = 0
    PER_CASE = 1
    DRG = 2
    DIP = 3
    PER_DIEM = 4
    CAPITATION = 5


class PayBasis(Name):
    """What the part of doctors' pay that follows money follows."""

    SURPLUS = 0
    REVENUE = 1
    WORKLOAD = 2


class PatientShare(Name):
    """What of the patient's money is within the price of a stay: none, all, or all that the catalogue covers."""

    ON_CHARGES = 0
    INSIDE = 1
    CATALOGUE_INSIDE = 2


class Billed(Name):
    """Care that has a share of its own that the catalogue leaves out: visits, stays by item, stays by case."""

    VISITS = 0
    STAYS = 1
    CASES = 2


class Setting(Name):
    """Outpatient or inpatient care."""

    VISITS = 0
    STAYS = 1


class Encounter(Name):
    """Kind of one encounter; the first three are visits, the others hospital cases."""

    GENERAL = 0
    SPECIALIST = 1
    EMERGENCY = 2
    STAY = 3
    DAY_SURGERY = 4
    STEP_DOWN = 5


class Visit(Name):
    """The encounters that are visits, by the same words."""

    GENERAL = Encounter.GENERAL
    SPECIALIST = Encounter.SPECIALIST
    EMERGENCY = Encounter.EMERGENCY


class Amount(Name):
    """The amounts of one bill in fen: four charges, who paid them, and what the provider is owed."""

    DRUGS = 0
    CONSUMABLES = 1
    TESTS = 2
    SERVICES = 3
    FUND = 4
    CRITICAL_ILLNESS = 5
    ASSISTANCE = 6
    SELF_PAID = 7
    SELF_FUNDED = 8
    DUE = 9


class Referral(Name):
    """Documented hand-over that led to an encounter."""

    NONE = 0
    UP = 1
    DOWN = 2


class Arrival(Name):
    """How care was come to, as benefits see it: with a referral up or down, without one, or in an emergency."""

    REFERRED = 0
    UNREFERRED = 1
    EMERGENCY = 2


class Reason(Name):
    """Why a resident came to a facility: the step of `model.md` 4 that brought him there."""

    EMERGENCY = 0
    USUAL_PLACE = 1
    CONTRACT_OR_GATE = 2
    WEIGHED_ALL = 3
    WEIGHED_HOSPITALS = 4
    REFERRED_UP = 5
    WENT_ON = 6
    SENT_FOR_BED = 7
    FOLLOW_UP = 8
    ADMITTED = 9
    STEPPED_DOWN = 10
    SENT_SIDEWAYS = 11


class Sideways(Name):
    """What a hospital does in referral at one tier: nothing, send a complex case, take it."""

    NONE = 0
    SENDS = 1
    TAKES = 2


class Contract(Name):
    """Family-doctor contract of a resident: none, signed only, signed and fulfilled."""

    NONE = 0
    SIGNED = 1
    EFFECTIVE = 2


class Place(Name):
    """Where a resident was treated, seen from home."""

    PRIMARY = 0
    HOME_COUNTY = 1
    OTHER_DISTRICT = 2
    TERTIARY = 3
    OUTSIDE = 4


class PrimaryPlace(Name):
    """The facilities of one primary place, in their order."""

    CENTRE = 0
    VILLAGE_CLINICS = 1
    PRIVATE_CLINICS = 2


class Flag(Name):
    """Whether something holds."""

    NO = 0
    YES = 1


class Settlement(Name):
    """Where a resident lives."""

    RURAL = 0
    URBAN = 1


class Area(Name):
    """Settlement a district's choice parameters belong to."""

    COUNTY_AREA = 0
    URBAN = 1


class DistrictKind(Name):
    """A county (县域 indicators count it) or an urban district."""

    COUNTY = 0
    URBAN = 1


class Confidence(Name):
    """How a number is known."""

    DOCUMENT = 0
    STATISTIC = 1
    LITERATURE = 2
    CALIBRATED = 3
    ASSUMPTION = 4


class Arm(Name):
    """The region with its trends and no rule; the region with the scenario's rules."""

    BASELINE = 0
    REFORM = 1
