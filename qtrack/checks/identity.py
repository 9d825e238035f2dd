"""What things are called: ids that name one thing each, in order, and measures that exist."""

from collections import Counter
from collections.abc import Iterator

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.locale.message import Message, msg
from qtrack.model.head import Revision
from qtrack.model.ids import DELIVERABLE_ID, MEASURE_ID, SECTION_ID, holder_of
from qtrack.model.problem import Level


def ids_unique(context: CheckContext) -> Iterator[Finding]:
    """ids-unique: an id names one thing.

    Two things with one id would share their entries and their light. Two entries with one id, in the
    folders of two tasks, are told apart by these, with a warning: mostly one is a copy that was to say
    another thing.

    Level: error, warning
    Passes: `units: [{id: metrology, …}, {id: standardization, …}]`
    Fails: `units: [{id: metrology, …}, {id: metrology, …}]`
    """
    seen: dict[str, str] = {}
    for identifier, path, keys in _ids(context):
        if identifier in seen:
            used = identifier.rpartition("/")[2]
            message = msg("the id {id} is used before, in {path}", id=used, path=seen[identifier])
            yield finding(message, path, *keys)
        seen.setdefault(identifier, path)
    yield from _entry_ids(context)


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
        yield f"{holder.id}/{indicator.id}", holder.path, ("indicators", at, "id")


def _entry_ids(context: CheckContext) -> Iterator[Finding]:
    """Yield each entry whose id another entry has, in another folder."""
    times = Counter([entry.id.rpartition("/")[2] for entry in context.plan.entries])
    twins = {identifier for identifier, number in times.items() if number > 1}
    for entry in context.plan.entries if twins else ():
        identifier = entry.id.rpartition("/")[2]
        if identifier in twins:
            message = msg(
                "an entry of another task has the id {id}, too; this one is {folder}/{id}",
                id=identifier,
                folder=entry.holder,
            )
            yield finding(message, entry.path, level=Level.WARNING)


def deliverable_ids(context: CheckContext) -> Iterator[Finding]:
    """deliverable-ids: a deliverable's id is that of its task or section, a dot and a number.

    Entries and papers name a deliverable by its id alone; the id must tell which task it belongs to.

    Passes: `id: T18.2` in T18.yaml
    Fails: `id: T17.2` in T18.yaml
    """
    for holder, at, deliverable in context.deliverables():
        if not DELIVERABLE_ID.fullmatch(deliverable.id) or holder_of(deliverable.id) != holder.id:
            values = {"id": deliverable.id, "holder": holder.id}
            message = msg("“{id}” is no id of a deliverable here; write {holder}.1, {holder}.2 …", **values)
            yield finding(message, holder.path, "deliverables", at, "id")


def id_retired(context: CheckContext) -> Iterator[Finding]:
    """id-retired: an id that was given up is not used again.

    Entries and papers of earlier years speak of the old thing; a new one under its id would inherit them.

    Passes: `retired: [T33]` in plan.yaml, and no T33.yaml
    Fails: `retired: [T18.2]` in plan.yaml, and `id: T18.2` in T18.yaml
    """
    retired = frozenset(context.plan.head.retired)
    holders = ((holder.id, holder.path, ("id",)) for holder in context.holders)
    for identifier, path, keys in (*holders, *_ids(context)):
        if identifier in retired and path != "units.yaml":
            message = msg("{id} is retired in plan.yaml; take the next free id", id=identifier)
            yield finding(message, path, *keys)


def revisions_sound(context: CheckContext) -> Iterator[Finding]:
    """revisions-sound: a notice that revises the plan names what the plan has, and nothing is ended twice.

    What is ended has no light and is asked for no more from the day of the notice on; an id that nothing has
    would leave the right one open. Each notice stands once, and is not older than the document.

    Passes: `revisions: [{number: 12号, issued: 2019-05-20, revises: [T05], ends: [T07, T18.2]}]`
    Fails: the same where the plan has no T07, with `ends: [S2]`, or with T07 under `revises`, too
    """
    head = context.plan.head
    numbers = [notice.number for notice in head.revisions]
    ended: set[str] = set()
    for at, notice in enumerate(head.revisions):
        if notice.number in numbers[:at]:
            message = msg("{number} stands here a second time; name each notice once", number=notice.number)
            yield finding(message, "plan.yaml", "revisions", at, "number")
        if notice.issued < head.document.issued:
            day = notice.issued
            message = msg("a notice that revises the document is not older than it: {date}", date=day)
            yield finding(message, "plan.yaml", "revisions", at, "issued")
        for key, ids in (("revises", notice.revises), ("ends", notice.ends)):
            for place, name in enumerate(ids):
                wrong = _wrong_in_notice(context, notice, name, ended if key == "ends" else None)
                if wrong:
                    yield finding(wrong, "plan.yaml", "revisions", at, key, place)


