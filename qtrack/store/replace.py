"""Several files of a plan written anew at once: all of them or none."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from qtrack.store.disk import forget, make_draft, mode_of, refused


def replace_files(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write files that may exist already, in the order given, and delete those whose text is None.

    All are changed or none: everything is on the disk under other names before the first gets its own,
    and where the system refuses halfway, what was changed is put back. Raises QtrackError then. Files keep
    their rights, and links stay links.
    """
    before: dict[Path, bytes | None] = {}
    drafts: dict[Path, Path] = {}
    path = root
    try:
        for name, text in texts.items():
            path = Path(os.path.realpath(root / name))
            before[path] = path.read_bytes() if path.exists() else None
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = make_draft(path, text, mode_of(path))
        for path in before:
            if path in drafts:
                drafts[path].replace(path)
            else:
                path.unlink()
    except OSError as error:
        _put_back(before)
        raise refused(path, error) from error
    finally:
        for draft in drafts.values():
            forget(draft)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Give every file that differs its old bytes again; what cannot be put back is left, git has it."""
    for path, held in before.items():
        with contextlib.suppress(OSError):
            if held is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != held:
                path.write_bytes(held)
