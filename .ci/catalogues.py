"""Compile the message catalogues whenever qtrack is built or installed, also where it is edited in place."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def mo_bytes(path: Path) -> bytes:
    """Return a catalogue as gettext reads it."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)  # else now: no two builds would be the same
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def compile_catalogue(path: Path) -> None:
    """Write the compiled catalogue beside its source."""
    path.with_suffix(".mo").write_bytes(mo_bytes(path))


class CatalogueBuildHook(BuildHookInterface[Any]):
    """What hatch runs before it gathers the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatch calls it
        """Compile every catalogue and let the wheel have it, though git does not."""
        for path in Path(self.root, "qtrack", "locale").rglob("*.po"):
            compile_catalogue(path)
        build_data["artifacts"].append("qtrack/locale/**/*.mo")
