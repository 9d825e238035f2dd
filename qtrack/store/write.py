"""Entries to files: written whole or not at all, never over another."""

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry, entry_path
from qtrack.store.tree import reason

_ID_TRIES = 100


def new_entry_id(day: date) -> str:
    """Return an id that needs no coordination between clones: the date and six random hex digits."""
    return f"{day.isoformat()}-{secrets.token_hex(3)}"


def write_entry(root: Path, entry: Entry, new_id: Callable[[date], str] = new_entry_id) -> Entry:
    """Write one entry below `root` as a new file and return it with its id and path.

    The file appears whole or not at all, and is on the disk when this returns. Raises QtrackError
    where the disk refuses; nothing is left behind then.
    """
    if entry.id:
        _write_new(root / entry_path(entry.about, entry.id), entry_text(entry))
        return msgspec.structs.replace(entry, path=entry_path(entry.about, entry.id))
    for _ in range(_ID_TRIES):
        path = entry_path(entry.about, new_id(entry.date))
        with contextlib.suppress(FileExistsError):
            _write_new(root / path, entry_text(entry))
            return msgspec.structs.replace(entry, id=Path(path).stem, path=path)
    raise QtrackError(msg("No free name was found for an entry about {about}.", about=entry.about))


def entry_text(entry: Entry) -> str:
    """Return an entry as YAML, keys in the order of the design, fields without a value left out."""
    fields: dict[str, Any] = {}
    for name in (
        "about",
        "unit",
        "date",
        "recorded",
        "by",
        "status",
        "percent",
        "actuals",
        "period",
        "summary",
        "problems",
        "next",
        "evidence",
        "corrects",
        "withdraws",
        "returns",
    ):
        value = getattr(entry, name)
        if value not in ("", None, (), {}):
            fields[name] = (
                str(value) if name == "status" else list(value) if isinstance(value, tuple) else value
            )
    return str(yaml.dump(fields, Dumper=_EntryDumper, allow_unicode=True, sort_keys=False, width=100_000))


class _EntryDumper(yaml.SafeDumper):
    """Writes numbers and dates plain, and long texts as blocks that a person can read."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as PyYAML calls it
        """Write a value out wherever it stands; a pointer to the first place reads as nothing."""
        return True


def _plain(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"  # never 1E+1
    kind = "float" if "." in text else "int"  # of another kind it would be written as !!int '90.6'
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.split("\n")
    block = len(lines) > 1 and all(line == line.strip() for line in lines)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if block else None)


def _moment(dumper: yaml.SafeDumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat(timespec="seconds"))


_EntryDumper.add_representer(Decimal, _plain)
_EntryDumper.add_representer(str, _text)
_EntryDumper.add_representer(datetime, _moment)


def write_file(path: Path, text: str) -> None:
    """Write a file that may be made again, such as a report: whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, text)
        try:
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _refused(path, error) from error


def replace_files(root: Path, texts: Mapping[str, str | None]) -> None:
    """Write files that may exist already, in the order given, and delete those whose text is None.

    All are changed or none: everything is on the disk under other names before the first gets its own,
    and where the system refuses halfway, what was changed is put back. Raises QtrackError then.
    """
    before: dict[Path, bytes | None] = {}
    drafts: dict[Path, Path] = {}
    path = root
    try:
        for name, text in texts.items():
            path = root / name
            before[path] = path.read_bytes() if path.exists() else None
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                drafts[path] = _draft(path, text)
        for path in before:
            if path in drafts:
                drafts[path].replace(path)
            else:
                path.unlink()
    except OSError as error:
        _put_back(before)
        raise _refused(path, error) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Give every file that differs its old bytes again; what cannot be put back is left, git has it."""
    for path, held in before.items():
        with contextlib.suppress(OSError):
            if held is None:
                path.unlink(missing_ok=True)
            elif not path.exists() or path.read_bytes() != held:
                path.write_bytes(held)


def _write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet; raise FileExistsError where it does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, text)
        try:
            _publish(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except FileExistsError as error:
        if path.exists():
            raise
        raise _refused(path, error) from error  # a file where a folder belongs
    except OSError as error:
        raise _refused(path, error) from error


def _draft(path: Path, text: str) -> Path:
    """Write the text beside its goal under a name that no reader takes for an entry."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _publish(draft: Path, path: Path) -> None:
    """Give the draft its name; a link fails where the name is taken, unlike a rename."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a shared folder without hard links: take the name first, then fill it
        path.open("x").close()
        try:
            draft.replace(path)
        except OSError:
            path.unlink()
            raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows keeps the name with the file and cannot open folders
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refused(path: Path, error: OSError) -> QtrackError:
    return QtrackError(
        msg("{path} cannot be written: {why}. Nothing was changed.", path=str(path), why=reason(error)),
        msg("Look whether the folder may be written to and the disk has room."),
    )
