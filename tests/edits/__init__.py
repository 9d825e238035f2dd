"""Random edits of random plans: none that makes something look better passes unsaid."""

from typing import Final

from qtrack.changes.kinds import ChangeKind

#: What gets better at a day, whatever the edit is called.
BY_THE_EDIT_ALONE: Final = frozenset(
    {ChangeKind.LIGHT_IMPROVED, ChangeKind.LATE_MATTER_GONE, ChangeKind.ASKED_NO_LONGER}
)
