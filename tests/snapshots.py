"""Snapshots of plans, and ways to spoil them."""

import sqlite3
from pathlib import Path

from qtrack.store.snapshot import seal


def forge(file: Path, old: bytes, new: bytes, *, sealed: bool = True) -> None:
    """Put other bytes into what is kept, and seal it again, as only a liar who knows how would."""
    connection = sqlite3.connect(file)
    found = 0
    with connection:
        for table, about in (
            ("files", "name || char(10) || identity"),
            ("standings", "name"),
            ("pages", "name"),
        ):
            question = f"SELECT name, {about}, content, seal FROM {table}"  # noqa: S608 - names of our own
            for name, named, content, before in connection.execute(question).fetchall():
                found += old in content
                text = content.replace(old, new)
                connection.execute(
                    f"UPDATE {table} SET content = ?, seal = ? WHERE name = ?",  # noqa: S608 - as above
                    (text, seal(named, text) if sealed else before, name),
                )
    connection.close()
    assert found
