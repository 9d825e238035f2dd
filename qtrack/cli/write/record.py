"""`qtrack record ID`: progress as new files, from options that follow from the fields of entries."""

import inspect
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Final, Self

from qtrack.cli.context import RunContext
from qtrack.cli.options import WriteOptions
from qtrack.cli.parameters import OptionGroup, argument, flag, option, refused
from qtrack.cli.settings import named_unit, unit_of
from qtrack.cli.write.recording import entry_of, open_session
from qtrack.cli.write.writing import put
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import STATUSES, meant
from qtrack.model.entry import Status
from qtrack.model.entry_fields import FIELD, Kind, fields
from qtrack.store.numbers import plain_number

WordsArgument = Annotated[
    list[str] | None, argument("In this order, as far as there is: 40%, the status, what was done.", "WORD…")
]
#: A share as a word of its own.
_SHARE: Final = re.compile(r"\d+(?:\.\d+)?%", re.ASCII)


class EntryOptions(OptionGroup, frozen=True):
    """The options of `record`: what was given, a text or several, by the name of the field."""

    #: What stands first in the help, in this order, and whether that speaks of a correction.
    first: ClassVar = "summary unit status percent actuals period problems next evidence"
    correcting: ClassVar = False

    typed: Mapping[str, Any]

    @classmethod
    def parameters(cls) -> Iterable[inspect.Parameter]:
        """Return an option for each field."""
        for field in fields(*cls.first.split()):
            text = (cls.correcting and field.help_to_correct) or field.help
            table = STATUSES if field.kind is Kind.STATUS else None
            declared = option(text, field.metavar, name=field.option, short=field.short, table=table)
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

    first: ClassVar = "summary status percent actuals problems next evidence date period"
    correcting: ClassVar = True


def record(
    context: RunContext,
    *,
    about: Annotated[str | None, argument("A task, deliverable or section: T05, 5, T05.2, S1.", "ID")] = None,
    words: WordsArgument = None,
    entry: EntryOptions,
    from_: Annotated[
        str | None, option("Record every row of a filled form, CSV or Excel (.xlsx); - is stdin.", "FILE")
    ] = None,
    edit: Annotated[bool, flag("Write the entry in your editor, on a form with notes.")] = False,
    options: WriteOptions,
) -> int:
    """Make entries of options, of a file, in the editor, or by asking, and write them."""
    typed = with_words(entry.typed, words or ())
    if from_ is not None:
        from qtrack.cli.write.spreadsheet import record_file

        return record_file(context, options, from_, typed)
    if about is None and context.screen.can_ask:
        from qtrack.cli.write.ask import record_chosen

        return record_chosen(context, options, typed)
    if about is None:
        raise refused(msg("{place} is missing.", place=msg("ID")), "qtrack record")
    session = open_session(context, options, about)
    if "unit" not in typed and (own := unit_of(context, session.plan)):
        typed = {**typed, "unit": own}
    if edit:
        from qtrack.cli.write.edit import record_in_editor

        return record_in_editor(session, typed)
    missing = [name for name in ("summary", "unit") if name not in typed]
    if missing:
        if not context.screen.can_ask:
            if missing == ["unit"]:
                named_unit(context, session.plan, None, "qtrack record", FIELD["unit"].option)
            raise refused(msg("{place} is missing.", place=FIELD[missing[0]].option), "qtrack record")
        from qtrack.cli.write.ask import record_by_asking

        return record_by_asking(session, typed)
    new = entry_of(session, typed)
    session.check(new)
    return put(session, new)


def with_words(typed: Mapping[str, Any], words: Sequence[str]) -> Mapping[str, Any]:
    """Return what was typed with what words say that stand for themselves: a share, a status, then a text.

    Raises QtrackError where a word is one too many, can be two things, or says what an option does.
    """
    said: dict[str, str] = {}
    rest = deque(words)
    while rest and (found := _share_or_status(rest)) and found[0] not in said:
        said[found[0]] = found[1]
        for _ in range(found[2]):
            rest.popleft()
    if rest:
        _refuse_odd(rest[0], said)
        said["summary"], *more = rest
        if more:
            raise QtrackError(
                msg("“{word}” is too much after {said}.", word=more[0], said=_told(said)),
                msg("Put the text as a whole in quotes: “{text}”.", text=" ".join(rest)),
            )
    for name in said.keys() & typed.keys():
        values = {"option": FIELD[name].option, "said": _told({name: said[name]})}
        raise QtrackError(
            msg("{option} is given, and there is {said}, too.", **values),
            msg("Leave {option} out, or the word.", option=FIELD[name].option),
        )
    return {**typed, **said}


def _share_or_status(rest: Sequence[str]) -> tuple[str, str, int] | None:
    """Return the field and the value that the next words say, and how many words, None for a text."""
    word, *more = (unicodedata.normalize("NFKC", one).replace(" ", "") for one in rest)
    parted = more[:1] == ["%"]
    share = f"{word}%" if parted else word
    if _SHARE.fullmatch(share):
        return "percent", share, 2 if parted else 1
    return ("status", rest[0], 1) if meant(rest[0], tuple(Status), STATUSES) else None


def _refuse_odd(word: str, said: Mapping[str, str]) -> None:
    """Raise QtrackError for a text that is a share or a status a second time, or no more than a number."""
    again = _share_or_status([word])
    if again:
        raise QtrackError(
            msg("“{word}” is too much after {said}.", word=word, said=_told(said)),
            msg("Say it once; a text that begins so stands behind {option}.", option=FIELD["summary"].option),
        )
    if plain_number(unicodedata.normalize("NFKC", word).strip()) is not None:
        raise QtrackError(
            msg("“{word}” can be a share or a text.", word=word),
            msg(
                "Write a share as {word}%, a text behind {option}.", word=word, option=FIELD["summary"].option
            ),
        )


def _told(said: Mapping[str, str]) -> tuple[Message, ...]:
    """Return what words were understood as."""
    return tuple(msg("{label} “{text}”", label=FIELD[name].label, text=text) for name, text in said.items())
