"""What may lie in a plan's folder without being part of the plan; nobody reads it."""

import re
from typing import Final

#: The schemas for editors, which `qtrack schema --write` keeps.
SCHEMAS: Final = ".schemas"

#: The folder of one's own templates of papers, and how the name of a template ends.
TEMPLATES: Final = "templates"
TEMPLATE_ENDING: Final = ".j2"

#: What an entry is drafted under, and what claims its name; left over where its writer was killed.
LEFTOVER: Final = re.compile(r"\.\d{4}-\d\d-\d\d-[0-9a-f]+\.yaml\.(?:[0-9a-f]{8}|claim)\.tmp", re.ASCII)

_ANYWHERE: Final = {".gitkeep", ".gitattributes", ".gitignore", "README.md"}
_SCHEMA_FILES: Final = {f"{SCHEMAS}/{kind}.json" for kind in ("plan", "units", "section", "task", "entry")}


def beside(path: str) -> bool:
    """Tell whether a file belongs in the folder without being part of the plan."""
    name = path.rpartition("/")[2]
    return (
        name in _ANYWHERE
        or path in _SCHEMA_FILES
        or (path.startswith(f"{TEMPLATES}/") and name.endswith(TEMPLATE_ENDING))
        or (path.startswith("progress/") and LEFTOVER.fullmatch(name) is not None)
    )
