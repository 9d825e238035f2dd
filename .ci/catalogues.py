"""Compile the message catalogues whenever qtrack is built or installed, also where it is edited in place."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(path: Path) -> None:
    """Write the compiled catalogue beside its source, as gettext reads it."""
    with path.open("rb") as source:
        catalogue = read_po(source)
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)  # else now: no two builds would be the same
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


class CatalogueBuildHook(BuildHookInterface[Any]):
    """What hatch runs before it gathers the files of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as hatch calls it
        """Compile every catalogue and let the wheel have it, though git does not."""
        for path in Path(self.root, "qtrack", "locale").rglob("*.po"):
            compile_catalogue(path)
        build_data["artifacts"].append("qtrack/locale/**/*.mo")
