"""What the commands that answer an earlier entry share: finding it, checking the answer, writing it."""

import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Annotated, Any, Final

import msgspec

from qtrack.checks import check_others
from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import argument
from qtrack.cli.write.recording import RecordingSession, finish, open_session, user
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, mark, msg
from qtrack.model.entry import Entry, Status
from qtrack.model.period import Period, PeriodKind
from qtrack.model.plan import Plan
from qtrack.model.problem import Level
from qtrack.standing.recurrence import occurrence_of, runs
from qtrack.standing.reported.corrections import replaced
from qtrack.standing.verified import Word, last_word
from qtrack.store.entries import entry_files
from qtrack.store.tree import FolderTree

EntryArgument = Annotated[
    str,
    argument("ENTRY", mark("The entry, by its id or a beginning or ending of it.")),
]

_SUGGESTED: Final = 3
#: How far a clock may be ahead for an answer to follow it.
_FAST: Final = timedelta(days=1)


def find_entry(context: RunContext, named_plan: str | None, typed: str) -> tuple[RecordingSession, Entry]:
    """Open a plan as far as the entry that a person means needs it; raise QtrackError where there is none."""
    path = _path_of(FolderTree(context.folder(named_plan)), typed)
    session = open_session(context, named_plan, frozenset({path.parent.name}))
    entry = next((entry for entry in session.plan.entries if entry.path == path.as_posix()), None)
    if entry is None:
        raise QtrackError(
            msg("The entry {id} cannot be read.", id=path.stem), msg("“qtrack validate” shows every place.")
        )
    return session, entry


def refuse_gone(plan: Plan, entry: Entry) -> None:
    """Raise QtrackError where an entry no longer counts, and say which one to answer instead."""
    gone = replaced(plan.entries)
    by = gone.get(entry.id)
    if by is None:
        return
    seen = {entry.id}
    while by.id in gone and by.id not in seen and not by.withdraws:
        seen.add(by.id)
        by = gone[by.id]
    values = {"id": entry.id, "other": by.id, "unit": plan.register.name(by.unit), "date": by.recorded.date()}
    if by.withdraws:
        raise QtrackError(
            msg("{id} was withdrawn by {unit} on {date} ({other}).", **values),
            msg("Withdraw {other} first, or record anew.", other=by.id),
        )
    raise QtrackError(
        msg("{id} was corrected by {unit} on {date} ({other}).", **values),
        msg("Correct or withdraw {other} instead.", other=by.id),
    )


def refuse_closed(session: RecordingSession, entry: Entry, word: Word, hint: Message) -> None:
    """Raise QtrackError where the matter of an entry is closed already."""
    last = word.last
    if last is not None and last.status is Status.CLOSED:
        raise QtrackError(
            msg(
                "{id} was closed by {unit} on {date} ({entry}).",
                id=_matter(session.plan, entry),
                unit=session.plan.register.name(last.unit),
                date=last.date,
                entry=last.id,
            ),
            hint,
        )


def refuse_open(session: RecordingSession, entry: Entry, word: Word) -> None:
    """Raise QtrackError where nobody said of the matter of an entry that it is done."""
    if word.reports:
        return
    hint = msg("“qtrack record {id} --status done” says so first.", id=entry.about)
    if word.periods:
        periods = runs(word.periods)
        hint = msg("Name the year with --period: {years}.", years=periods)
        if not _of_years(word.periods[0]):
            hint = msg("Name which one with --period: {periods}.", periods=periods)
    raise QtrackError(
        msg("By {date} nobody had reported {id} done.", date=entry.date, id=_matter(session.plan, entry)),
        hint,
    )


def _matter(plan: Plan, entry: Entry) -> Message | str:
    """Return what an entry is about, with the period where it returns."""
    period = occurrence_of(plan, entry)
    if not period:
        return entry.about
    if _of_years(period):
        return msg("{id} of {year}", id=entry.about, year=period)
    return msg("{id} for {period}", id=entry.about, period=period)


def _of_years(period: str) -> bool:
    named = Period.parse(period)
    return named is not None and named.kind is PeriodKind.YEAR


