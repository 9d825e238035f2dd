"""What became of entries that were recorded, for programs."""

import msgspec


class Written(msgspec.Struct, frozen=True):
    """One entry that was written, and its file as seen from where the person stands."""

    id: str
    path: str


class WrittenAll(msgspec.Struct, frozen=True):
    """The entries of a table that were written."""

    entries: tuple[Written, ...]


class WouldWrite(msgspec.Struct, frozen=True):
    """The text of what would be written."""

    text: str
