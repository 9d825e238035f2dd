"""Chance that is the same on every machine and every Python: numbers drawn from a hash.

What the numbers decide is not known here.
"""

import hashlib

import msgspec


class Chance(msgspec.Struct, frozen=True):
    """Numbers that follow from a seed and the words that name the question."""

    seed: int

    def below(self, limit: int, *question: object) -> int:
        """Return a number from 0 to below `limit`; the same question has the same answer."""
        return int.from_bytes(self._digest(8, *question), "big") % limit

    def between(self, low: int, high: int, *question: object) -> int:
        """Return a number from `low` through `high`."""
        return low + self.below(high - low + 1, *question)

    def hexadecimal(self, *question: object) -> str:
        """Return six digits for the name of an entry."""
        return self._digest(3, *question).hex()

    def _digest(self, size: int, *question: object) -> bytes:
        words = "/".join(str(word) for word in (self.seed, *question))
        return hashlib.blake2b(words.encode(), digest_size=size).digest()
