"""The header of the form that units fill: which column holds what, and what is wrong with it."""

import unicodedata
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from functools import cache
from typing import Final

from qtrack.locale.message import LANGUAGES, Message, Translator, mark, msg
from qtrack.model.entry_fields import FIELDS
from qtrack.model.plan import Plan
from qtrack.model.problem import MOST_OF_FILE
from qtrack.store.form.spreadsheet import RowProblem, Table

#: Columns that only inform: what is to be done, by whom in which role, and what was reported last.
TITLE: Final = "title"
ROLE: Final = "role"
LAST: Final = "last"
#: The names of each column by what it holds, parted by `|` in every language; the form writes the first.
NAMES: Final = {field.name: field.headings for field in FIELDS} | {
    TITLE: mark("Title|task|deliverable|matter"),
    ROLE: mark("Role|responsibility"),
    LAST: mark("Last reported|last"),
}


def heading(column: str, translator: Translator) -> str:
    """Return the name that a form in this language gives a column."""
    return translator.say(NAMES[column]).partition("|")[0]


def last_value(indicator: str) -> Message:
    """Return the name of the column that only informs of the last value of an indicator."""
    return msg("Last value: {indicator}", indicator=indicator)


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


def plain_heading(name: str) -> str:
    """Reduce a header to what tells columns apart: not its width, its case or its spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).removesuffix(":")


def bare_heading(plain: str) -> str:
    """Leave out a remark in brackets at the end of a header, such as the unit of a figure."""
    return plain.rpartition("(")[0] if plain.endswith(")") and not plain.startswith("(") else plain


_NEEDED: Final = [field.name for field in FIELDS if field.needed]


#: Where the columns are, and which are those of single indicators, by the plain names of these.
Layout = tuple[dict[str, int], dict[int, str]]


def abouts_in(table: Table) -> list[str]:
    """Return what the rows speak of, as it was typed; rows that do not say it are left out."""
    at = next((at for at, name in enumerate(table.header) if find_column(name) == "about"), None)
    return [] if at is None else [cells[at] for _, cells in table.rows if cells[at]]


def read_layout(table: Table, plan: Plan, translator: Translator) -> tuple[Layout, list[RowProblem]]:
    """Find out what each column holds, and everything that is wrong with the header."""
    indicators = [indicator for holder in plan.holders.values() for indicator in holder.indicators]
    own = (name for names in NAMES.values() for name in translator.say(names).split("|"))
    shown = (*(indicator.name for indicator in indicators), *own)
    names = {plain_heading(name) for indicator in indicators for name in (indicator.id, indicator.name)}
    columns: dict[str, int] = {}
    figures: dict[int, str] = {}
    found: list[RowProblem] = []
    taken: dict[str, str] = {}
    for at, name in enumerate(table.header):
        plain = plain_heading(name)
        figure = _figure(plain, names)
        column = find_column(name)
        if not name or (column is figure is None and _figure(_announced(plain), names)):
            continue
        key = column if column and (figure is None or plain != figure) else figure
        if key is None:
            known = shown if len(found) < MOST_OF_FILE else ()
            found.append((table.header_row, name, _unknown(plain, known)))
        elif key in taken:
            message = msg("this column stands twice, also as “{name}”", name=taken[key])
            found.append((table.header_row, name, message))
        elif column and key == column:
            columns[column] = at
        else:
            figures[at] = key
        taken.setdefault(key or name, name)
    missing = [heading(column, translator) for column in _NEEDED if column not in columns]
    found += ((table.header_row, name, msg("this column is missing")) for name in missing)
    return (columns, figures), found


def _figure(plain: str, names: AbstractSet[str]) -> str | None:
    """Return which name of an indicator a plain heading is, also with a remark in brackets behind it."""
    return next((way for way in (plain, bare_heading(plain)) if way in names), None)


def _announced(plain: str) -> str:
    """Return of which indicator a plain heading announces the last value, nothing where of none."""
    begins = [plain_heading(Translator(language).say(last_value("=")))[:-1] for language in LANGUAGES]
    return next((plain.removeprefix(begin) for begin in begins if plain.startswith(begin)), "")


def _unknown(plain: str, known: tuple[str, ...]) -> Message:
    """Say that no column has a plain heading, with the one of `known` that is most like it."""
    by_plain = {plain_heading(name): name for name in known}
    if close := get_close_matches(plain, by_plain, n=1, cutoff=0.5):
        return msg("no column is called so; did you mean “{nearest}”?", nearest=by_plain[close[0]])
    return msg("no column is called so; “qtrack form UNIT” writes a form with the right ones")
