"""What a console's encoding cannot show: plain signs in its place, or the signs that are lost."""

import codecs
from typing import Final, TextIO

#: Plain signs for those that a console's encoding may lack.
_PLAIN: Final[dict[int, int | str]] = {
    **str.maketrans("“”‘’，：；。、（）《》〔〕–—·─", "\"\"'',:;.,()<>[]--.-"),
    ord("…"): "...",
    ord("→"): "->",
}


def make_safe(stream: TextIO) -> None:
    """Let a stream put plain signs in the place of those its encoding lacks."""
    codecs.register_error("qtrack", _plain_instead)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="qtrack")


def lacking(text: str, encoding: str | None) -> set[str]:
    """Return the signs of a text that an encoding has not, and for which there is no plain one either."""
    if encoding is None:  # of a stream of a test
        return set()
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return {sign for sign in text.translate(_PLAIN) if not sign.encode(encoding, "ignore")}
    return set()


def _plain_instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    plain = lost.translate(_PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in plain), error.end
