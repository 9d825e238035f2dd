"""Texts of the plan within Markdown, shown as they are; and Markdown on a terminal: papers and the manual."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from qtrack.ui.labels import NOTHING
from qtrack.ui.line import clean, width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import fit

#: Signs that may mean something to a reader of Markdown; on GitHub and GitLab that is more: somebody's
#: name, a number of theirs, and any address, which they make a link.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~#&$!@]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\s*[\n\r\t\v\f\u2028\u2029]\s*")

#: Where GitHub and GitLab look, in a comment as it is shown, for whom to tell and where to link to, so that
#: no backslash keeps them from it. What is parted there is none of theirs any more.
_REFERENCES: Final = re.compile(
    r"""
      @(?=[!-~])                                  # a person, a team, everyone; an address for mail
    | [#!$&](?=\d)                                # an issue, a merge request, a snippet, an epic
    | [~%](?=[\w"])                               # a label, a milestone
    | \[(?=[a-z_]+:) | \*(?=iteration:)           # [issue:1], [vulnerability:1], *iteration:1
    | (?<![0-9A-Z])(?:(?-i:[A-Z][0-9A-Z_]+)|GH|GL)-(?=\d) | GHSA-(?=\w)   # numbers of other trackers
    | :(?=[a-z_+-][\w+-]*:)                       # a picture
    | :(?=//) | www(?=\.)                         # any address
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
#: A commit by seven digits or more of its id. Without a letter it is a figure, and stays whole to be copied.
_COMMIT: Final = re.compile(r"(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)
_SHORTER: Final = re.compile(r"[0-9a-f]{6}(?=.)", re.IGNORECASE)

_PARTED: Final = "\0"  # stands in no text that is clean
_NOTHING_WIDE: Final = "&#8203;"


def escape_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line; for papers, which go on to other programs."""
    return _SIGNS.sub(r"\\\g<0>", _line(text))


def comment_markdown(text: str) -> str:
    """Return a text that a comment shows as it is, in one line, and that calls nobody and leads nowhere.

    For that a sign of no width stands within what GitHub or GitLab would take for a reference.
    """
    parted = _REFERENCES.sub(rf"\g<0>{_PARTED}", _line(text))
    parted = _COMMIT.sub(lambda found: _SHORTER.sub(rf"\g<0>{_PARTED}", found[0]), parted)
    return _SIGNS.sub(r"\\\g<0>", parted).replace(_PARTED, _NOTHING_WIDE)


def _line(text: str) -> str:
    return clean(_BREAKS.sub(" ", text).strip())


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that no text in it can break."""
    cells = [[comment_markdown(cell) for cell in row] for row in (heads, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join((lines[0], f"|{' --- |' * len(heads)}", *lines[1:])) + "\n"


if TYPE_CHECKING:
    from markdown_it.token import Token
    from rich.console import JustifyMethod, RenderResult
    from rich.markdown import CodeBlock, Markdown
    from rich.segment import Segment
    from rich.table import Table
    from rich.text import Text

#: Blanks at the end of a line, among the codes that end a style there.
_BLANKS: Final = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)

#: Fewer columns of a terminal than this hold no text that can be read.
_NARROWEST: Final = 8

#: What a Chinese sign takes of them.
_WIDE: Final = 2


def show_markdown(markdown: str, screen: Screen, *, prose: bool = False) -> None:
    """Show what is written in Markdown: formatted on a terminal, as it is in a pipe.

    `prose` is for people: in a pipe, too, it has the encoding of the console; a paper is a file in UTF-8.
    """
    if screen.is_terminal:
        drawn = screen.terminal.drawn(_on_terminal(markdown))
        screen.show_text([_BLANKS.sub(lambda found: found[0].replace(" ", ""), drawn)])
    elif prose:
        screen.lines(markdown.removesuffix("\n"))
    else:
        screen.write(markdown)


def _on_terminal(markdown: str) -> "Markdown":
    """Return Markdown that a terminal can draw, its texts broken as Chinese is, and not at blanks alone."""
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.markdown import CodeBlock, Heading, Markdown, Paragraph, TableDataElement, TableElement
    from rich.table import Table
    from rich.text import Text

    class CellText(Text):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> "Iterable[Segment]":
            return _folded(self, options.max_width).__rich_console__(console, options)

    class Cell(TableDataElement):
        def __init__(self, justify: "JustifyMethod") -> None:
            super().__init__(justify)
            self.content = CellText(justify=justify)

    class WholeTable(TableElement):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for table in super().__rich_console__(console, options):
                yield _fitted(table, options.max_width, CellText) if isinstance(table, Table) else table

    class Prose(Paragraph):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            yield _folded(self.text, options.max_width)

    class Headline(Heading):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            for text in super().__rich_console__(console, options):
                yield _folded(text, options.max_width) if isinstance(text, Text) else text

    class Block(CodeBlock):
        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            return _block(self, super().__rich_console__(console, options))

    own = {"paragraph_open": Prose, "heading_open": Headline, "table_open": WholeTable, "fence": Block}

    class Page(Markdown):
        elements = Markdown.elements | own | dict.fromkeys(("td_open", "th_open"), Cell)

    page = Page(markdown, hyperlinks=False)
    for block in page.parsed:
        _join_chinese(block.children or ())
    return page


def _block(code: "CodeBlock", drawn: "RenderResult") -> "RenderResult":
    """Return a screen as it is, since it is as wide as a terminal; any other block as Rich draws it."""
    from rich.text import Text

    return [Text(str(code.text).rstrip("\n"))] if code.lexer_name == "screen" else drawn


def _fitted(table: "Table", width: int, cell_text: "type[Text]") -> "Table | Text":
    """Return a table whose narrow cells break their text; one of too many columns becomes lines."""
    from rich.text import Text

    if len(table.columns) * _NARROWEST > width:
        return _folded(_row_by_row(table), width)
    for column in table.columns:
        column.overflow = "fold"
        if isinstance(column.header, Text):  # Rich made a copy, of its own kind
            column.header = cell_text(justify=column.justify).append(column.header)
    return table


def _join_chinese(inline: "Sequence[Token]") -> None:
    """Let no blank stand where a line of the source ends between two signs that take two columns each."""
    for at, token in enumerate(inline):
        if token.type != "softbreak":
            continue
        before = next((other.content for other in reversed(inline[:at]) if other.content), "")
        after = next((other.content for other in inline[at + 1 :] if other.content), "")
        if width_of(before[-1:]) == width_of(after[:1]) == _WIDE:
            token.type = "text"  # one without content


def _folded(text: "Text", width: int) -> "Text":
    """Return a text, with its styles, in the lines that `fit` makes of it."""
    from rich.text import Text

    at, lines = 0, []
    for line in fit(text.plain, width):
        start = text.plain.index(line, at)
        at = start + len(line)
        lines.append(text[start:at])
    whole = Text("\n").join(lines)
    whole.justify = text.justify
    return whole


def _row_by_row(table: "Table") -> "Text":
    """Return a table that has too many columns as its rows one below the other, each cell after its head."""
    from rich.text import Text

    heads = [str(column.header) for column in table.columns]
    told = Text()
    for cells in zip(*(column.cells for column in table.columns), strict=True):
        told.append("\n")
        for head, cell in zip(heads, map(str, cells), strict=True):
            if cell and cell != NOTHING:
                told.append(f"{head}  ", style="bold").append(f"{cell}\n")
    return told
