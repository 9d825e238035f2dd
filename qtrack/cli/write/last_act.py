"""What a person did last, and what becomes of it where it is taken back."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from qtrack.cli.write.judge import after_all, make_entry
from qtrack.cli.write.recording import RecordingSession, office_of
from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, Message, Translator, msg
from qtrack.model.entry import Entry
from qtrack.model.plan import Plan
from qtrack.records.answer import Answer, answer_to
from qtrack.standing.reported.facts import by_moment, replaced
from qtrack.store.entries import act_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.sparse import git_above

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

    def answers(self, session: RecordingSession) -> list[Answer]:
        """Return what it does to each section or task that it is about."""
        alone = len(self.entries) == 1
        about = dict.fromkeys(entry.about if alone else entry.holder for entry in self.entries)
        as_of = max(session.as_of(entry) for entry in self.entries)
        said = {own: [one for one in self.withdrawals if own in {one.about, one.holder}] for own in about}
        return [answer_to(session.plan, own, as_of, *said[own], without=self.removed) for own in about]


def last_act(session: RecordingSession, name: str) -> tuple[Entry, ...]:
    """Return what a person did last and has not taken back yet, by the moments of recording."""
    plan = session.plan
    gone = {entry for entry, by in replaced(plan.entries).items() if by.withdraws}
    said = {Translator(language).say(_UNDONE) for language in LANGUAGES}
    own = [
        entry
        for entry in plan.entries
        if entry.by == name and entry.id not in gone and not (entry.withdraws and entry.summary in said)
    ]
    if not name or not own:
        raise QtrackError(
            msg("Nothing that counts was recorded here by “{name}”.", name=name),
            msg("Name with --by who recorded it; “qtrack history” lists entries."),
        )
    last = max(own, key=lambda entry: (entry.recorded, _written(session, entry), by_moment(entry)))
    return act_of(last, own)


def _written(session: RecordingSession, entry: Entry) -> int:
    """Return when the file was written, by which entries of one second are told apart."""
    try:
        return (session.folder / entry.path).stat().st_mtime_ns
    except OSError:
        return 0


def taken_back(session: RecordingSession, entries: Sequence[Entry], name: str) -> Act:
    """Tell apart what git never had, which is removed; outside of git all is withdrawn."""
    committed = {entry.path for entry in entries}
    if git_above(session.folder) is not None and Repository(session.folder).prefix() is not None:
        folders = dict.fromkeys(f"progress/{entry.holder}" for entry in entries)
        committed &= Repository(session.folder).committed(folders)
    withdraw = tuple(entry for entry in entries if entry.path in committed)
    return Act(
        tuple(entry for entry in entries if entry.path not in committed),
        withdraw,
        tuple(_withdrawal(session, entry, name) for entry in withdraw),
    )


def _withdrawal(session: RecordingSession, old: Entry, name: str) -> Entry:
    plan = session.plan
    who = old.unit if old.unit in plan.register.by_id else office_of(session, None, "--unit")
    text = Translator(plan.head.language).say(_UNDONE)
    return after_all(session, make_entry(session, old.about, who, text, name, withdraws=old.id))


def refuse_built_on(session: RecordingSession, act: Act) -> None:
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
    before = set(_problems(session, plan))
    kept = (entry for entry in plan.entries if entry.id not in act.removed)
    after = msgspec.structs.replace(plan, entries=(*kept, *act.withdrawals))
    for place, text in _problems(session, after):
        if (place, text) not in before and place not in paths and place:
            raise QtrackError(
                msg("It cannot be taken back: {path} would be wrong then: {text}.", path=place, text=text),
                msg("Withdraw that one first."),
            )


def _problems(session: RecordingSession, plan: Plan) -> Iterator[tuple[str, Message]]:
    from qtrack.checks import check_entries
    from qtrack.checks.context import CheckContext

    context = CheckContext(plan, session.context.today(plan))
    return ((problem.place.path, problem.message) for problem in check_entries(context))
