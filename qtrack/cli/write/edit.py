"""`qtrack record ID --edit`: the entry in the user's editor, until it is right or given up.

What was typed is kept in a draft until it stands in the plan, whatever happens.
"""

from collections.abc import Mapping
from typing import Any, Final

from qtrack.cli.write.recording import Session, entry_of
from qtrack.cli.write.writing import put
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.entry import Entry
from qtrack.model.problem import listed
from qtrack.pages.record import entry_form, with_problems, without_problems
from qtrack.records.task import matter
from qtrack.store.form.entry_form import Draft, decode_form, is_empty, read_form
from qtrack.store.programs.editor import open_editor


def record_in_editor(session: Session, typed: Mapping[str, Any]) -> int:
    """Open the form, and again with what is wrong in it, until an entry comes of it."""
    entry = entry_of(session, typed)
    page = matter(session.plan, entry.about, session.now.date())
    empty = entry_form(entry, page, session.plan, session.context.screen.translator)
    editing = _Editing(session, Draft(entry.about, empty), entry, empty)
    try:
        code = put(session, editing.entry(), editing.draft.drop)
    except QtrackError as error:
        if where := editing.kept():
            raise QtrackError(error.message, msg("{hint} {where}", hint=error.hint, where=where)) from error
        raise
    except BaseException:  # Ctrl-C among them
        editing.tell()
        raise
    editing.tell()
    return code


#: A person who is wrong so often wants to look up something first; a program would go on for ever.
_ROUNDS: Final = 20


class _Editing:
    """A draft between the editor and the checks."""

    def __init__(self, session: Session, draft: Draft, start: Entry, empty: str) -> None:
        self.session, self.draft, self.start, self.empty = session, draft, start, empty
        self.screen = session.context.screen
        self.typed = empty

    def entry(self) -> Entry:
        """Return the entry that the form holds once nothing is wrong with it; warnings are told."""
        opened = self.empty
        check = self.session.problems
        for _ in range(_ROUNDS):
            open_editor(self.session.context.environ, self.draft.path)
            text = decode_form(self.draft.read())
            if text == opened or is_empty(text):
                raise QtrackError(
                    msg("The form was left as it was; nothing was written."),
                    msg("Fill it in and save it, or give the entry as options, as --summary."),
                )
            self.typed = without_problems(text)
            entry, found = read_form(self.typed, self.session.plan, self.start, check, say=self.screen.talk)
            if entry is not None:
                self.session.warn(found)
                return entry
            problems = listed(found)
            for problem in problems:
                self.screen.talk(msg("line {line}: {text}", line=problem.place.line, text=problem.message))
            opened = with_problems(self.typed, problems, self.screen.translator)
            self.draft.write(opened)
        raise QtrackError(
            msg("The form was wrong {number} times; nothing was written.", number=_ROUNDS),
            msg("Look whether the editor saves what you type."),
        )

    def tell(self) -> None:
        """Tell where what was typed is kept, where it is."""
        if kept := self.kept():
            self.screen.talk(kept)

    def kept(self) -> Message | None:
        """Leave in the draft what was typed last, and say where; None where there is nothing to keep."""
        if not self.draft.path.exists():
            return None
        last = without_problems(decode_form(self.draft.read()))
        if not is_empty(last):
            self.typed = last
        if self.typed == self.empty:
            self.draft.drop()
            return None
        self.draft.write(self.typed)
        return msg("What you typed is kept in {path}.", path=str(self.draft.path))
