"""A table that says who does what of the text above it: its rows are found again in the parts of the text."""

import re
from collections.abc import Iterable
from typing import Final

from qtrack.locale.message import msg
from qtrack.notice.reading.tree import Node, Outline
from qtrack.notice.text import beginning, pairs, sentences, signs

#: So much of the pairs of signs of a row must stand in a part of the text for it to be the same.
_ALIKE: Final = 0.75
#: A row with fewer signs is found by its very words only.
_SHORT: Final = 6


def joined_to(whole: Outline, tables: list[Node]) -> list[Node]:
    """Give to parts of the text what rows say of them; return the sections of tables that say more.

    A table of which most rows are not found in the text is one of other tasks, and stays as it is.
    """
    left: list[Node] = []
    below = [node for part in whole.parts for node in part.walk() if node is not part]
    for section in tables:
        rows = [node for node in section.walk() if node.kind == "digits" and not node.parts]
        found = [(row, place) for row in rows if (place := _place(row, below)) is not None]
        if 2 * len(found) <= len(rows):
            left.append(section)
            continue
        for row, place in found:
            if sum(other is place for _, other in found) > 1:
                place.parts.append(row)
            else:
                _give(whole, row, place)
        left += _strike(whole, section, [row for row, _ in found])
    return left


def _strike(whole: Outline, node: Node, rows: list[Node]) -> list[Node]:
    """Return a heading without rows, nothing where it has no others; it is left then."""
    if not node.parts:
        return [node] if all(node is not row for row in rows) else []
    node.parts = [kept for part in node.parts for kept in _strike(whole, part, rows)]
    if not node.parts and node.title:
        whole.left.append((node.title, msg("the heading of a table")))
    return [node] if node.parts else []


def _place(row: Node, nodes: Iterable[Node]) -> Node | None:
    """Return the part of the text that says what a row says; the lowest, if several do."""
    own = signs(row.title.text)
    best: tuple[float, Node | None] = (0, None)
    for node in nodes:
        title = signs(node.title.text or beginning(node.text))
        whole = signs(" ".join(span.text for span in (node.title, *node.body)))
        known = len(title) >= _SHORT or node.number == row.number
        if own and (own == title or own in whole or (title and known and title in own)):
            share = 1.0
        else:
            held = pairs(own)
            share = len(held & pairs(whole)) / len(held) if len(own) >= _SHORT else 0
        if share >= best[0] and share >= _ALIKE:
            best = (share, node)
    return best[1]


def _give(whole: Outline, row: Node, node: Node) -> None:
    """Give to a part of the text who answers and by when, and what only the row says."""
    before = signs(" ".join(span.text for span in (node.title, *node.body)))
    for span in (row.title, *row.body):
        for sentence in sentences(span):
            for found in re.finditer("[^,，]+", sentence.text):
                clause = sentence.cut(*found.span())
                (node.also if signs(clause.text) in before else node.body).append(clause)
    if not node.responsible:
        node.responsible = row.responsible
    elif row.responsible:
        spans = [one.span for one in row.responsible]
        if _names(row) - _names(node):
            message = msg("the table names other units; those of the text are taken")
            node.doubts.append((spans[0], message))
            whole.left += [(span, message) for span in spans]
        else:
            node.also += spans
    node.named = row.title
    node.due += row.due
    node.doubts += row.doubts
    for name, spans in row.said.items():
        node.said.setdefault(name, []).extend(spans)


def _names(node: Node) -> set[str]:
    return {signs(unit.name) for one in node.responsible for unit in one.units}
