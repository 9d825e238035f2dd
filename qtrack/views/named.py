"""A unit as views name it."""

import msgspec


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit or group by id and full name."""

    id: str
    name: str
