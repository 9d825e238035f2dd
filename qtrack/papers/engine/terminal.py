"""A paper on a terminal."""

from typing import TYPE_CHECKING, ClassVar, Final

from qtrack.ui.labels import NOTHING
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

#: Fewer columns of a terminal than this hold no text that can be read.
_NARROWEST: Final = 8


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
