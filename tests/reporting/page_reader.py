"""A page as a reader's program sees it: elements, their attributes, the text in each."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "wbr"}


@dataclass
class Element:
    """One element with the languages it stands in and the text directly or deeper inside."""

    tag: str
    attributes: dict[str, str]
    langs: tuple[str, ...]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text without the blanks of the layout."""
        return " ".join("".join(self.text).split())


class Page(HTMLParser):
    """All elements in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        assert not self._open, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        before = self._open[-1].langs if self._open else ()
        own = (attributes["lang"],) if "lang" in attributes and tag != "html" else ()
        element = Element(tag, attributes, (*before, *own))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"{tag} closes {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, *tags: str) -> list[Element]:
        """The elements of some kinds."""
        return [element for element in self.elements if element.tag in tags]
