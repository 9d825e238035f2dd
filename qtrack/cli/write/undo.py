"""`qtrack undo`: what a person did last is taken back: removed where git never had it, else withdrawn."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Final

import msgspec

from qtrack.cli.context import RunContext, print_json
from qtrack.cli.options import ByOption, WriteOptions
from qtrack.cli.parameters import flag
from qtrack.cli.write.judge import after_all, make_entry
from qtrack.cli.write.recording import Session, agreed, office_of, open_session, user
from qtrack.cli.write.writing import commit_and_tell, commit_commands, refuse_unseen, write_all
from qtrack.errors import CancelledError, ExitCode, QtrackError
from qtrack.locale.message import LANGUAGES, Message, Translator, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.records.answer import Answer, Turned, answer_to
from qtrack.standing.reported.facts import by_moment, replaced
from qtrack.store.disk import remove
from qtrack.store.entries import act_of, alone
from qtrack.store.git.repository import Repository
from qtrack.store.git.sparse import git_above

#: So many entries are shown before it is asked whether to take them back.
_SHOWN: Final = 10
#: What a withdrawal says that undoes; by that it is known that nobody wants to undo it in its turn.
_UNDONE: Final = msg("taken back with qtrack undo")


class Act(msgspec.Struct, frozen=True):
    """What is taken back, and how: entries to remove, entries to withdraw, and the withdrawals of these."""

    remove: tuple[Entry, ...]
    withdraw: tuple[Entry, ...]
    withdrawals: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is taken back."""
        return (*self.remove, *self.withdraw)

    @property
    def removed(self) -> frozenset[str]:
        """The ids of what is removed."""
        return frozenset(entry.id for entry in self.remove)


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
    session = open_session(context, options)
    name = user(session, by)
    entries = _last_act(session, name)
    act = _taken_back(session, entries, name)
    _refuse_built_on(session, act)
    answers = _answers(session, act)
    if options.dry_run:
        _tell(session, act, act.withdrawals, answers, committed=False)
        return ExitCode.OK
    if not yes:
        _ask(session, act)
    with alone(session.folder):
        refuse_unseen(session)
        if _taken_back(session, entries, name).removed != act.removed:
            raise QtrackError(msg("Somebody committed meanwhile what was to be removed."), msg("Try again."))
        if act.remove:
            Repository(session.folder).unstage([entry.path for entry in act.remove])
        for entry in act.remove:
            remove(session.folder, entry.path)
        written = write_all(session, act.withdrawals, lambda _: None)
    commit_and_tell(session, written, lambda done: _tell(session, act, written, answers, committed=done))
    return ExitCode.OK


def _last_act(session: Session, name: str) -> tuple[Entry, ...]:
    """Return what a person did last and has not taken back yet, by the moments of recording."""
    entries = session.plan.entries
    gone = {entry for entry, by in replaced(entries).items() if by.withdraws}
    said = {Translator(language).say(_UNDONE) for language in LANGUAGES}
    own = [
        entry
        for entry in entries
        if entry.by == name and entry.id not in gone and not (entry.withdraws and entry.summary in said)
    ]
    if not name or not own:
        raise QtrackError(
            msg("Nothing that counts was recorded here by “{name}”.", name=name),
            msg("Name with --by who recorded it; “qtrack history” lists entries."),
        )

    def written(entry: Entry) -> int:  # tells entries of one second apart
        try:
            return (session.folder / entry.path).stat().st_mtime_ns
        except OSError:
            return 0

    return act_of(max(own, key=lambda entry: (entry.recorded, written(entry), by_moment(entry))), own)


