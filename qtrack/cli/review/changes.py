"""`qtrack changes`, `show --plan-history`: the edits of the plan over time, from its commits."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from qtrack.cli.context import RunContext, print_json
from qtrack.cli.options import PageForm, PlanOption, format_option
from qtrack.cli.parameters import date_option
from qtrack.cli.review.comparison import IncomparableError, PlanRepository, compared, plan_repository
from qtrack.errors import ExitCode
from qtrack.locale.message import Message, msg
from qtrack.records.edits import Edge, Edits, PlanEdit, PlanHistory, lines_about, plan_lines
from qtrack.store.git.log import Commit, history
from qtrack.store.git.revisions import commit_id, head_and_disk
from qtrack.store.git.sides import State
from qtrack.store.git.trees import ObjectTree
from qtrack.store.reading.load import Parsed


def changes(
    context: RunContext,
    *,
    since: Annotated[
        date | None, date_option("From this date on, as 2019-06-28; else all.", "first", empty=True)
    ] = None,
    form: Annotated[PageForm, format_option(PageForm)] = "table",
    plan: PlanOption = None,
) -> int:
    """Print the edits of the whole plan over time."""
    return show_over_time(context, plan, form, since, "")


def show_over_time(
    context: RunContext, plan: str | None, form: PageForm, since: date | None, about: str
) -> int:
    """Print the edits since a date, of the whole plan or of one section or task."""
    with plan_repository(context, plan) as git:
        page = edits_over_time(git, since, about)
    if form == "json":
        return print_json(context, page)
    from qtrack.pages.diff.over_time import show_history

    show_history(page, context.screen)
    return ExitCode.OK


def edits_over_time(git: PlanRepository, since: date | None, about: str) -> PlanHistory:
    """Return the edits since a date, newest first; a section or task is followed under its older numbers."""
    if commit_id(git.objects.repository, "HEAD") is None:
        return PlanHistory(about, since, ())
    nothing = State(msg("nothing"), ObjectTree(git.objects, {}), "")
    parsed = Parsed()
    found: list[PlanEdit] = []
    cut_off: list[Edge] = []
    number = about
    head, _ = head_and_disk(git.objects, git.where)
    for step in history(git.objects, head):
        commit = step.commit
        if (since and commit.date.date() < since) or step.untouched or not step.of_plan:
            continue
        if commit.cut_off:
            cut_off.append(Edge(commit.short, commit.date.date()))
            continue
        # a parent that never had the plan says nothing of what the others had done to it
        parents = tuple(state for state in step.before if state.holds_plan) or step.before or (nothing,)
        pages = _pages(parents, step.after, parsed)
        edit = _edit(commit, pages, number)
        for old, new in pages[0].renumbered.items() if pages else ():
            if number == new:
                number = old
        if step.back:
            edit = msgspec.structs.replace(edit, notes=(*edit.notes, msg("the plan is there again")))
        if edit.lines or edit.notes or (edit.partly and not about):
            found.append(msgspec.structs.replace(edit, notes=(*edit.notes, *_about_dates(commit))))
    return PlanHistory(about, since, tuple(found), tuple(cut_off))


def _pages(parents: tuple[State, ...], after: State, parsed: Parsed) -> tuple[Edits, ...]:
    """Compare a state with each of those it came from; nothing where one holds no plan that can be read."""
    try:
        return tuple(compared(parent, after, parsed=parsed) for parent in parents)
    except IncomparableError:
        return ()


def _edit(commit: Commit, pages: tuple[Edits, ...], number: str) -> PlanEdit:
    lines = plan_lines(pages) if pages else ()
    return PlanEdit(
        commit.short,
        commit.date.date(),
        commit.author,
        commit.subject,
        lines_about(lines, number) if number else lines,
        partly=not pages or any(page.problems for page in pages),
    )


def _about_dates(commit: Commit) -> Iterator[Message]:
    if commit.dated:
        authored, committed = commit.dated
        yield msg(
            "its author dated it {authored}, yet it was committed on {committed}",
            authored=authored.date(),
            committed=committed.date(),
        )
    if commit.odd is not None:
        yield msg("git keeps “{said}” as the date of this commit, which no calendar has", said=commit.odd)
