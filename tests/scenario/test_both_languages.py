"""Every message of the readers is there in Chinese and in English, and says the same in both."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from string import Formatter

import pytest

import sim.scenario
from sim.scenario.faults import allowed
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import Bilingual

CJK = re.compile(r"[㐀-鿿]")
BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
MODULES = [
    importlib.import_module(f"sim.scenario.{found.name}") for found in pkgutil.iter_modules(sim.scenario.__path__)
]
SENTENCES = [
    (module.__name__.rpartition(".")[2], key, *pair)
    for module in MODULES
    for key, pair in getattr(module, "PHRASES", {}).items()
]


def test_there_are_tables_of_sentences() -> None:
    assert len(SENTENCES) > 200


def test_every_sentence_is_in_both_languages() -> None:
    bare = {(module, key): re.sub(r"\{[^}]*\}", "", en) for module, key, _, en in SENTENCES}
    assert not [(module, key) for module, key, _, en in SENTENCES if CJK.search(en)]
    untold = [(m, k) for m, k, zh, _ in SENTENCES if not CJK.search(zh) and re.search(r"[A-Za-z]{3}", bare[m, k])]
    assert untold == []
    assert not [(m, k) for m, k, zh, _ in SENTENCES if re.search(r"[一-鿿][,;:?!]", zh)], "punctuation"


def test_the_blanks_of_a_sentence_are_the_same_in_both() -> None:
    """A name may stand for an id in one of them."""
    ids = {"name", "indicator", "word", "what", "column", "beyond"}
    for module, key, *pair in SENTENCES:
        zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} - ids for text in pair)
        assert zh == en, f"{module}: {key}"


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_every_fault_is_told_in_both(file: Path, library: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        read_scenario(file, library=library)
    for problem in caught.value.problems:
        assert isinstance(problem.what, Bilingual)
        assert isinstance(problem.remedy, Bilingual)
        told = f"{problem.what.zh}{problem.remedy.zh}"
        assert CJK.search(told), told
        assert problem.told("zh") != problem.told("en")


@pytest.mark.parametrize(
    ("word", "lever"),
    [
        ("家庭医生", "family_doctor"),
        ("签约", "family_doctor"),
        ("起付线", "deductibles"),
        ("日间手术", "day_surgery"),
        ("按病种", "case_payment"),
        ("family doctors", "family_doctor"),
        ("ｆａｍｉｌｙ＿ｄｏｃｔｏｒ", "family_doctor"),
        ("family_docter", "family_doctor"),
    ],
)
def test_a_lever_is_found_by_its_name_in_either_language(word: str, lever: str) -> None:
    from sim.policy.levers import LEVERS

    found = allowed(word, LEVERS)
    assert found.en.startswith(f"did you mean '{lever}'")
    assert found.zh.startswith(f"是否应为“{lever}”")


def test_a_word_that_is_like_nothing_gets_a_list_only() -> None:
    assert allowed("xyzzy", ["alpha", "beta"]) == Bilingual("allowed: alpha, beta", "可用：alpha, beta")
    assert allowed("", ["alpha"]).en == "allowed: alpha"
    assert allowed("x", []).en == "nothing is defined here"
