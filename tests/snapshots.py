"""Snapshots of plans, and ways to spoil them."""

import sqlite3
from pathlib import Path

from qtrack.store.snapshot import seal


def forge(file: Path, old: bytes, new: bytes) -> None:
    """Put other bytes into what is kept, and seal it again, as only a liar who knows how would."""
    connection = sqlite3.connect(file)
    found = 0
    with connection:
        for table, name_of in (("files", "name || char(10) || identity"), ("standings", "name")):
            rows = connection.execute(f"SELECT name, {name_of}, content FROM {table}").fetchall()  # noqa: S608
            for name, sealed, content in rows:
                found += old in content
                text = content.replace(old, new)
                connection.execute(
                    f"UPDATE {table} SET content = ?, seal = ? WHERE name = ?",  # noqa: S608
                    (text, seal(sealed, text), name),
                )
    connection.close()
    assert found
