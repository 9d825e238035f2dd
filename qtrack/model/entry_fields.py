"""What a person may say in an entry: one table for options, questions, forms, spreadsheets and files."""

from enum import Enum
from typing import Final

import msgspec

from qtrack.locale.message import Message, mark, msg
from qtrack.model.entry import Entry, Status

STATUSES: Final[dict[Status, Message]] = {
    Status.NOT_STARTED: msg("not started"),
    Status.IN_PROGRESS: msg("in progress"),
    Status.BLOCKED: msg("blocked"),
    Status.DONE: msg("done"),
    Status.CLOSED: msg("closed"),
    Status.DROPPED: msg("dropped"),
}


class Kind(Enum):
    """What the value of a field is, which decides how it is read and asked for, and how help writes it."""

    ABOUT = "ID"
    UNIT = "UNIT"
    DATE = "DATE"
    PERIOD = "PERIOD"
    STATUS = "STATUS"
    PERCENT = mark("0-100")
    TEXT = "TEXT"  # of several lines, perhaps
    FIGURES = mark("ID=VALUE")  # of indicators, by their ids
    LIST = mark("TEXT…")  # of short texts, each given for itself
    NAME = "NAME"

    @property
    def reports(self) -> bool:
        """Whether it tells of the work; a row with none of it reports nothing."""
        return self in _REPORTING

    @property
    def many(self) -> bool:
        """Whether there may be several."""
        return self in {Kind.FIGURES, Kind.LIST}


_REPORTING: Final = {Kind.STATUS, Kind.PERCENT, Kind.TEXT, Kind.FIGURES, Kind.LIST}


class EntryField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entry as people meet it.

    `help`, `help_to_correct` and `headings` are keys of the catalogue. `headings` are the names of its
    column, parted by `|`; a form writes the first. `note` stands above it in the form of an editor,
    `question` is what the dialogue asks, where that is not its label. A `needed` field cannot be left out.
    `short` is its option in one letter.
    """

    name: str
    kind: Kind
    label: Message
    headings: str
    note: Message
    question: Message | None = None
    help: str
    help_to_correct: str = ""
    needed: bool = False
    short: str = ""

    @property
    def option(self) -> str:
        """The option that says it; one that is repeated for each figure says one."""
        return f"--{self.name.removesuffix('s') if self.kind is Kind.FIGURES else self.name}"

    @property
    def metavar(self) -> str:
        """What stands behind the option in the help."""
        return self.kind.value.removesuffix("…")

    @property
    def asked(self) -> Message:
        """What the dialogue asks."""
        return self.question or self.label


#: In the order of the spreadsheet.
FIELDS: Final = (
    EntryField(
        name="about",
        kind=Kind.ABOUT,
        label=msg("about"),
        headings=mark("ID|task ID|about"),
        note=msg("what it is about: the task, or one of its deliverables"),
        question=msg("deliverable"),
        help=mark("A task, deliverable or section: T05, 5, T05.2, S1."),
        needed=True,
    ),
    EntryField(
        name="unit",
        short="-u",
        kind=Kind.UNIT,
        label=msg("unit"),
        headings=mark("Unit|reporting unit"),
        note=msg("the unit that says so, by id or name"),
        help=mark("Who says so, by id, full or short name; else your own unit."),
    ),
    EntryField(
        name="date",
        short="-d",
        kind=Kind.DATE,
        label=msg("date"),
        headings=mark("Date|as of"),
        note=msg("the day when it was so"),
        help=mark("When it was so; else today."),
        help_to_correct=mark("When it was so."),
    ),
    EntryField(
        name="period",
        kind=Kind.PERIOD,
        label=msg("period"),
        headings=mark("Period|year|quarter|month"),
        note=msg("which occurrence, of a duty that returns, as 2019, 2019Q1 or 2019-03"),
        help=mark("Which occurrence of a duty, or year of a target: 2019, 2019Q1, 2019-03."),
    ),
    EntryField(
        name="status",
        short="-s",
        kind=Kind.STATUS,
        label=msg("status"),
        headings=mark("Status|state"),
        note=msg("the status, one of those above"),
        help=mark("Where the work stands: {choices}."),
    ),
    EntryField(
        name="percent",
        short="-p",
        kind=Kind.PERCENT,
        label=msg("percent"),
        headings=mark("Percent|percent done|done|share"),
        note=msg("the share that is done, 0 to 100"),
        question=msg("percent done"),
        help=mark("The share of the work that is done."),
    ),
    EntryField(
        name="summary",
        short="-m",
        kind=Kind.TEXT,
        label=msg("progress"),
        headings=mark("Progress|summary"),
        note=msg("progress: in a sentence or more, below this line"),
        help=mark("What was done, in a sentence."),
        needed=True,
    ),
    EntryField(
        name="problems",
        kind=Kind.TEXT,
        label=msg("problems"),
        headings=mark("Problems|problem"),
        note=msg("problems, below this line"),
        help=mark("What stands in the way."),
    ),
    EntryField(
        name="next",
        short="-n",
        kind=Kind.TEXT,
        label=msg("next"),
        headings=mark("Next steps|next"),
        note=msg("next steps, below this line"),
        help=mark("What comes next."),
    ),
    EntryField(
        name="actuals",
        kind=Kind.FIGURES,
        label=msg("figures"),
        headings=mark("Figures|actuals|indicators"),
        note=msg("the values of indicators on that day"),
        question=msg("indicator"),
        help=mark("The value of an indicator; may be repeated."),
        help_to_correct=mark("The value of an indicator, ID= for none; may be repeated."),
    ),
    EntryField(
        name="evidence",
        kind=Kind.LIST,
        label=msg("evidence"),
        headings=mark("Evidence|documents"),
        note=msg("evidence, a line each"),
        help=mark("A document that shows it; may be repeated."),
        help_to_correct=mark("A document that shows it, instead of those before; may be repeated."),
    ),
    EntryField(
        name="by",
        kind=Kind.NAME,
        label=msg("recorded by"),
        headings=mark("Recorded by|by"),
        note=msg("who records it"),
        help=mark("Who records it; else your own name."),
    ),
)
#: The keys of an entry's file in their order: these, then what else the record holds that is read from it.
KEYS: Final = tuple(
    dict.fromkeys(
        (
            *("about", "unit", "date", "recorded", "by", "status", "percent", "actuals", "period"),
            *(name for name in Entry.__struct_fields__ if name not in {"id", "path"}),
        )
    )
)
FIELD: Final = {field.name: field for field in FIELDS}


#: What says more of the work than the summary does, in words.
WORDS: Final = tuple(field for field in FIELDS if field.kind in {Kind.TEXT, Kind.LIST} and not field.needed)


def fields(*first: str) -> tuple[EntryField, ...]:
    """Return all fields, those of these names first and the others in the order of the table."""
    return (*(FIELD[name] for name in first), *(field for field in FIELDS if field.name not in first))
