"""Whatever is filled in within the limits of its cell is either refused at its cell or makes a city that is right."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from sim.city.answers import Answered, Answers
from sim.city.answers_check import check_answers
from sim.city.questions import Question, questions
from sim.city.region import made_of
from sim.city.typed import Given
from sim.city.words import OFFERED
from sim.scenario.faults import Faults
from sim.scenario.read import read_scenario

from .linshan import LIBRARY, start

ROUNDS = 40


class Hand:
    """A hand that fills cells in, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.cells = 0

    def given(self, value: float | str) -> Given:
        """An answer in the next cell, sometimes with its source."""
        self.cells += 1
        return Given(value, f"S!A{self.cells}", self.dice.choice(["", 'yearbook, "3-2"']))

    def often(self, chance: float) -> bool:
        """Whether something is filled in."""
        return self.dice.random() < chance

    def value(self, question: Question) -> float:
        """Any value within the limits of a question, its ends among them."""
        if question.kind in OFFERED:
            return self.dice.choice(list(OFFERED[question.kind]))
        low, high = max(question.low, 0.0), min(question.high, 1e9)
        if question.kind == "share":
            return round(self.dice.choice([low, high, self.dice.uniform(low, high)]), 4)
        value = math.exp(self.dice.uniform(math.log(max(low, 0.5)), math.log(high)))
        value = low if self.often(0.1) else value
        return float(round(value)) if question.kind in ("count", "flag") else round(value, 2)

    def rows(self, sheet: str, count: int, musts: list[dict[str, float | str]]) -> list[Answered]:
        """Rows of a list with what must be filled, and half of the rest."""
        more = [q for q in questions() if q.sheet == sheet and not q.must and q.kind not in ("text", "code", "slug")]
        return [
            {
                **{name: self.given(value) for name, value in musts[n].items()},
                **{q.id: self.given(self.value(q)) for q in more if self.often(0.5)},
            }
            for n in range(count)
        ]

    def answers(self) -> Answers:
        """A city with visits and stays as many as its residents and beds may have."""
        made, dice = Answers("any.xlsx", "any.xlsx"), self.dice
        names = [f"区{n}" for n in range(dice.randrange(1, 7))]
        kinds = [
            {"name": name, "kind": dice.choice([0, 1]), "residents": dice.uniform(1e3, 9e5) // 1} for name in names
        ]
        made.rows["districts"] = self.rows("districts", len(names), kinds)
        hospitals = [
            {
                "name": f"院{n}",
                "district": dice.choice(names),
                "level": dice.randrange(3),
                "beds": dice.uniform(1, 2500) // 1,
            }
            for n in range(dice.randrange(1, 12))
        ]
        made.rows["hospitals"] = self.rows("hospitals", len(hospitals), hospitals)
        some = [{"district": name} for name in names if self.often(0.4)]
        made.rows["primary"] = self.rows("primary", len(some), some)
        people = sum(row["residents"].number for row in made.rows["districts"])
        beds = sum(row["beds"].number for row in made.rows["hospitals"])
        totals = {
            "visits_total": people * dice.uniform(2, 9) // 1,
            "discharges_total": min(0.4 * people, max(0.03 * people, beds * dice.uniform(20, 45))) // 1,
        }
        made.single = {(name, ""): self.given(value) for name, value in totals.items()}
        made.single["city_name", ""] = self.given("城")
        made.single["base_year", ""] = self.given(dice.randrange(2010, 2031))
        for q in questions():
            if q.sheet in ("city", "people", "insurance") and not q.must and q.kind != "text" and self.often(0.35):
                total = totals["visits_total" if q.id.startswith("visits") else "discharges_total"]
                value = total * dice.uniform(0, 0.6) // 1 if q.kind == "count" else self.value(q)
                made.single[q.id, q.column] = self.given(value)
        return made


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_filled_in(tmp_path: Path, seed: int) -> None:
    right, tables = 0, start()
    for n in range(ROUNDS):
        answers, faults = Hand(1000 * seed + n).answers(), Faults()
        check_answers(answers, tables, faults)
        made = None if faults.problems else made_of("any", answers, tables, "zh", faults)
        if made is None or faults.problems:
            assert all(problem.path.startswith("S!A") for problem in faults.problems)
            continue
        for name, text in made.files.items():
            file = tmp_path / str(n) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        read_scenario(tmp_path / str(n) / "any.yaml", library=LIBRARY)
        right += 1
    assert right > ROUNDS / 10
