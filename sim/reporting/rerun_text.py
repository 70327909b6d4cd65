"""Whether a run gave the same bytes again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.reporting.lines import wrap
from sim.reporting.text_table import WIDTH
from sim.reporting.wording import say
from sim.vocabulary.language import Language

FEW = 12


def rerun_text(
    folder: Path, names: Sequence[str], since: Sequence[tuple[str, str, str]], files: int, language: Language
) -> str:
    """The verdict, then what has changed since, then where the new results are."""
    if not names:
        lines = [say("rerun_same", language, n=files)]
    else:
        more = [*names[:FEW], *(["..."] if len(names) > FEW else [])]
        lines = [say("rerun_differs", language, names=say("and", language).join(more))]
        lines += [say("rerun_since", language, what=what, then=then, now=now) for what, then, now in since]
        if not since:
            lines.append(say("rerun_unexplained", language))
    wrapped = [line for text in lines for line in wrap(text, WIDTH, indent="  ")]
    return "\n".join([*wrapped, say("results", language, folder=folder)])
