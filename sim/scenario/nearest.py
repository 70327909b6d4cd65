"""The known words nearest to one that is not known, by id or by their names in either language."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from sim.policy.levers import LEVERS
from sim.scenario.key_names import KEY_NAMES
from sim.vocabulary.labels import labels
from sim.vocabulary.phrase import Bilingual

MOST = 3
LIKE = 0.6
Names = Mapping[str, Bilingual]


def nearest(word: str, known: Iterable[str], names: Names | None = None) -> list[str]:
    """At most three known words: the one spelt most alike, else those whose name is alike or has the word in it.

    ``names`` are those of the known words; without one a word goes by the name of its lever, key or label. A lever
    is found by its other words too.
    """
    ids = sorted(known)
    asked = _plain(word)
    if not asked:
        return []
    alike = difflib.get_close_matches(word, ids, n=1, cutoff=LIKE) or [i for i in ids if _plain(i) == asked]
    if alike:
        return alike
    name = name_in(names)
    called = {i: (name(i).zh, name(i).en, *(LEVERS[i].words.split() if i in LEVERS else ())) for i in ids}
    likeness = {i: max(_likeness(asked, _plain(text)) for text in called[i]) for i in ids}
    return sorted((i for i in ids if likeness[i] >= LIKE), key=lambda i: (-round(likeness[i], 1), len(i)))[:MOST]


def name_in(names: Names | None) -> Callable[[str], Bilingual]:
    """How a known word is called; by its id where nobody names it."""

    def name(word: str) -> Bilingual:
        if names is not None and word in names:
            return names[word]
        if word in LEVERS:
            return Bilingual(LEVERS[word].en, LEVERS[word].zh)
        if word in KEY_NAMES:
            return KEY_NAMES[word]
        row = labels().get(word)
        return Bilingual(row.en, row.zh) if row else Bilingual(word, word)

    return name


@cache  # the same wrong word may stand in a thousand lines
def _plain(text: str) -> str:
    """Case, full width, blanks, hyphens and underscores do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


@lru_cache(maxsize=100_000)
def _likeness(asked: str, name: str) -> float:
    """From 0 to 1; a name that holds the word (two characters or more) is more alike than one that is held by it."""
    ratio = difflib.SequenceMatcher(None, asked, name).ratio()
    if len(asked) >= 2 and asked in name:
        return 0.8 + 0.2 * ratio
    return max(LIKE, ratio) if len(name) >= 2 and name in asked else ratio
