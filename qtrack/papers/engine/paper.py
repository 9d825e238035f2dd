"""Papers as Markdown or as one HTML page, by the templates in its folder.

Nothing is computed here: figures come from the view, sentences from the paper's words, the geometry of
charts from `charts`. A plan's own templates go before the built-in ones.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from qtrack.locale.translator import Translator
from qtrack.papers.engine.head_phrases import head_words
from qtrack.papers.registry import PAPERS, PaperPage
from qtrack.store.own_templates import OwnTemplates
from qtrack.ui.labels import NOTHING
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

#: Fewer columns of a terminal than this hold no text that can be read.
_NARROWEST: Final = 8


class PaperForm(StrEnum):
    """The forms of a paper."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


ENDINGS: Final = {PaperForm.MARKDOWN: "md.j2", PaperForm.HTML: "html.j2"}

#: The built-in templates by their names; each lies in the folder of its paper, shared ones in the engine.
BUILT_IN: Final = {path.name: path for path in sorted(Path(__file__).parents[1].rglob("*.j2"))}

#: What a name begins with that means the built-in template whatever else there is.
BUILT_IN_PREFIX: Final = "builtin"

_NONE: Final = OwnTemplates()


def render_paper(
    name: str,
    page: PaperPage,
    form: PaperForm,
    translator: Translator,
    own: OwnTemplates = _NONE,
) -> str:
    """Return a paper, by its name in PAPERS; the same page gives the same text on any day and machine.

    Raises QtrackError where it has no such form, WrongTemplateError where one of the plan's own templates
    does not work.
    """
    paper = PAPERS[name]
    if form is PaperForm.CSV:
        return paper.table(page, translator)
    from qtrack.papers.engine.run import run_template

    ending = ENDINGS[form]
    return run_template(
        (f"{name}.{ending}", f"{paper.template}.{ending}"),
        {"page": page, "head": head_words(page.head), **paper.variables(page)},
        form,
        translator,
        own,
    )


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
