"""The archive that a Word document is, written with fixed times."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

#: When every file of a document was written, so that the same paper gives the same bytes.
_WRITTEN: Final = (2000, 1, 1, 0, 0, 0)

#: An element of XML; nothing that lxml tells of its type is known to every mypy.
Node = Any


def classes(node: Node) -> list[str]:
    """Return the classes of an element of a page."""
    return str(node.get("class", "")).split()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as an archive, in the order of their names, which begins with what they are."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WRITTEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, files[name])
    return target.getvalue()


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Return the files of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
