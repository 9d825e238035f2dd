"""`qtrack form UNIT` and `qtrack record --from FILE`: spreadsheets to fill, recorded all or none."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Any

import msgspec

from qtrack.checks import check_new, doubt_new
from qtrack.cli.context import RunContext, keep_file
from qtrack.cli.options import FillForm, OutputOption, PlanOption, WriteOptions, format_option
from qtrack.cli.parameters import argument, flag
from qtrack.cli.settings import named_unit
from qtrack.cli.write.recording import Session, open_session, user
from qtrack.cli.write.writing import commit, tell_answers, tell_recorded, tell_texts, write_all
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Message, Translator, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELD, Kind
from qtrack.model.problem import MOST_OF_FILE, Problem, shortened
from qtrack.pages.form import tasks_of, unit_form
from qtrack.records.answer import WriteResult
from qtrack.standing.assess import assess
from qtrack.store.entries import alone
from qtrack.store.form.form_header import abouts_in, read_layout
from qtrack.store.form.rows import RowSettings, content_of, read_rows
from qtrack.store.form.spreadsheet import LARGEST_TABLE, RowProblem, Table, read_table, write_table
from qtrack.store.form.workbook import ARCHIVE, read_workbook
from qtrack.store.tree import reason
from qtrack.store.user.settings import VARIABLES
from qtrack.ui.workbook.form import form_workbook


def form(
    context: RunContext,
    *,
    unit: Annotated[str | None, argument("A unit, by id, full or short name; else your own.", "UNIT")] = None,
    every: Annotated[bool, flag("Also tasks by duty that ask it for no report.", name="--all")] = False,
    shape: Annotated[FillForm, format_option(FillForm)] = "csv",
    output: OutputOption = None,
    plan: PlanOption = None,
) -> int:
    """Print the form of a unit, or write it to a file."""
    opened = context.open(plan)
    named = named_unit(context, opened, unit, "qtrack form", msg("UNIT"))
    standing = assess(opened, context.today(opened))
    mine, all_ = (tasks_of(standing, named, every=whole) for whole in (every, True))
    as_workbook = shape == "xlsx"
    # A workbook is a paper, which goes to whoever fills it, in the language of the plan.
    translator = Translator(opened.head.language) if as_workbook else context.screen.translator
    filled = unit_form(standing, named, mine, translator)
    heads = [column.head for column in filled.columns]
    text = form_workbook(filled, translator) if as_workbook else write_table([heads, *filled.rows])
    if output:
        keep_file(context, context.cwd / output, text, context.folder(plan))
    else:
        context.screen.write(text)
    if left := len(all_) - len(mine):
        context.screen.talk(
            nmsg(
                "{n} task by duty of which no report is asked is left out; --all has it, too.",
                "{n} tasks by duty of which no report is asked are left out; --all has them, too.",
                left,
            )
        )
    elif not mine:
        context.screen.talk(msg("{unit} has no open tasks.", unit=opened.register.name(named)))
    return ExitCode.OK


def record_file(context: RunContext, options: WriteOptions, source: str, typed: Mapping[str, Any]) -> int:
    """Record every row that reports something, once; refuse the whole file for one bad row."""
    _refuse_options(typed)
    name = source if source != "-" else context.screen.say(msg("stdin"))
    raw = _bytes(context, source)
    table = (read_workbook if raw.startswith(ARCHIVE) else read_table)(raw, name)
    with alone(context.folder(options.plan)):  # so that the same file, recorded twice at once, finds its rows
        session = open_session(context, options, *abouts_in(table))
        entries = _checked(session, table, name, typed)
        new = _not_yet_said(session, entries)
        if options.dry_run:
            tell_texts(session, *new)
            written: tuple[Entry, ...] = ()
        else:
            written = write_all(session, new, lambda told: _tell(session, told, len(new)))
    if options.commit and written:
        commit(session, written)
    _sum_up(session, len(abouts_in(table)) - len(entries), len(entries), len(new))
    tell_answers(session, new)
    return ExitCode.OK


def _checked(session: Session, table: Table, name: str, typed: Mapping[str, Any]) -> list[Entry]:
    """Return the rows that report something as entries; raise QtrackError where one is wrong."""
    layout, wrong = read_layout(table, session.plan, session.context.screen.translator)
    if wrong or table.wrong:
        raise _refused(session.context, table, name, [*wrong, *table.wrong])
    day = session.date(typed["date"]) if typed.get("date") else None
    by = typed["by"] if "by" in typed else user(session)
    unit = typed.get("unit", session.context.environ.get(VARIABLES["unit"], ""))
    settings = RowSettings(session.now, unit, day, by)
    entries, wrong, doubtful = read_rows(table, layout, session.plan, settings, partial(_problems, session))
    if wrong:
        raise _refused(session.context, table, name, wrong)
    doubts = [msg("warning: {text}", text=table.told(name, problem)) for problem in doubtful]
    _list(session.context, name, doubts)
    return entries


def _problems(session: Session, *entries: Entry) -> Iterator[Problem]:
    """Yield what is wrong with rows, and what is doubtful of those that say something new."""
    yield from check_new(session.check_context, *entries)
    said = {content_of(entry) for entry in session.plan.entries}
    yield from doubt_new(session.check_context, *(row for row in entries if content_of(row) not in said))


def _refuse_options(typed: Mapping[str, Any]) -> None:
    """Raise QtrackError for an option that says what each row says for itself."""
    fields = (FIELD[name] for name in typed)
    said = [field.option for field in fields if field.kind.reports or field.kind is Kind.PERIOD]
    if "about" in typed or said:
        raise QtrackError(
            msg("With --from no {option} is given.", option=msg("ID") if "about" in typed else said[0]),
            msg("Leave it out; each row names its own: “qtrack record --from FILE”."),
        )


def _bytes(context: RunContext, source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_TABLE + 1)
        with Path(context.cwd / source).open("rb") as file:
            return file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise QtrackError(
            msg("--from is “{file}”, which cannot be read: {why}.", file=source, why=reason(error)),
            msg("Look whether the name is right; “qtrack form UNIT -o FILE” writes a form to fill."),
        ) from error


def _refused(context: RunContext, table: Table, name: str, wrong: Sequence[RowProblem]) -> QtrackError:
    _list(context, name, [table.told(name, problem) for problem in sorted(wrong, key=itemgetter(0))])
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


def _not_yet_said(session: Session, entries: list[Entry]) -> list[Entry]:
    """Return the entries that say what none before them says."""
    said = {content_of(entry) for entry in session.plan.entries}
    new = []
    for entry in entries:
        content = content_of(entry)
        if content not in said:
            said.add(content)
            new.append(msgspec.structs.replace(entry, path=""))
    return new


def _tell(session: Session, written: tuple[Entry, ...], new: int) -> None:
    if 0 < len(written) < new:
        session.context.screen.talk(
            msg(
                "Written: {written} of {all} entries; record the file again, and only the others are added.",
                written=len(written),
                all=new,
            )
        )
    told = [WriteResult(entry.id, session.shown(entry.path)) for entry in written]
    paths = "\n".join(entry.path for entry in told)
    as_json = session.options.form == "json"
    tell_recorded(session, written, tuple(told) if as_json else paths)


def _sum_up(session: Session, untouched: int, reporting: int, new: int) -> None:
    said = [
        nmsg("{n} entry would be written", "{n} entries would be written", new)
        if session.options.dry_run
        else nmsg("{n} entry written", "{n} entries written", new)
    ]
    if reporting > new:
        said.append(nmsg("{n} was there already", "{n} were there already", reporting - new))
    if untouched:
        said.append(nmsg("{n} row reports nothing", "{n} rows report nothing", untouched))
    session.context.screen.talk(msg("{counts}.", counts=tuple(said)))
