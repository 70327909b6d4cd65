"""The tutorials show what the commands print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .tutorial import PAGES, ROOT, alike, chosen, shown


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_the_tutorial_shows_is_printed(page: Path, tmp_path: Path) -> None:
    pieces = list(shown(page, tmp_path))
    assert len(pieces) >= 5
    for piece in pieces:
        assert alike(piece.page, piece.real), f"shown:\n{piece.page}\nprinted:\n{piece.real}"


def test_what_counts_as_alike() -> None:
    assert alike("share 52.1 % met", "share  52.2 % met")
    assert not alike("share 52.1 % met", "share 53.1 % met")
    assert not alike("share 52.1 % met", "share 52.1 % missed")
    assert chosen("a\nb\nc\nd\n", "1, 3-4") == "a\n...\nc\nd\n"


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("README*.md")], ids=lambda page: page.name)
def test_links_and_pictures_are_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
