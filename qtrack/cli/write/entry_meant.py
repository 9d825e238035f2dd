"""The entry that a person means: by its id or a part of it, or as the last of one's own on a matter."""

import unicodedata
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Annotated, Final

from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import argument
from qtrack.cli.write.recording import Session, agreed, open_session, user
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.entry import Entry
from qtrack.model.ids import parse_about
from qtrack.model.plan import Plan
from qtrack.records.selection.names import find_about
from qtrack.standing.reported.facts import by_moment, counting, replaced
from qtrack.store.entries import entry_files
from qtrack.store.tree import FolderTree
from qtrack.ui.values import last_said

EntryArgument = Annotated[
    str, argument("The entry, by its id or a part of it; T05 is the last one of yours on T05.", "ENTRY")
]

#: Fewer digits than this are a task, and from so many on the end of an entry's id; between, what there is.
_OF_TASK: Final = 3
_OF_ENTRY: Final = 5
#: So many entries are named to whoever means one of several, or none.
_SUGGESTED: Final = 3


def find_entry(
    context: RunContext, options: WriteOptions, typed: str, by: str | None
) -> tuple[Session, Entry]:
    """Open a plan as far as the entry that a person means needs it; raise QtrackError where there is none.

    The id of a task or deliverable means the last entry on it that this person recorded.
    """
    tree, about = FolderTree(context.folder(options.plan)), parse_about(typed)
    short = typed.strip()
    if about and (
        short[0].isalpha() or len(short) < _OF_TASK or (len(short) < _OF_ENTRY and not _fitting(tree, typed))
    ):
        session = open_session(context, options, about)
        return session, _last_own(session, find_about(session.plan, typed), by)
    path = _path_of(tree, typed)
    session = open_session(context, options, path.parent.name)
    entry = next((entry for entry in session.plan.entries if entry.path == path.as_posix()), None)
    if entry is None:
        raise QtrackError(
            msg("The entry {id} cannot be read.", id=path.stem), msg("“qtrack validate” shows every place.")
        )
    return session, entry


def _last_own(session: Session, about: str, by: str | None) -> Entry:
    """Return the last entry that a person recorded on a matter and that counts; on a terminal it is asked.

    Raises QtrackError where there is none, or it is not the one that is meant.
    """
    plan, screen = session.plan, session.context.screen
    name = user(session, by)
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
        fitting = {f"{path.parent.name}/{name}": path for path in same}
    else:
        fitting = {known: found[known] for known in _fitting(tree, name)}
    if len(fitting) == 1:
        return fitting.popitem()[1]
    if fitting:
        named = tuple(sorted(fitting) if name in found else sorted(fitting)[-_SUGGESTED:])
        raise QtrackError(
            msg("ENTRY is “{typed}”, which fits {number} entries.", typed=typed, number=len(fitting)),
            msg("Write more of it: {entries}.", entries=named)
            if len(named) == len(fitting)
            else msg("Write more of it; the newest are {entries}.", entries=named),
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
