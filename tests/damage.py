"""Damage to a text, as a hand, a keyboard or a merge does it."""

from hypothesis import strategies as st

#: Signs that mean something to YAML, what an input method makes of them, and what fields hold.
_SIGNS = "：，（\u3000\t\n-[]{}'\"#&*!|>%@`?: 甲9.~/\\\r\u2028\ufeff"
_MARKERS = ("\n<<<<<<< HEAD\n", "\n=======\n", "\n--- ", "!a ", "&a ", "*a", "[[[[", "- - - ")
_CODES = ("\\ud83d", "\\U00110000", "\\x4", "甲?乙")
_VALUES = ("9" * 20, "-1", "0", "9999-12-31", "0001-01-01", "null", "T99", "S1")

_PIECES = st.text(_SIGNS, max_size=6) | st.sampled_from((*_MARKERS, *_CODES, *_VALUES))

_WORDS = st.sampled_from(
    ("a: ", "b: 甲", "\nc: ", "\n  d: 乙", "- ", "\n- ", "\n", "[", "]", "{", "}", ", ", "? ")
)
#: Bytes of any kind: of those that are drawn at random nearly all are no text, and the others no YAML.
SOME_BYTES = st.binary(max_size=120) | st.lists(_WORDS | _PIECES, max_size=12).map("".join).map(str.encode)


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    """Draw the text with a piece of it replaced, up to three times."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(_PIECES) + text[end:]
    return text
