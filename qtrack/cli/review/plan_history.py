"""The edits of the plan over time, from its commits: shared by `changes` and `show --plan-history`."""

from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import PageForm
from qtrack.cli.review.comparison import IncomparableError, PlanRepository, compared, plan_repository
from qtrack.locale.message import msg
from qtrack.records.edits import Edge, Edits, PlanEdit, PlanHistory, lines_about, plan_lines
from qtrack.store.git.log import Commit, commits
from qtrack.store.git.objects import ObjectTree
from qtrack.store.git.revisions import State, at_commit, commit_id

_SHORT: Final = 8
#: Commits and their parents follow one another, so few trees are ever needed again.
_KEPT_TREES: Final = 16


def show_over_time(
    context: RunContext, plan: str | None, shape: PageForm, since: date | None, about: str
) -> None:
    """Print the edits since a date, of the whole plan or of one section or task."""
    with plan_repository(context, plan) as git:
        page = edits_over_time(git, since, about)
    if shape is PageForm.JSON:
        from qtrack.ui.json import page_json

        context.screen.write(page_json(page, context.screen.translator))
    else:
        from qtrack.pages.diff.over_time import show_history

        show_history(page, context.screen)


def edits_over_time(git: PlanRepository, since: date | None, about: str) -> PlanHistory:
    """Return the edits since a date, newest first; a section or task is followed under its older numbers."""
    repository, where = git.objects.repository, git.where
    if commit_id(repository, "HEAD") is None:
        return PlanHistory(about, since, ())
    head = at_commit(git.objects, where, "HEAD", "HEAD")
    state = lru_cache(_KEPT_TREES)(lambda name: at_commit(git.objects, where, name, name[:_SHORT]))
    nothing = State(msg("nothing"), ObjectTree(git.objects, {}), head.prefix)
    found: list[PlanEdit] = []
    cut_off: list[Edge] = []
    number = about
    for commit in commits(git.objects, head.prefix):
        if since and commit.date.date() < since:
            continue
        if commit.cut_off:
            cut_off.append(Edge(commit.id[:_SHORT], commit.date.date()))
            continue
        pages = _pages([state(parent) for parent in commit.parents] or [nothing], state(commit.id))
        edit = _edit(commit, pages, number)
        for old, new in pages[0].renumbered.items() if pages else ():
            if number == new:
                note = msg("{old} got the number {new}", old=old, new=new)
                edit = msgspec.structs.replace(edit, notes=(*edit.notes, note))
                number = old
        if edit.lines or edit.notes or (edit.partly and not about):
            found.append(edit if commit.odd is None else _oddly_dated(edit, commit.odd))
    return PlanHistory(about, since, tuple(found), tuple(cut_off))


def _pages(parents: list[State], after: State) -> tuple[Edits, ...]:
    """Compare a state with each of those it came from; nothing where one holds no plan that can be read."""
    try:
        return tuple(compared(parent, after) for parent in parents)
    except IncomparableError:
        return ()


def _edit(commit: Commit, pages: tuple[Edits, ...], number: str) -> PlanEdit:
    lines = plan_lines(pages) if pages else ()
    return PlanEdit(
        commit.id[:_SHORT],
        commit.date.date(),
        commit.author,
        commit.subject,
        lines_about(lines, number) if number else lines,
        partly=not pages or any(page.problems for page in pages),
    )


def _oddly_dated(edit: PlanEdit, said: str) -> PlanEdit:
    note = msg("git keeps “{said}” as the date of this commit, which no calendar has", said=said)
    return msgspec.structs.replace(edit, notes=(*edit.notes, note))
