"""What the commands that compare share: the plan's repository, and two states of it as one page."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec

from qtrack.changes.compare import compare, in_order, plan_added, plan_moved, plan_removed
from qtrack.changes.kinds import GROWTH, Change
from qtrack.changes.levels.files import silence_changes, template_changes
from qtrack.changes.levels.renumbered import numbers, with_new_numbers
from qtrack.cli.context import RunContext
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import is_entry
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem, listed, within
from qtrack.records.edits import Edits, SideProblem, edit_line, together
from qtrack.records.effect import Effect, effect
from qtrack.records.improvements import improvements
from qtrack.records.since.light_changes import Then
from qtrack.store.git.load_changed import PartTree, load_pair, load_without_entries
from qtrack.store.git.log import read_commit
from qtrack.store.git.objects import Objects, objects_of
from qtrack.store.git.repository import Repository, surroundings
from qtrack.store.git.revisions import NoRepositoryError, Where, is_shallow, state_at, was_there, where_in
from qtrack.store.git.sides import Side, State, all_plans, disk_side
from qtrack.store.git.trees import ObjectTree, differences, same
from qtrack.store.reading.load import Parsed
from qtrack.store.reading.loaded import Loaded
from qtrack.store.tree import HEAD, TEMPLATE_ENDINGS, TEMPLATES, FolderTree, Tree
from qtrack.store.yaml.problems import Places


class PlanRepository(msgspec.Struct, frozen=True):
    """The plan as git keeps it: git's objects, and where in a commit the plan lies."""

    objects: Objects
    where: Where


@contextmanager
def plan_repository(
    context: RunContext, plan: str | None, *, every_plan: bool = False
) -> Iterator[PlanRepository]:
    """Open the repository that holds the plan, be it on disk or in commits only.

    For every plan it is the one that one stands in.
    """
    folder = None if every_plan else _folder(context, plan)
    root = folder or context.cwd
    repository = Repository(root, surroundings(root, context.cwd, context.environ))
    named = plan or context.environ.get("QTRACK_PLAN")
    where = where_in(repository, folder, named)
    if named and folder is None and not every_plan and not was_there(repository, where):
        context.folder(plan)  # which is refused
    with objects_of(repository) as objects:
        yield PlanRepository(objects, where)


def plans_on_disk(context: RunContext) -> tuple[Path, ...]:
    """Return the folders of all plans of the working tree, without git those below the current folder."""
    try:
        with plan_repository(context, None, every_plan=True) as git:
            side = disk_side(git.objects, git.where.candidates[0], git.where.folder)
            trees = (side.below(folder) for folder in sorted(side.folders()))
            found = tuple(tree.root for tree in trees if isinstance(tree, FolderTree))
    except NoRepositoryError:
        found = tuple(sorted(path.parent for path in context.cwd.rglob(HEAD)))
    if not found:
        context.folder(None)
    return found


def _folder(context: RunContext, plan: str | None) -> Path | None:
    try:
        return context.folder(plan)
    except QtrackError:  # a bare repository has no folder of the plan, its commits do
        return None


def plan_then(context: RunContext, named: str | None, plan: Plan, day: date) -> Then:
    """Return the plan as it was committed by the end of a day of its timezone, or why that is not known."""
    try:
        with plan_repository(context, named) as git:
            return then_in(git, plan, day, context.end_of(plan, day))
    except NoRepositoryError:
        return Then(day, unknown=msg("The plan is not kept in git."))
    except QtrackError as error:
        return Then(day, unknown=error.message)


