"""A checked, frozen description of one experiment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sim.policy.contract_lever import ContractLever
from sim.policy.document import Document
from sim.policy.rule import Rule
from sim.policy.target import Target
from sim.region.description import SILENT, Numbers, Region
from sim.vocabulary.open_days import OpenDays
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Years:
    """Base year, last year, and the months of run-in before the base year (simulated, not reported)."""

    base: int
    last: int
    run_in_months: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Switches of the mechanism, for tests and questions of method; the defaults are the model.

    The ``respond_*`` switches turn off one part each of how providers answer to payment (docs/payment.md).
    """

    wait_feedback: bool = True
    beliefs: bool = True
    capacity: Literal["limited", "unlimited"] = "limited"
    queues: Literal["auto", "simulate", "approximate"] = "auto"
    respond_level: bool = True
    respond_mix: bool = True
    respond_income: bool = True
    respond_volume: bool = True
    respond_stay: bool = True
    respond_quota: bool = True
    respond_step_down: bool = True
    respond_referral: bool = True
    respond_coding: bool = True
    respond_split: bool = True
    respond_selection: bool = True
    respond_pay: bool = True
    respond_contest: bool = True
    respond_left_out: bool = True


@dataclass(frozen=True, slots=True)
class Scenario:
    """What one run needs, complete; nothing outside it changes the answer.

    ``parameters`` are the behaviour, cost and trend numbers by name; ``conditions`` the disease groups:
    id -> quantity -> number, in file order. ``inputs`` maps every file read to its content hash.
    ``open_days`` are the public holidays of its years. ``earlier`` are measures in force before the base year: part of
    its numbers, in both arms, and not simulated, payments of stays apart (`kept_payments`).
    """

    name: str
    label: Bilingual
    region: Region
    years: Years
    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]
    documents: tuple[Document, ...]
    parameters: Numbers
    conditions: Mapping[str, Mapping[str, Quantity]]
    condition_labels: Mapping[str, Bilingual]
    settings: Settings
    open_days: OpenDays
    inputs: Mapping[str, str]
    earlier: tuple[Rule, ...] = field(default=(), metadata=SILENT)

    @property
    def stated(self) -> tuple[Rule, ...]:
        """Every rule of the file: those in force before the base year, then those that are simulated."""
        return (*self.earlier, *self.rules)

    @property
    def kept_payments(self) -> tuple[Rule, ...]:
        """Payments of stays older than the base year: they go on in both arms, and answers are to what differs."""
        return tuple(rule for rule in self.earlier if isinstance(rule.lever, ContractLever))
