"""A tutorial as a list of commands and what they print; run as a script, it writes the real output into the page.

A block ``sh`` holds one command a line. A comment ``<!-- lines 1-12, 30-34 -->`` before a block ``text`` says which
lines of the last output it shows; what is left out between them stands as ``...``.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted((ROOT / "docs").glob("tutorial*.md")))
BLOCK = re.compile(
    r"```sh\n(?P<commands>.*?)```|<!-- lines (?P<lines>[\d, -]+) -->\n```text\n(?P<text>.*?)```", re.DOTALL
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of output as the page shows it, and as the command printed it."""

    start: int
    end: int
    page: str
    real: str


def shown(page: Path, folder: Path) -> Iterator[Shown]:
    """Run the commands of a page in a folder that holds a copy of the scenarios; yield every piece of output."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    text = page.read_text(encoding="utf-8")
    printed = ""
    for block in BLOCK.finditer(text):
        if block["commands"] is not None:
            for line in block["commands"].splitlines():
                printed = run(line, folder)
        else:
            start, end = block.span("text")
            yield Shown(start, end, block["text"], chosen(printed, block["lines"]))


def run(line: str, folder: Path) -> str:
    """What a command of the page prints."""
    words = shlex.split(line.partition("  #")[0])
    assert words[0] == "sim", line
    done = subprocess.run(
        [sys.executable, "-m", "cli", *words[1:]], cwd=folder, capture_output=True, text=True, check=False,
        encoding="utf-8", env={**_environment(), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if not name.startswith("SIM_")}


def chosen(printed: str, lines: str) -> str:
    """The lines of an output that a page shows, blank ones at the ends left out."""
    every = printed.splitlines()
    parts = []
    for part in lines.split(","):
        first, _, last = part.strip().partition("-")
        parts.append("\n".join(line.rstrip() for line in every[int(first) - 1 : int(last or first)]))
    return "\n...\n".join(parts) + "\n"


def alike(page: str, real: str) -> bool:
    """The same words, and numbers that differ by no more than another machine's arithmetic moves them."""
    if _words(page) != _words(real):
        return False
    pairs = zip(_numbers(page), _numbers(real), strict=True)
    return all(abs(one - other) <= max(0.2, 0.01 * abs(other)) for one, other in pairs)


def _words(text: str) -> list[str]:
    return NUMBER.sub("#", text).replace("─", "").split()


def _numbers(text: str) -> list[float]:
    return [float(word.replace(",", "")) for word in NUMBER.findall(text)]


def main() -> None:
    """Write the real output into every tutorial, or into those named."""
    for page in [Path(word).resolve() for word in sys.argv[1:]] or PAGES:
        with TemporaryDirectory() as folder:
            pieces = list(shown(page, Path(folder)))
        text = page.read_text(encoding="utf-8")
        for piece in reversed(pieces):
            text = text[: piece.start] + piece.real + text[piece.end :]
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
