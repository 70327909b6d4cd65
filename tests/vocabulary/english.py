"""Finds English sentences in a text that should be Chinese."""

from __future__ import annotations

import re

# Three or more words of small letters, one after the other. Ids, paths, file names and what is typed have signs between
# or around them; a lone word or two is a command, a unit or the name of a library.
_WORD = r"(?:[a-z]{2,}(?:['’][a-z]+)?|a)"
_SENTENCE = re.compile(rf"(?<![\w./=:@`-]){_WORD}(?:[ \n]+{_WORD}){{2,}}(?![\w./=@(-])")
_CODE = re.compile(r"`[^`]*`")


def english(text: str) -> list[str]:
    """The English sentences of a text, each once."""
    return list(dict.fromkeys(_SENTENCE.findall(_CODE.sub(" ", text))))
