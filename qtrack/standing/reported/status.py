"""What was reported on a matter: a whole, a deliverable, or one occurrence of a duty."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from qtrack.model.entry import Entry, Status

_DONE: Final = frozenset({Status.DONE, Status.CLOSED})
_WHOLE: Final = 100


class Reported(msgspec.Struct, frozen=True):
    """What the words about a matter come to.

    `status` is None where none was reported. `since` is the date of the first word of the unbroken row of
    words that left the matter ended as it is: done or closed, or dropped. `verified` is what the office
    closed or dropped. `unfinished` is the date of the latest word by which the matter was not over, `share`
    the latest share reported, in percent. `word` is the one that gave the status, or verified it.
    """

    status: Status | None = None
    word: Entry | None = None
    since: date | None = None
    verified: bool = False
    unfinished: date | None = None
    share: Decimal | None = None

    @property
    def given_up(self) -> bool:
        """Whether a unit dropped it, and the office has not."""
        return self.status is Status.DROPPED and not self.verified

    def dropped_after(self, due: date) -> bool:
        """Tell whether a unit dropped it after its deadline, which takes nothing away."""
        return self.given_up and self.since is not None and self.since > due


def drops_all(entry: Entry) -> bool:
    """Tell whether an entry about a duty that returns gives it up as a whole: dropped, no period named."""
    return entry.status is Status.DROPPED and not entry.period


def _takes_up(status: Status | None, share: Decimal) -> bool:
    """Tell whether a share alone says that work goes on that was done, or begins."""
    return share < _WHOLE if status is Status.DONE else share > 0 and status is Status.NOT_STARTED


def reported_on(words: Iterable[Entry], office: str, *, occurrence: bool = False) -> Reported:
    """Return what entries about a matter come to, oldest first.

    A share below 100 takes up again what was done, as a status does, and one above 0 begins what was not
    started. What is closed stays so until it is sent back. An `occurrence` that is done is not dropped with
    its duty.
    """
    status, word, since, unfinished, share = None, None, None, None, None
    verified = closed = False
    for entry in words:
        if (closed and not entry.returns) or (occurrence and status in _DONE and drops_all(entry)):
            continue
        share = share if entry.percent is None else entry.percent
        heard = entry.status
        if heard is None and entry.percent is not None:
            unfinished = entry.date if entry.percent < _WHOLE else unfinished
            heard = Status.IN_PROGRESS if _takes_up(status, entry.percent) else None
        if heard is None:
            continue
        word, closed = entry, heard is Status.CLOSED
        if closed and status is Status.DROPPED:
            verified = True  # that it was dropped
            continue
        verified = closed or (
            heard is Status.DROPPED and (entry.unit == office or (verified and status is heard))
        )
        if not heard.ended:
            since = None
            unfinished = entry.date if entry.status else unfinished
        elif since is None or (heard in _DONE) != (status in _DONE):
            since = entry.date
        status = heard
    return Reported(
        status=status, word=word, since=since, verified=verified, unfinished=unfinished, share=share
    )
