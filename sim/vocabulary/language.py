"""The language of texts: Chinese or English."""

from __future__ import annotations

import locale
import os
import re
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIABLE = "SIM_LANG"


def language(chosen: str | None = None) -> Language:
    """The language asked for, else that of SIM_LANG (English for a word that is neither), else that of the locale."""
    for known in LANGUAGES:
        if chosen == known:
            return known
    word = os.environ.get(VARIABLE, "")
    if word:
        return _named(word) or "en"
    words = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((word for word in words if word), locale.getlocale()[0] or "")
    return "zh" if first.lower().startswith(("zh", "chinese")) else "en"


def unknown_variable() -> str | None:
    """One line in both languages where SIM_LANG names neither language; None where it names one or is not set."""
    word = os.environ.get(VARIABLE, "")
    if not word or _named(word):
        return None
    return f"{VARIABLE}={word}: neither zh nor en, answering in English（只能写zh或en，以英文回答）"


def _named(word: str) -> Language | None:
    """``zh_CN.UTF-8`` names Chinese as a locale does."""
    first = re.split(r"[_.-]", word.strip().lower())[0]
    return next((known for known in LANGUAGES if first == known), None)
