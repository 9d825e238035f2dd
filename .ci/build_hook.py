"""What a build of qtrack adds: the compiled catalogues, also in place, and to a wheel the shipped plan."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

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


#: What of the plan goes along, from its folder: not what anybody recorded.
PLAN_FILES: Final = ("*.yaml", "sections/*.yaml", "tasks/*.yaml", ".schemas/*.json")


class BuildHook(BuildHookInterface[Any]):
    """What hatch runs before it gathers the files of a wheel or of the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Let the build have every compiled catalogue, though git does not, and a wheel the plan.

        Where qtrack is edited in place, the plan is read there too, so that it is never an older one.
        """
        for path in Path(self.root, "qtrack", "locale").rglob("*.po"):
            compile_catalogue(path)
        build_data["artifacts"].append("qtrack/locale/**/*.mo")
        if self.target_name == "wheel" and version != "editable":
            plan = Path(self.root, "plan")
            for path in (found for pattern in PLAN_FILES for found in plan.glob(pattern)):
                inside = path.relative_to(plan).as_posix()
                build_data["force_include"][str(path)] = f"qtrack/plan/{inside}"
