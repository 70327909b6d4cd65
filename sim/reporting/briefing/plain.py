"""Text as XML can hold it: control characters of a file would stop the writing of the whole paper."""

from __future__ import annotations

import re

# Everything XML 1.0 leaves out: control characters, halves of a pair, two that are no characters.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without what no XML file may hold; line ends as ``\\n``."""
    return UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
