"""What was read, checked and assessed of a plan before, so that what did not change is not read again.

It is a file of SQLite in the user's own folder for such things, which nobody else can read, never in the plan
or its repository, and may be deleted at any time. It is not believed: what is damaged, somebody else's, of
another version or plan, or no database at all counts as missing, and so does what was read of a file that is
not the very same by now, by name, size, times and number on the disk.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from qtrack.store.reading.cache import BESIDE, is_ours, prune, version

#: Within so many seconds a file may change twice and look the same: a tick of the clock of a memory stick.
TICK: Final = 2.0
_PATIENCE: Final = 0.2  # seconds; whoever writes meanwhile keeps the same
#: So many pages of a plan are kept, and of no more bytes together.
_PAGES: Final = 40
_PAGES_BYTES: Final = 64_000_000

#: What a new file holds; in one transaction, since each waits for the disk.
_TABLES: Final = """
BEGIN;
CREATE TABLE facts (name TEXT PRIMARY KEY, seal INTEGER, content BLOB);
CREATE TABLE pages (name TEXT PRIMARY KEY, seal INTEGER, content BLOB);
CREATE TABLE standings (day TEXT, name TEXT, seal INTEGER, content BLOB, PRIMARY KEY (day, name));
CREATE TABLE files (
    name TEXT PRIMARY KEY, identity TEXT, seen REAL, settled INTEGER, seal INTEGER, content BLOB
);
COMMIT;
"""
#: The names of folders of entries end with a slash; what is kept of them is read where it is asked for.
_FILES: Final = """
SELECT name, identity, seen, settled, seal, CASE WHEN name LIKE '%/' THEN NULL ELSE content END
FROM files
WHERE typeof(identity) = 'text' AND typeof(seen) = 'real' AND typeof(content) = 'blob'
"""

ResultT = TypeVar("ResultT")


class Row(NamedTuple):
    """A file, or a folder of entries, as it was read. Only what is settled cannot have changed since.

    `seen` is when this clock first saw it so, in seconds. `content` is None where it was not asked for.
    """

    identity: str
    seen: float
    settled: bool
    seal: int
    content: bytes | None


class Snapshot:
    """What is kept of the plan in a folder; `file` is None where nothing is to be kept."""

    def __init__(self, file: Path | None, plan: Path) -> None:
        self._file = file
        self._origin = b"\n".join((os.fsencode(plan), version().encode()))
        self._began = time.time()
        self._same_disk = file is not None and _disk(file.parent) == _disk(plan)
        self._connection: sqlite3.Connection | None = None
        self._state = 0
        self._facts = self._opened()

    def _opened(self) -> dict[str, bytes]:
        if self._file is None or not is_ours(self._file):
            return {}
        with suppress(sqlite3.Error):
            self._connection = _connect(self._file)
        self._state = self._ask(_state, 0)
        facts = self._sealed("facts")
        if facts.get("origin") != self._origin:
            self._connection = None
            return {}
        return facts

    def _ask(self, question: Callable[[sqlite3.Connection], ResultT], otherwise: ResultT) -> ResultT:
        """Return what is found; where the file is damaged, all of it counts as missing from then on."""
        try:
            return question(self._connection) if self._connection else otherwise
        except _OvertakenError:
            self._file = None
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is no snapshot
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                self._file = None
        self._connection = None
        return otherwise

    def _refuse_others(self, connection: sqlite3.Connection) -> None:
        """Raise _OvertakenError where another run has kept something since this one began.

        What is known of the plan, its files and the standings would not go together then.
        """
        if _state(connection) != self._state:
            raise _OvertakenError

    def _sealed(self, table: str, day: str = "", **only: str) -> dict[str, bytes]:
        """Return the rows of a table whose columns say this, by their names; `day` is told in their seals."""
        only |= {"day": day} if day else {}
        question = f"SELECT name, seal, content FROM {table}"  # noqa: S608 - a name of our own
        question += " WHERE " * bool(only) + " AND ".join(f"{column} = ?" for column in only)

        def read(connection: sqlite3.Connection) -> dict[str, bytes]:
            found = connection.execute(question, tuple(only.values())).fetchall()
            self._refuse_others(connection)
            return {name: content for name, kept, content in found if kept == seal(day + name, content)}

        return self._ask(read, {})

    def fact(self, name: str) -> bytes:
        """Return what is known of the plan as a whole under a name, nothing where it is not."""
        return self._facts.get(name, b"")

    @property
    def days(self) -> tuple[str, ...]:
        """The days of which standings are kept, the latest first."""
        return tuple(self.fact("days").decode().splitlines())

    def files(self, forms: Iterable[str] | None = None) -> dict[str, Row]:
        """Return what is kept, by the paths of files and of folders of entries; `forms` are of some only."""

        def read(connection: sqlite3.Connection) -> dict[str, Row]:
            if forms is None:
                found = connection.execute(_FILES).fetchall()
            else:
                some = (connection.execute(f"{_FILES} AND name GLOB ?", (form,)) for form in forms)
                found = [row for rows in some for row in rows]
            self._refuse_others(connection)
            return {name: Row(*row) for name, *row in found}

        return self._ask(read, {})

    def content(self, name: str, row: Row) -> bytes | None:
        """Return what was read of a file or folder that is as this row has it; None where that is lost."""

        def read(connection: sqlite3.Connection) -> bytes | None:
            found = connection.execute("SELECT content FROM files WHERE name = ?", (name,)).fetchone()
            return bytes(found[0]) if found else None

        found = self._ask(read, None) if row.content is None else row.content
        return found if found is not None and row.seal == seal(f"{name}\n{row.identity}", found) else None

    def standings(self, day: str, holders: Iterable[str] | None) -> dict[str, bytes]:
        """Return what is kept of the standings of sections and tasks on a day, by id; with None of all."""
        if holders is None:
            return self._sealed("standings", day)
        found = (self._sealed("standings", day, name=holder) for holder in holders)
        return {name: content for one in found for name, content in one.items()}

    def page(self, name: str) -> bytes:
        """Return the page that is kept under a name, nothing where there is none."""
        return self._sealed("pages", name=name).get(name, b"")

    def save_page(self, name: str, page: bytes) -> None:
        """Keep a page; of many none but the newest stays. A refusal of the disk costs time only."""

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                told = connection.execute("SELECT count(*), total(length(content)) FROM pages")
                number, size = told.fetchone()
                if number >= _PAGES or size + len(page) > _PAGES_BYTES:
                    connection.execute("DELETE FROM pages")
                connection.execute(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (name, seal(name, page), page)
                )

        if len(page) <= _PAGES_BYTES:
            self._ask(write, None)

    def row(self, identity: str, before: Row | None, content: bytes) -> Row:
        """Return what is to be kept of a file that was read in this run; `before` is what was kept of it."""
        same = before is not None and before.identity == identity
        seen = before.seen if before and same else self._began
        newest = _newest(identity)
        old = self._same_disk and bool(newest) and newest / 1e9 < self._began - TICK
        return Row(identity, seen, old or 0 <= seen < self._began - TICK, 0, content)

    def save(
        self,
        files: Mapping[str, Row | None],
        facts: Mapping[str, bytes],
        standings: Mapping[str, bytes],
        dropped: Iterable[str] | None,
        days: Sequence[str],
    ) -> None:
        """Keep what was read, known and assessed, all or nothing; a refusal of the disk costs time only.

        Nothing is kept where another run has kept something since this one began: that may be newer. Files
        that are None are gone. The standings are of the first of `days`; of those that are there the ones of
        other days go, and those in `dropped`, all of them where it is None.
        """
        if self._file is None:
            return
        with suppress(OSError, sqlite3.Error, _OvertakenError):
            if self._connection is None:
                self._connection = _begin(self._file)
                self._state = _state(self._connection)
            known = {**facts, "days": "\n".join(days).encode(), "origin": self._origin}
            with self._connection as connection:
                connection.execute("BEGIN IMMEDIATE")
                self._refuse_others(connection)
                if files:
                    connection.execute("DELETE FROM pages")
                if dropped is None:
                    connection.execute("DELETE FROM standings")
                else:
                    forgotten = [(day,) for day in self.days if day not in days]
                    connection.executemany("DELETE FROM standings WHERE day = ?", forgotten)
                    connection.executemany(
                        "DELETE FROM standings WHERE day = ? AND name = ?", product(days, dropped)
                    )
                connection.executemany("DELETE FROM files WHERE name = ?", [(name,) for name in files])
                connection.executemany(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        (
                            name,
                            row.identity,
                            row.seen,
                            row.settled,
                            seal(f"{name}\n{row.identity}", row.content or b""),
                            row.content,
                        )
                        for name, row in files.items()
                        if row is not None
                    ],
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)",
                    [(name, seal(name, content), content) for name, content in known.items()],
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)",
                    [
                        (days[0], name, seal(days[0] + name, content), content)
                        for name, content in standings.items()
                    ],
                )
            self._facts = known
            prune(self._file)


class _OvertakenError(Exception):
    """Another run has kept something meanwhile."""


def _state(connection: sqlite3.Connection) -> int:
    """Return a number that changes where another process writes to the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


