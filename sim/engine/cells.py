"""Where things lie in the flat tables: one function a shape of keys, each key in the order of its declaration.

Count tables are declared in `vocabulary.tables`, tables of the world and the month in `engine.tables`. Called by both
engines and compiled away; a test holds every function against the declared keys. Letters as in `tables`: w world,
f facility, g condition group, s severity.
"""

from sim.engine.tables import Benefit, World
from sim.vocabulary import names as n
from sim.vocabulary import tables as t

SEVERITIES, SCHEMES, REFERRALS, AGES = len(n.Severity), len(n.Scheme), len(n.Referral), len(n.AgeBand)
PLACES, CONTRACTS, FLAGS, SETTLEMENTS = len(n.Place), len(n.Contract), len(n.Flag), len(n.Settlement)
VISIT_KINDS, ENCOUNTERS, SETTINGS, CATEGORIES = len(n.Visit), len(n.Encounter), len(n.Setting), len(n.Category)
LAYERS, PRIMARY_PLACES, BILLED_KINDS = len(n.Layer), len(n.PrimaryPlace), len(n.Billed)
ENDS = PLACES + 1  # places of admission, and none
NOT_ADMITTED = PLACES
CLAIMS = 2  # care out of the pool: by oneself, or with a referral
VISIT_WIDTH, BILLED_WIDTH, PEOPLE_WIDTH = t.VISITS.width, t.BILLED.width, t.PEOPLE.width
NEED_WIDTH, BED_WIDTH, SPENDING_WIDTH = t.NEEDS.width, t.BEDS.width, t.SPENDING.width
BOOKING_WIDTH = t.BOOKINGS.width


# -- tables of the world and the month ----------------------------------------------------------------------


def cell(w: World, owner: int, g: int, s: int) -> int:
    """A case at a facility, or of a home: [owner, g, s]."""
    return (owner * w.conditions + g) * SEVERITIES + s


def case(g: int, s: int) -> int:
    """A case wherever it is: [g, s]."""
    return g * SEVERITIES + s


def by_severity(owner: int, s: int) -> int:
    """[facility or area, s]."""
    return owner * SEVERITIES + s


def billed_at(f: int, billed: int) -> int:
    """[facility, `names.Billed`]."""
    return f * BILLED_KINDS + billed


def by_group(w: World, f: int, g: int) -> int:
    """[facility, g]."""
    return f * w.conditions + g


def known_at(w: World, f: int, before: int, g: int) -> int:
    """[facility, level before, g]."""
    return (f * w.levels + before) * w.conditions + g


def charges_of(at: int) -> int:
    """The first of the four charges of a `cell`."""
    return at * CATEGORIES


def belief_at(w: World, home: int, level: int, g: int, s: int) -> int:
    """[home, level, g, s]."""
    return ((home * w.levels + level) * w.conditions + g) * SEVERITIES + s


def constant_at(w: World, area: int, level: int) -> int:
    """[area, level]."""
    return area * w.levels + level


def travel_at(w: World, home: int, urban: int, f: int) -> int:
    """[home, settlement, facility]."""
    return (home * SETTLEMENTS + urban) * w.facilities + f


def signing_at(home: int, urban: int) -> int:
    """[home, settlement]."""
    return home * SETTLEMENTS + urban


def hour_at(w: World, pool: int, hour: int) -> int:
    """[pool, hour]."""
    return pool * w.hours + hour


def grade_at(w: World, payer: int, f: int) -> int:
    """[payer, facility]."""
    return payer * w.facilities + f


def claim_at(payer: int, referral: int) -> int:
    """[payer, (by himself, with a referral up or down)]."""
    return payer * CLAIMS + (0 if referral == n.Referral.NONE else 1)


def cover_at(w: World, payer: int, home: int, retired: int, poor: int, age: int, signed: int) -> int:
    """[payer, home, retired, poor, age, with a contract]."""
    who = ((payer * (w.districts + 1) + home) * FLAGS + retired) * FLAGS + poor
    return (who * AGES + age) * FLAGS + signed