def answer(session: RecordingSession, entry: Entry, options: WriteOptions, to: Iterable[Entry]) -> int:
    """Check an entry and what it does to others, write it and tell where it is.

    It is recorded after all that was recorded of the same matter, also where the clock that this was
    recorded by is fast, up to a day. Beyond that the clock is wrong, and none is to follow it.
    """
    leads = [other.recorded - entry.recorded for other in session.plan.entries]
    lead = max((lead for lead in leads if timedelta() <= lead <= _FAST), default=None)
    if lead is not None:
        entry = msgspec.structs.replace(entry, recorded=entry.recorded + lead + timedelta(seconds=1))
    if not entry.replaces:
        _refuse_ahead(entry, to)
    for problem in check_others(session.check_context, entry):
        if problem.level is Level.ERROR:
            raise QtrackError(
                msg(
                    "{path} would be wrong then: {text}.",
                    path=session.context.shown(session.folder / problem.place.path),
                    text=problem.message,
                ),
                msg("Nothing was written."),
            )
        session.context.screen.talk(msg("warning: {text}", text=problem.message))
    return finish(session, entry, options, answers=True)


def _refuse_ahead(entry: Entry, to: Iterable[Entry]) -> None:
    """Raise QtrackError where an answer would come before what it answers, and so not count."""
    ahead = next((report for report in to if report.recorded > entry.recorded), None)
    if ahead is not None:
        raise QtrackError(
            msg(
                "{id} was recorded on {recorded}, which is in the future: today is {today} by the clock of "
                "this computer.",
                id=ahead.id,
                recorded=ahead.recorded.date(),
                today=entry.recorded.date(),
            ),
            msg("If that is right, “qtrack correct {id}” first.", id=ahead.id),
        )


def make_entry(
    session: RecordingSession,
    about: str,
    unit: str,
    said: str,
    by: str | None,
    **more: Any,  # noqa: ANN401 - fields of an entry
) -> Entry:
    """Make an entry of today, unless `more` says otherwise, that says one sentence."""
    known = {"date": session.now.date()} | more
    by = (user() if by is None else by).strip()
    return Entry(about=about, unit=unit, recorded=session.now, summary=said.strip(), by=by, **known)


def judge(session: RecordingSession, entry: Entry) -> tuple[Entry, Word]:
    """Name in a judgement the occurrence that it is about; return it with the word that it is about."""
    entry = msgspec.structs.replace(entry, period=entry.period or occurrence_of(session.plan, entry))
    return entry, last_word(session.plan, entry.about, occurrence_of(session.plan, entry), entry.date)


def _path_of(tree: FolderTree, typed: str) -> PurePosixPath:
    """Return the file of the entry that is meant by an id, a part of one, or a path that was printed."""
    name = unicodedata.normalize("NFKC", typed).strip().casefold().removesuffix(".yaml")
    folder, _, name = name.replace("\\", "/").rpartition("/")
    found = entry_files(tree, folder.rpartition("/")[2].upper()) if folder else {}
    if name in found:
        return found[name]
    found = entry_files(tree)
    if name in found:
        same = [path for path in map(PurePosixPath, tree.paths("progress")) if path.name == f"{name}.yaml"]
        if len(same) == 1:
            return same[0]
        both = sorted(f"{path.parent.name}/{name}" for path in same)
        raise QtrackError(
            msg("“{typed}” fits {number} entries.", typed=typed, number=len(both)),
            _candidates(both, len(both)),
        )
    fitting = sorted(known for known in found if name and (known.startswith(name) or known.endswith(name)))
    if len(fitting) == 1:
        return found[fitting[0]]
    if fitting:
        raise QtrackError(
            msg("“{typed}” fits {number} entries.", typed=typed, number=len(fitting)),
            _candidates(fitting[-_SUGGESTED:], len(fitting)),
        )
    near = get_close_matches(name, found, n=_SUGGESTED)
    raise QtrackError(
        msg("There is no entry “{typed}”.", typed=typed),
        msg("The nearest are {entries}.", entries=tuple(near))
        if near
        else msg("“qtrack history” lists them with their ids."),
    )


def _candidates(entries: list[str], number: int) -> Message:
    if number > len(entries):
        return msg("Write more of it; the newest are {entries}.", entries=tuple(entries))
    return msg("Write more of it: {entries}.", entries=tuple(entries))
