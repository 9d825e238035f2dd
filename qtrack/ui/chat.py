"""Texts for a chat or a mail, whose programs read more than words: links, names to call, marks, signs."""

import re
from typing import Final

from qtrack.ui.line import one_line

#: Signs that call somebody, or that make type, pictures, links or tables; their broad forms do nothing.
_SIGNS: Final = {ord(sign): ord(sign) + 0xFEE0 for sign in "@<>[]*_`~|#\\"} | {0xFE6B: 0xFF20}

#: What makes an address of a text: the mark of a protocol, a dot before a letter or within three numbers.
_PROTOCOL: Final = re.compile(r"[:：](?=[/／]{2})")
_DOTS: Final = re.compile(
    r"(?<=\w)[.．｡](?=[^\W\d_])|(?<=[A-Za-z0-9])。(?=[A-Za-z0-9])|(?<=\d)[.．](?=\d+[.．]\d)|(?<=\d[.．]\d)[.．](?=\d)"
)


def chat_text(text: str) -> str:
    """Return a text in one line that stays a text: it calls nobody, and nothing in it can be clicked."""
    text = one_line(text).replace("\t", " ").translate(_SIGNS)
    return _DOTS.sub(lambda dot: f"{dot[0]} ", _PROTOCOL.sub("： ", text))
