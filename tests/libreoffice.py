"""LibreOffice for tests: opens what Word and Excel would, and tells what it sees.

Where there is none these tests are skipped, unless QTRACK_TESTS_OFFICE is `required`: then they fail.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def converted(files: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """Return files as LibreOffice writes them in another form below a folder, by one start of it."""
    program = shutil.which("soffice")
    if program is None:
        said = "NO LIBREOFFICE HERE: NOTHING OPENS WHAT OFFICES ARE SENT"
        if os.environ.get("QTRACK_TESTS_OFFICE") == "required":
            pytest.fail(said)
        pytest.skip(said)
    goal = folder / "converted"
    done = subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(goal),
            *map(str, files),
        ],
        capture_output=True,
        check=True,
        timeout=300,
    )
    made = [goal / f"{file.stem}.{form.partition(':')[0]}" for file in files]
    assert all(file.is_file() for file in made), done
    return made
