"""A Word file as bytes that are equal for equal content: no time, no name, no preview in it."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

CREATED = datetime(2000, 1, 1)
STAMP = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
PREVIEW = "metadata/thumbnail"


def bytes_of(document: Any, title: str) -> bytes:
    """The file; parts in their order, each with the same time."""
    _properties(document.core_properties, title)
    package = document.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith(PREVIEW)]:
        del package.rels[key]
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, parts.read(part))
    return out.getvalue()


def _properties(core: Any, title: str) -> None:
    core.title = title[:255]
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = CREATED
    core.revision = 1
