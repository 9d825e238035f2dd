"""`qtrack record --from FILE`: every row of a filled form, all of them or none."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from qtrack.checks import check_new
from qtrack.cli.context import RunContext
from qtrack.cli.options import PathForm, WriteOptions
from qtrack.cli.parameters import parse_date
from qtrack.cli.write.recording import (
    RecordingSession,
    commit,
    open_session,
    status_words,
    tell_recorded,
    tell_text,
    user,
    write_all,
)
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELD, Kind
from qtrack.model.problem import MOST_OF_FILE, Level, shortened
from qtrack.pages.record.written import WriteResult, WrittenAll
from qtrack.store.entries import entry_text
from qtrack.store.form.form_header import Layout, RowProblem, holders_in, read_layout
from qtrack.store.form.rows import Defaults, EntryRows, StatusNames, content_of, read_rows
from qtrack.store.form.spreadsheet import LARGEST_TABLE, Table, read_table
from qtrack.store.lock import alone
from qtrack.store.tree import reason
from qtrack.ui.labels import STATUSES


def record_file(
    context: RunContext, plan: str | None, source: str, typed: Mapping[str, Any], options: WriteOptions
) -> int:
    """Record every row that reports something, once; refuse the whole file for one bad row."""
    _refuse_options(typed)
    name = source if source != "-" else context.screen.say(msg("stdin"))
    table = read_table(_bytes(context, source), name)
    with alone(context.folder(plan)):  # so that the same file, recorded twice at once, finds its rows
        session, found, new = _checked(context, plan, table, name, typed)
        written = (
            ()
            if options.dry_run
            else write_all(session, new, lambda told: _tell(session, told, len(new), options))
        )
    if options.dry_run:
        tell_text(session, "---\n".join(entry_text(entry) for entry in new), options)
    elif options.commit and written:
        commit(session, written)
    _sum_up(session, found, len(new), options)
    return ExitCode.OK


def _checked(
    context: RunContext, plan: str | None, table: Table, name: str, typed: Mapping[str, Any]
) -> tuple[RecordingSession, EntryRows, list[Entry]]:
    """Return the rows as entries, and those that are new; raise QtrackError where one is wrong."""
    session = open_session(context, plan, holders_in(table))
    layout = read_layout(table, session.plan, context.screen.translator)
    if not isinstance(layout, Layout):
        raise _refused(context, name, layout)
    names = StatusNames(status_words(), tuple(STATUSES.values()))
    found = read_rows(table, layout, session.plan, _defaults(session, typed), names)
    wrong, doubtful = _misfits(session, found)
    if found.problems or wrong:
        raise _refused(context, name, (*found.problems, *wrong))
    _list(context, name, [msg("warning: {text}", text=_said(name, problem)) for problem in doubtful])
    return session, found, _not_yet_said(session, found)


def _refuse_options(typed: Mapping[str, Any]) -> None:
    """Raise QtrackError for an option that says what each row says for itself."""
    if "about" in typed:
        raise QtrackError(msg("With --from no ID is given."), msg("Each row names its own."))
    for field in map(FIELD.__getitem__, typed):
        if field.kind.reports or field.kind is Kind.PERIOD:
            raise QtrackError(
                msg("With --from no {option} is given.", option=field.option), msg("Each row names its own.")
            )


def _bytes(context: RunContext, source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_TABLE + 1)
        with Path(context.cwd / source).open("rb") as file:
            return file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise QtrackError(
            msg("{file} cannot be read: {why}.", file=source, why=reason(error)),
            msg("Look whether the name is right and the file may be read."),
        ) from error


def _defaults(session: RecordingSession, typed: Mapping[str, Any]) -> Defaults:
    day = parse_date("--date", typed["date"]) if typed.get("date") else None
    return Defaults(session.now, typed.get("unit", ""), day, typed.get("by", user()))


def _misfits(session: RecordingSession, found: EntryRows) -> tuple[list[RowProblem], list[RowProblem]]:
    """Return what the checks find wrong in the rows, and what is only worth a word."""
    rows = {row.entry.path: row for row in found.rows}
    wrong: list[RowProblem] = []
    doubtful: list[RowProblem] = []
    for problem in check_new(session.check_context, *(row.entry for row in found.rows)):
        row = rows[problem.place.path]
        if str(problem.place.keys[0]) in row.failed:
            continue
        noted = RowProblem(row.number, row.heading(problem.place.keys), problem.message)
        (wrong if problem.level is Level.ERROR else doubtful).append(noted)
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


def _refused(context: RunContext, name: str, wrong: tuple[RowProblem, ...]) -> QtrackError:
    _list(context, name, [_said(name, problem) for problem in sorted(wrong, key=lambda problem: problem.row)])
    return QtrackError(
        nmsg("{file} has {n} problem.", "{file} has {n} problems.", len(wrong), file=name),
        msg("Nothing was written."),
    )


def _list(context: RunContext, name: str, lines: Sequence[Message]) -> None:
    """Tell as many as anybody reads, and how many more there are."""
    for line in lines[:MOST_OF_FILE]:
        context.screen.talk(shortened(line))
    beyond = len(lines) - MOST_OF_FILE
    if beyond > 0:
        context.screen.talk(
            nmsg("{file}: {n} more is not listed", "{file}: {n} more are not listed", beyond, file=name)
        )


def _not_yet_said(session: RecordingSession, found: EntryRows) -> list[Entry]:
    """Return the entries that say what none before them says."""
    said = {content_of(entry) for entry in session.plan.entries}
    new = []
    for row in found.rows:
        content = content_of(row.entry)
        if content not in said:
            said.add(content)
            new.append(msgspec.structs.replace(row.entry, path=""))
    return new


def _tell(session: RecordingSession, written: tuple[Entry, ...], new: int, options: WriteOptions) -> None:
    if 0 < len(written) < new:
        session.context.screen.talk(
            msg(
                "Written: {written} of {all} entries; record the file again, and only the others are added.",
                written=len(written),
                all=new,
            )
        )
    told = [WriteResult(entry.id, session.context.shown(session.folder / entry.path)) for entry in written]
    paths = "\n".join(entry.path for entry in told)
    as_json = options.form is PathForm.JSON
    tell_recorded(session, written, WrittenAll(tuple(told)) if as_json else paths)


def _sum_up(session: RecordingSession, found: EntryRows, new: int, options: WriteOptions) -> None:
    said = [
        nmsg("{n} entry would be written", "{n} entries would be written", new)
        if options.dry_run
        else nmsg("{n} entry written", "{n} entries written", new)
    ]
    if len(found.rows) > new:
        said.append(nmsg("{n} was there already", "{n} were there already", len(found.rows) - new))
    if found.untouched:
        said.append(nmsg("{n} row reports nothing", "{n} rows report nothing", found.untouched))
    session.context.screen.talk(msg("{counts}.", counts=tuple(said)))
