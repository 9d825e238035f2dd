"""The columns of the form that units fill, and the names under which a header may give them."""

import unicodedata
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Final

from qtrack.locale.message import LANGUAGES, mark
from qtrack.locale.translator import Translator


class Column(StrEnum):
    """What a column holds; the values are the keys of an entry, but for those that only inform."""

    ABOUT = "about"
    TITLE = "title"
    UNIT = "unit"
    LAST = "last"
    DATE = "date"
    PERIOD = "period"
    STATUS = "status"
    PERCENT = "percent"
    SUMMARY = "summary"
    PROBLEMS = "problems"
    NEXT = "next"
    EVIDENCE = "evidence"
    ACTUALS = "actuals"
    BY = "by"


#: The names of each column, parted by `|` in every language; the form writes the first.
NAMES: Final = {
    Column.ABOUT: mark("ID|task ID|about"),
    Column.TITLE: mark("Title|task|deliverable|matter"),
    Column.UNIT: mark("Unit|reporting unit"),
    Column.LAST: mark("Last reported|last"),
    Column.DATE: mark("Date|as of"),
    Column.PERIOD: mark("Period|year|quarter|month"),
    Column.STATUS: mark("Status|state"),
    Column.PERCENT: mark("Percent|percent done|share"),
    Column.SUMMARY: mark("Progress|summary"),
    Column.PROBLEMS: mark("Problems|problem"),
    Column.NEXT: mark("Next steps|next"),
    Column.EVIDENCE: mark("Evidence|documents"),
    Column.ACTUALS: mark("Figures|actuals|indicators"),
    Column.BY: mark("Recorded by|by"),
}

#: What a unit fills in; a row with none of it reports nothing.
REPORTED: Final = (
    Column.STATUS,
    Column.PERCENT,
    Column.SUMMARY,
    Column.PROBLEMS,
    Column.NEXT,
    Column.EVIDENCE,
    Column.ACTUALS,
)


def heading(column: Column, translator: Translator) -> str:
    """Return the name that a form in this language gives a column."""
    return translator.say(NAMES[column]).partition("|")[0]


@cache
def known_headings() -> dict[str, Column]:
    """Return the columns by every plain name in every language; the keys of an entry are names, too."""
    found: dict[str, Column] = {}
    for translator in map(Translator, LANGUAGES):
        for column, names in NAMES.items():
            for name in (*translator.say(names).split("|"), column.value):
                found.setdefault(plain_heading(name), column)
    return found


def find_column(name: str) -> Column | None:
    """Return the column that a header names; what stands in brackets behind the name says nothing."""
    known = known_headings()
    plain = plain_heading(name)
    return known.get(plain) or known.get(bare_heading(plain))


def nearest_heading(name: str, others: tuple[str, ...], translator: Translator) -> str | None:
    """Return the known name most like this one: of a column in the language, or one of `others`."""
    said = [each for names in NAMES.values() for each in translator.say(names).split("|")]
    by_plain = {plain_heading(each): each for each in (*others, *said)}
    close = get_close_matches(plain_heading(name), by_plain, n=1, cutoff=0.5)
    return by_plain[close[0]] if close else None


def plain_heading(name: str) -> str:
    """Reduce a header to what tells columns apart: not its width, its case or its spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).removesuffix(":")


def bare_heading(plain: str) -> str:
    """Leave out a remark in brackets at the end of a header, such as the unit of a figure."""
    return plain.rpartition("(")[0] if plain.endswith(")") and not plain.startswith("(") else plain
