"""The columns of the form that units fill, and the names under which a header may give them."""

import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import Final

from qtrack.locale.message import LANGUAGES, mark
from qtrack.locale.translator import Translator
from qtrack.model.entry_fields import FIELDS

#: Columns that only inform: what is to be done, and what was reported last.
TITLE: Final = "title"
LAST: Final = "last"
#: The names of each column by what it holds, parted by `|` in every language; the form writes the first.
NAMES: Final = {field.name: field.headings for field in FIELDS} | {
    TITLE: mark("Title|task|deliverable|matter"),
    LAST: mark("Last reported|last"),
}


def heading(column: str, translator: Translator) -> str:
    """Return the name that a form in this language gives a column."""
    return translator.say(NAMES[column]).partition("|")[0]


@cache
def known_headings() -> dict[str, str]:
    """Return the columns by every plain name in every language; the keys of an entry are names, too."""
    found: dict[str, str] = {}
    for translator in map(Translator, LANGUAGES):
        for column, names in NAMES.items():
            for name in (*translator.say(names).split("|"), column):
                found.setdefault(plain_heading(name), column)
    return found


def find_column(name: str) -> str | None:
    """Return the column that a header names; what stands in brackets behind the name says nothing."""
    known = known_headings()
    plain = plain_heading(name)
    return known.get(plain) or known.get(bare_heading(plain))


def nearest_heading(name: str, others: tuple[str, ...], translator: Translator) -> str | None:
    """Return the known name most like this one: of a column in the language, or one of `others`."""
    shown = [name for names in NAMES.values() for name in translator.say(names).split("|")]
    by_plain = {plain_heading(name): name for name in (*others, *shown)}
    close = get_close_matches(plain_heading(name), by_plain, n=1, cutoff=0.5)
    return by_plain[close[0]] if close else None


def plain_heading(name: str) -> str:
    """Reduce a header to what tells columns apart: not its width, its case or its spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).removesuffix(":")


def bare_heading(plain: str) -> str:
    """Leave out a remark in brackets at the end of a header, such as the unit of a figure."""
    return plain.rpartition("(")[0] if plain.endswith(")") and not plain.startswith("(") else plain
