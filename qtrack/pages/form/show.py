"""The form of a unit as a table that a spreadsheet opens, ready to fill."""

from datetime import date
from typing import Final

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.model.entry_fields import Kind, fields
from qtrack.model.plan import Indicator
from qtrack.pages.form.view import FormRow, UnitForm
from qtrack.store.form.form_header import LAST, TITLE, heading, plain_heading
from qtrack.store.form.spreadsheet import write_table
from qtrack.ui.phrases.record_prompt import last_said

#: Figures have a column each behind these, and who records it all is said once, as an option.
_FILLED: Final = [field.name for field in fields("about") if field.kind not in {Kind.FIGURES, Kind.NAME}]
_COLUMNS: Final = (_FILLED[0], TITLE, LAST, *_FILLED[1:])


def form_text(form: UnitForm, day: date, translator: Translator) -> str:
    """Return the form as CSV: what is known is filled in, `day` as the date."""
    header = [heading(column, translator) for column in _COLUMNS]
    header += _figure_headings(form.indicators, translator)
    rows = [_row(row, form, day, translator) for row in form.rows]
    return write_table([header, *rows])


def _row(row: FormRow, form: UnitForm, day: date, translator: Translator) -> list[str]:
    known = {
        "about": row.about,
        TITLE: row.title,
        "unit": form.unit_name,
        LAST: last_said(row.last, translator),
        "date": day.isoformat(),
        "period": row.period,
    }
    return [known.get(column, "") for column in _COLUMNS] + [""] * len(form.indicators)


def _figure_headings(indicators: tuple[Indicator, ...], translator: Translator) -> list[str]:
    """Name each indicator, with its id where another has the same name."""
    names = [plain_heading(indicator.name) for indicator in indicators]
    return [
        translator.say(msg("{name} ({unit})", name=indicator.name, unit=indicator.unit))
        if names.count(plain_heading(indicator.name)) == 1
        else indicator.id
        for indicator in indicators
    ]
