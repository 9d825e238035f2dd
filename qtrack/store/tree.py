"""Trees of files that a plan can be loaded from: a folder here, a git revision elsewhere."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from qtrack.errors import QtrackError
from qtrack.locale.message import msg


class Tree(Protocol):
    """Files below a plan's folder, named by paths relative to it, with `/` between the parts."""

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`, in no promised order."""

    def read(self, path: str) -> bytes:
        """Return what a file holds; raise OSError where it cannot be read."""


class FolderTree:
    """The files of a folder on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`; a missing folder holds none."""
        folder = self.root / under if under else self.root
        try:
            found = list(os.scandir(folder))
        except FileNotFoundError:
            return
        except OSError as error:
            raise QtrackError(
                msg("The folder {folder} cannot be read: {why}.", folder=str(folder), why=reason(error)),
                msg("Ask for the right to read it, or name another plan with --plan."),
            ) from error
        for each in found:
            path = f"{under}/{each.name}" if under else each.name
            if each.is_dir(follow_symlinks=False):
                yield from self.paths(path)
            else:
                yield path

    def read(self, path: str) -> bytes:
        """Return the bytes of one file."""
        with open(self.root / path, "rb") as file:  # noqa: PTH123 - read for every entry; half the time of Path
            return file.read()


def reason(error: OSError) -> str:
    """Return what the system says of a failure, in its own words."""
    return error.strerror or type(error).__name__
