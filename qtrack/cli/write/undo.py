"""`qtrack undo`: what a person did last is taken back: removed where git never had it, else withdrawn."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Final

import msgspec

from qtrack.cli.context import RunContext, print_json
from qtrack.cli.options import ByOption, PathForm, WriteOptions
from qtrack.cli.parameters import flag
from qtrack.cli.write.last_act import Act, last_act, refuse_built_on, taken_back
from qtrack.cli.write.recording import RecordingSession, agreed, open_session, user
from qtrack.cli.write.writing import commit_and_tell, commit_commands, refuse_unseen, write_all
from qtrack.errors import CancelledError, ExitCode, QtrackError
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.records.answer import Answer, Turned
from qtrack.store.disk import remove
from qtrack.store.entries import alone
from qtrack.store.git.repository import Repository

#: So many entries are shown before it is asked whether to take them back.
_SHOWN: Final = 10


class Gone(msgspec.Struct, frozen=True):
    """An entry that was taken back: the file that is removed, or the new one that withdraws it."""

    id: str
    about: str
    path: str


class Undone(msgspec.Struct, frozen=True):
    """What was taken back, or in a dry run would be, and the lights that turn by it."""

    as_json: ClassVar = "removed withdrawn turned committed"

    removed: tuple[Gone, ...]
    withdrawn: tuple[Gone, ...]
    turned: tuple[Turned, ...]
    committed: bool


def undo(
    context: RunContext,
    *,
    by: ByOption = None,
    yes: Annotated[bool, flag("Take it back without asking.")] = False,
    options: WriteOptions,
) -> int:
    """Take back the last act of whoever asks; raise QtrackError where others build on it."""
    session = open_session(context, options, frozenset())
    name = (user(session) if by is None else by).strip()
    entries = last_act(session, name)
    act = taken_back(session, entries, name)
    refuse_built_on(session, act)
    answers = act.answers(session)
    if options.dry_run:
        _tell(session, act, act.withdrawals, answers, committed=False)
        return ExitCode.OK
    if not yes:
        _ask(session, act)
    with alone(session.folder):
        refuse_unseen(session)
        if taken_back(session, entries, name).removed != act.removed:
            raise QtrackError(msg("Somebody committed meanwhile what was to be removed."), msg("Try again."))
        written = _do(session, act)
    commit_and_tell(session, written, lambda done: _tell(session, act, written, answers, committed=done))
    return ExitCode.OK


def _ask(session: RecordingSession, act: Act) -> None:
    """Show what is taken back and how, and ask; raise CancelledError where it is not to be."""
    screen = session.context.screen
    if not screen.can_ask:
        raise QtrackError(
            msg("There is nobody to ask whether to take it back."), msg("--yes takes it back without asking.")
        )
    for line in _lines(session, act):
        screen.talk(line)
    if not agreed(screen, msg("Take it back? [y/N] "), default=False):
        screen.talk(msg("Nothing was changed."))
        raise CancelledError


def _lines(session: RecordingSession, act: Act) -> Iterator[Message]:
    """Yield a line for each of the first entries, what becomes of it, and how many more there are."""
    plan = session.plan
    for entry in act.entries[:_SHOWN]:
        found = plan.find(entry.about)
        yield msg(
            "{how}: {about} {title}, {unit} {date}: {text}",
            how=msg("remove") if entry.id in act.removed else msg("withdraw"),
            about=entry.about,
            title=found.title if found else "",
            unit=plan.register.short(entry.unit),
            date=entry.date,
            text=" ".join(entry.summary.split()),
        )
    if beyond := len(act.entries[_SHOWN:]):
        yield nmsg("and {n} more", "and {n} more", beyond)


def _do(session: RecordingSession, act: Act) -> tuple[Entry, ...]:
    """Remove what is to be removed and write the withdrawals; return these as they are written."""
    if act.remove:
        Repository(session.folder).unstage([entry.path for entry in act.remove])
    for entry in act.remove:
        remove(session.folder, entry.path)
    return write_all(session, act.withdrawals, lambda _: None)


def _tell(
    session: RecordingSession,
    act: Act,
    written: tuple[Entry, ...],
    answers: Sequence[Answer],
    *,
    committed: bool,
) -> None:
    """Tell what was taken back, or would be, what that does, and what is left to do."""

    def gone(entry: Entry) -> Gone:
        path = session.context.shown(session.folder / entry.path) if entry.path else ""
        return Gone(entry.withdraws or entry.id, entry.about, path)

    if session.options.form is PathForm.JSON:
        removed, withdrawn = tuple(map(gone, act.remove)), tuple(map(gone, written))
        turned = tuple(turn for answer in answers if (turn := answer.turned))
        print_json(session.context, Undone(removed, withdrawn, turned, committed))
        return
    from qtrack.pages.recorded import answer_lines, turns_line

    alone, today = len(answers) == 1, session.now.date()
    effects = answer_lines(answers[0], today) if alone else [turns_line(answers)]
    for line in (*_lines(session, act), *effects):
        session.context.screen.line(line)
    if not session.options.dry_run:
        for left in _left(session, act, written, committed=committed):
            session.context.screen.line(left)


def _left(
    session: RecordingSession, act: Act, written: tuple[Entry, ...], *, committed: bool
) -> Iterator[Message | str]:
    """Yield what is done, what is left to do in git, and the files of the withdrawals."""
    from qtrack.pages.recorded import next_line

    if act.remove:
        yield nmsg("{n} file is removed", "{n} files are removed", len(act.remove))
    if not written:
        return
    where = session.folder / (written[0].path if len(written) == 1 else "progress")
    commands = () if committed else commit_commands(session, session.context.shown(where))
    if line := next_line(commands, committed=committed):
        yield line
    for entry in written:
        yield session.context.shown(session.folder / entry.path)
