"""Papers as Markdown or as one HTML page, by the templates beside this module.

Nothing is computed here: figures come from the view, sentences from the paper's words, the geometry of
charts from `charts`. A plan's own templates go before the built-in ones.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from qtrack.locale.translator import Translator
from qtrack.render.paper_words import head_words
from qtrack.render.papers import PAPERS, PaperPage
from qtrack.render.screen import Screen
from qtrack.store.own_templates import OwnTemplates

if TYPE_CHECKING:
    from rich.markdown import Markdown


class PaperForm(StrEnum):
    """The forms of a paper."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


ENDINGS: Final = {PaperForm.MARKDOWN: "md.j2", PaperForm.HTML: "html.j2"}

#: Where the built-in templates lie, and what a name begins with that means them whatever else there is.
TEMPLATES: Final = Path(__file__).parent / "templates"
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
    from qtrack.render.template_run import run_template

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
    """Return Markdown that a terminal can draw; cells that are too narrow break their text, not cut it."""
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import Markdown, TableElement
    from rich.table import Table

    class WholeTable(TableElement):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for table in super().__rich_console__(console, options):
                if isinstance(table, Table):
                    for column in table.columns:
                        column.overflow = "fold"
                yield table

    class Paper(Markdown):
        elements: ClassVar = {**Markdown.elements, "table_open": WholeTable}

    return Paper(markdown, hyperlinks=False)
