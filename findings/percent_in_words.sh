#!/usr/bin/env bash
# A percentage in Chinese words becomes a number above one hundred.
#
# Policy papers write targets as 百分之三十 (30 %) or 三成 (three tenths) and money as 一点五亿 (150 million).
# `cn2num` turns Chinese numerals into numbers. It splits at the largest unit and drops what it does not know, so
# 百分之三十 is read as "hundred" and "thirty". Nothing is raised: 130, 0 and 500 million look like numbers.
packages=(cn2num==0.1.1)
guess() {
  cat <<'LINES'
三十万 -> 300000
百分之三十 -> 0.3, or an error
三成 -> 0.3, or an error
一点五亿 -> 150000000
LINES
}
seen() {
  cat <<'LINES'
三十万 -> 300000
百分之三十 -> 130
三成 -> 0
一点五亿 -> 500000000
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


def look(_: Path) -> list[str]:
    """What the package makes of three ways to write a number, and of a plain one."""
    import cn2num

    return [f"{text} -> {cn2num.transform(text):.10g}" for text in ("三十万", "百分之三十", "三成", "一点五亿")]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
