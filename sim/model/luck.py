"""Which luck is asked for: a seed and replications of it, within what stays distinct."""

from __future__ import annotations

from sim.draws import REPLICATIONS, SEEDS
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

tell = telling(
    {
        "seed": ("{value} 不是 0 至 {most} 的整数", "{value} is not a whole number from 0 to {most}"),
        "seed_remedy": (
            "换一个较小的种子，例如 1；更大的数会与较小的种子抽出同样的结果",
            "take a smaller seed, such as 1: a larger one would have the luck of a smaller one",
        ),
        "replications": ("{value} 不是 1 至 {most} 的整数", "{value} is not a whole number from 1 to {most}"),
        "replications_remedy": (
            "一个种子最多重复 {most} 次；需要更多时，换一个种子再运行一次",
            "one seed has {most} replications; for more, run again with another seed",
        ),
    }
)


def check_luck(seed: object, replications: object, *, option: str = "--reps") -> None:
    """Refuse a seed or a number of replications that would repeat the luck of another.

    Parameters
    ----------
    option : what asks for replications.

    Raises
    ------
    InputInvalid : with a fault for each of the two.
    """
    problems = []
    for place, name, value, least, most in (
        ("--seed", "seed", seed, 0, SEEDS - 1),
        (option, "replications", replications, 1, REPLICATIONS),
    ):
        if not (isinstance(value, int) and not isinstance(value, bool) and least <= value <= most):
            what, remedy = tell(name, value=value, most=f"{most:,}"), tell(f"{name}_remedy", most=most)
            problems.append(Problem(place, 0, 0, "", what, remedy))
    if problems:
        raise InputInvalid(problems)
