"""`qtrack correct ENTRY` and `qtrack withdraw ENTRY`: entries that take the place of earlier ones."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Annotated, Any, Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import ByOption, WriteOptions
from qtrack.cli.parameters import argument, option
from qtrack.cli.settings import unit_of
from qtrack.cli.write.judge import answer, make_entry
from qtrack.cli.write.record import CorrectionOptions, WordsArgument, with_words
from qtrack.cli.write.recording import (
    RecordingSession,
    agreed,
    entry_of,
    holders_of,
    office_of,
    open_session,
    user,
)
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELD, Kind
from qtrack.model.ids import parse_about
from qtrack.model.plan import Plan
from qtrack.records.filters import find_about, find_indicator
from qtrack.standing.reported.facts import by_moment, counting, lifted, replaced, rivals
from qtrack.store.entries import entry_files
from qtrack.store.tree import FolderTree
from qtrack.ui.values import last_said

EntryArgument = Annotated[
    str, argument("ENTRY", "The entry, by its id or a part of it; T05 is the last one of yours on T05.")
]

#: Fewer digits than this are a task, and from so many on the end of an entry's id; between, what there is.
_OF_TASK: Final = 3
_OF_ENTRY: Final = 5
#: So many entries are named to whoever means one of several, or none.
_SUGGESTED: Final = 3


def correct(
    context: RunContext,
    *,
    entry: EntryArgument,
    words: WordsArgument = None,
    said: CorrectionOptions,
    options: WriteOptions,
) -> int:
    """Write an entry that stands in for another; raise QtrackError where nothing would change."""
    session, old = _find_entry(context, options, entry, said.typed.get("by"))
    if old.withdraws:
        raise QtrackError(
            msg("{id} is a withdrawal; it says nothing that could be corrected.", id=old.id),
            msg("Withdraw it, and {other} counts again.", other=old.withdraws),
        )
    _refuse_gone(session.plan, old)
    typed = with_words(said.typed, words or ())
    if typed or not context.screen.can_ask or old.recorded > session.now:
        return answer(session, _corrected(session, old, typed))
    from qtrack.cli.write.ask import correct_by_asking

    new = correct_by_asking(session, _correcting(old, session.now, user(session)))
    return answer(session, new, agreed=True)


def _correcting(old: Entry, recorded: datetime, by: str) -> Entry:
    return msgspec.structs.replace(old, recorded=recorded, by=by, corrects=old.id, id="", path="")


def _corrected(session: RecordingSession, old: Entry, typed: Mapping[str, Any]) -> Entry:
    """Return an entry that says what the old one said, but for what was typed."""
    if typed.get("date") == "":
        session.date("")  # here nothing is not today
    said = entry_of(session, {"about": old.about, "unit": old.unit} | _filled(typed))
    changed = {name: getattr(said, name) for name in typed if name != "by"}
    if "actuals" in typed:
        changed["actuals"] = _actuals(session, old, said, typed["actuals"])
    new = msgspec.structs.replace(old, **changed)
    ahead = old.recorded > said.recorded  # then it is at least the moment that is corrected
    if new == old and ("by" not in typed or said.by == old.by) and not ahead:
        raise QtrackError(
            msg("{id} says so already; nothing would change.", id=old.id),
            msg("Give what should be different, such as --percent 40."),
        )
    return msgspec.structs.replace(_correcting(old, said.recorded, said.by), **changed)


def _filled(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed without what empties a field."""
    found = {}
    for name, given in typed.items():
        kind = FIELD[name].kind
        if kind.many:
            found[name] = [
                text for text in given if text.strip() and not (kind is Kind.FIGURES and _emptied(text))
            ]
        elif given.strip() or kind not in {Kind.STATUS, Kind.PERCENT}:
            found[name] = given.strip() if kind in {Kind.STATUS, Kind.PERCENT} else given
    return found


def _actuals(session: RecordingSession, old: Entry, said: Entry, typed: list[str]) -> dict[str, Decimal]:
    """Return the values with those that were typed; `ID=` takes one out, an empty text all of them."""
    kept = {} if any(not text.strip() for text in typed) else old.actuals
    named = (text.partition("=")[0] for text in typed if _emptied(text))
    talk = session.context.screen.talk
    emptied = {find_indicator(session.plan, old.about, name, talk) for name in named}
    return {name: value for name, value in (kept | said.actuals).items() if name not in emptied}


def _emptied(text: str) -> bool:
    name, sign, value = text.partition("=")
    return bool(name.strip() and sign) and not value.strip()