def _wrong_in_notice(
    context: CheckContext, notice: Revision, name: str, ended: set[str] | None
) -> Message | None:
    """Return what is wrong with an id that a notice revises, or where `ended` is given, ends as well."""
    plan = context.plan
    known = name in {*plan.holders, *plan.deliverables, *plan.head.retired}
    if not known and holder_of(name) not in context.broken:
        return msg("the plan has no {id} that this notice could speak of", id=name)
    if ended is None:
        both = msg("{id} stands under revises and under ends; keep one of the two", id=name)
        return both if name in notice.ends else None
    if SECTION_ID.fullmatch(name):
        return msg("{id} is a section; name the tasks that the notice ends", id=name)
    twice = name in ended
    ended.add(name)
    return msg("{id} is ended twice; one notice is enough", id=name) if twice else None


def measures_in_order(context: CheckContext) -> Iterator[Finding]:
    """measures-in-order: measures are named M01, M02 … in one row through all sections, without a gap.

    The document numbers its measures in one row; a gap means that one was lost in copying. One that is moved,
    or added later, keeps its id, so they need not stand in that order; what is given up stands among the
    retired ids.

    Passes: S2 holds M01 to M06, S3 begins with M07; or `retired: [M07]`, and S3 begins with M08
    Fails: M07 where no section has M06, or an id such as X1
    """
    if context.sections_unread:
        return
    rows: list[tuple[int, str, tuple[str | int, ...]]] = []
    strange = 0
    for section in context.plan.sections:
        for at, measure in enumerate(section.measures):
            keys = ("measures", at, "id")
            if MEASURE_ID.fullmatch(measure.id):
                rows.append((int(measure.id[1:]), section.path, keys))
                continue
            strange += 1
            message = msg(
                "“{id}” is not an id of a measure; write M and two digits, such as M05", id=measure.id
            )
            yield finding(message, section.path, *keys)
    expected = 1
    for number, path, spot in sorted(rows):
        for gap in range(expected, number):
            if f"M{gap:02d}" not in context.plan.head.retired:
                if not strange:
                    message = msg(
                        "{id} stands here; the next measure is M{number}",
                        id=f"M{number:02d}",
                        number=f"{gap:02d}",
                    )
                    yield finding(message, path, *spot)
                    break
                strange -= 1
        expected = number + 1


def measure_known(context: CheckContext) -> Iterator[Finding]:
    """measure-known: a task names a measure that stands in a section, or the section itself, one of both.

    That tells the section; without it the task would be missing on the board and in every count.

    Passes: `measure: M15`, or `section: S3` where the document has no measures
    Fails: `measure: M99`, `section: S99`, both, or neither of them
    """
    measures = context.plan.measures
    titles = {measure.title: measure.id for measure in measures.values()}
    for task in context.plan.tasks:
        if bool(task.measure) is bool(task.section):
            both = msg("a task stands in a measure or in a section; delete one of the two keys")
            none = msg("a task stands in a measure or in a section; write “measure: M01” or “section: S1”")
            yield finding(both if task.section else none, task.path, "section" if task.section else "id")
        elif context.sections_unread and task.measure not in titles:
            continue
        elif task.section and context.plan.home_of(task) is None:
            yield finding(_unknown_section(context, task.section), task.path, "section")
        elif task.measure and task.measure not in measures:
            yield finding(_unknown_measure(context, task.measure, titles), task.path, "measure")


def _unknown_section(context: CheckContext, section: str) -> Message:
    titles = {own.title: own.id for own in context.plan.sections}
    named = context.nearest(section, titles)
    if named:
        return msg("“{name}” is a title; refer to the section by its id {id}", name=section, id=titles[named])
    close = context.nearest(section, titles.values(), cutoff=0)
    if close is None:
        return msg("the plan has no section {id}", id=section)
    return msg("the plan has no section {id}; the nearest is {nearest}", id=section, nearest=close)


def _unknown_measure(context: CheckContext, measure: str, titles: dict[str, str]) -> Message:
    named = context.nearest(measure, titles)
    if named and not titles[named]:
        return msg("“{name}” is a title; refer to the measure by its id", name=measure)
    if named:
        return msg("“{name}” is a title; refer to the measure by its id {id}", name=measure, id=titles[named])
    close = context.nearest(measure, titles.values(), cutoff=0)
    if not titles:
        return msg("no section has any measures; the task names {id}", id=measure)
    if close is None:
        return msg("no section has a measure {id}", id=measure)
    return msg("no section has a measure {id}; the nearest is {nearest}", id=measure, nearest=close)
