"""Small pieces of pages: styled texts that never read markup, tables that keep their columns."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from qtrack.locale.message import Message, Translator, msg
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.labels import LIGHTS, signed
from qtrack.ui.screen import clean
from qtrack.ui.wrap import fold

LIGHT_STYLES: Final = {
    Light.RED: "bold white on red",
    Light.YELLOW: "black on yellow",
    Light.GREEN: "green",
    Light.BLUE: "blue",
    Light.NONE: "dim",
}


def text(value: str, style: str = "") -> Text:
    """Return a text of the plan as it is, without control codes and without markup."""
    return Text(clean(value), style=style)


def light_text(light: Light, translator: Translator) -> Text:
    """Return a light as its word, coloured where there is colour."""
    return Text(translator.say(LIGHTS[light]), style=LIGHT_STYLES[light])


def counts_text(
    counts: dict[Light, int], translator: Translator, *, zeros: bool, before: dict[Light, int] | None = None
) -> Text:
    """Return the counts of all lights in one line, with or without those that do not occur.

    Where there are counts of `before`, the difference stands behind each that has one.
    """
    line = Text()
    for light, number in counts.items():
        if number or zeros:
            line.append("  " if line else "")
            line.append_text(light_text(light, translator))
            line.append(f" {number}")
            if before and number != before[light]:
                line.append(f" ({signed(number - before[light])})")
    return line


#: How many reasons a line of the board has room for; the page of the task has them all.
_REASONS: Final = 2


def reasons_line(reasons: Sequence[LightReason], translator: Translator, *, brief: bool = False) -> str:
    """Return the weightiest reasons of a light in one line, and how many more there are."""
    messages = [(reason.brief if brief else None) or reason.message for reason in reasons[:_REASONS]]
    if len(reasons) > _REASONS:
        messages.append(msg("{number} more", number=len(reasons) - _REASONS))
    return sentences(messages, translator)


def sentences(messages: Sequence[Message], translator: Translator) -> str:
    """Return several clauses in one line, parted as the language parts clauses."""
    return parted([translator.say(message) for message in messages], translator)


def parted(clauses: Sequence[str], translator: Translator) -> str:
    """Return clauses in one line, parted as the language parts them."""
    return ("；" if translator.language == "zh" else "; ").join(clauses)


def indented(value: str, indent: int, width: int, style: str = "dim") -> Text:
    """Return a text whose lines all begin `indent` columns from the left and fit the width."""
    lines = fold(clean(value), max(width - indent, 1))
    return Text("\n".join(" " * indent + line for line in lines), style=style)


def plain_table(
    heads: Sequence[str], *, widths: Sequence[int | None], right: Sequence[int] = (), header: bool = True
) -> Table:
    """Return a table without a frame, since frames are of ambiguous width; `right` are columns of figures."""
    table = Table(box=None, show_header=header, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    for at, head in enumerate(heads):
        table.add_column(
            head,
            width=widths[at],
            justify="right" if at in right else "left",
            overflow="fold",
            no_wrap=at in right,
        )
    return table


def widest(texts: Sequence[str]) -> int:
    """Return the width of the widest text in columns of the terminal; Chinese signs take two."""
    return max((cell_len(clean(own)) for own in texts), default=0)


def say_all(translator: Translator, *messages: Message) -> list[str]:
    """Translate several labels."""
    return [translator.say(message) for message in messages]
