"""Papers as Markdown or as one HTML page, by the templates beside this module.

Nothing is computed here: figures come from the view, sentences from the paper's words, the geometry of
charts from `charts`. Whatever a template puts into a paper is escaped for its form.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from qtrack.locale.message import msg
from qtrack.locale.translator import Translator
from qtrack.render.labels import CHASE_LEVELS, LIGHTS, NOTHING, OCCURRENCES
from qtrack.render.markdown import escape_markdown
from qtrack.render.paper_filters import FILTERS
from qtrack.render.paper_words import head_words
from qtrack.render.papers import PAPERS, PaperPage
from qtrack.render.screen import Screen, clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

_TEMPLATES: Final = Path(__file__).parent / "templates"

#: Fewer columns of a terminal than this hold no text that can be read.
_NARROWEST: Final = 8

#: What stands where there is nothing to show, on a page whose letters are not all of one width.
_DASH: Final = "—"


class PaperForm(StrEnum):
    """The forms of a paper."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


_ENDINGS: Final = {PaperForm.MARKDOWN: "md.j2", PaperForm.HTML: "html.j2"}


def render_paper(name: str, page: PaperPage, form: PaperForm, translator: Translator) -> str:
    """Return a paper, by its name in PAPERS; the same page gives the same text on any day and machine.

    Raises QtrackError where it has no such form.
    """
    paper = PAPERS[name]
    if form is PaperForm.CSV:
        return paper.table(page, translator)
    ending = _ENDINGS[form]
    template = _environment(form, translator).get_template(f"{paper.template}.{ending}")
    return template.render(page=page, head=head_words(page.head), **paper.variables(page))


def show_paper(markdown: str, screen: Screen) -> None:
    """Show a paper that is written in Markdown: formatted on a terminal, as it is in a pipe."""
    if not screen.is_terminal:
        screen.write(markdown)
        return
    screen.show(_on_terminal(markdown))


def _on_terminal(markdown: str) -> "Markdown":
    """Return Markdown that a terminal can draw; narrow cells break their text, too many become lines."""
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import Markdown, TableElement
    from rich.table import Table

    class WholeTable(TableElement):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for table in super().__rich_console__(console, options):
                if isinstance(table, Table) and len(table.columns) * _NARROWEST > options.max_width:
                    yield _row_by_row(table)
                    continue
                if isinstance(table, Table):
                    for column in table.columns:
                        column.overflow = "fold"
                yield table

    class Paper(Markdown):
        elements: ClassVar = {**Markdown.elements, "table_open": WholeTable}

    return Paper(markdown, hyperlinks=False)


def _row_by_row(table: "Table") -> "Text":
    """Return a table that has too many columns as its rows one below the other, each cell after its head."""
    from rich.text import Text

    heads = [str(each.header) for each in table.columns]
    told = Text()
    for cells in zip(*(each.cells for each in table.columns), strict=True):
        told.append("\n")
        for head, cell in zip(heads, map(str, cells), strict=True):
            if cell and cell != NOTHING:
                told.append(f"{head}  ", style="bold").append(f"{cell}\n")
    return told


def _environment(form: PaperForm, translator: Translator) -> "Environment":
    """Return where templates of one form are read, with the few words that they may use."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.j2"]),
        finalize=_finalize(form, translator),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {
        "_": translator.say,
        "msg": msg,
        "language": translator.language,
        "light_words": LIGHTS,
        "occurrence_words": OCCURRENCES,
        "chase_words": CHASE_LEVELS,
        "nothing": NOTHING,
    }
    environment.filters |= FILTERS
    return environment


def _finalize(form: PaperForm, translator: Translator) -> Callable[[Any], Any]:
    """Return what turns the value of an expression into text that belongs in a paper of this form."""

    def finalize(value: object) -> object:
        if hasattr(value, "__html__"):
            return value  # made by a macro, and escaped there
        if value is None:
            raise TypeError(value)
        text = translator.show(value)
        if form is PaperForm.MARKDOWN:
            return escape_markdown(text)
        text = clean(text)
        return _DASH if text == NOTHING else text

    return finalize
