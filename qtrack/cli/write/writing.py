"""Entries that were checked to their files: written, committed and told, or shown where it is a dry run."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Final

import msgspec

from qtrack.cli.context import print_json
from qtrack.cli.write.recording import Session
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import Translator, msg, nmsg
from qtrack.model.entry import Entry
from qtrack.records.answer import Answer, DryRunResult, Foreseen, Recorded, answer_to
from qtrack.store.entries import alone, batch_ids, entry_files, new_entry_id, write_entry
from qtrack.store.git.sparse import git_above
from qtrack.store.tree import FolderTree

#: So many entries are named where there is no room for a list.
_NAMED: Final = 10


def put(
    session: Session, entry: Entry, written_down: Callable[[], None] | None = None, *, answers: bool = False
) -> int:
    """Write an entry that was checked, and tell what it does; `written_down` is called once it stands.

    Raises QtrackError where it `answers` entries and others recorded of the matter meanwhile: they might
    have answered, too.
    """
    answer = answer_to(session.plan, entry.about, session.as_of(entry), entry)
    if session.options.dry_run:
        tell_texts(session, entry, answer=answer)
        return ExitCode.OK
    with alone(session.folder) if answers else nullcontext():
        if answers:
            refuse_unseen(session, entry.holder)
        written = write_entry(session.folder, entry)
    if written_down is not None:
        written_down()
    commit_and_tell(session, (written,), lambda done: tell_answer(session, written, answer, committed=done))
    return ExitCode.OK


def commit_and_tell(session: Session, written: tuple[Entry, ...], tell: Callable[[bool], None]) -> None:
    """Commit what was written where that is asked for, and `tell` of it, whether or not that is done."""
    committed = False
    try:
        if session.options.commit and written:
            commit(session, written)
            committed = True
    finally:
        tell(committed)


def tell_answer(session: Session, written: Entry, answer: Answer, *, committed: bool) -> None:
    """Tell of an entry that stands in the plan what it does and what is left to do; its path comes last."""
    path = session.shown(written.path)
    left = () if committed else commit_commands(session, path)
    if session.options.form == "json":
        tell_recorded(session, (written,), Recorded(written.id, path, answer, committed, left))
        return
    from qtrack.pages.recorded import answer_lines, next_line, recorded_line

    told = answer_lines(answer, session.now.date())
    lines = [recorded_line(answer, written.id), *told, next_line(left, committed=committed)]
    say = session.context.screen.say
    tell_recorded(session, (written,), "\n".join([*(say(line) for line in lines if line), path]))


def tell_answers(session: Session, new: Sequence[Entry]) -> None:
    """Tell in a few lines what many entries do, or would do, to the lights, and what is left to do."""
    from qtrack.pages.recorded import next_line, turns_line

    of_holder: dict[str, list[Entry]] = {}
    for entry in new:
        of_holder.setdefault(entry.holder, []).append(entry)
    answers = [
        answer_to(session.plan, holder, max(map(session.as_of, own)), *own)
        for holder, own in of_holder.items()
    ]
    options, talk = session.options, session.context.screen.talk
    if answers:
        talk(turns_line(answers))
    if new and not options.dry_run and not options.commit:
        line = next_line(commit_commands(session, session.shown("progress")))
        if line is not None:
            talk(line)


def commit_commands(session: Session, path: str) -> tuple[str, ...]:
    """Return what commits a path, as it is typed; nothing where the plan is not in git."""
    if git_above(session.folder) is None:
        return ()
    return (f'git add "{path}"' if " " in path else f"git add {path}", "git commit")


def tell_recorded(
    session: Session, entries: tuple[Entry, ...], told: msgspec.Struct | tuple[msgspec.Struct, ...] | str
) -> None:
    """Tell of entries that stand in the plan by now, in lines or as JSON, whatever becomes of stdout."""
    screen = session.context.screen
    text = f"{told}\n"
    if not isinstance(told, str):
        from qtrack.ui.json import page_json

        text = page_json(told, screen.translator)
    elif not entries:
        return
    ids = _some([entry.id for entry in entries])
    done = nmsg("The entry {ids} is recorded.", "{n} entries are recorded: {ids}.", len(entries), ids=ids)
    screen.confirm(text, done, is_file=not isinstance(told, str))


def write_all(
    session: Session, entries: Sequence[Entry], tell: Callable[[tuple[Entry, ...]], None]
) -> tuple[Entry, ...]:
    """Write the entries and tell them; where the disk refuses one, those before it stand and are told."""
    written: list[Entry] = []
    new_id = batch_ids() if len(entries) > 1 else new_entry_id
    try:
        for entry in entries:
            written.append(write_entry(session.folder, entry, new_id))  # noqa: PERF401 - a failure keeps them
    finally:
        tell(tuple(written))
    return tuple(written)


def refuse_unseen(session: Session, holder: str = "") -> None:
    """Raise QtrackError where others recorded of a section or task, or at all, since the plan was opened."""
    seen = {entry.id for entry in session.plan.entries}
    new = sorted(entry_files(FolderTree(session.folder), holder).keys() - seen)
    if new:
        raise QtrackError(
            msg("Others recorded meanwhile: {ids}.", ids=_some(new)),
            msg("Look at it with “qtrack history”, and try again."),
        )


def _some(ids: Sequence[str]) -> tuple[str, ...]:
    return (*ids[:_NAMED], "…") if len(ids) > _NAMED else tuple(ids)


def tell_texts(session: Session, *entries: Entry, answer: Answer | None = None) -> None:
    """Show what would be written, and beside it what one entry would do."""
    from qtrack.store.yaml.entry_text import entry_text

    screen = session.context.screen
    text = "---\n".join(map(entry_text, entries))
    if session.options.form == "json":
        print_json(session.context, Foreseen(text, answer) if answer else DryRunResult(text))
        return
    from qtrack.pages.recorded import answer_lines
    from qtrack.ui.line import clean

    screen.write(clean(text))
    for line in answer_lines(answer, session.now.date()) if answer else ():
        screen.talk(line)


def commit(session: Session, entries: tuple[Entry, ...]) -> None:
    """Commit the files of entries that were written, with a message in the plan's language."""
    from qtrack.pages.record import commit_message
    from qtrack.store.git.repository import Repository

    message = commit_message(session.plan, entries, Translator(session.plan.head.language))
    try:
        Repository(session.folder).commit_only([entry.path for entry in entries], message)
    except QtrackError as error:
        raise QtrackError(
            nmsg(
                "The entry is written, but not committed: {why}",
                "The {n} entries are written, but not committed: {why}",
                len(entries),
                why=error.message,
            ),
            error.hint,
        ) from error
