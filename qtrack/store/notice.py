"""The file of a notice, as text: whatever encodings offices save in."""

import codecs
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.tree import reason
from qtrack.store.yaml.typo_hints import damaged_utf8, decode_gbk

#: A notice with more bytes than this is something else.
LARGEST_NOTICE: Final = 20_000_000
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_notice(path: Path, name: str) -> bytes:
    """Return what a file holds; raise QtrackError where it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_NOTICE + 1)
    except OSError as error:
        raise QtrackError(
            msg(
                "{place} is “{text}”, which cannot be read: {why}.",
                place=msg("NOTICE"),
                text=name,
                why=reason(error),
            ),
            msg("Name a file that is there, as in “qtrack import notice.txt --to new-plan”."),
        ) from error
    if len(raw) > LARGEST_NOTICE:
        raise QtrackError(
            msg("{file} has more than {most} bytes.", file=name, most=LARGEST_NOTICE),
            msg("Leave out its pictures, or save it as text."),
        )
    return raw


def notice_text(raw: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GBK; raise QtrackError for anything else."""
    try:
        text: str | None = raw.decode("utf-16" if raw.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        text = None if raw.startswith(_WIDE) or damaged_utf8(raw) else decode_gbk(raw)
    if text is None or "\0" in text:
        raise QtrackError(
            msg("{file} is no text in UTF-8 or GBK, or is damaged.", file=name),
            msg("Open it and save it again as text in UTF-8."),
        )
    return text
