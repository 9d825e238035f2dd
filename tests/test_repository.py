"""What lies in this repository: what belongs there, and nothing that a slip of the hand left."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

TOP: Final = Path(__file__).parents[1]
FOLDERS: Final = {"qtrack", "plan", "reports", "tests"}
FILES: Final = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "README.zh.md",
    "pyproject.toml",
}


@pytest.fixture(name="tracked")
def tracked_files() -> dict[str, str]:
    """Return the paths that git tracks, with the kind of each."""
    if not (TOP / ".git").exists():
        pytest.skip("this copy is no repository")
    listed = subprocess.run(
        ["git", "ls-files", "--stage", "-z"], cwd=TOP, check=True, capture_output=True, text=True
    )
    rows = (line.partition("\t") for line in listed.stdout.split("\0") if line)
    return {path: about.split()[0] for about, _, path in rows}


def test_the_top_holds_what_belongs_there(tracked: dict[str, str]) -> None:
    top = {path.partition("/")[0] for path in tracked if not path.startswith(".")}
    assert top == FOLDERS | FILES


def test_nothing_is_a_link_or_another_repository(tracked: dict[str, str]) -> None:
    assert {path for path, kind in tracked.items() if not kind.startswith("100")} == set()