def kind_of(b: Benefit, g: int, s: int) -> int:
    """The kind of care that benefits see in a case."""
    return 0 if b.kinds == 1 else b.kind[case(g, s)]


def insured_at(w: World, f: int, payer: int) -> int:
    """[facility, payer with a fund]."""
    return f * w.payers + payer


def by_packet(w: World, f: int, packet: int) -> int:
    """[facility, packet]."""
    return f * w.packets + packet


def shares_at(w: World, f: int, payer: int, packet: int, contracts: int) -> int:
    """The first contract's share: [facility, payer with a fund, packet, contract]."""
    return ((f * w.payers + payer) * w.packets + packet) * contracts


def price_at(w: World, contract: int, f: int, packet: int, s: int) -> int:
    """[contract, facility, packet, s]."""
    return ((contract * w.facilities + f) * w.packets + packet) * SEVERITIES + s


def fee_at(f: int, setting: int, age: int) -> int:
    """Tests, then services: [facility, setting, age]."""
    return ((f * SETTINGS + setting) * AGES + age) * 2


def contract_at(w: World, contract: int, f: int) -> int:
    """[contract, facility]."""
    return contract * w.facilities + f


# -- the facilities of a primary place ----------------------------------------------------------------------


def centre_of(place: int) -> int:
    """The centre of a primary place; its village clinics and private clinics come after it."""
    return place * PRIMARY_PLACES


def is_village(f: int) -> bool:
    """Whether a primary facility is a place's village clinics."""
    return f % PRIMARY_PLACES == n.PrimaryPlace.VILLAGE_CLINICS


# -- count tables: the first count of a cell ------------------------------------------------------------------


def visit_row(w: World, home: int, f: int, kind: int, referral: int) -> int:
    """`VISITS`."""
    return (((home * w.facilities + f) * VISIT_KINDS + kind) * REFERRALS + referral) * VISIT_WIDTH


def bill_cell(w: World, f: int, payer: int, g: int, s: int, kind: int, referral: int) -> int:
    """`BILLED`: the number of the cell; where its counts lie, says `booking.bill_row`."""
    who = (f * (w.payers + 1) + payer) * w.conditions + g
    return ((who * SEVERITIES + s) * ENCOUNTERS + kind) * REFERRALS + referral


def people_row(home: int, place: int, age: int, scheme: int, contract: int, key_group: int, urban: int) -> int:
    """`PEOPLE`."""
    who = ((home * PLACES + place) * AGES + age) * SCHEMES + scheme
    return (((who * CONTRACTS + contract) * FLAGS + key_group) * SETTLEMENTS + urban) * PEOPLE_WIDTH


def need_row(w: World, home: int, g: int, s: int, age: int) -> int:
    """`NEEDS`."""
    return (cell(w, home, g, s) * AGES + age) * NEED_WIDTH


def bed_row(f: int) -> int:
    """`BEDS`."""
    return f * BED_WIDTH


def booking_row(f: int) -> int:
    """`BOOKINGS`."""
    return f * BOOKING_WIDTH


def purse_of_payer(payer: int, layer: int) -> int:
    """Which purse a layer of a payer's insurance is."""
    return payer * LAYERS + layer


def purse_of_home(w: World, home: int) -> int:
    """Which purse the residents of a home are: they come after the payers."""
    return (w.payers + 1) * LAYERS + home


def transfer_row(w: World, purse: int, f: int) -> int:
    """`TRANSFERS`."""
    return purse * w.facilities + f


def spending_row(w: World, home: int, f: int, payer: int, setting: int) -> int:
    """`SPENDING`."""
    return (((home * w.facilities + f) * w.payers + payer) * SETTINGS + setting) * SPENDING_WIDTH


def flow_row(home: int, first: int, admitted: int) -> int:
    """`FLOWS`."""
    return (home * PLACES + first) * ENDS + admitted
