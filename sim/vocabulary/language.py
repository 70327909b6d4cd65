"""The language of texts: Chinese or English."""

from __future__ import annotations

import locale
import os
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIABLE = "SIM_LANG"


def language(chosen: str | None = None) -> Language:
    """The language asked for, else SIM_LANG, else that of the locale; a word that is neither is ignored."""
    for word in (chosen, os.environ.get(VARIABLE)):
        for known in LANGUAGES:
            if word == known:
                return known
    words = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((word for word in words if word), locale.getlocale()[0] or "")
    return "zh" if first.lower().startswith(("zh", "chinese")) else "en"