def then_in(git: PlanRepository, plan: Plan, day: date, moment: datetime) -> Then:
    """Return the plan as a repository had it at a moment, or why that is not known; `plan` is that of now."""
    try:
        state = state_at(git.objects, git.where, moment)
        if state is None or git.where.folder is None:
            shallow = is_shallow(git.objects.repository)
            reach = msg("This is a shallow clone that does not reach back to {date}.", date=day)
            return Then(
                day, unknown=reach if shallow else msg("git knows no plan as old as {date}.", date=day)
            )
        loaded = load_without_entries(state.tree, FolderTree(git.where.folder), plan)
    except QtrackError as error:
        return Then(day, unknown=error.message)
    errors = _errors(loaded) if loaded else ()
    if not errors:
        was = msgspec.structs.replace(loaded.plan, entries=plan.entries) if loaded and loaded.plan else None
        return Then(day, with_new_numbers(was, plan) if was else None)
    place, text = errors[0].place.path, errors[0].message
    told = msg("The plan of {date} cannot be read: {path}: {text}.", date=day, path=place, text=text)
    return Then(day, unknown=told)


def compared(
    old: State,
    new: State,
    as_of: Callable[[Plan], date] | None = None,
    *,
    turns: bool = False,
    parsed: Parsed | None = None,
) -> Edits:
    """Compare two states; with a date, also what the edit alone makes better, and the lights that turn.

    What was `parsed` of a history before is not read again, and the entries that came are left out of it.
    Raises IncomparableError where there is nothing to compare.
    """
    if parsed and new.holds_plan and not old.holds_plan and not any(old.tree.paths()):
        return _came_whole(old, new, parsed)
    if parsed and _only_grew(old, new, parsed):
        return Edits(old.name, new.name, ())
    before, after = load_pair(old.tree, new.tree, parsed=parsed)
    changes, plans = _changes(old, new, before, after)
    day = as_of(plans[1]) if as_of else None
    given = numbers(*plans)
    if before and after and before.plan and after.plan:
        silenced = silence_changes(before.suppressions, after.suppressions, given)
        templates = template_changes(_templates(old.tree), _templates(new.tree))
        changes = in_order((*silenced, *templates, *changes))
    at_day = before, after
    if day and (turns or _sets_otherwise(*plans)):
        at_day = load_pair(old.tree, new.tree, whole=True)
    if day and _edited(*plans):
        changes = in_order((*_improvements(*at_day, day), *changes))
    if parsed:
        changes = tuple(change for change in changes if change.kind not in GROWTH)
    places = Places(new.tree)
    return Edits(
        old.name,
        new.name,
        tuple(edit_line(change, plans, places.at, new.prefix) for change in changes),
        tuple(
            SideProblem(side=state.name, **msgspec.structs.asdict(within(state.prefix, problem)))
            for state, side in ((old, before), (new, after))
            for problem in (_errors(side) if side else ())
            if not (is_entry(problem.place.path) and same(old.tree, new.tree, problem.place.path))
        ),
        _effect(*at_day, day) if day and turns else None,
        given,
    )


def _only_grew(old: State, new: State, parsed: Parsed) -> bool:
    """Tell whether all that differs is new entries, of which there is nothing else to be told."""
    gone, come, altered = differences(old.tree, new.tree)
    if gone or altered or old.prefix != new.prefix or not all(map(is_entry, come)):
        return False
    loaded = parsed.load(PartTree(new.tree, come))
    return loaded.plan is not None and not loaded.problems and not loaded.suppressions


def _came_whole(old: State, new: State, parsed: Parsed) -> Edits:
    """Tell that a plan came, by its head and by how many files it has: none of them is read for that."""
    _, plans = _changes(old, new, None, parsed.load(PartTree(new.tree, ())))
    files = Counter(path.partition("/")[0] for path in new.tree.paths() if path.endswith(".yaml"))
    counts = (files["sections"], files["tasks"], files["progress"])
    change = plan_added(plans[1].head.title, *counts)
    return Edits(old.name, new.name, (edit_line(change, plans, Places(new.tree).at, new.prefix),))


def all_compared(
    old: Side, new: Side, as_of: Callable[[Plan], date] | None = None, *, turns: bool = False
) -> Edits:
    """Compare every plan that either side holds; those whose files are the same are not read.

    Raises IncomparableError where there is no plan at all.
    """
    pairs = all_plans(old, new)
    if not pairs:
        raise IncomparableError(
            msg("Neither {old} nor {new} holds any plan.", old=old.name, new=new.name),
            msg("A plan is a folder with plan.yaml; name other revisions, such as HEAD~1..HEAD."),
        )
    pages = {
        now.prefix: compared(was, now, as_of, turns=turns)
        for was, now in pairs
        if was.prefix != now.prefix or any(differences(was.tree, now.tree))
    }
    return together(old.name, new.name, pages)


