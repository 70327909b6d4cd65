"""docs/tables.md is what the declaration of the tables says."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.count_tables import tables_page

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_of_the_count_tables_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == tables_page("en"), "write it again: sim schema --tables > docs/tables.md"


def test_the_page_is_there_in_chinese_too() -> None:
    page = tables_page("zh")
    assert "就诊人次" in page
    assert page.count("|---|") == tables_page("en").count("|---|")
