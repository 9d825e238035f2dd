"""What an import made of a notice, with what is in doubt and what went nowhere; what of one a plan lacks."""

from collections.abc import Iterator

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.notice.compare import LACKS, Missing
from qtrack.notice.draft import Draft
from qtrack.notice.notebook import Doubt, Left, Told
from qtrack.ui.screen import Screen


class Imported(msgspec.Struct, frozen=True):
    """A plan made of a notice."""

    folder: str
    title: str
    sections: int
    measures: int
    tasks: int
    units: int
    groups: int
    indicators: int
    deliverables: int
    doubts: tuple[Doubt, ...]
    left: tuple[Left, ...]
    told: tuple[Told, ...]
    next: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True):
    """What of a notice a plan does not have."""

    notice: str
    plan: str
    tasks: int
    missing: tuple[Missing, ...]


def imported(draft: Draft, folder: str, commands: tuple[str, ...]) -> Imported:
    """Return what is told of a draft that was written to a folder, and what to type next."""
    holders = draft.holders.values()
    return Imported(
        folder,
        draft.head.title,
        len(draft.sections),
        sum(len(section.measures) for section in draft.sections),
        len(draft.tasks),
        len(draft.register.units),
        len(draft.register.groups),
        sum(len(holder.indicators) for holder in holders),
        sum(len(holder.deliverables) for holder in holders),
        draft.doubts,
        draft.left,
        draft.told,
        commands,
    )


def show_imported(page: Imported, screen: Screen) -> None:
    """Write what was made, a line a doubt and a line a piece that went nowhere, and what comes next."""
    for message in _lines(page):
        screen.line(message)


def _lines(page: Imported) -> Iterator[Message | str]:
    yield msg("{folder}: {title}", folder=page.folder, title=page.title)
    yield msg(
        "{sections}, {measures}, {tasks}; {units}, {groups}; {indicators}, {deliverables}",
        sections=nmsg("{n} section", "{n} sections", page.sections),
        measures=nmsg("{n} measure", "{n} measures", page.measures),
        tasks=nmsg("{n} task", "{n} tasks", page.tasks),
        units=nmsg("{n} unit", "{n} units", page.units),
        groups=nmsg("{n} group", "{n} groups", page.groups),
        indicators=nmsg("{n} target", "{n} targets", page.indicators),
        deliverables=nmsg("{n} draft deliverable", "{n} draft deliverables", page.deliverables),
    )
    if page.doubts:
        yield nmsg("To be checked: {n} place", "To be checked: {n} places", len(page.doubts))
        for doubt in page.doubts:
            values = {"line": doubt.line, "about": doubt.about, "message": doubt.message, "text": doubt.text}
            yield msg("  line {line}  {about}  {message}: “{text}”", **values)
    if page.left:
        yield nmsg("Not in the plan: {n} piece", "Not in the plan: {n} pieces", len(page.left))
        for left in page.left:
            values = {"line": left.line, "reason": left.reason, "text": left.text}
            yield msg("  line {line}  {reason}: “{text}”", **values)
    yield msg("Next:")
    for command in page.next:
        yield f"  {command}"


def show_compared(page: Compared, screen: Screen) -> None:
    """Write a line for each thing of the notice that the plan does not have."""
    for missing in page.missing:
        values = {
            "line": missing.line,
            "about": missing.about,
            "reason": LACKS[missing.lack],
            "text": missing.text,
        }
        screen.line(msg("line {line}  {about}  {reason}: “{text}”", **values))
    values = {"notice": page.notice, "plan": page.plan, "tasks": nmsg("{n} task", "{n} tasks", page.tasks)}
    if page.missing:
        count = nmsg("{n} thing is missing", "{n} things are missing", len(page.missing))
        screen.talk(msg("Of {notice} ({tasks}) {count} in {plan}.", count=count, **values))
    else:
        screen.talk(msg("Nothing of {notice} ({tasks}) is missing in {plan}.", **values))