class _Connection(sqlite3.Connection):
    """A connection that is closed together with whatever read through it, lazily as that is."""

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.close()


def _connect(file: Path) -> sqlite3.Connection:
    uri = f"{file.as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, timeout=_PATIENCE, isolation_level=None, uri=True, factory=_Connection)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _begin(file: Path) -> sqlite3.Connection:
    """Make a new file, in the place of one that is of no use."""
    file.parent.parent.mkdir(0o700, parents=True, exist_ok=True)
    file.parent.mkdir(0o700, exist_ok=True)
    file.parent.chmod(0o700)
    file.unlink(missing_ok=True)
    for ending in BESIDE:
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = _connect(file)
    connection.executescript(_TABLES)
    return connection


def seal(name: str, content: bytes) -> int:
    """Return the sum over a name and what is kept under it, by which damage shows."""
    return zlib.crc32(content, zlib.crc32(os.fsencode(name)))


def _newest(identity: str) -> int:
    """Return when the newest of some files changed, in nanoseconds; 0 where a disk does not tell it."""
    return max((int(time) for line in identity.split("\n") for time in line.split("/")[2:4]), default=0)


def _disk(folder: Path) -> int | None:
    """Return the number of the disk that a folder lies on, or will lie on."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            return place.stat().st_dev
    return None