class IncomparableError(QtrackError):
    """Neither state holds a plan, or none that can be read."""


def _changes(
    old: State, new: State, before: Loaded | None, after: Loaded | None
) -> tuple[tuple[Change, ...], tuple[Plan, Plan]]:
    """Return the changes and the two plans; a side without any plan stands in for by the other."""
    for side in (before, after):
        if side and side.plan is None:
            first = _errors(side)[0]
            raise IncomparableError(
                msg("Neither side can be read: {path}: {text}.", path=first.place.path, text=first.message),
                msg("“qtrack validate” shows every place."),
            )
    was, now = before and before.plan, after and after.plan
    if before and after and was and now:
        strayed = dict(_strayed(after))
        changes = compare(was, now, before.broken, after.broken, since=_day(old), strayed=strayed)
        if old.prefix != new.prefix:
            changes = in_order((plan_moved(old.prefix, new.prefix, copied=old.copied), *changes))
        return changes, (was, now)
    if now:
        counts = (len(now.sections), len(now.tasks), len(now.entries))
        return (plan_added(now.head.title, *counts),), (now, now)
    if was:
        return (plan_removed(was),), (was, was)
    raise IncomparableError(
        msg(
            "Neither {old} nor {new} holds a plan in “{folder}”.",
            old=old.name,
            new=new.name,
            folder=new.prefix,
        ),
        msg("Name the plan's folder with --plan."),
    )


def _day(state: State) -> date | None:
    """Return the day of the commit that a state is of."""
    if not state.commit or not isinstance(state.tree, ObjectTree):
        return None
    return read_commit(state.tree.objects, state.commit, frozenset()).date.date()


def _strayed(side: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the entries that lie in the folder of something else than they speak of, each with that."""
    for problem in side.problems:
        if problem.check == "file-id" and is_entry(problem.place.path):
            _, folder, name = problem.place.path.split("/")
            yield name.removesuffix(".yaml"), folder


def _templates(tree: Tree) -> dict[str, bytes]:
    """Return the templates that a plan has of its own, whatever their line ends; of one unread, nothing."""
    found = {}
    for path in sorted(path for path in tree.paths(TEMPLATES) if path.endswith(TEMPLATE_ENDINGS)):
        try:
            found[path] = tree.read(path).replace(b"\r\n", b"\n")
        except OSError:  # a link that leads nowhere, a pipe
            found[path] = b""
    return found


def _edited(old: Plan, new: Plan) -> bool:
    """Tell whether anything but entries differs."""
    return msgspec.structs.replace(old, entries=()) != msgspec.structs.replace(new, entries=())


def _sets_otherwise(old: Plan, new: Plan) -> bool:
    """Tell whether what holds for all tasks differs, so that one may stand otherwise that was not edited."""
    return (old.head, old.register, set(old.measures)) != (new.head, new.register, set(new.measures))


def _improvements(before: Loaded | None, after: Loaded | None, as_of: date) -> tuple[Change, ...]:
    """Return what gets better by the edit of the plan alone, as far as both sides can be read."""
    if before is None or after is None or before.plan is None or after.plan is None:
        return ()
    return improvements(before.plan, after.plan, as_of, before.broken | after.broken)


def _effect(before: Loaded | None, after: Loaded | None, as_of: date) -> Effect:
    """Return the lights that turn; unknown where a side cannot be read whole."""
    if before is None or after is None:
        return Effect(as_of, ())
    if before.plan is None or after.plan is None or _errors(before) or _errors(after):
        return Effect(as_of, None)
    return effect(before.plan, after.plan, as_of)


def _errors(side: Loaded) -> tuple[Problem, ...]:
    return listed(problem for problem in side.problems if problem.level is Level.ERROR)
