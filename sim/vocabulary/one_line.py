"""Texts from files as one line of characters that can be seen: what a terminal, a plot, a page and a sheet can hold."""

from __future__ import annotations

import re

# Ends of lines, control characters (a terminal obeys them, XML has none of them), marks that turn the direction of
# what follows, and halves of characters, which no file can hold.
UNSEEN = re.compile(
    r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+\s*"
)


def one_line(text: str) -> str:
    """The text with every run of such characters as one blank, and none at its ends."""
    return UNSEEN.sub(" ", text).strip()
