"""Numbers as files hold them: digits only."""

import re
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
#: Beyond it a Decimal could not be rounded to one place within its 28 digits.
_LONGEST: Final = 20


def plain_number(text: str) -> Decimal | None:
    """Return a number written in digits only, the one form that files hold, or None."""
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text) + 0  # -0 is 0
