"""What changed in the milestones of an indicator.

A milestone is known by its date, else by its value; with both new it is another one.
"""

from collections.abc import Iterator

from qtrack.changes.kinds import ChangeKind
from qtrack.locale.message import Message, msg
from qtrack.model.plan import Indicator, Milestone

#: The place of a milestone among the new ones, the kind, the sentence, before and after, whether it loosens.
Told = tuple[int | None, ChangeKind, Message, str | None, str | None, bool]


def milestone_changes(name: Message, old: Indicator, new: Indicator) -> Iterator[Told]:
    """Yield what changed; to lower a milestone, to put it off or to take it out loosens."""
    gone, come = list(old.milestones), list(new.milestones)
    moved: list[tuple[Milestone, Milestone]] = []
    for same in (_alike, _same_date, _same_target):
        for was in tuple(gone):
            now = next((milestone for milestone in come if same(was, milestone)), None)
            if now is not None:
                gone.remove(was)
                come.remove(now)
                moved += [] if same is _alike else [(was, now)]
    for was, now in moved:
        message = msg(
            "the milestone of {name} goes from {before} to {after}",
            name=name,
            before=_words(was, old),
            after=_words(now, new),
        )
        loosens = now.target < was.target or now.date > was.date
        place = new.milestones.index(now)
        yield place, ChangeKind.MILESTONE_CHANGED, message, _plain(was), _plain(now), loosens
    for milestone in gone:
        message = msg(
            "the milestone of {name} is removed: {milestone}", name=name, milestone=_words(milestone, old)
        )
        yield None, ChangeKind.MILESTONE_REMOVED, message, _plain(milestone), None, True
    for milestone in come:
        message = msg(
            "a milestone of {name} is added: {milestone}", name=name, milestone=_words(milestone, new)
        )
        place = new.milestones.index(milestone)
        yield place, ChangeKind.MILESTONE_ADDED, message, None, _plain(milestone), False


def _alike(one: Milestone, other: Milestone) -> bool:
    return one == other


def _same_date(one: Milestone, other: Milestone) -> bool:
    return one.date == other.date


def _same_target(one: Milestone, other: Milestone) -> bool:
    return one.target == other.target


def _words(milestone: Milestone, own: Indicator) -> Message:
    return msg(
        "{target} by {date}",
        target=msg("{number} {unit}", number=milestone.target, unit=own.unit),
        date=milestone.date,
    )


def _plain(milestone: Milestone) -> str:
    return f"{milestone.target} by {milestone.date}"