def withdraw(
    context: RunContext,
    *,
    entry: EntryArgument,
    reason: Annotated[str, option("--reason", "TEXT", "Why it is withdrawn.")],
    unit: Annotated[
        str | None,
        option(
            "--unit", "UNIT", "Who withdraws it; else your own unit, else the one that said it.", short="-u"
        ),
    ] = None,
    by: ByOption = None,
    options: WriteOptions,
) -> int:
    """Write an entry by which another no longer counts."""
    session, old = _find_entry(context, options, entry, by)
    if not _idle(session.plan, old):
        _refuse_gone(session.plan, old)
    known = old.unit in session.plan.register.by_id
    own = unit_of(context, session.plan) if unit is None else None
    who = own or (old.unit if unit is None and known else office_of(session, unit, "--unit"))
    new = make_entry(session, old.about, who, reason, by, withdraws=old.id)
    return answer(session, new)


def _idle(plan: Plan, entry: Entry) -> bool:
    """Tell whether an entry counts for nothing as it is: it lost to another, or corrects a withdrawal."""
    if entry in rivals(plan.entries).get(entry.replaces, ()):
        return True
    named = next((other for other in plan.entries if other.id == entry.corrects), None)
    return named is not None and bool(named.withdraws) and entry.id not in lifted(plan.entries)


def _find_entry(
    context: RunContext, options: WriteOptions, typed: str, by: str | None
) -> tuple[RecordingSession, Entry]:
    """Open a plan as far as the entry that a person means needs it; raise QtrackError where there is none.

    The id of a task or deliverable means the last entry on it that this person recorded.
    """
    tree, about = FolderTree(context.folder(options.plan)), parse_about(typed)
    short = typed.strip()
    if about and (
        short[0].isalpha() or len(short) < _OF_TASK or (len(short) < _OF_ENTRY and not _fitting(tree, typed))
    ):
        session = open_session(context, options, holders_of(about))
        return session, _last_own(session, find_about(session.plan, typed), by)
    path = _path_of(tree, typed)
    session = open_session(context, options, frozenset({path.parent.name}))
    entry = next((entry for entry in session.plan.entries if entry.path == path.as_posix()), None)
    if entry is None:
        raise QtrackError(
            msg("The entry {id} cannot be read.", id=path.stem), msg("“qtrack validate” shows every place.")
        )
    return session, entry


def _last_own(session: RecordingSession, about: str, by: str | None) -> Entry:
    """Return the last entry that a person recorded on a matter and that counts; on a terminal it is asked.

    Raises QtrackError where there is none, or it is not the one that is meant.
    """
    plan, screen = session.plan, session.context.screen
    name = (user(session) if by is None else by).strip()
    told = sorted(
        (entry for entry in counting(plan.entries) if about in {entry.about, entry.holder}), key=by_moment
    )
    own = [entry for entry in told if entry.by == name]
    others = (
        msg("The newest are {entries}.", entries=tuple(entry.id for entry in told[: -_SUGGESTED - 1 : -1]))
        if told
        else msg("“qtrack history” lists them with their ids.")
    )
    if not own:
        raise QtrackError(msg("“{name}” has no entry on {id} that counts.", name=name, id=about), others)
    last = own[-1]
    screen.talk(msg("the last entry of {name} on {id}: {entry}", name=name, id=about, entry=last.id))
    screen.talk(f"  {plan.register.short(last.unit)} {last_said(last, screen.translator)}")
    if screen.can_ask and not agreed(screen, msg("This one? [Y/n] "), default=True):
        raise QtrackError(msg("Nothing was written."), others)
    return last


def _refuse_gone(plan: Plan, entry: Entry) -> None:
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


def _path_of(tree: FolderTree, typed: str) -> PurePosixPath:
    """Return the file of the entry that is meant by an id, a part of one, or a path that was printed."""
    name = _plain(typed)
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
            msg("ENTRY is “{typed}”, which fits {number} entries.", typed=typed, number=len(both)),
            _candidates(both, len(both)),
        )
    fitting = sorted(_fitting(tree, name))
    if len(fitting) == 1:
        return found[fitting[0]]
    if fitting:
        raise QtrackError(
            msg("ENTRY is “{typed}”, which fits {number} entries.", typed=typed, number=len(fitting)),
            _candidates(fitting[-_SUGGESTED:], len(fitting)),
        )
    near = get_close_matches(name, found, n=_SUGGESTED)
    raise QtrackError(
        msg("ENTRY is “{typed}”, and no entry is called so.", typed=typed),
        msg("The nearest are {entries}.", entries=tuple(near))
        if near
        else msg("“qtrack history” lists them with their ids."),
    )


def _fitting(tree: FolderTree, typed: str) -> list[str]:
    """Return the ids of the entries that begin or end with what a person typed."""
    name = _plain(typed)
    return [known for known in entry_files(tree) if name and (known.startswith(name) or known.endswith(name))]


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().casefold().removesuffix(".yaml")


def _candidates(entries: list[str], number: int) -> Message:
    if number > len(entries):
        return msg("Write more of it; the newest are {entries}.", entries=tuple(entries))
    return msg("Write more of it: {entries}.", entries=tuple(entries))
