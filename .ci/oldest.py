"""Print the oldest version of each dependency that pyproject.toml allows, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
BOUNDED = re.compile(r"([\w.-]+)\s*>=\s*([\d.]+)")


def constraints() -> list[str]:
    """Return `name==version` for each dependency; raise ValueError for one without a lowest version."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    own = re.compile(rf"{project['name']}\[")
    named = [name for some in (project["dependencies"], *extras) for name in some if not own.match(name)]
    unbounded = [dependency for dependency in named if not BOUNDED.match(dependency)]
    if unbounded:
        message = f"no lowest version: {', '.join(unbounded)}"
        raise ValueError(message)
    return [f"{found[1]}=={found[2]}" for dependency in named if (found := BOUNDED.match(dependency))]


if __name__ == "__main__":
    sys.stdout.write("\n".join(constraints()) + "\n")
