"""Heads, units, sections and tasks from files of plain lines, as nearly all are, without any YAML loaded."""

from typing import Final

import msgspec

from qtrack.model.annotations import StructT
from qtrack.model.head import FORMAT, MOST_YEARS, OLDEST_FORMAT, PlanHead
from qtrack.model.plan import Section, Task
from qtrack.model.units import Register
from qtrack.store.plain.blocks import read_blocks
from qtrack.store.reading.layout import Holds

#: What files hold beside entries.
KINDS: Final[dict[Holds, type[PlanHead | Register | Section | Task]]] = {
    Holds.HEAD: PlanHead,
    Holds.UNITS: Register,
    Holds.SECTION: Section,
    Holds.TASK: Task,
}


def read_part(path: str, raw: bytes, kind: type[StructT]) -> StructT | None:
    """Read the file of a part of a plan; None where it is not of plain lines, or may be wrong."""
    known = {"path": path} if "path" in kind.__struct_fields__ else {}
    value = read_blocks(raw, kind, **known)
    return value if value is not None and _fits(path, value) else None


def _fits(path: str, value: msgspec.Struct) -> bool:
    """Tell whether a part may stand in this file."""
    match value:
        case PlanHead():
            few = value.end.year - value.start.year <= MOST_YEARS
            return few and OLDEST_FORMAT <= value.format <= FORMAT
        case Section() | Task():
            return path.endswith(f"/{value.id}.yaml")
    return True
