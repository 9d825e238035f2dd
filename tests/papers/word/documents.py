"""Word documents as tests make and read them."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
from docx.table import Table

from qtrack.papers.word.archive import packed, unpacked


def lines_of(document: bytes | Path) -> list[str]:
    """Return the paragraphs of a document, each behind the name of its style; of tables the rows."""
    found = []
    for block in _read(document).iter_inner_content():
        if isinstance(block, Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(f"[{block.style.name}] {block.text}")
    return found


def table_under(document: bytes | Path, title: str) -> list[list[str]]:
    """Return the cells of the first table below a heading or a paragraph that holds a text."""
    blocks = _read(document).iter_inner_content()
    for block in blocks:
        if not isinstance(block, Table) and title in block.text:
            break
    table = next(block for block in blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def _read(document: bytes | Path) -> Any:  # noqa: ANN401 - python-docx tells no types of styles
    return docx.Document(io.BytesIO(document) if isinstance(document, bytes) else str(document))


def made(*paragraphs: str, table: list[list[str]] | None = None, header: str = "") -> bytes:
    """Return a document of an office's own with some paragraphs, a table below them, and a header."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        own = document.add_table(len(table), len(table[0]))
        for row, texts in zip(own.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def changed(document: bytes, texts: Mapping[str, tuple[str, str]]) -> bytes:
    """Return a document with a text of some of its files replaced by another."""
    files = unpacked(document)
    for name, (old, new) in texts.items():
        assert old in files[name].decode()
        files[name] = files[name].decode().replace(old, new, 1).encode()
    return packed(files)


def with_file(document: bytes, name: str, content: bytes) -> bytes:
    """Return a document with one more file."""
    return packed(unpacked(document) | {name: content})


def times_of(document: bytes) -> set[tuple[int, ...]]:
    """Return when the files of a document were written."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {entry.date_time for entry in archive.infolist()}
