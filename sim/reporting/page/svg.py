"""A plot of matplotlib as a part of an HTML page: ids of its own, no header, no style sheet for the whole page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
USED = re.compile(r"url\(#([^)]+)\)")
# Places are kept to a hundredth of a point; a factor (`transform`) keeps all its digits.
PLACES = ("d", "x", "y", "width", "height")
FINER = re.compile(r"(\.\d\d)\d+")
LEFT_OUT = {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}


def inlined(drawing: str, prefix: str, title: str, description: str) -> str:
    """The drawing with every id prefixed and unused ones dropped, and with words for those who cannot see it.

    The words are a ``title`` and a ``desc`` that the drawing is labelled by.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(drawing)
    used = _used(root)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in LEFT_OUT]:
            parent.remove(child)
    for element in root.iter():
        # Indentation is a sixth of the file.
        element.text = element.text if (element.text or "").strip() else None
        element.tail = None
        own = element.attrib.pop("id", None)
        if own in used:
            element.set("id", prefix + str(own))
        for name, value in element.attrib.items():
            if name == HREF and value.startswith("#"):
                element.set(name, f"#{prefix}{value[1:]}")
            elif name in PLACES:
                element.set(name, FINER.sub(r"\1", " ".join(value.split())))
            elif "url(#" in value:
                element.set(name, USED.sub(rf"url(#{prefix}\1)", value))
    for n, (tag, text) in enumerate((("title", title), ("desc", description))):
        words = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{prefix}{tag}"})
        words.text = text
        root.insert(n, words)
    # The page sets the size; the view box keeps the shape.
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}title {prefix}desc")
    return ElementTree.tostring(root, encoding="unicode")


def _used(root: ElementTree.Element) -> set[str]:
    """Ids that something in the drawing points at; a picture inside it (``data:``) is none."""
    found = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            found |= {value[1:]} if name == HREF else set(USED.findall(value))
    return found
