"""`qtrack record --from FILE`: every row of a filled form, all of them or none."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from qtrack.checks import check_new
from qtrack.checks.context import Ground
from qtrack.cli.context import Here
from qtrack.cli.options import parse_date
from qtrack.cli.write.recording import (
    Desk,
    How,
    PathForm,
    Typed,
    commit,
    open_desk,
    status_words,
    tell_recorded,
    tell_text,
    user,
)
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.model.problem import MOST_OF_FILE, Level, shortened
from qtrack.pages.record.written import Written, WrittenAll
from qtrack.store.entries import entry_text, write_entry
from qtrack.store.form.form_header import Layout, RowProblem, holders_in, read_layout
from qtrack.store.form.rows import Defaults, EntryRows, StatusNames, content_of, read_rows
from qtrack.store.form.spreadsheet import LARGEST_TABLE, Table, read_table
from qtrack.store.lock import alone
from qtrack.store.tree import reason
from qtrack.ui.labels import STATUSES

#: Options that say what each row says for itself.
_OF_ROWS: Final = ("summary", "status", "percent", "actual", "period", "problems", "next", "evidence")


def record_file(here: Here, plan: str | None, source: str, typed: Typed, how: How) -> int:
    """Record every row that reports something, once; refuse the whole file for one bad row."""
    _refuse_options(typed)
    name = source if source != "-" else here.screen.say(msg("stdin"))
    table = read_table(_bytes(here, source), name)
    with alone(here.folder(plan)):  # so that the same file, recorded twice at once, finds its rows
        desk, found, new = _checked(here, plan, table, name, typed)
        written = () if how.dry_run else _write(desk, new, how)
    if how.dry_run:
        tell_text(desk, "---\n".join(entry_text(each) for each in new), how)
    elif how.commit and written:
        commit(desk, written)
    _sum_up(desk, found, len(new), how)
    return ExitCode.FINE


def _checked(
    here: Here, plan: str | None, table: Table, name: str, typed: Typed
) -> tuple[Desk, EntryRows, list[Entry]]:
    """Return the rows as entries, and those that are new; raise QtrackError where one is wrong."""
    desk = open_desk(here, plan, holders_in(table))
    layout = read_layout(table, desk.plan, here.screen.translator)
    if not isinstance(layout, Layout):
        raise _refused(here, name, layout)
    names = StatusNames(status_words(), tuple(STATUSES.values()))
    found = read_rows(table, layout, desk.plan, _defaults(desk, typed), names)
    wrong, doubtful = _misfits(desk, found)
    if found.problems or wrong:
        raise _refused(here, name, (*found.problems, *wrong))
    _list(here, name, [msg("warning: {text}", text=_said(name, each)) for each in doubtful])
    return desk, found, _not_yet_said(desk, found)


def _refuse_options(typed: Typed) -> None:
    if typed.about is not None:
        raise QtrackError(msg("With --from no ID is given."), msg("Each row names its own."))
    given = next((each for each in _OF_ROWS if getattr(typed, each) is not None), None)
    if given:
        raise QtrackError(
            msg("With --from no {option} is given.", option=f"--{given}"), msg("Each row names its own.")
        )


def _bytes(here: Here, source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_TABLE + 1)
        with Path(here.cwd / source).open("rb") as file:
            return file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise QtrackError(
            msg("{file} cannot be read: {why}.", file=source, why=reason(error)),
            msg("Look whether the name is right and the file may be read."),
        ) from error


def _defaults(desk: Desk, typed: Typed) -> Defaults:
    day = parse_date("--date", typed.date) if typed.date else None
    return Defaults(desk.now, typed.unit or "", day, user() if typed.by is None else typed.by)


def _misfits(desk: Desk, found: EntryRows) -> tuple[list[RowProblem], list[RowProblem]]:
    """Return what the checks find wrong in the rows, and what is only worth a word."""
    rows = {each.entry.path: each for each in found.rows}
    ground = Ground(desk.plan, desk.here.today(desk.plan))
    wrong: list[RowProblem] = []
    doubtful: list[RowProblem] = []
    for each in check_new(ground, *(row.entry for row in found.rows)):
        row = rows[each.place.path]
        if str(each.place.keys[0]) in row.failed:
            continue
        problem = RowProblem(row.number, row.heading(each.place.keys), each.message)
        (wrong if each.level is Level.ERROR else doubtful).append(problem)
    return wrong, doubtful


def _said(name: str, problem: RowProblem) -> Message:
    if not problem.column:
        return msg("{file}, row {row}: {text}", file=name, row=problem.row, text=problem.message)
    return msg(
        "{file}, row {row}, column “{column}”: {text}",
        file=name,
        row=problem.row,
        column=problem.column,
        text=problem.message,
    )


def _refused(here: Here, name: str, wrong: tuple[RowProblem, ...]) -> QtrackError:
    _list(here, name, [_said(name, each) for each in sorted(wrong, key=lambda problem: problem.row)])
    return QtrackError(
        nmsg("{file} has {n} problem.", "{file} has {n} problems.", len(wrong), file=name),
        msg("Nothing was written."),
    )


def _list(here: Here, name: str, lines: Sequence[Message]) -> None:
    """Tell as many as anybody reads, and how many more there are."""
    for each in lines[:MOST_OF_FILE]:
        here.screen.talk(shortened(each))
    beyond = len(lines) - MOST_OF_FILE
    if beyond > 0:
        here.screen.talk(
            nmsg("{file}: {n} more is not listed", "{file}: {n} more are not listed", beyond, file=name)
        )


def _not_yet_said(desk: Desk, found: EntryRows) -> list[Entry]:
    """Return the entries that say what none before them says."""
    said = {content_of(each) for each in desk.plan.entries}
    new = []
    for row in found.rows:
        content = content_of(row.entry)
        if content not in said:
            said.add(content)
            new.append(msgspec.structs.replace(row.entry, path=""))
    return new


def _write(desk: Desk, new: list[Entry], how: How) -> tuple[Entry, ...]:
    written: list[Entry] = []
    try:
        for entry in new:
            written.append(write_entry(desk.folder, entry))  # noqa: PERF401 - a failure keeps them
    except QtrackError:
        if written:
            desk.here.screen.talk(
                msg(
                    "Written: {written} of {all} entries; record the file again, "
                    "and only the others are added.",
                    written=len(written),
                    all=len(new),
                )
            )
        raise
    finally:
        _tell(desk, written, how)
    return tuple(written)


def _tell(desk: Desk, written: list[Entry], how: How) -> None:
    told = [Written(each.id, desk.here.shown(desk.folder / each.path)) for each in written]
    as_json = how.form is PathForm.JSON
    tell_recorded(
        desk, tuple(written), WrittenAll(tuple(told)) if as_json else "\n".join(each.path for each in told)
    )


def _sum_up(desk: Desk, found: EntryRows, new: int, how: How) -> None:
    said = [
        nmsg("{n} entry would be written", "{n} entries would be written", new)
        if how.dry_run
        else nmsg("{n} entry written", "{n} entries written", new)
    ]
    if len(found.rows) > new:
        said.append(nmsg("{n} was there already", "{n} were there already", len(found.rows) - new))
    if found.untouched:
        said.append(nmsg("{n} row reports nothing", "{n} rows report nothing", found.untouched))
    desk.here.screen.talk(msg("{counts}.", counts=tuple(said)))
