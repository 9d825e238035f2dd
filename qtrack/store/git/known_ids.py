"""Ids of a plan's parts that stand anywhere in the history of its files."""

import re
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.store.git.repository import Repository
from qtrack.store.git.sparse import git_above

#: How git is asked for every line that any commit put in, whatever is set.
_LOG: Final = (
    "log --all -p --root --no-show-signature --unified=0 --text --no-color --no-ext-diff --no-textconv "
    "--format= -- sections tasks"
)
_IN_LINES: Final = re.compile(r"^\+\W*id:\s*['\"]?([ST]\d+(?:\.\d+)?)\b", re.MULTILINE)
_FILE: Final = re.compile(r"^\+\+\+ .*?(?:sections|tasks|progress)/([ST]\d+)\b", re.MULTILINE)
_FLOW: Final = re.compile(r"[{,]\s*id:\s*['\"]?([ST]\d+\.\d+)\b")


def known_to_git(folder: Path) -> frozenset[str]:
    """Return every id of a section, task or deliverable that any commit put in; outside of git none."""
    if git_above(folder) is None:
        return frozenset()
    try:
        told = Repository(folder).ask(*_LOG.split())
    except QtrackError:  # a repository that git refuses to read says nothing of the plan on the disk
        return frozenset()
    text = told or ""
    return frozenset(name for form in (_IN_LINES, _FILE, _FLOW) for name in form.findall(text))
