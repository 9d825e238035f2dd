"""What became of entries that were recorded, for programs."""

import msgspec


class WriteResult(msgspec.Struct, frozen=True):
    """One entry that was written, and its file as seen from where the person stands."""

    id: str
    path: str


class WrittenAll(msgspec.Struct, frozen=True):
    """The entries of a table that were written."""

    entries: tuple[WriteResult, ...]


class DryRunResult(msgspec.Struct, frozen=True):
    """The text of what would be written."""

    text: str


class Issued(msgspec.Struct, frozen=True):
    """A reminder that was written, its number and the unit that it reminds."""

    id: str
    path: str
    number: str
    unit: str


class IssuedAll(msgspec.Struct, frozen=True):
    """The reminders that were written."""

    entries: tuple[Issued, ...]
