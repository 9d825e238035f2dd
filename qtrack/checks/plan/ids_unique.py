"""ids-unique: an id names one thing.

Two things with one id would share their entries and their light. Two entries with one id, in the folders
of two tasks, are told apart by these, with a warning: mostly one is a copy that was to say another thing.

Level: error, warning
Passes: `units: [{id: metrology, …}, {id: standardization, …}]`
Fails: `units: [{id: metrology, …}, {id: metrology, …}]`
"""

from collections import Counter
from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.locale.message import msg
from qtrack.model.problem import Level, Problem

NAME = "ids-unique"


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each id that was used before."""
    seen: dict[str, str] = {}
    for identifier, path, keys in _ids(context):
        if identifier in seen:
            used = identifier.rpartition(":")[2]
            message = msg("the id {id} is used before, in {path}", id=used, path=seen[identifier])
            yield problem(NAME, message, path, *keys)
        seen.setdefault(identifier, path)
    yield from _entries(context)


def _ids(context: CheckContext) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
    """Yield every id of the plan with its place; that of an indicator is one of its task or section."""
    for shelf in ("units", "groups"):
        for at, body in enumerate(getattr(context.plan.register, shelf)):
            yield body.id, "units.yaml", (shelf, at, "id")
    for section in context.plan.sections:
        for at, measure in enumerate(section.measures):
            yield measure.id, section.path, ("measures", at, "id")
    for holder, at, deliverable in context.deliverables():
        yield deliverable.id, holder.path, ("deliverables", at, "id")
    for holder, at, indicator in context.indicators():
        yield f"{holder.id}:{indicator.id}", holder.path, ("indicators", at, "id")


def _entries(context: CheckContext) -> Iterator[Problem]:
    """Yield each entry whose id another entry has, in another folder."""
    names = [(entry, entry.id.rpartition("/")[2]) for entry in context.plan.entries]
    times = Counter(identifier for _, identifier in names)
    for entry, identifier in names:
        if times[identifier] > 1:
            message = msg(
                "an entry of another task has the id {id}, too; this one is {folder}/{id}",
                id=identifier,
                folder=entry.holder,
            )
            yield problem(NAME, message, entry.path, level=Level.WARNING)
