"""`qtrack import`: the draft of a plan from a notice, or what of a notice a plan does not have."""

import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from qtrack.cli.admin.import_ask import answered, need_somebody
from qtrack.cli.context import RunContext, print_in
from qtrack.cli.options import PageForm, format_option
from qtrack.cli.parameters import argument, date_option, flag, option
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Translator, msg
from qtrack.model.problem import Level
from qtrack.notice.compare import compare as compare_with
from qtrack.notice.draft import Draft, draft
from qtrack.notice.reading.blocks import Block, joined, of_rows, of_text
from qtrack.notice.reading.outline import outline
from qtrack.notice.reading.page import of_page, paged
from qtrack.notice.reading.word import is_document, of_document
from qtrack.notice.write import files
from qtrack.pages.imported import Compared, imported, show_compared, show_imported
from qtrack.store.disk import write_file
from qtrack.store.form.spreadsheet import Table, read_table
from qtrack.store.form.workbook import ARCHIVE, read_sheets
from qtrack.store.git.sparse import git_above
from qtrack.store.notice import notice_text, read_notice
from qtrack.store.output import new_folder
from qtrack.store.reading.load import load
from qtrack.store.tree import HEAD, FolderTree
from qtrack.store.yaml.schema import write_schemas


def import_(
    context: RunContext,
    *,
    notice: Annotated[
        str, argument("A text, a page saved from the web, a Word document, or a table.", "NOTICE")
    ],
    compared: Annotated[
        str | None, argument("With --compare the plan's folder; else it is found from here upward.", "PLAN")
    ] = None,
    to: Annotated[
        str | None,
        option("A folder that does not exist yet, for the draft; else --compare is needed.", "DIR"),
    ] = None,
    compare: Annotated[
        bool, flag("Tell what of the notice a plan does not have; exit 1 if anything.")
    ] = False,
    ask: Annotated[
        bool,
        flag("Ask of each doubt on the terminal; the same command asks again of what was left for later."),
    ] = False,
    issued: Annotated[date | None, date_option("The day of the notice; else what it says itself.")] = None,
    form: Annotated[PageForm, format_option(PageForm)] = "table",
) -> int:
    """Write the draft to a new folder, or compare it with a plan; tell what a person has to look at."""
    if compare == bool(to) or (not compare and compared) or (compare and ask):
        raise QtrackError(
            msg("“import” takes --to DIR, or --compare and a plan."),
            msg("Such as “qtrack import notice.txt --to new-plan”."),
        )
    found = draft(outline(blocks_of(context.cwd / notice, notice)), issued)
    if to is None:
        return _compare(context, found, notice, compared, form)
    if ask:
        need_somebody(context.screen)
    if not ask or not (context.cwd / to / HEAD).is_file():
        hint = msg("Name a folder that does not exist yet, such as --to new-plan.")
        with new_folder(context.cwd / to, hint) as folder:
            _write(context, found, folder)
    if ask:
        found = answered(context.screen, found, context.cwd / to)
    named = shlex.quote(to)
    first = () if git_above(context.cwd / to) else (f"git init {named}",)
    page = imported(found, to, (*first, f"qtrack validate --plan {named}", f"qtrack status --plan {named}"))
    return print_in(context, form, page, {"table": show_imported})


def _compare(context: RunContext, found: Draft, notice: str, named: str | None, form: PageForm) -> int:
    """Tell what of a notice a plan does not have."""
    folder, plan = context.folder(named), context.open(named)
    tree = FolderTree(folder)
    paths = [*(section.path for section in plan.sections), *(task.path for task in plan.tasks)]
    texts = {path: tree.read(path).decode("utf-8", "replace") for path in paths}
    page = Compared(notice, plan.head.name, len(found.tasks), compare_with(found, plan, texts))
    print_in(context, form, page, {"table": show_compared})
    return ExitCode.PROBLEMS if page.missing else ExitCode.OK


def blocks_of(path: Path, name: str) -> list[Block]:
    """Read the paragraphs and tables of a file; raise QtrackError where it cannot be read."""
    raw = read_notice(path, name)
    if is_document(raw):
        return of_document(raw, name)
    if raw.startswith(ARCHIVE):
        return of_cells(read_sheets(raw, name), name)
    text = notice_text(raw, name)
    if path.suffix.casefold() == ".csv" and text.strip():
        return of_cells([read_table(raw, name)], name)
    return of_page(text) if paged(text) else joined(of_text(text))


def of_cells(tables: Sequence[Table], name: str) -> list[Block]:
    """Return the rows of tables by the numbers that a spreadsheet shows, those of further sheets counted on.

    Merged cells are empty but for the first, and mean what stands above; raise QtrackError for what cannot be
    read at all.
    """
    found: list[Block] = []
    for at, table in enumerate(tables, 1):
        wrong = next((one for one in table.wrong if "cells" not in dict(one[2].values)), None)
        if wrong is not None:
            raise QtrackError(
                msg("{text}.", text=table.told(name, wrong)),
                msg("Mend it there, then “qtrack import {file} --to DIR” again.", file=name),
            )
        last = found[-1].line if found else 0
        rows = [(last + number, cells) for number, cells in ((table.header_row, table.header), *table.rows)]
        found += of_rows(rows, at, table.sheet if len(tables) > 1 else "")
    return found


def _write(context: RunContext, found: Draft, folder: Path) -> None:
    """Fill the plan's folder; raise QtrackError where that would be no plan."""
    for path, text in files(found).items():
        write_file(folder / path, text)
    write_schemas(folder, Translator(found.head.language))
    tree = FolderTree(folder)
    problems = [one for one in context.problems(tree, load(tree)) if one.level is Level.ERROR]
    if problems:
        raise QtrackError(
            msg("No plan can be made of the notice: {text}.", text=problems[0].message),
            msg("Look at what the notice says of it; {path} was to hold it.", path=problems[0].place.path),
        )
