"""One file per lever; the register of all of them."""

from __future__ import annotations

from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.appointments import Appointments
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.consumables_procurement import ConsumablesProcurement
from sim.policy.levers.day_surgery import DaySurgery
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.dip import Dip
from sim.policy.levers.disease_list import DiseaseList
from sim.policy.levers.drg import Drg
from sim.policy.levers.drug_list import DrugList
from sim.policy.levers.drug_procurement import DrugProcurement
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.financing import Financing
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.general_clinics import GeneralClinics
from sim.policy.levers.infusion_stop import InfusionStop
from sim.policy.levers.long_prescriptions import LongPrescriptions
from sim.policy.levers.new_beds import NewBeds
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.pathways import Pathways
from sim.policy.levers.per_diem import PerDiem
from sim.policy.levers.posted_doctors import PostedDoctors
from sim.policy.levers.price_gap import PriceGap
from sim.policy.levers.primary_beds import PrimaryBeds
from sim.policy.levers.primary_staff import PrimaryStaff
from sim.policy.levers.protection import Protection
from sim.policy.levers.public_health import PublicHealth
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.policy.levers.reimbursement import Reimbursement
from sim.policy.levers.reserved_beds import ReservedBeds
from sim.policy.levers.reserved_slots import ReservedSlots
from sim.policy.levers.result_recognition import ResultRecognition
from sim.policy.levers.service_fees import ServiceFees
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.sideways_referral import SidewaysReferral
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.staff_pay import StaffPay
from sim.policy.levers.step_down import StepDown
from sim.policy.levers.sub_centre import SubCentre
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.levers.unreferred import Unreferred
from sim.policy.levers.visit_fee import VisitFee
from sim.policy.levers.zero_markup import ZeroMarkup

LEVERS: dict[str, type[Lever]] = {
    lever.id: lever
    for lever in (
        FamilyDoctor,
        Gatekeeping,
        GeneralClinics,
        ReservedSlots,
        ReservedBeds,
        Appointments,
        SidewaysReferral,
        LongPrescriptions,
        DiseaseList,
        DrugList,
        Telemedicine,
        Specialty,
        PostedDoctors,
        PrimaryStaff,
        PrimaryBeds,
        SubCentre,
        NewBeds,
        AllianceLever,
        StepDown,
        DaySurgery,
        Pathways,
        ResultRecognition,
        InfusionStop,
        BedControl,
        ZeroMarkup,
        DrugProcurement,
        TwoInvoice,
        ConsumablesProcurement,
        ServicePrices,
        ServiceFees,
        PriceGap,
        VisitFee,
        CasePayment,
        Drg,
        Dip,
        PerDiem,
        Capitation,
        Budget,
        StaffPay,
        ReferralSettlement,
        Reimbursement,
        Unreferred,
        BenefitTilt,
        Deductibles,
        OutpatientPooling,
        Protection,
        Supervision,
        PublicHealth,
        Financing,
    )
}
