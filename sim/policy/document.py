"""A policy document: number, issuer, date, and its clauses in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; ``status`` says whether the model computes it, in part, or keeps it as context (why, twice)."""

    id: str
    zh: str
    en: str
    priority: int
    status: Literal["modelled", "partial", "context"]
    why: str
    why_zh: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that rules and targets cite by clause id."""

    id: str
    number: str
    issuer: str
    issued: date
    title_en: str
    title_zh: str
    clauses: tuple[Clause, ...]
