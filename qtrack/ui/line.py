"""What a page is made of: lines of styled pieces, clean of codes, and what a console makes of their signs.

A piece has the style of Rich that a terminal shows it in; elsewhere it is its text alone. Nothing is markup.
"""

import codecs
import re
from functools import lru_cache
from typing import Final, TextIO

#: A piece of a line, alone or with its style.
Piece = str | tuple[str, str]
#: A line of a page. One that is not folded yet may hold several, with breaks between.
Line = tuple[Piece, ...]

BLANK: Final[Line] = ()

#: Codes that steer a terminal or a text, and the bytes of a file's name that are no text at all: compiled
#: where there is such a text, which is rare.
_CONTROL: Final = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
#: What ends a line to some program.
BREAK: Final = re.compile("\r\n|[\n\r\u2028\u2029]")


def clean(text: str) -> str:
    """Take out control codes, so that a text of the plan can never steer a terminal; its length stays."""
    return text if text.isprintable() else re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return a clean text without line breaks, so that what it quotes can never begin a line."""
    return text if text.isprintable() else clean(BREAK.sub(" ", text))


def escape(text: str) -> str:
    """Escape control codes within JSON, so that a program reads them back and a terminal ignores them."""
    return re.sub(_CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text)


def plain(line: Line) -> str:
    """Return the clean text of a line without its styles."""
    return clean("".join([piece if isinstance(piece, str) else piece[0] for piece in line]))


def trimmed(line: Line) -> list[tuple[str, str]]:
    """Return the clean pieces of a line, each with a style, without blanks at the end."""
    pieces = [(clean(piece), "") if isinstance(piece, str) else (clean(piece[0]), piece[1]) for piece in line]
    while pieces and not (kept := pieces[-1][0].rstrip(" ")):
        pieces.pop()
    if pieces:
        pieces[-1] = (kept, pieces[-1][1])
    return pieces


class _Widths(dict[str, int]):
    """What one of the usual signs takes, found once; of all others there is none."""

    #: From a sign through another, by their numbers, each takes so many columns.
    usual: Final = (
        (0x20, 0x7E, 1),
        (0x4E00, 0x9FA5, 2),
        (0x3000, 0x3029, 2),
        (0xFF01, 0xFF60, 2),
        (0x2010, 0x2027, 1),
        (0x2030, 0x205E, 1),
        (0xFFFD, 0xFFFD, 1),
        (0xA0, 0xAC, 1),
        (0xAE, 0x2FF, 1),
        (0x370, 0x482, 1),
        (0x2100, 0x2319, 1),
        (0x2460, 0x24FF, 1),
        (0x2500, 0x25FC, 1),
        (0x3400, 0x4DB5, 2),
    )

    def __missing__(self, sign: str) -> int:
        for first, last, width in self.usual:
            if first <= ord(sign) <= last:
                return self.setdefault(sign, width)
        raise KeyError(sign)


_WIDTHS: Final = _Widths()


@lru_cache(1 << 16)
def width_of(text: str) -> int:
    """Return how many columns a text takes, as Rich counts them; it is asked where there is an odd sign."""
    if text.isascii() and text.isprintable():
        return len(text)
    try:
        return sum(map(_WIDTHS.__getitem__, text))
    except KeyError:
        from rich.cells import cell_len

        return cell_len(text)


# --- consoles whose encoding lacks signs --------------------------------------------------------------------

#: A character that every encoding of Chinese has: that of writing itself.
COMMON_CHINESE: Final = chr(0x6587)

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
    return "".join(sign if sign.isascii() else "?" for sign in lost.translate(_PLAIN)), error.end
