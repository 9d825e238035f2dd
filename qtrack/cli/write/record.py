"""`qtrack record ID`: progress as new files, from options that follow from the fields of entries."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Self

from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import OptionGroup, argument, flag, option, refused
from qtrack.cli.settings import unit_of
from qtrack.cli.write.recording import RecordingSession, entry_of, holders_of, open_session
from qtrack.cli.write.writing import finish
from qtrack.locale.message import msg
from qtrack.model.entry_fields import FIELD, EntryField, fields
from qtrack.model.ids import parse_about


class EntryOptions(OptionGroup, frozen=True):
    """The options of `record`: what was given, a text or several, by the name of the field."""

    typed: Mapping[str, Any]

    @classmethod
    def in_order(cls) -> Iterable[tuple[EntryField, str]]:
        """Return the fields in the order of the help, each with what this says of it."""
        work = ("status", "percent", "actuals", "period", "problems", "next", "evidence")
        return ((field, field.help) for field in fields("summary", "unit", *work))

    @classmethod
    def parameters(cls) -> Iterable[inspect.Parameter]:
        """Return an option for each field."""
        for field, text in cls.in_order():
            declared = option(field.option, field.metavar, text)
            kind = list[str] | None if field.kind.many else str | None
            yield inspect.Parameter(
                field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, declared]
            )

    @classmethod
    def gather(cls, values: Mapping[str, Any]) -> Self:
        """Keep what was given."""
        return cls({name: value for name, value in values.items() if value not in (None, [])})


class CorrectionOptions(EntryOptions, frozen=True):
    """The options of `correct`."""

    @classmethod
    def in_order(cls) -> Iterable[tuple[EntryField, str]]:
        """Return the fields in the order of the help, each with what this says of it."""
        work = ("status", "percent", "actuals", "problems", "next", "evidence", "date", "period")
        return ((field, field.help_to_correct or field.help) for field in fields("summary", *work))


def record(
    context: RunContext,
    *,
    about: Annotated[str | None, argument("ID", "A task, deliverable or section: T05, 5, T05.2, S1.")] = None,
    entry: EntryOptions,
    from_: Annotated[
        str | None, option("--from", "FILE", "Record every row of a filled form, a CSV file; - is stdin.")
    ] = None,
    edit: Annotated[bool, flag("--edit", "Write the entry in your editor, on a form with notes.")] = False,
    options: WriteOptions,
) -> int:
    """Make entries of options, of a file, in the editor, or by asking, and write them."""
    if from_ is not None:
        from qtrack.cli.write.spreadsheet import record_file

        return record_file(context, options, from_, entry.typed)
    if about is None:
        raise refused(msg("{name} is missing.", name="ID"), "qtrack record")
    session = open_session(context, options, holders_of(parse_about(about)))
    typed = _with_own_unit(session, entry.typed)
    if edit:
        from qtrack.cli.write.edit import record_in_editor

        return record_in_editor(session, typed)
    missing = [name for name in ("summary", "unit") if name not in typed]
    if missing:
        if not context.screen.can_ask:
            raise refused(msg("{name} is missing.", name=FIELD[missing[0]].option), "qtrack record")
        from qtrack.cli.write.ask import record_by_asking

        return record_by_asking(session, typed)
    return finish(session, entry_of(session, typed))


def _with_own_unit(session: RecordingSession, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was typed, with the unit that the person works for where none is named."""
    own = None if "unit" in typed else unit_of(session.context, session.plan)
    return {**typed, "unit": own} if own else typed
