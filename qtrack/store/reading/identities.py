"""What tells the files of a plan from themselves at another time; the entries of a folder count as one."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from qtrack.store.reading.layout import Holds, holds
from qtrack.store.tree import HEAD, UNITS, FolderTree


def identities(tree: FolderTree) -> dict[str, str]:
    """Return what tells all files, and all folders of entries, from themselves at another time."""
    return {HEAD: "", UNITS: ""} | _by_name(tree.identities())


def patterns(holders: AbstractSet[str]) -> list[str]:
    """Return the forms of what may be kept of these sections and tasks, and of what all of them stand on."""
    own = (form for holder in holders for form in (f"tasks/{holder}.yaml", f"progress/{holder}/"))
    return [HEAD, UNITS, "sections/*", *own]


def identities_of(tree: FolderTree, holders: AbstractSet[str]) -> dict[str, str]:
    """Return the same of these sections and tasks only, and of what all of them stand on."""
    found = {name: tree.identity(name) for name in (HEAD, UNITS)}
    tasks = {f"tasks/{holder}.yaml" for holder in holders}
    found |= {name: identity for name in sorted(tasks) if (identity := tree.identity(name))}
    for folder in ("sections", *(f"progress/{holder}" for holder in sorted(holders))):
        found |= _by_name(tree.identities(folder))
    return found


def _by_name(folders: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the lines of files by their paths, those of the entries in a folder together."""
    found: dict[str, str] = {}
    for folder, lines in folders.items():
        below = f"{folder}/" if folder else ""
        if folder.startswith("progress/") and holds(folder) is Holds.FOLDER:
            entries = [line for line in lines if line[0].isdigit()]  # their names begin with a year
            if entries:
                found[below] = "\n".join(entries)
            if len(entries) == len(lines):
                continue
            lines = [line for line in lines if not line[0].isdigit()]  # noqa: PLW2901 - the rest of them
        paths = {below + line.partition("/")[0]: line for line in lines}
        found |= {path: line for path, line in paths.items() if holds(path) is not Holds.BESIDE}
    return found
