"""The name that a misspelt one is nearest to, for sentences that suggest it."""

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the name most like `name`, or None where none is alike enough; cutoff 0 takes any."""
    from difflib import get_close_matches  # noqa: PLC0415 - only those who mistype wait for it

    close = get_close_matches(name, list(names), n=1, cutoff=cutoff)
    return close[0] if close else None
