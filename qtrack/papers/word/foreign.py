"""What of a Word document that somebody made is refused: what is none, is too large, runs, or fetches."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from qtrack.locale.message import Message, msg
from qtrack.papers.engine.errors import RefusedError
from qtrack.papers.word.archive import Node, packed, unpacked

#: A template has no more files, nor more bytes once they are unpacked; nor may its text have more.
_MOST_FILES: Final = 500
_LARGEST: Final = 32_000_000
_LARGEST_TEXT: Final = 1_000_000

#: What documents of older programs, and those with a password, begin with.
_OLD: Final = b"\xd0\xcf\x11\xe0"
_TEXT: Final = "word/document.xml"
_TYPES: Final = "[Content_Types].xml"

#: What in the types and relations of files means that one runs, or is a file of another program.
_RUNS: Final = re.compile(
    "macroEnabled|vba|activeX|oleObject|/package$|/control$|aFChunk|subDocument|/frame$|mailMerge|recipientData"
)
#: Where a document may lead outside.
_LINKS: Final = re.compile("(?i)(?:https?|mailto):")
_INWARD: Final = re.compile(r'(?i)\s*(?:\\l\b|"?(?:https?|mailto):)')
#: The fields that show something of the document itself.
_FIELDS: Final = frozenset(
    [
        "HYPERLINK",
        "NUMPAGES",
        "PAGE",
        "PAGEREF",
        "REF",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "STYLEREF",
        "TITLE",
        "TOC",
    ]
)
#: What a reader of archives says of one that is none.
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(raw: bytes) -> bytes:
    """Return a document that somebody made as an archive of its own, if it is one that only shows something.

    Raises RefusedError for what is damaged, larger than any template, runs, or fetches something.
    """
    if raw.startswith(_OLD):
        raise RefusedError(
            msg("it has a password, or the form of an older Word; save it as .docx without a password")
        )
    damaged = RefusedError(msg("it is damaged, or no Word document (.docx)"))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            sizes = [entry.file_size for entry in archive.infolist()]
            if len(sizes) > _MOST_FILES or sum(sizes) > _LARGEST:
                raise RefusedError(
                    msg(
                        "it unpacks to more than {most} bytes or {files} files",
                        most=_LARGEST,
                        files=_MOST_FILES,
                    )
                )
        files = unpacked(raw)
        trees = {name: _tree(text) for name, text in files.items() if name.endswith((".xml", ".rels"))}
    except (*_DAMAGED, etree.XMLSyntaxError) as error:
        raise damaged from error
    if not {_TEXT, _TYPES} <= set(trees):
        raise damaged
    if len(files[_TEXT]) > _LARGEST_TEXT:
        raise RefusedError(
            msg("its text has more than {most} bytes; no template has so many", most=_LARGEST_TEXT)
        )
    for refused in _refusals(trees):
        raise RefusedError(refused)
    return packed(files)


def _tree(text: bytes) -> Node:
    """Return a file of a document; what declares entities is none."""
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.getroottree().docinfo.doctype:
        raise ValueError(text[:100])
    return root


def _refusals(trees: Mapping[str, Node]) -> Iterator[Message]:
    """Yield what a document may not have."""
    for own in trees[_TYPES]:
        if _RUNS.search(own.get("ContentType", "")):
            yield msg("it holds macros or files of other programs; save it as .docx without them")
    for name, tree in trees.items():
        for relation in tree if name.endswith(".rels") else ():
            target, kind = relation.get("Target", ""), relation.get("Type", "")
            if _RUNS.search(kind):
                yield msg("it holds macros or files of other programs; save it as .docx without them")
            link = kind.endswith("/hyperlink") and _LINKS.match(target)
            if relation.get("TargetMode") == "External" and not link:
                yield msg("it fetches “{target}” from outside; take that out of it", target=target)
        for field in _fields(tree):
            word, _, rest = field.strip().partition(" ")
            inward = word.upper() != "HYPERLINK" or _INWARD.match(rest)
            if word.upper() not in _FIELDS or not inward:
                yield msg(
                    "it has the field “{field}”; of fields a template may have {fields}",
                    field=field.strip()[:60],
                    fields=tuple(sorted(_FIELDS)),
                )


def _fields(tree: Node) -> Iterator[str]:
    """Yield the instructions of fields, wherever they are parted."""
    waiting: list[str] = []
    for own in tree.iter(f"{_WORD}fldSimple", f"{_WORD}fldChar", f"{_WORD}instrText"):
        if own.tag == f"{_WORD}fldSimple":
            yield own.get(f"{_WORD}instr", "")
        elif own.tag == f"{_WORD}instrText":
            waiting = waiting or [""]
            waiting[-1] += own.text or ""
        elif own.get(f"{_WORD}fldCharType") == "begin":
            waiting.append("")
        elif waiting:
            found = waiting.pop() if own.get(f"{_WORD}fldCharType") == "end" else waiting[-1]
            if found:
                yield found
    yield from filter(None, waiting)
