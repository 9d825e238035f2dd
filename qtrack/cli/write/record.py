"""`qtrack record ID`: progress as new files: from options, by asking, in an editor, or from a spreadsheet."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import argument, flag, option, refused
from qtrack.cli.write.entry_options import EntryOptions
from qtrack.cli.write.recording import entry_of, finish, holders_of, open_session
from qtrack.locale.message import mark, msg
from qtrack.model.entry_fields import FIELD
from qtrack.model.ids import parse_about


def record(
    context: RunContext,
    *,
    about: Annotated[
        str | None, argument("ID", mark("A task, deliverable or section: T05, 5, T05.2, S1."))
    ] = None,
    entry: EntryOptions,
    from_: Annotated[
        str | None,
        option("--from", "FILE", mark("Record every row of a filled form, a CSV file; - is stdin.")),
    ] = None,
    edit: Annotated[
        bool, flag("--edit", mark("Write the entry in your editor, on a form with notes."))
    ] = False,
    options: WriteOptions,
) -> int:
    """Record progress on a task, deliverable or section, as one new file that is never changed again."""
    if from_ is not None:
        from qtrack.cli.write.spreadsheet import record_file

        return record_file(context, options, from_, entry.typed)
    if about is None:
        raise refused(msg("{name} is missing.", name="ID"), "qtrack record")
    session = open_session(context, options, holders_of(parse_about(about)))
    if edit:
        from qtrack.cli.write.edit import record_in_editor

        return record_in_editor(session, entry.typed)
    missing = [name for name in ("summary", "unit") if name not in entry.typed]
    if missing:
        if not context.screen.can_ask:
            raise refused(msg("{name} is missing.", name=FIELD[missing[0]].option), "qtrack record")
        from qtrack.cli.write.ask import record_by_asking

        return record_by_asking(session, entry.typed)
    return finish(session, entry_of(session, entry.typed))