def _taken_back(session: Session, entries: Sequence[Entry], name: str) -> Act:
    """Tell apart what git never had, which is removed; outside of git all is withdrawn."""
    committed = {entry.path for entry in entries}
    if git_above(session.folder) is not None and Repository(session.folder).prefix() is not None:
        folders = dict.fromkeys(f"progress/{entry.holder}" for entry in entries)
        committed &= Repository(session.folder).committed(folders)
    withdraw = tuple(entry for entry in entries if entry.path in committed)
    text = Translator(session.plan.head.language).say(_UNDONE)

    def withdrawal(old: Entry) -> Entry:
        known = old.unit in session.plan.register.by_id
        who = old.unit if known else office_of(session, None, "--unit")
        return after_all(session, make_entry(session, old.about, who, text, name, withdraws=old.id))

    remove = tuple(entry for entry in entries if entry.path not in committed)
    return Act(remove, withdraw, tuple(map(withdrawal, withdraw)))


def _refuse_built_on(session: Session, act: Act) -> None:
    """Raise QtrackError where entries of others answer what is taken back, or stand on it."""
    plan, ids = session.plan, {entry.id for entry in act.entries}
    gone = replaced(plan.entries)
    for other in plan.entries:
        named = ids & {other.replaces, other.returns}
        if named and other.id not in {*ids, *gone}:
            raise QtrackError(
                msg(
                    "{id} cannot be taken back: {unit} answered it on {date} ({other}).",
                    id=min(named),
                    unit=plan.register.name(other.unit),
                    date=other.recorded.date(),
                    other=other.id,
                ),
                msg("“qtrack correct {id}” says what should be different.", id=other.id),
            )
    paths = {entry.path for entry in act.entries}
    before = set(_problems(session))
    kept = (entry for entry in plan.entries if entry.id not in act.removed)
    after = msgspec.structs.replace(plan, entries=(*kept, *act.withdrawals))
    for place, text in _problems(msgspec.structs.replace(session, plan=after)):
        if (place, text) not in before and place not in paths and place:
            raise QtrackError(
                msg("It cannot be taken back: {path} would be wrong then: {text}.", path=place, text=text),
                msg("Withdraw that one first."),
            )


def _problems(session: Session) -> Iterator[tuple[str, Message]]:
    from qtrack.checks import check_entries

    return ((problem.place.path, problem.message) for problem in check_entries(session.check_context))


def _answers(session: Session, act: Act) -> list[Answer]:
    """Return what it does to each section or task that it is about."""
    about = dict.fromkeys(entry.about if len(act.entries) == 1 else entry.holder for entry in act.entries)
    as_of = max(map(session.as_of, act.entries))
    said = {own: [one for one in act.withdrawals if own in {one.about, one.holder}] for own in about}
    return [answer_to(session.plan, own, as_of, *said[own], without=act.removed) for own in about]


def _ask(session: Session, act: Act) -> None:
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


def _lines(session: Session, act: Act) -> Iterator[Message]:
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


def _tell(
    session: Session, act: Act, written: Sequence[Entry], answers: Sequence[Answer], *, committed: bool
) -> None:
    """Tell what was taken back, or would be, what that does, and what is left to do."""

    def gone(entry: Entry) -> Gone:
        path = session.shown(entry.path) if entry.path else ""
        return Gone(entry.withdraws or entry.id, entry.about, path)

    if session.options.form == "json":
        removed, withdrawn = tuple(map(gone, act.remove)), tuple(map(gone, written))
        turned = tuple(turn for answer in answers if (turn := answer.turned))
        print_json(session.context, Undone(removed, withdrawn, turned, committed))
        return
    from qtrack.pages.recorded import answer_lines, next_line, turns_line

    told: list[Message | str | None] = [*_lines(session, act)]
    told += answer_lines(answers[0], session.now.date()) if len(answers) == 1 else [turns_line(answers)]
    if not session.options.dry_run:
        if act.remove:
            told.append(nmsg("{n} file is removed", "{n} files are removed", len(act.remove)))
        where = session.shown(written[0].path if len(written) == 1 else "progress")
        commands = () if committed or not written else commit_commands(session, where)
        told += [next_line(commands, committed=committed), *(session.shown(one.path) for one in written)]
    for line in told:
        if line:
            session.context.screen.line(line)
